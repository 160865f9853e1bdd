import type { WriteOutcome } from '../../application/ports/crm-results.ts';
import { inCalls, outcomesOf, untilUnlocked, type CallOptions } from './collections.ts';
import type { Connection } from './connection.ts';
import { keyField, type ResultMap } from './result-map.ts';
import { restQuery, valueAt } from './rest-query.ts';
import { soqlList } from './soql.ts';

/** A row with its id in the org. */
interface StoredRow {
  readonly key: string;
  readonly id: string;
}

const gone = /ENTITY_IS_DELETED|INVALID_CROSS_REFERENCE_KEY/;

/** Deletes rows by key in sObject Collections. A row that is not there any more is deleted. */
export const removeRows = (
  connection: Connection,
  { object }: ResultMap,
  keys: readonly string[],
  options: CallOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly WriteOutcome[]> => {
  const find = async (some: readonly string[]): Promise<readonly StoredRow[]> => {
    const soql = `SELECT Id, ${keyField} FROM ${object} WHERE ${keyField} IN ${soqlList(some)}`;
    const found: StoredRow[] = [];
    for await (const records of restQuery(connection, { soql, object, signal })) {
      for (const record of records) {
        found.push({ key: String(valueAt(record, keyField)), id: String(valueAt(record, 'Id')) });
      }
    }
    return found;
  };

  const send = async (rows: readonly StoredRow[]): Promise<readonly WriteOutcome[]> => {
    const what = `deleting ${rows.length} rows of ${object}`;
    const answer = await connection.call({
      method: 'DELETE',
      path: '/composite/sobjects',
      query: { ids: rows.map(({ id }) => id).join(), allOrNone: 'false' },
      // What is deleted already counts as deleted.
      replayable: true,
      what,
      signal,
    });
    const outcomes = outcomesOf(
      rows.map(({ key }) => key),
      answer,
      what,
    );
    return outcomes.map((outcome) => (gone.test(outcome.reason ?? '') ? { key: outcome.key, ok: true } : outcome));
  };

  const remove = async (some: readonly string[]): Promise<readonly WriteOutcome[]> => {
    const rows = await find(some);
    const known = new Set(rows.map(({ key }) => key));
    const absent = some.filter((key) => !known.has(key)).map((key) => ({ key, ok: true }));
    return [...absent, ...(await untilUnlocked(rows, send, options.timing, signal))];
  };
  return inCalls(keys, remove, options);
};
