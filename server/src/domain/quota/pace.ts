import { clamp, dayNumber, daysIn, failure, quantile, quarterIndexOf, ratio, success } from '../shared/index.ts';
import type { DayNumber, FiscalCalendar, FiscalPeriod, Ratio, Result } from '../shared/index.ts';
import { DealStatus, LARGEST_AMOUNT, NEVER, type DealTable } from '../forecasting/index.ts';

/** How much of a quarter's won is usually in by this day of it. */
export interface Pace {
  readonly expected: Ratio;
  /** Past quarters that it was learnt from. */
  readonly quarters: number;
}

/** Why no pace can be told. */
export type NoPace =
  | { readonly reason: 'too-few-quarters'; readonly need: number; readonly have: number }
  | { readonly reason: 'outside-the-calendar'; readonly day: DayNumber };

/** What {@link usualPace} learns from. */
export interface PaceSources {
  readonly deals: DealTable;
  readonly calendar: FiscalCalendar;
  readonly today: DayNumber;
}

const FEWEST_QUARTERS = 3;
const MOST_QUARTERS = 12;

/**
 * Share of a quarter's won that is usually booked by this day, the day included: the median of the company's past
 * quarters, at most twelve, at the same part of each quarter. A deal counts in the quarter of its CRM close date, from
 * the day of its close event on; what happened after today is not looked at. A quarter without a positive total, and
 * quarters at the start that are the tail of an import (less than a fifth of the deals of the next), tell nothing.
 */
export function usualPace({ deals, calendar, today }: PaceSources): Result<Pace, NoPace> {
  const current = quarterIndexOf(calendar, today);
  const quarter = calendar.quarters[current];
  if (!quarter) return failure({ reason: 'outside-the-calendar', day: today });
  const first = Math.max(0, current - MOST_QUARTERS);
  const past = calendar.quarters.slice(first, current);
  const booked = bookings(deals, calendar, past, first, today, quarter);
  const shares = booked
    .slice(firstFull(booked))
    .flatMap(({ early, all }) => (all > 0 ? [clamp(early / all, 0, 1)] : []));
  const expected = quantile(shares, 0.5);
  if (expected === undefined || shares.length < FEWEST_QUARTERS) {
    return failure({ reason: 'too-few-quarters', need: FEWEST_QUARTERS, have: shares.length });
  }
  return success({ expected: ratio(expected), quarters: shares.length });
}

/** One past quarter's won: all of it, and the part that was in by the same part of the quarter. */
interface Booked {
  readonly deals: number;
  readonly all: number;
  readonly early: number;
}

/** One pass over the deals; minor units. Credits can carry a part beyond its whole: that is held to 0…1 later. */
function bookings(
  deals: DealTable,
  calendar: FiscalCalendar,
  past: readonly FiscalPeriod[],
  first: number,
  today: DayNumber,
  quarter: FiscalPeriod,
): readonly Booked[] {
  const by = past.map((period) => lastDayAt(period, quarter, today));
  const [counts, all, early] = [0, 1, 2].map(() => new Float64Array(past.length));
  if (!counts || !all || !early) return [];
  const addTo = (column: Float64Array, at: number, value: number): void => {
    column[at] = (column[at] ?? 0) + value;
  };
  for (let deal = 0; deal < deals.length; deal += 1) {
    if (deals.status[deal] !== DealStatus.won) continue;
    const amount = deals.amount[deal] ?? 0;
    if (deals.amountKnown[deal] !== 1 || !Number.isInteger(amount) || Math.abs(amount) > LARGEST_AMOUNT) continue;
    const closeOn = deals.closeOn[deal] ?? 0;
    const event = deals.closedOn[deal] ?? NEVER;
    const bookedOn = event === NEVER ? closeOn : event;
    const at = quarterIndexOf(calendar, closeOn) - first;
    if (bookedOn > today || at < 0 || at >= past.length) continue;
    addTo(counts, at, 1);
    addTo(all, at, amount);
    if (bookedOn <= (by[at] ?? 0)) addTo(early, at, amount);
  }
  return past.map((_, at) => ({ deals: counts[at] ?? 0, all: all[at] ?? 0, early: early[at] ?? 0 }));
}

/** Quarters differ in length by days: the same part of another quarter, at least its first day. */
function lastDayAt(past: FiscalPeriod, quarter: FiscalPeriod, today: DayNumber): DayNumber {
  const elapsed = (today - dayNumber(quarter.start) + 1) / daysIn(quarter);
  return dayNumber(past.start) - 1 + Math.max(1, Math.round(elapsed * daysIn(past)));
}

/** The first quarter that is no tail of an import. */
function firstFull(quarters: readonly Booked[]): number {
  let first = 0;
  while (first + 1 < quarters.length) {
    const [deals, next] = [quarters[first]?.deals ?? 0, quarters[first + 1]?.deals ?? 0];
    if (deals > 0 && deals * 5 >= next) break;
    first += 1;
  }
  return first;
}
