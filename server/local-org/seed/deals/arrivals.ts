import {
  managerDeals,
  openShareAfter,
  people,
  reorganisation,
  seasonality,
  warmUpWeeks,
  yearlyGrowth,
} from '../ground-truth.ts';
import type { Random } from '../random.ts';
import { presence, teamOn, type SalesForce } from '../company/sales-force.ts';
import { DayTable } from './day-table.ts';
import { managerOwner, repOwner, type Owner } from './owner.ts';

/** A deal that begins: when, and by whom. */
export interface Arrival {
  readonly day: number;
  readonly owner: Owner;
  readonly seat: number;
}

interface Cell {
  readonly weekStart: number;
  readonly owner: Owner;
  readonly seat: number;
  /** Sum of the weights up to and with this cell. */
  readonly upTo: number;
}

const intensity = (days: DayTable, force: SalesForce, start: number, day: number): number => {
  const season = seasonality[days.month(day)] ?? 1;
  const growth = Math.exp((yearlyGrowth * (day - start)) / 365.25);
  const weeksAfter = (day - force.reorganisedOn) / 7;
  const dip = weeksAfter >= 0 && weeksAfter < reorganisation.dipWeeks ? reorganisation.dipFactor : 1;
  // Of the deals begun before the company's first day only those count that were still open on it.
  const open = day < start ? openShareAfter((start - day) / 7) : 1;
  return season * growth * dip * open;
};

const cellsOf = (days: DayTable, force: SalesForce, start: number, today: number): readonly Cell[] => {
  const cells: Cell[] = [];
  const owners = new Map(force.reps.map((rep) => [rep, repOwner(force, rep)]));
  const perManager = (managerDeals * people.seatsAtStart) / people.teams;
  let sum = 0;
  for (let weekStart = start - 7 * warmUpWeeks; weekStart <= today; weekStart += 7) {
    const middle = weekStart + 3;
    const level = intensity(days, force, start, middle) * Math.min(1, (today - weekStart + 1) / 7);
    for (const [rep, owner] of owners) {
      sum += level * Math.exp(rep.activity) * presence(rep, middle);
      cells.push({ weekStart, owner, seat: rep.seat, upTo: sum });
    }
    for (const team of force.teams) {
      sum += level * perManager;
      const seat = force.seats.find((own) => teamOn(force, own, middle) === team.index)?.index ?? 0;
      cells.push({ weekStart, owner: managerOwner(force, team.index), seat, upTo: sum });
    }
  }
  return cells;
};

/** `count` sorted numbers between 0 and 1, as if drawn and sorted (spacings of a Poisson process). */
const sortedUniforms = (random: Random, count: number): Float64Array => {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let index = 0; index < count; index += 1) {
    sum -= Math.log(1 - random());
    sums[index] = sum;
  }
  const total = sum - Math.log(1 - random());
  return sums.map((value) => value / total);
};

/**
 * Exactly `count` deals, in the order of the weeks in which they begin.
 * @param start First day of the company; deals begun before it are still open on it.
 */
export function* arrivals(
  random: Random,
  force: SalesForce,
  days: DayTable,
  { start, today, count }: { readonly start: number; readonly today: number; readonly count: number },
): Generator<Arrival> {
  const cells = cellsOf(days, force, start, today);
  const total = cells.at(-1)?.upTo ?? 0;
  let cell = 0;
  for (const uniform of sortedUniforms(random, count)) {
    while (cell < cells.length - 1 && (cells[cell]?.upTo ?? 0) <= uniform * total) cell += 1;
    const own = cells[cell];
    if (own === undefined) return;
    const day = Math.min(today, DayTable.workday(own.weekStart + Math.floor(random() * 7)));
    yield { day, owner: own.owner, seat: own.seat };
  }
}
