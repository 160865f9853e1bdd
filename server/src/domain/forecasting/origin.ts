import { dayNumber, daysIn, shrink, type DayNumber, type FiscalPeriod } from '../shared/index.ts';
import type { FittedConversion } from './conversion.ts';
import { winChances } from './conversion.ts';
import { OLDEST_AGE } from './deal-age.ts';
import { amountFactor, type ClosedValues } from './deal-value.ts';
import type { QuarterClock } from './quarter-clock.ts';
import { addUpwards, type ScopeIndex } from './scope-index.ts';
import { NOT_YET, type Timeline } from './timeline.ts';

/** What deals that are open, and deals not created yet, will bring within one quarter: by scope, in minor units. */
export interface DealsAhead {
  readonly open: Float64Array;
  readonly newBusiness: Float64Array;
}

/** Everything known at the end of one day, and what follows from it for the quarters ahead. */
export interface Origin {
  readonly day: DayNumber;
  /** Quarter of the day, in the calendar. */
  readonly quarter: number;
  /** Scope × quarter of the calendar: won as known that day. */
  readonly won: Float64Array;
  /** Closed deals known that day by quarter, all scopes. */
  readonly closed: Float64Array;
  /** By quarter: 1 where its first close came when a third of it was over, as where records begin in its midst. */
  readonly startsLate: Uint8Array;
  /** This quarter, then the next. */
  readonly ahead: readonly DealsAhead[];
}

/** Where an origin is seen from; one for all origins of a plan. */
export interface Scenery {
  readonly timeline: Timeline;
  readonly index: ScopeIndex;
  readonly clock: QuarterClock;
  readonly quarters: readonly FiscalPeriod[];
}

/** Half-life, in days, of a creation in the rate of new deals; after four of them it is forgotten. */
const CREATION_HALF_LIFE = 91;
const CREATION_WINDOW = 4 * CREATION_HALF_LIFE;
const VALUE_WINDOW = 365;
const VALUE_STRENGTH = 10;

/** Sees one day. `fitted` must have been learnt up to that day and no further. */
export function originAt(scenery: Scenery, fitted: FittedConversion, day: DayNumber, quarter: number): Origin {
  const { index, quarters, clock } = scenery;
  const known = knownAt(scenery, day);
  addUpwards(index, known.won, quarters.length);
  const ahead: DealsAhead[] = [];
  for (const target of [quarters[quarter], quarters[quarter + 1]]) {
    if (!target) continue;
    const chances = winChances(fitted, clock, day, dayNumber(target.start), dayNumber(target.end));
    ahead.push(dealsAhead(scenery, fitted, known, day, chances.byAge, chances.ofOneDealADay));
  }
  return {
    day,
    quarter,
    won: known.won,
    closed: known.closed,
    startsLate: lateStarts(known.firstClose, quarters),
    ahead,
  };
}

function lateStarts(firstClose: Float64Array, quarters: readonly FiscalPeriod[]): Uint8Array {
  return Uint8Array.from(quarters, (quarter, at) =>
    (firstClose[at] ?? NOT_YET) >= dayNumber(quarter.start) + daysIn(quarter) / 3 ? 1 : 0,
  );
}

interface Known {
  readonly won: Float64Array;
  readonly closed: Float64Array;
  /** By quarter: day of the first close event. */
  readonly firstClose: Float64Array;
  readonly values: ClosedValues;
  /** By scope, of the deals directly in it: value and number of recent wins, weighted number of creations. */
  readonly recentValue: Float64Array;
  readonly recentWins: Float64Array;
  readonly creations: Float64Array;
  readonly firstCreation: DayNumber;
}

const bump = (column: Float64Array, at: number, by: number): void => {
  column[at] = (column[at] ?? 0) + by;
};

const CREATION_WEIGHT = Float64Array.from({ length: CREATION_WINDOW }, (_, age) => 2 ** (-age / CREATION_HALF_LIFE));

function knownAt({ timeline, index, quarters, clock }: Scenery, day: DayNumber): Known {
  const { bornOn, endedOn, won: isWon, value, valueKnown, leaf, quarter } = timeline;
  const scopes = index.scopes.length;
  const won = new Float64Array(scopes * quarters.length);
  const closed = new Float64Array(quarters.length);
  const firstClose = new Float64Array(quarters.length).fill(NOT_YET);
  const [recentValue, recentWins, creations] = [0, 1, 2].map(() => new Float64Array(scopes));
  const values = { won: 0, wonKnown: 0, wonValue: 0, lost: 0, lostKnown: 0, lostValue: 0 };
  let firstCreation = day;
  for (let deal = 0; deal < timeline.length; deal += 1) {
    const born = bornOn[deal] ?? 0;
    const ended = endedOn[deal] ?? 0;
    const at = leaf[deal] ?? 0;
    if (born <= day && born <= ended && born >= clock.firstDay) {
      if (born < firstCreation) firstCreation = born;
      if (creations && day - born < CREATION_WINDOW) bump(creations, at, CREATION_WEIGHT[day - born] ?? 0);
    }
    if (ended > day) continue;
    const inQuarter = quarter[deal] ?? -1;
    if (inQuarter >= 0) {
      bump(closed, inQuarter, 1);
      firstClose[inQuarter] = Math.min(firstClose[inQuarter] ?? NOT_YET, ended);
    }
    const amount = value[deal] ?? 0;
    if (isWon[deal] === 1) {
      values.won += 1;
      values.wonKnown += valueKnown[deal] ?? 0;
      values.wonValue += amount;
      if (inQuarter >= 0) bump(won, at * quarters.length + inQuarter, amount);
      if (recentValue && recentWins && valueKnown[deal] === 1 && ended > day - VALUE_WINDOW) {
        bump(recentValue, at, amount);
        bump(recentWins, at, 1);
      }
    } else {
      values.lost += 1;
      values.lostKnown += amount === 0 ? 0 : 1;
      values.lostValue += amount;
    }
  }
  return {
    won,
    closed,
    firstClose,
    values,
    recentValue: recentValue ?? new Float64Array(),
    recentWins: recentWins ?? new Float64Array(),
    creations: creations ?? new Float64Array(),
    firstCreation,
  };
}

function dealsAhead(
  { timeline, index }: Scenery,
  fitted: FittedConversion,
  known: Known,
  day: DayNumber,
  chanceByAge: Float64Array,
  winsOfOneDealADay: number,
): DealsAhead {
  const { bornOn, endedOn, value, valueKnown, leaf } = timeline;
  const scopes = index.scopes.length;
  const meanValue = meanWonValue(known);
  const factor = amountFactor(known.values);
  const open = new Float64Array(scopes);
  for (let deal = 0; deal < timeline.length; deal += 1) {
    const born = bornOn[deal] ?? 0;
    const ended = endedOn[deal] ?? 0;
    if (ended <= day || born > day || born > ended) continue;
    const at = leaf[deal] ?? 0;
    const worth = factor !== undefined && valueKnown[deal] === 1 ? (value[deal] ?? 0) * factor : (meanValue[at] ?? 0);
    bump(open, at, (chanceByAge[Math.min(day - born, OLDEST_AGE)] ?? 0) * worth * (fitted.scopeFactor[at] ?? 1));
  }
  let seenDays = 0;
  const window = Math.min(day - known.firstCreation + 1, CREATION_WINDOW);
  for (let age = 0; age < window; age += 1) seenDays += CREATION_WEIGHT[age] ?? 0;
  const newBusiness = Float64Array.from(
    known.creations,
    (created, at) =>
      (created / Math.max(1, seenDays)) * winsOfOneDealADay * (meanValue[at] ?? 0) * (fitted.scopeFactor[at] ?? 1),
  );
  addUpwards(index, open, 1);
  addUpwards(index, newBusiness, 1);
  return { open, newBusiness };
}

/** Mean value of a won deal by scope: its own recent ones, shrunk to everybody's. */
function meanWonValue({ recentValue, recentWins, values }: Known): Float64Array {
  let sum = 0;
  let wins = 0;
  for (const [at, count] of recentWins.entries()) {
    wins += count;
    sum += recentValue[at] ?? 0;
  }
  if (wins === 0 && values.wonKnown > 0) return recentWins.map(() => values.wonValue / values.wonKnown);
  if (wins === 0) return new Float64Array(recentWins.length);
  return recentWins.map((count, at) =>
    shrink(count === 0 ? 0 : (recentValue[at] ?? 0) / count, count, sum / wins, VALUE_STRENGTH),
  );
}
