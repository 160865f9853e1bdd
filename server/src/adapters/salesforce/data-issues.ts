import type { DataIssue, DataIssues } from '../../application/ports/data-issues.ts';
import { outcomesOf } from './collections.ts';
import type { Connection } from './connection.ts';
import { keyField, resultMaps } from './result-map.ts';
import { restQuery, valueAt } from './rest-query.ts';
import { rowIds } from './row-ids.ts';
import { soqlList, soqlText } from './soql.ts';

export const issueObject = 'Takt_Data_Issue__c';
const object = issueObject;
/** What the companion writes of a data issue. */
export const issueFields = [
  ...['External_Key__c', 'Rule__c', 'Severity__c', 'Status__c', 'Subject__c', 'Description__c', 'Suggested_Fix__c'],
  ...['Object_Name__c', 'Record_Id__c', 'First_Seen_On__c', 'Resolved_On__c', 'Run__c', 'Opportunity__c'],
];
const lengths = { subject: 255, description: 2_000, fix: 255 };
const rowsPerCall = 200;

/** Data issues as `Takt_Data_Issue__c` records, each found again by its key. */
export const createDataIssues = (connection: Connection): DataIssues => {
  const upsert = async (records: readonly Readonly<Record<string, unknown>>[]): Promise<readonly string[]> => {
    const refused: string[] = [];
    for (let at = 0; at < records.length; at += rowsPerCall) {
      const some = records.slice(at, at + rowsPerCall);
      const what = `writing ${some.length} rows of ${object}`;
      const answer = await connection.call({
        method: 'PATCH',
        path: `/composite/sobjects/${object}/${keyField}`,
        body: JSON.stringify({
          allOrNone: false,
          records: some.map((record) => ({ attributes: { type: object }, ...record })),
        }),
        replayable: true,
        what,
      });
      const keys = some.map((record) => String(record[keyField]));
      refused.push(
        ...outcomesOf(keys, answer, what).flatMap(({ key, ok, reason = '' }) =>
          ok ? [] : [`The data issue ${key} was not written: ${reason}`],
        ),
      );
    }
    return refused;
  };

  return {
    async open(rule) {
      const soql = `SELECT ${keyField}, Description__c FROM ${object} WHERE Rule__c = ${soqlText(rule)} AND Status__c = 'Open'`;
      const open = new Map<string, string>();
      for await (const records of restQuery(connection, { soql, object })) {
        for (const record of records) {
          const said = valueAt(record, 'Description__c');
          open.set(String(valueAt(record, keyField)), typeof said === 'string' ? said : '');
        }
      }
      return open;
    },

    async raise(issues, runId, today) {
      const known = await openedBefore(connection, issues);
      const records: Readonly<Record<string, unknown>>[] = [];
      for (const kind of new Set(issues.map((issue) => issue.kind))) {
        const some = issues.filter((issue) => issue.kind === kind);
        const ids = await rowIds(
          connection,
          resultMaps[kind].object,
          some.map(({ rowKey }) => rowKey),
        );
        for (const issue of some) {
          records.push({
            [keyField]: issue.key,
            Rule__c: issue.rule,
            Severity__c: 'Warning',
            Status__c: 'Open',
            Resolved_On__c: null,
            ...(known.has(issue.key) ? {} : { First_Seen_On__c: today }),
            Object_Name__c: resultMaps[kind].object,
            Record_Id__c: ids.get(issue.rowKey) ?? null,
            ...(kind === 'insight' ? { Opportunity__c: issue.rowKey } : {}),
            Subject__c: cut(issue.subject, lengths.subject),
            Description__c: cut(issue.description, lengths.description),
            Suggested_Fix__c: cut(issue.fix, lengths.fix),
            Run__c: runId,
          });
        }
      }
      return upsert(records);
    },

    resolve: (keys, today) =>
      upsert(keys.map((key) => ({ [keyField]: key, Status__c: 'Resolved', Resolved_On__c: today }))),
  };
};

/** Issues that are open already keep the day on which they were first seen. */
const openedBefore = async (connection: Connection, issues: readonly DataIssue[]): Promise<ReadonlySet<string>> => {
  const keys = issues.map(({ key }) => key);
  const soql = `SELECT ${keyField} FROM ${object} WHERE Status__c = 'Open' AND ${keyField} IN ${soqlList(keys)}`;
  const known = new Set<string>();
  for await (const records of restQuery(connection, { soql, object })) {
    for (const record of records) known.add(String(valueAt(record, keyField)));
  }
  return known;
};

const cut = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length - 1)}…`);
