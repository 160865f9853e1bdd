import type { Pulse } from '../../application/ports/crm-watch.ts';
import type { Settings } from '../../application/ports/settings.ts';
import type { Connection } from './connection.ts';
import { fencedComposite, fenceId, isHeld, partOf } from './fence.ts';

export const settingObject = 'Takt_Setting__c';
/** What the companion writes of the settings. */
export const settingFields = [
  ...['Forecast_Run__c', 'Forecast_As_Of__c', 'Currency__c', 'Formula_Version__c'],
  ...['Companion_Version__c', 'Heartbeat_At__c'],
  ...['Request_State__c', 'Requests_Used__c', 'Requests_Allowed__c'],
];
/** Where the one settings record is. */
export const settingPath = `/sobjects/${settingObject}/External_Key__c/org`;

const states = { plenty: 'Plenty', saving: 'Saving', 'used-up': 'Used_Up' } as const;

/** The settings' fields that a pulse fills. */
export const pulseFields = ({ at, companionVersion, allowance, budget }: Pulse): Readonly<Record<string, unknown>> => ({
  Name: 'Takt',
  Heartbeat_At__c: at,
  Companion_Version__c: companionVersion,
  Request_State__c: states[budget],
  Requests_Used__c: allowance?.used ?? null,
  Requests_Allowed__c: allowance?.allowed ?? null,
});

/** The settings record, `Takt_Setting__c` with the key `org`. */
export const createSettings = (connection: Connection): Settings => {
  const write = async (fields: Readonly<Record<string, unknown>>): Promise<void> => {
    await connection.call({
      method: 'PATCH',
      path: settingPath,
      body: JSON.stringify(fields),
      replayable: true,
      what: 'the update of the settings',
    });
  };
  return {
    async publish({ runId, worker, asOf, currency, formulaVersion, companionVersion }) {
      const body = {
        Name: 'Takt',
        Forecast_Run__c: fenceId,
        Forecast_As_Of__c: asOf,
        Currency__c: currency,
        Formula_Version__c: formulaVersion,
        Companion_Version__c: companionVersion,
        Heartbeat_At__c: asOf,
      };
      const part = { name: 'settings', method: 'PATCH' as const, path: settingPath, body };
      const held = isHeld({ id: runId, worker });
      partOf(await fencedComposite(connection, held, [part], 'the update of the settings'), 'settings');
    },
    heartbeat: (pulse) => write(pulseFields(pulse)),
  };
};
