import { contentHash } from './diff-rows.ts';
import type { ForecastPlan } from './plan-forecast.ts';
import type { ResultLedger } from './ports/result-ledger.ts';
import type { ResultContent, ResultKind, ResultRow } from './ports/result-rows.ts';

/**
 * Rows that stand in the CRM and are planned no more, as far as they must change. Scopes that are no longer in the tree
 * are ended, not deleted: what was said about them stays. They and the forecasts of past quarters go to whoever owns
 * their scope's rows today, so that nothing stays with somebody who has left.
 * @throws StoreFailure
 */
export const outdatedRows = async (
  ledger: ResultLedger,
  kind: Exclude<ResultKind, 'insight'>,
  vanished: readonly string[],
  { today, ownerOf }: Pick<ForecastPlan, 'today' | 'ownerOf'>,
): Promise<readonly ResultRow[]> => {
  const contents = await ledger.contents(kind, vanished);
  return [...contents].flatMap(([key, held]): readonly ResultRow[] => {
    const content: ResultContent = { ...held, ...changes(kind, key, held, today, ownerOf) };
    return contentHash(content) === contentHash(held) ? [] : [{ kind, key, content }];
  });
};

const changes = (
  kind: Exclude<ResultKind, 'insight'>,
  key: string,
  held: ResultContent,
  today: string,
  ownerOf: (scopeKey: string) => string,
): ResultContent => {
  if (kind === 'scope') return { ownerId: ownerOf(key), effectiveTo: held['effectiveTo'] ?? today };
  const scopeKey = held['scopeKey'];
  return typeof scopeKey === 'string' ? { ownerId: ownerOf(scopeKey) } : {};
};
