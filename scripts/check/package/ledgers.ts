import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

/** Objects whose rows are never changed: a mistake is put right by a new row. */
export const ledgerObjects = new Set(['Takt_Forecast_Call__c', 'Takt_Quota_Proposal__c', 'Takt_Demand_Input__c']);
const barred = ['allowEdit', 'allowDelete', 'modifyAllRecords'];

/** Nobody changes or deletes rows of a ledger. */
export const ledgers: Rule = ({ of }) =>
  of('PermissionSet').flatMap((set) =>
    (set.xml?.all('objectPermissions') ?? [])
      .filter((entry) => ledgerObjects.has(entry.text('object') ?? ''))
      .flatMap((entry) =>
        barred
          .filter((right) => entry.flag(right))
          .map((right) =>
            problem(
              'ledger',
              set,
              `${entry.text('object') ?? ''} is a ledger: ${set.fullName} must not have ${right} on it.`,
              entry,
            ),
          ),
      ),
  );
