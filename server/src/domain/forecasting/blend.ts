import { clamp, shrink } from '../shared/index.ts';
import type { Candidates } from './candidates.ts';

/** Candidates of a past origin beside what came, by scope. */
export interface Judged {
  readonly quarter: number;
  readonly candidates: Candidates;
  readonly actual: Float64Array;
}

/** The level's error counts as so many quarters of a scope's own. */
const LEVEL_STRENGTH = 4;
const LEAST_WEIGHT = 0.1;

/**
 * Weight of the deals candidate by scope, the rest being the series': inverse to the squared relative error of
 * each in past quarters (Bates & Granger 1969), the scope's own error shrunk to its level's. Half and half where
 * nothing has been judged yet.
 */
export function dealsWeights(judged: readonly Judged[], levelOf: readonly string[]): Float64Array {
  const scopes = levelOf.length;
  const size = new Float64Array(scopes);
  const dealsError = new Float64Array(scopes);
  const seriesError = new Float64Array(scopes);
  for (const { candidates, actual } of judged) {
    for (let scope = 0; scope < scopes; scope += 1) {
      if (candidates.seriesKnown[scope] !== 1) continue;
      const came = actual[scope] ?? 0;
      size[scope] = (size[scope] ?? 0) + Math.abs(came);
      dealsError[scope] = (dealsError[scope] ?? 0) + Math.abs(came - (candidates.deals[scope] ?? 0));
      seriesError[scope] = (seriesError[scope] ?? 0) + Math.abs(came - (candidates.series[scope] ?? 0));
    }
  }
  const quarters = new Set(judged.map(({ quarter }) => quarter)).size;
  const levels = new Map<string, { size: number; deals: number; series: number }>();
  for (const [scope, level] of levelOf.entries()) {
    const sum = levels.get(level) ?? { size: 0, deals: 0, series: 0 };
    sum.size += size[scope] ?? 0;
    sum.deals += dealsError[scope] ?? 0;
    sum.series += seriesError[scope] ?? 0;
    levels.set(level, sum);
  }
  return Float64Array.from(levelOf, (level, scope) => {
    const pool = levels.get(level);
    if (!pool || pool.size === 0) return 0.5;
    const own = size[scope] ?? 0;
    const relative = (error: number, poolError: number): number =>
      own === 0 ? poolError / pool.size : shrink(error / own, quarters, poolError / pool.size, LEVEL_STRENGTH);
    const deals = relative(dealsError[scope] ?? 0, pool.deals) ** 2;
    const series = relative(seriesError[scope] ?? 0, pool.series) ** 2;
    return deals + series === 0 ? 0.5 : clamp(series / (deals + series), LEAST_WEIGHT, 1 - LEAST_WEIGHT);
  });
}

/** The model's point forecast by scope; of deals alone where there is no series. */
export function blend(candidates: Candidates, weights: Float64Array): Float64Array {
  return candidates.deals.map((deals, scope) => {
    if (candidates.seriesKnown[scope] !== 1) return deals;
    const weight = weights[scope] ?? 0.5;
    return weight * deals + (1 - weight) * (candidates.series[scope] ?? 0);
  });
}
