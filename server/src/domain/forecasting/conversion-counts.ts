import type { DayNumber } from '../shared/index.ts';
import { AGE_BAND, AGE_BANDS, OLDEST_AGE } from './deal-age.ts';
import { POSITIONS, type QuarterClock } from './quarter-clock.ts';
import type { Timeline } from './timeline.ts';

/** What open deals went through up to a day: days at risk, wins and losses, by age band and part of the quarter. */
export interface ConversionCounts {
  /** Age band × part of the quarter. */
  readonly days: Float64Array;
  readonly wins: Float64Array;
  readonly losses: Float64Array;
  /** Scope × age band: days at risk of the deals directly in the scope. */
  readonly scopeDays: Float64Array;
  /** By scope. */
  readonly scopeWins: Float64Array;
}

/** Counts of nothing yet. */
export function noConversions(scopes: number): ConversionCounts {
  return {
    days: new Float64Array(AGE_BANDS * POSITIONS),
    wins: new Float64Array(AGE_BANDS * POSITIONS),
    losses: new Float64Array(AGE_BANDS * POSITIONS),
    scopeDays: new Float64Array(scopes * AGE_BANDS),
    scopeWins: new Float64Array(scopes),
  };
}

const bump = (column: Float64Array, at: number): void => {
  column[at] = (column[at] ?? 0) + 1;
};

/**
 * Adds what happened on the days after `from` up to and including `to`, in place: called with rising days, each day
 * of each deal is walked once. Deals that ended before they began (imports stamp their own creation date) tell
 * nothing about ages and are left out.
 */
export function countConversions(
  counts: ConversionCounts,
  timeline: Timeline,
  clock: QuarterClock,
  from: DayNumber,
  to: DayNumber,
): void {
  const { bornOn, endedOn, won, leaf, length } = timeline;
  const { days, scopeDays } = counts;
  const earliest = Math.max(from + 1, clock.firstDay);
  const latest = Math.min(to, clock.lastDay);
  for (let deal = 0; deal < length; deal += 1) {
    const born = bornOn[deal] ?? 0;
    const ended = endedOn[deal] ?? 0;
    if (born > latest || ended < earliest || born > ended) continue;
    const last = Math.min(ended, latest);
    const scopeRow = (leaf[deal] ?? 0) * AGE_BANDS;
    let cell = 0;
    for (let day = Math.max(born, earliest); day <= last; day += 1) {
      const band = AGE_BAND[Math.min(day - born, OLDEST_AGE)] ?? 0;
      cell = band * POSITIONS + (clock.position[day - clock.firstDay] ?? 0);
      bump(days, cell);
      bump(scopeDays, scopeRow + band);
    }
    if (last !== ended) continue;
    bump(won[deal] === 1 ? counts.wins : counts.losses, cell);
    if (won[deal] === 1) bump(counts.scopeWins, leaf[deal] ?? 0);
  }
}
