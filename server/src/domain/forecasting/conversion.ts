import { total, type DayNumber } from '../shared/index.ts';
import type { ConversionCounts } from './conversion-counts.ts';
import { AGE_BAND, AGE_BANDS, OLDEST_AGE } from './deal-age.ts';
import { POSITIONS, type QuarterClock } from './quarter-clock.ts';

/** A chance per day, as age band times part of the quarter. */
interface Hazard {
  readonly byAge: Float64Array;
  readonly byPosition: Float64Array;
}

/** Daily chances to be won and to be lost, learnt from counts: competing risks in discrete time. */
export interface FittedConversion {
  readonly win: Hazard;
  readonly loss: Hazard;
  /** By scope: wins of its own deals ÷ wins expected of them, shrunk to 1. */
  readonly scopeFactor: Float64Array;
}

/** An age band borrows this many events from the band before it, a part of the quarter from the whole, a scope from all. */
const AGE_STRENGTH = 4;
const POSITION_STRENGTH = 20;
const SCOPE_STRENGTH = 15;
const ROUNDS = 3;

/** Learns the daily chances. Without any event all chances are 0. */
export function fitConversion(counts: ConversionCounts): FittedConversion {
  const win = fitHazard(counts.wins, counts.days);
  const loss = fitHazard(counts.losses, counts.days);
  const scopeFactor = counts.scopeWins.map((wins, scope) => {
    let expected = 0;
    for (let band = 0; band < AGE_BANDS; band += 1) {
      expected += (counts.scopeDays[scope * AGE_BANDS + band] ?? 0) * (win.byAge[band] ?? 0);
    }
    return (wins + SCOPE_STRENGTH) / (expected + SCOPE_STRENGTH);
  });
  return { win, loss, scopeFactor };
}

/** Alternates the two factors of a multiplicative Poisson rate (Breslow & Day 1987, ch. 4), each shrunk. */
function fitHazard(events: Float64Array, days: Float64Array): Hazard {
  const byAge = new Float64Array(AGE_BANDS);
  const byPosition = new Float64Array(POSITIONS).fill(1);
  const allEvents = total(events);
  if (allEvents === 0) return { byAge, byPosition };
  const overall = allEvents / total(days);
  for (let round = 0; round < ROUNDS; round += 1) {
    let prior = overall;
    for (let band = 0; band < AGE_BANDS; band += 1) {
      let seen = 0;
      let exposure = 0;
      for (let part = 0; part < POSITIONS; part += 1) {
        seen += events[band * POSITIONS + part] ?? 0;
        exposure += (days[band * POSITIONS + part] ?? 0) * (byPosition[part] ?? 1);
      }
      prior = (seen + AGE_STRENGTH) / (exposure + AGE_STRENGTH / prior);
      byAge[band] = prior;
    }
    for (let part = 0; part < POSITIONS; part += 1) {
      let seen = 0;
      let expected = 0;
      for (let band = 0; band < AGE_BANDS; band += 1) {
        seen += events[band * POSITIONS + part] ?? 0;
        expected += (days[band * POSITIONS + part] ?? 0) * (byAge[band] ?? 0);
      }
      byPosition[part] = (seen + POSITION_STRENGTH) / (expected + POSITION_STRENGTH);
    }
  }
  return { byAge, byPosition };
}

/** Chances that a deal is won within a span of days. */
export interface WinChances {
  /** By the deal's age in days on the as-of day, 0…{@link OLDEST_AGE}. */
  readonly byAge: Float64Array;
  /** Expected wins within the span when one deal a day is created from the day after the as-of day. */
  readonly ofOneDealADay: number;
}

/**
 * Projects a deal's fate from the day after `asOf`: the chance to be won from day `from` to day `to`, both included,
 * having neither been won nor lost before. Backward recursion over days.
 */
export function winChances(
  fitted: FittedConversion,
  clock: QuarterClock,
  asOf: DayNumber,
  from: DayNumber,
  to: DayNumber,
): WinChances {
  const { win, loss } = fitted;
  // chance[a]: alive at the start of the day at age a. Walking back a day moves every age up by one, so in place.
  const chance = new Float64Array(OLDEST_AGE + 2);
  let ofOneDealADay = 0;
  for (let day = to; day > asOf; day -= 1) {
    const part = clock.position[day - clock.firstDay] ?? 0;
    const winPart = win.byPosition[part] ?? 1;
    const lossPart = loss.byPosition[part] ?? 1;
    const counts = day >= from ? 1 : 0;
    for (let age = 0; age <= OLDEST_AGE; age += 1) {
      const band = AGE_BAND[age] ?? 0;
      const winning = Math.min(0.5, (win.byAge[band] ?? 0) * winPart);
      const losing = Math.min(0.5, (loss.byAge[band] ?? 0) * lossPart);
      chance[age] = winning * counts + (1 - winning - losing) * (chance[age + 1] ?? 0);
    }
    chance[OLDEST_AGE + 1] = chance[OLDEST_AGE] ?? 0;
    ofOneDealADay += chance[0] ?? 0;
  }
  return { byAge: chance.slice(1, OLDEST_AGE + 2), ofOneDealADay };
}
