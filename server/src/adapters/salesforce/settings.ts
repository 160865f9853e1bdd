import type { Settings } from '../../application/ports/settings.ts';
import type { Connection } from './connection.ts';

export const settingObject = 'Takt_Setting__c';
/** What the companion writes of the settings. */
export const settingFields = [
  ...['Forecast_Run__c', 'Forecast_As_Of__c', 'Currency__c', 'Formula_Version__c'],
  ...['Companion_Version__c', 'Heartbeat_At__c'],
];

/** The settings record, `Takt_Setting__c` with the key `org`. */
export const createSettings = (connection: Connection): Settings => {
  const write = async (fields: Readonly<Record<string, unknown>>): Promise<void> => {
    await connection.call({
      method: 'PATCH',
      path: `/sobjects/${settingObject}/External_Key__c/org`,
      body: JSON.stringify(fields),
      replayable: true,
      what: 'the update of the settings',
    });
  };
  return {
    publish: ({ runId, asOf, currency, formulaVersion, companionVersion }) =>
      write({
        Name: 'Takt',
        Forecast_Run__c: runId,
        Forecast_As_Of__c: asOf,
        Currency__c: currency,
        Formula_Version__c: formulaVersion,
        Companion_Version__c: companionVersion,
        Heartbeat_At__c: asOf,
      }),
    heartbeat: (at, companionVersion) =>
      write({ Name: 'Takt', Heartbeat_At__c: at, Companion_Version__c: companionVersion }),
  };
};
