import { z } from 'zod';
import type { RunCounts, RunRequest, RunRequests } from '../../application/ports/run-requests.ts';
import type { Connection } from './connection.ts';
import { readJson } from './errors.ts';
import { restQuery, valueAt, type QueriedRecord } from './rest-query.ts';
import { soqlText } from './soql.ts';

export const runObject = 'Takt_Run__c';
/** What the companion writes of a run. */
export const runFields = [
  ...['Kind__c', 'Status__c', 'Worker__c', 'Started_At__c', 'Finished_At__c', 'Step__c', 'Progress__c', 'Message__c'],
  ...['Rows_Read__c', 'Rows_Written__c', 'Rows_Unchanged__c', 'Rows_Failed__c'],
];
const object = runObject;
const longestMessage = 4_000;
const longestStep = 80;
const created = z.object({ id: z.string() });

/** Runs as `Takt_Run__c` records. */
export const createRuns = (connection: Connection): RunRequests => {
  const withStatus = async (status: string): Promise<readonly RunRequest[]> => {
    const found: RunRequest[] = [];
    const soql = `SELECT Id, Kind__c, Parameters__c, CreatedById, Worker__c, SystemModstamp FROM ${object} WHERE Status__c = ${soqlText(status)} ORDER BY CreatedDate, Id`;
    for await (const records of restQuery(connection, { soql, object })) found.push(...records.map(requestOf));
    return found;
  };

  const update = async (id: string, fields: Readonly<Record<string, unknown>>): Promise<void> => {
    await connection.call({
      method: 'PATCH',
      path: `/sobjects/${object}/${encodeURIComponent(id)}`,
      body: JSON.stringify(fields),
      replayable: true,
      what: 'the update of the run',
    });
  };

  return {
    requested: () => withStatus('Requested'),
    underWay: () => withStatus('Running'),

    async begin(kind, worker, startedAt) {
      const answer = await connection.call({
        method: 'POST',
        path: `/sobjects/${object}`,
        body: JSON.stringify({ Kind__c: kind, ...claimed(worker, startedAt) }),
        what: 'the creation of the run',
      });
      return readJson(answer, created, 'the creation of the run').id;
    },

    async claim(id, worker, startedAt) {
      await update(id, claimed(worker, startedAt));
      // Two workers may have written; the one whose name stands there has it.
      for await (const [record] of restQuery(connection, {
        soql: `SELECT Worker__c FROM ${object} WHERE Id = ${soqlText(id)}`,
        object,
      })) {
        return record !== undefined && valueAt(record, 'Worker__c') === worker;
      }
      return false;
    },

    release: (id, step) =>
      update(id, { Status__c: 'Requested', Worker__c: null, Started_At__c: null, Step__c: cut(step, longestStep) }),

    report: (id, { step, percent, counts }) =>
      update(id, { Step__c: cut(step, longestStep), Progress__c: Math.round(percent), ...countFields(counts) }),

    finish: (id, { status, counts, message, finishedAt }) =>
      update(id, {
        Status__c: status,
        ...(status === 'Succeeded' ? { Step__c: 'Done', Progress__c: 100 } : {}),
        ...countFields(counts),
        Message__c: cut(message, longestMessage),
        Finished_At__c: finishedAt,
      }),
  };
};

const claimed = (worker: string, startedAt: string): Readonly<Record<string, unknown>> => ({
  Status__c: 'Running',
  Worker__c: worker,
  Started_At__c: startedAt,
});

const countFields = ({ read, written, unchanged, failed }: RunCounts): Readonly<Record<string, number>> => ({
  Rows_Read__c: read,
  Rows_Written__c: written,
  Rows_Unchanged__c: unchanged,
  Rows_Failed__c: failed,
});

const cut = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length - 1)}…`);

const requestOf = (record: QueriedRecord): RunRequest => {
  const [kind, worker] = [valueAt(record, 'Kind__c'), valueAt(record, 'Worker__c')];
  const parameters = valueAt(record, 'Parameters__c');
  return {
    id: String(valueAt(record, 'Id')),
    kind: typeof kind === 'string' ? kind : '',
    createdById: String(valueAt(record, 'CreatedById')),
    parameters: typeof parameters === 'string' ? parameters : undefined,
    worker: typeof worker === 'string' ? worker : undefined,
    changedAt: new Date(String(valueAt(record, 'SystemModstamp'))).toISOString(),
  };
};
