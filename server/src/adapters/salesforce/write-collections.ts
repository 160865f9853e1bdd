import type { WriteOutcome, WriteOrder } from '../../application/ports/crm-results.ts';
import { noFailpoints } from '../../application/ports/failpoints.ts';
import type { ResultKind, ResultRow } from '../../application/ports/result-rows.ts';
import { inCalls, outcomesOf, outcomesOfBody, untilUnlocked, type CallOptions } from './collections.ts';
import type { Connection } from './connection.ts';
import { fencedPath, partOf, unlessEdited } from './fence.ts';
import { resultJson } from './result-json.ts';
import { keyField, resultMaps } from './result-map.ts';

/** Collections in one call; with the fence, as many as a Composite takes. */
const partsPerCall = 4;
const ownerRefused = /TRANSFER_REQUIRES_READ|INACTIVE_OWNER_OR_USER/;

/**
 * Upserts rows by key: in sObject Collections of up to 200, some of them in one Composite call behind the fence.
 * @throws Fenced, EditedMeanwhile, CrmFailure
 */
export const writeByCollections = (
  connection: Connection,
  kind: ResultKind,
  rows: readonly ResultRow[],
  order: WriteOrder,
  options: CallOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly WriteOutcome[]> => {
  const { timing, failpoints = noFailpoints, rowsPerCall = 200 } = options;
  const map = resultMaps[kind];
  const path = fencedPath(`/composite/sobjects/${map.object}/${keyField}`);

  const send = async (some: readonly ResultRow[]): Promise<readonly WriteOutcome[]> => {
    const what = `writing ${some.length} rows of ${map.object}`;
    const groups = grouped(some, rowsPerCall);
    await failpoints('write:before-send');
    const answers = await unlessEdited(
      connection,
      map.object,
      order,
      groups.map((group, at) => {
        const records = group.map((row) => resultJson(map, row, order)).join(',');
        return { name: `rows${at}`, method: 'PATCH', path, json: `{"allOrNone":false,"records":[${records}]}` };
      }),
      what,
      signal,
    );
    await failpoints('write:committed');
    return groups.flatMap((group, at) =>
      outcomesOfBody(
        group.map(({ key }) => key),
        partOf(answers, `rows${at}`),
        what,
      ),
    );
  };

  /** A text `@{` would be taken for a reference: such a row goes by itself, right after the run was seen to be held. */
  const sendAlone = async (some: readonly ResultRow[]): Promise<readonly WriteOutcome[]> => {
    const what = `writing ${some.length} rows of ${map.object}`;
    const records = some.map((row) => resultJson(map, row, order)).join(',');
    await failpoints('write:before-send');
    await unlessEdited(connection, map.object, order, [], what, signal);
    const answer = await connection.call({
      method: 'PATCH',
      path: `/composite/sobjects/${map.object}/${keyField}`,
      body: `{"allOrNone":false,"records":[${records}]}`,
      // An upsert by key done twice is done once.
      replayable: true,
      what,
      signal,
    });
    await failpoints('write:committed');
    return outcomesOf(
      some.map(({ key }) => key),
      answer,
      what,
    );
  };

  /** Who cannot see the object cannot own its rows: those belong to the service user then. */
  const withOwner =
    (attempt: typeof send) =>
    async (some: readonly ResultRow[]): Promise<readonly WriteOutcome[]> => {
      const outcomes = await untilUnlocked(some, attempt, timing, signal);
      const unowned = new Set(outcomes.filter(({ reason }) => ownerRefused.test(reason ?? '')).map(({ key }) => key));
      if (unowned.size === 0) return outcomes;
      const { userId } = await connection.signIn();
      const again = some
        .filter(({ key }) => unowned.has(key))
        .map((row) => ({ ...row, content: { ...row.content, ownerId: userId } }));
      const retried = await untilUnlocked(again, attempt, timing, signal);
      return [...outcomes.filter(({ key }) => !unowned.has(key)), ...retried];
    };

  const looksLikeReference = (row: ResultRow): boolean => resultJson(map, row, order).includes('@{');
  return (async function* () {
    const plain = rows.filter((row) => !looksLikeReference(row));
    yield* inCalls(plain, withOwner(send), { ...options, rowsPerCall: rowsPerCall * partsPerCall });
    yield* inCalls(rows.filter(looksLikeReference), withOwner(sendAlone), { ...options, rowsPerCall });
  })();
};

export const grouped = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
