import { actionObject } from './actions.ts';
import { soqlInstant, soqlText } from './soql.ts';

/** A composite takes five queries: runs, actions and deals each time, and two of these in turn. */
export const ledgersAtOnce = 2;
export const dealsName = 'deals';

/** Objects that people write and a forecast depends on. */
const objects: ReadonlyMap<string, string> = new Map([
  [dealsName, 'Opportunity'],
  ['quotas', 'Takt_Quota__c'],
  ['plans', 'Takt_Plan__c'],
  ['calls', 'Takt_Forecast_Call__c'],
  ['proposals', 'Takt_Quota_Proposal__c'],
  ['demand', 'Takt_Demand_Input__c'],
]);

export const watchedNames: readonly string[] = [...objects.keys()];
export const ledgerNames = watchedNames.filter((name) => name !== dealsName);

/**
 * How many rows have changed, and when the last: another pair as soon as anything has. Deleted rows count; what the
 * companion wrote itself does not. A row that becomes visible late counts too, unlike with the newest instant alone.
 * @param since The CRM's instant, some minutes before what is already known.
 */
export const changesQuery = (name: string, since: string, ownUserId: string): string => {
  const object = objects.get(name);
  if (object === undefined) throw new RangeError(`Not watched: ${name}`);
  const others = `SystemModstamp >= ${soqlInstant(since)} AND LastModifiedById != ${soqlText(ownUserId)}`;
  return `SELECT COUNT(Id) total, MAX(SystemModstamp) newest FROM ${object} WHERE ${others}`;
};

/** One row where any action waits for its stamp. */
export const unsettledQuery = `SELECT Id FROM ${actionObject} WHERE (Status__c IN ('Done', 'Dropped') AND Completed_At__c = null) OR (Status__c IN ('Open', 'In_Progress') AND Completed_At__c != null) LIMIT 1`;
