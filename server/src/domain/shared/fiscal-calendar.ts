import { addDays, dayNumber, type DayNumber, type PlainDate } from './plain-date.ts';
import { failure, success, type Result } from './result.ts';

/** A month, quarter or year of the organisation's fiscal calendar; start and end are both inside. */
export interface FiscalPeriod {
  /** Stable key, for example `quarter:2026-10-01`. */
  readonly key: string;
  readonly type: 'Month' | 'Quarter' | 'Year';
  /** For people, for example `Q4 2026`. */
  readonly label: string;
  readonly start: PlainDate;
  readonly end: PlainDate;
  /** Number within its fiscal year, from 1. */
  readonly number: number;
  readonly fiscalYear: string;
}

/** Quarters in order, without gap or overlap, as the CRM has them: 4-4-5 and 53-week years need no arithmetic here. */
export interface FiscalCalendar {
  readonly version: string;
  readonly quarters: readonly FiscalPeriod[];
}

/** What is wrong with rows that should make a calendar. */
export type CalendarFault =
  | { readonly reason: 'empty' }
  | { readonly reason: 'not-a-quarter' | 'ends-before-start'; readonly key: string }
  | { readonly reason: 'gap' | 'overlap' | 'duplicate-key'; readonly before: string; readonly after: string };

/** Makes a calendar from the quarters the CRM gives, in any order; names the first fault in date order. */
export function fiscalCalendar(rows: readonly FiscalPeriod[], version: string): Result<FiscalCalendar, CalendarFault> {
  if (rows.length === 0) return failure({ reason: 'empty' });
  const quarters = rows.toSorted((a, b) => dayNumber(a.start) - dayNumber(b.start));
  const seen = new Set<string>();
  let previous: FiscalPeriod | undefined;
  for (const quarter of quarters) {
    const fault = faultOf(quarter, previous, seen);
    if (fault) return { ok: false, ...fault };
    seen.add(quarter.key);
    previous = quarter;
  }
  return success({ version, quarters });
}

function faultOf(
  quarter: FiscalPeriod,
  previous: FiscalPeriod | undefined,
  seen: ReadonlySet<string>,
): CalendarFault | undefined {
  const { key } = quarter;
  if (quarter.type !== 'Quarter') return { reason: 'not-a-quarter', key };
  if (dayNumber(quarter.end) < dayNumber(quarter.start)) return { reason: 'ends-before-start', key };
  if (!previous) return undefined;
  const between = { before: previous.key, after: key };
  if (seen.has(key)) return { reason: 'duplicate-key', ...between };
  const next = addDays(previous.end, 1);
  if (quarter.start === next) return undefined;
  return { reason: dayNumber(quarter.start) > dayNumber(next) ? 'gap' : 'overlap', ...between };
}

/** Index of the quarter that holds the day, by binary search; −1 outside the calendar. */
export function quarterIndexOf(calendar: FiscalCalendar, day: DayNumber): number {
  let low = 0;
  let high = calendar.quarters.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const quarter = calendar.quarters[middle];
    if (!quarter) return -1;
    if (day < dayNumber(quarter.start)) high = middle - 1;
    else if (day > dayNumber(quarter.end)) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** The quarter that holds the day, or undefined outside the calendar. */
export function quarterOf(calendar: FiscalCalendar, day: DayNumber): FiscalPeriod | undefined {
  return calendar.quarters[quarterIndexOf(calendar, day)];
}

/** The quarter after this one, or undefined where the calendar ends. */
export function nextQuarter(calendar: FiscalCalendar, quarter: FiscalPeriod): FiscalPeriod | undefined {
  return quarterOf(calendar, dayNumber(quarter.end) + 1);
}

/** The quarter before this one, or undefined where the calendar begins. */
export function previousQuarter(calendar: FiscalCalendar, quarter: FiscalPeriod): FiscalPeriod | undefined {
  return quarterOf(calendar, dayNumber(quarter.start) - 1);
}

/** Days of the period, first and last included. */
export function daysIn(period: FiscalPeriod): number {
  return dayNumber(period.end) - dayNumber(period.start) + 1;
}
