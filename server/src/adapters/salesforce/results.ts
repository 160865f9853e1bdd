import { z } from 'zod';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { CrmResults, WriteOutcome } from '../../application/ports/crm-results.ts';
import type { Provenance, ResultKind, ResultRow } from '../../application/ports/result-rows.ts';
import type { Connection } from './connection.ts';
import { readJson } from './errors.ts';
import { contentOf, resultJson } from './result-json.ts';
import { keyField, readPath, resultMaps } from './result-map.ts';
import { restQuery, valueAt } from './rest-query.ts';
import { retryDelay, type Timing } from './timing.ts';

export interface ResultsOptions {
  readonly timing: Timing;
  readonly rowsPerCall?: number;
  readonly callsAtOnce?: number;
}

const lockTries = 5;
const ownerRefused = /TRANSFER_REQUIRES_READ|INACTIVE_OWNER_OR_USER/;
const saved = z.array(
  z.object({
    success: z.boolean(),
    errors: z.array(z.object({ statusCode: z.string(), message: z.string() })).optional(),
  }),
);

/** Result rows in Takt's own objects, upserted by key in sObject Collections. */
export const createResults = (connection: Connection, options: ResultsOptions): CrmResults => {
  const { timing, rowsPerCall = 200, callsAtOnce = 3 } = options;

  const send = async (
    kind: ResultKind,
    rows: readonly ResultRow[],
    provenance: Provenance,
    signal: AbortSignal,
  ): Promise<readonly WriteOutcome[]> => {
    const map = resultMaps[kind];
    const what = `writing ${rows.length} rows of ${map.object}`;
    const records = rows.map((row) => resultJson(map, row, provenance)).join(',');
    const answer = await connection.call({
      method: 'PATCH',
      path: `/composite/sobjects/${map.object}/${keyField}`,
      body: `{"allOrNone":false,"records":[${records}]}`,
      // An upsert by key done twice is done once.
      replayable: true,
      what,
      signal,
    });
    const results = readJson(answer, saved, what);
    if (results.length !== rows.length) {
      throw new CrmFailure('protocol', `The CRM answered ${results.length} results to ${what}.`);
    }
    return rows.map(({ key }, at) => {
      const result = results[at];
      if (result?.success === true) return { key, ok: true };
      const reason = (result?.errors ?? []).map(({ statusCode, message }) => `${message} (${statusCode})`).join('; ');
      return { key, ok: false, reason: reason === '' ? 'refused without a reason' : reason };
    });
  };

  /** Who cannot see the object cannot own its rows: those belong to the service user then. */
  const sendWithOwner = async (
    kind: ResultKind,
    rows: readonly ResultRow[],
    provenance: Provenance,
    signal: AbortSignal,
  ): Promise<readonly WriteOutcome[]> => {
    const outcomes = await sendUntilUnlocked(kind, rows, provenance, signal);
    const unowned = new Set(outcomes.filter(({ reason }) => ownerRefused.test(reason ?? '')).map(({ key }) => key));
    if (unowned.size === 0) return outcomes;
    const { userId } = await connection.signIn();
    const again = rows
      .filter(({ key }) => unowned.has(key))
      .map((row) => ({ ...row, content: { ...row.content, ownerId: userId } }));
    const retried = await sendUntilUnlocked(kind, again, provenance, signal);
    return [...outcomes.filter(({ key }) => !unowned.has(key)), ...retried];
  };

  /** Rows that another transaction held locked are tried again; others stand as they are. */
  const sendUntilUnlocked = async (
    kind: ResultKind,
    rows: readonly ResultRow[],
    provenance: Provenance,
    signal: AbortSignal,
  ): Promise<readonly WriteOutcome[]> => {
    const outcomes = new Map<string, WriteOutcome>();
    let open = rows;
    for (let tries = 1; open.length > 0; tries += 1) {
      for (const outcome of await send(kind, open, provenance, signal)) outcomes.set(outcome.key, outcome);
      open = rows.filter(({ key }) => outcomes.get(key)?.reason?.includes('UNABLE_TO_LOCK_ROW') === true);
      if (tries >= lockTries) break;
      if (open.length > 0) await timing.sleep(retryDelay(tries, null, timing), signal);
      signal.throwIfAborted();
    }
    return rows.flatMap(({ key }) => outcomes.get(key) ?? []);
  };

  return {
    async fingerprint(kind) {
      const { object } = resultMaps[kind];
      const soql = `SELECT COUNT(Id) total, MAX(SystemModstamp) newest FROM ${object}`;
      for await (const [row] of restQuery(connection, { soql, object })) {
        if (row !== undefined) return `${String(valueAt(row, 'total'))} ${String(valueAt(row, 'newest'))}`;
      }
      return '0 null';
    },

    async *readBack(kind, signal) {
      const map = resultMaps[kind];
      const paths = Object.values(map.fields).map(readPath);
      const soql = `SELECT ${[keyField, ...paths].join(', ')} FROM ${map.object} WHERE ${keyField} != null`;
      for await (const records of restQuery(connection, { soql, object: map.object, signal })) {
        yield records.map((record) => ({
          key: String(valueAt(record, keyField)),
          content: contentOf(map, record),
        }));
      }
    },

    async *write(kind, rows, provenance, signal) {
      const calls: (readonly ResultRow[])[] = [];
      for (let at = 0; at < rows.length; at += rowsPerCall) calls.push(rows.slice(at, at + rowsPerCall));
      for (let at = 0; at < calls.length; at += callsAtOnce) {
        const group = calls.slice(at, at + callsAtOnce);
        const answers = await Promise.allSettled(group.map((call) => sendWithOwner(kind, call, provenance, signal)));
        // What came through is reported before what did not: those rows are written.
        yield answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
        const broken = answers.find((answer) => answer.status === 'rejected');
        if (broken !== undefined) throw broken.reason;
      }
    },
  };
};
