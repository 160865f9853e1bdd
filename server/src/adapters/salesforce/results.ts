import type { CrmResults, WriteOutcome } from '../../application/ports/crm-results.ts';
import type { Provenance, ResultKind, ResultRow } from '../../application/ports/result-rows.ts';
import { inCalls, outcomesOf, untilUnlocked, type CallOptions } from './collections.ts';
import type { Connection } from './connection.ts';
import { removeRows } from './remove-rows.ts';
import { contentOf, resultJson } from './result-json.ts';
import { keyField, readPath, resultMaps } from './result-map.ts';
import { restQuery, valueAt } from './rest-query.ts';

const ownerRefused = /TRANSFER_REQUIRES_READ|INACTIVE_OWNER_OR_USER/;

/** Result rows in Takt's own objects, upserted by key in sObject Collections. */
export const createResults = (connection: Connection, options: CallOptions): CrmResults => {
  const { timing } = options;

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
    return outcomesOf(
      rows.map(({ key }) => key),
      answer,
      what,
    );
  };

  /** Who cannot see the object cannot own its rows: those belong to the service user then. */
  const sendWithOwner = async (
    kind: ResultKind,
    rows: readonly ResultRow[],
    provenance: Provenance,
    signal: AbortSignal,
  ): Promise<readonly WriteOutcome[]> => {
    const write = (some: readonly ResultRow[]): Promise<readonly WriteOutcome[]> =>
      send(kind, some, provenance, signal);
    const outcomes = await untilUnlocked(rows, write, timing, signal);
    const unowned = new Set(outcomes.filter(({ reason }) => ownerRefused.test(reason ?? '')).map(({ key }) => key));
    if (unowned.size === 0) return outcomes;
    const { userId } = await connection.signIn();
    const again = rows
      .filter(({ key }) => unowned.has(key))
      .map((row) => ({ ...row, content: { ...row.content, ownerId: userId } }));
    const retried = await untilUnlocked(again, write, timing, signal);
    return [...outcomes.filter(({ key }) => !unowned.has(key)), ...retried];
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

    write: (kind, rows, provenance, signal) =>
      inCalls(rows, (call) => sendWithOwner(kind, call, provenance, signal), options),

    remove: (kind, keys, signal) => removeRows(connection, resultMaps[kind], keys, options, signal),
  };
};
