import type { WriteOrder, WriteOutcome } from '../../application/ports/crm-results.ts';
import { noFailpoints } from '../../application/ports/failpoints.ts';
import { inCalls, outcomesOfBody, untilUnlocked, type CallOptions } from './collections.ts';
import type { Connection } from './connection.ts';
import { fencedComposite, fenceId, isHeld, partOf } from './fence.ts';
import type { ResultMap } from './result-map.ts';
import { rowIds } from './row-ids.ts';

/** A row with its id in the org. */
interface StoredRow {
  readonly key: string;
  readonly id: string;
}

const gone = /ENTITY_IS_DELETED|INVALID_CROSS_REFERENCE_KEY/;

/**
 * Deletes rows by key in sObject Collections, behind the fence. A row that is not there any more is deleted.
 * @throws Fenced, CrmFailure
 */
export const removeRows = (
  connection: Connection,
  { object }: ResultMap,
  keys: readonly string[],
  order: WriteOrder,
  options: CallOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly WriteOutcome[]> => {
  const { failpoints = noFailpoints } = options;
  const find = async (some: readonly string[]): Promise<readonly StoredRow[]> =>
    [...(await rowIds(connection, object, some, signal))].map(([key, id]) => ({ key, id }));

  const send = async (rows: readonly StoredRow[]): Promise<readonly WriteOutcome[]> => {
    const what = `deleting ${rows.length} rows of ${object}`;
    const ids = rows.map(({ id }) => id).join();
    await failpoints('write:before-send');
    // What is deleted already counts as deleted.
    const answers = await fencedComposite(
      connection,
      isHeld({ id: order.runId, worker: order.worker }),
      [{ name: 'rows', method: 'DELETE', path: `/composite/sobjects?ids=${ids}&allOrNone=false&fence=${fenceId}` }],
      what,
      signal,
    );
    await failpoints('write:committed');
    const outcomes = outcomesOfBody(
      rows.map(({ key }) => key),
      partOf(answers, 'rows'),
      what,
    );
    return outcomes.map((outcome) => (gone.test(outcome.reason ?? '') ? { key: outcome.key, ok: true } : outcome));
  };

  const remove = async (some: readonly string[]): Promise<readonly WriteOutcome[]> => {
    const rows = await find(some);
    const known = new Set(rows.map(({ key }) => key));
    const absent = some.filter((key) => !known.has(key)).map((key) => ({ key, ok: true }));
    if (rows.length === 0) return absent;
    return [...absent, ...(await untilUnlocked(rows, send, options.timing, signal))];
  };
  return inCalls(keys, remove, options);
};
