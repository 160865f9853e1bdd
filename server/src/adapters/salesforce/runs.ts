import { z } from 'zod';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { HeldRun, RunCounts, RunRequest, RunRequests } from '../../application/ports/run-requests.ts';
import { Fenced } from '../../application/ports/writer-lease.ts';
import type { Connection } from './connection.ts';
import { readJson } from './errors.ts';
import { fencedComposite, fenceId, isHeld, partOf, runObject, withoutReferences } from './fence.ts';
import { restQuery, valueAt, type QueriedRecord } from './rest-query.ts';
import { soqlInstant, soqlText } from './soql.ts';

export { runObject };
/** What the companion writes of a run. */
export const runFields = [
  ...['Kind__c', 'Status__c', 'Worker__c', 'Started_At__c', 'Finished_At__c', 'Step__c', 'Progress__c', 'Message__c'],
  ...['Rows_Read__c', 'Rows_Written__c', 'Rows_Unchanged__c', 'Rows_Failed__c', 'Writer_Slot__c', 'Attempts__c'],
];
/** What is read of a run that is asked for, or under way. */
export const runColumns = 'Id, Status__c, Kind__c, Parameters__c, CreatedById, Worker__c, Attempts__c, SystemModstamp';
const object = runObject;
const longestMessage = 4_000;
const longestStep = 80;
/** The field is unique: the CRM itself keeps a second run from being under way. */
const slot = 'writer';
const created = z.object({ id: z.string() });

/** Runs as `Takt_Run__c` records. */
export const createRuns = (connection: Connection): RunRequests => {
  const where = async (condition: string): Promise<readonly QueriedRecord[]> => {
    const found: QueriedRecord[] = [];
    const soql = `SELECT ${runColumns} FROM ${object} WHERE ${condition} ORDER BY CreatedDate, Id`;
    for await (const records of restQuery(connection, { soql, object })) found.push(...records);
    return found;
  };

  /** @param condition What the run must be like for it, and what it is like where the update arrived already. */
  const update = async (condition: string, fields: Readonly<Record<string, unknown>>): Promise<void> => {
    const part = { name: 'run', method: 'PATCH' as const, path: `/sobjects/${object}/${fenceId}`, body: fields };
    partOf(await fencedComposite(connection, condition, [part], what), 'run');
  };

  /** Either the run is held as said, or a request whose reply was lost has done it already. */
  const heldOr = (run: HeldRun, done: string): string =>
    `(${isHeld(run)}) OR (Id = ${soqlText(run.id)} AND Writer_Slot__c = null AND ${done})`;

  return {
    requested: async () => (await where("Status__c = 'Requested'")).map(requestOf),
    underWay: async () => (await where(`Status__c = 'Running' OR Writer_Slot__c = ${soqlText(slot)}`)).map(requestOf),

    async begin(kind, worker, startedAt) {
      try {
        const answer = await connection.call({
          method: 'POST',
          path: `/sobjects/${object}`,
          body: JSON.stringify({ Kind__c: kind, Attempts__c: 1, ...claimed(worker, startedAt) }),
          // Where the reply was lost, the slot is taken by that very run.
          replayable: true,
          what: 'the creation of the run',
        });
        return readJson(answer, created, 'the creation of the run').id;
      } catch (error) {
        if (!isSlotTaken(error)) throw error;
        const own = await where(
          `Status__c = 'Running' AND Writer_Slot__c = ${soqlText(slot)} AND Worker__c = ${soqlText(worker)} AND Started_At__c = ${soqlInstant(toSecond(startedAt))}`,
        );
        return own.map(requestOf)[0]?.id;
      }
    },

    async claim({ id, attempts }, worker, startedAt) {
      const condition = `Id = ${soqlText(id)} AND (Status__c = 'Requested' OR (Status__c = 'Running' AND Worker__c = ${soqlText(worker)}))`;
      const part = {
        name: 'run',
        method: 'PATCH' as const,
        path: `/sobjects/${object}/${fenceId}`,
        body: { Attempts__c: attempts + 1, ...claimed(worker, startedAt) },
      };
      // Two workers may have written; the one whose name stands there has it, and the other is fenced off.
      const holder = {
        name: 'holder',
        method: 'GET' as const,
        path: '/query',
        query: { q: `SELECT Worker__c FROM ${object} WHERE Id = ${soqlText(id)}` },
      };
      try {
        const answers = await fencedComposite(connection, condition, [part, holder], what);
        partOf(answers, 'run');
        const [record] = page.parse(partOf(answers, 'holder')).records;
        return record !== undefined && valueAt(record, 'Worker__c') === worker ? 'claimed' : 'taken';
      } catch (error) {
        if (error instanceof Fenced) return 'taken';
        if (isSlotTaken(error)) return 'busy';
        throw error;
      }
    },

    release: (run, step, attempts) =>
      update(heldOr(run, "Status__c = 'Requested'"), {
        Status__c: 'Requested',
        Worker__c: null,
        Started_At__c: null,
        Writer_Slot__c: null,
        Attempts__c: Math.max(0, attempts),
        Step__c: cut(step, longestStep),
      }),

    report: (run, { step, percent, counts }) =>
      update(isHeld(run), {
        Step__c: cut(step, longestStep),
        Progress__c: Math.round(percent),
        ...countFields(counts),
      }),

    vacate: ({ id }) => update(`Id = ${soqlText(id)}`, { Writer_Slot__c: null }),

    finish: (run, { status, counts, message, finishedAt }) =>
      update(heldOr(run, `Status__c = ${soqlText(status)} AND Finished_At__c = ${soqlInstant(toSecond(finishedAt))}`), {
        Status__c: status,
        ...(status === 'Succeeded' ? { Step__c: 'Done', Progress__c: 100 } : {}),
        ...countFields(counts),
        Message__c: cut(message, longestMessage),
        Finished_At__c: toSecond(finishedAt),
        Writer_Slot__c: null,
      }),
  };
};

const what = 'the update of the run';
const page = z.object({ records: z.array(z.record(z.string(), z.unknown())) });

const isSlotTaken = (error: unknown): boolean => error instanceof CrmFailure && error.code === 'DUPLICATE_VALUE';

/** As the CRM keeps instants. */
const toSecond = (instant: string): string => instant.replace(/\.\d+Z$/, '.000Z');

const claimed = (worker: string, startedAt: string): Readonly<Record<string, unknown>> => ({
  Status__c: 'Running',
  Worker__c: worker,
  Started_At__c: toSecond(startedAt),
  Writer_Slot__c: slot,
});

const countFields = ({ read, written, unchanged, failed }: RunCounts): Readonly<Record<string, number>> => ({
  Rows_Read__c: read,
  Rows_Written__c: written,
  Rows_Unchanged__c: unchanged,
  Rows_Failed__c: failed,
});

const cut = (text: string, length: number): string => {
  const safe = withoutReferences(text);
  return safe.length <= length ? safe : `${safe.slice(0, length - 1)}…`;
};

/** A run as a query of `runColumns` gives it. */
export const requestOf = (record: QueriedRecord): RunRequest => {
  const [kind, worker] = [valueAt(record, 'Kind__c'), valueAt(record, 'Worker__c')];
  const [parameters, attempts] = [valueAt(record, 'Parameters__c'), valueAt(record, 'Attempts__c')];
  return {
    id: String(valueAt(record, 'Id')),
    kind: typeof kind === 'string' ? kind : '',
    createdById: String(valueAt(record, 'CreatedById')),
    parameters: typeof parameters === 'string' ? parameters : undefined,
    worker: typeof worker === 'string' ? worker : undefined,
    attempts: typeof attempts === 'number' ? attempts : 0,
    endedByHand: !['Requested', 'Running'].includes(String(valueAt(record, 'Status__c'))),
    changedAt: new Date(String(valueAt(record, 'SystemModstamp'))).toISOString(),
  };
};
