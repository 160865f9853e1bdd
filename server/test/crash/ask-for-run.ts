import type { LocalOrg } from '../../local-org/local-org.ts';
import { idOf } from '../contract/company.ts';
import { rowsOf } from '../contract/harness.ts';

/** A person asks for a run, where none that she asked for waits or will be taken up again. */
export const askForRun = (org: LocalOrg): void => {
  const cora = idOf(org, "SELECT Id FROM User WHERE Username = 'cora@takt.example'");
  const open = "(Status__c = 'Requested' OR (Status__c = 'Running' AND Attempts__c < 3))";
  if (rowsOf(org, `SELECT Id FROM Takt_Run__c WHERE CreatedById = '${cora}' AND ${open}`).length > 0) return;
  const [result] = org.create(org.actor(cora), 'Takt_Run__c', [{ Kind__c: 'Forecast' }]);
  if (result?.success !== true) throw new Error(`The run could not be asked for: ${JSON.stringify(result?.errors)}`);
};
