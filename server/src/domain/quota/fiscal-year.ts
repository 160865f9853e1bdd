import { addDays, dayNumber, failure, success } from '../shared/index.ts';
import type { FiscalCalendar, FiscalPeriod, Result } from '../shared/index.ts';

/** Columns that a quota has: twelve months, or thirteen periods of four weeks. */
export const MOST_MONTHS = 13;

/** The months, or four-week periods, of one fiscal year, and the quarter that each lies in. */
export interface FiscalYear {
  readonly label: string;
  /** In order, at most {@link MOST_MONTHS}; month n is column n of a quota. */
  readonly months: readonly FiscalPeriod[];
  /** Key of the quarter, by month. */
  readonly quarterKeys: readonly string[];
}

/** What is wrong with the months of a fiscal year. */
export type FiscalYearFault =
  | { readonly reason: 'no-months'; readonly fiscalYear: string }
  | { readonly reason: 'too-many-months'; readonly fiscalYear: string; readonly months: number }
  | { readonly reason: 'gap-or-overlap'; readonly before: string; readonly after: string }
  | { readonly reason: 'not-within-a-quarter'; readonly month: string };

/**
 * Picks one fiscal year's months from periods of any type, year and order, and finds their quarters in the calendar.
 * A month that no quarter holds wholly is refused: its amount could not be told apart.
 */
export function fiscalYearOf(
  periods: readonly FiscalPeriod[],
  calendar: FiscalCalendar,
  fiscalYear: string,
): Result<FiscalYear, FiscalYearFault> {
  const months = periods
    .filter((period) => period.type === 'Month' && period.fiscalYear === fiscalYear)
    .toSorted((a, b) => dayNumber(a.start) - dayNumber(b.start));
  if (months.length === 0) return failure({ reason: 'no-months', fiscalYear });
  if (months.length > MOST_MONTHS) return failure({ reason: 'too-many-months', fiscalYear, months: months.length });
  const quarterKeys: string[] = [];
  for (const [index, month] of months.entries()) {
    const before = months[index - 1];
    if (before && addDays(before.end, 1) !== month.start) {
      return failure({ reason: 'gap-or-overlap', before: before.key, after: month.key });
    }
    const quarter = calendar.quarters.find(({ start, end }) => start <= month.start && month.end <= end);
    if (!quarter) return failure({ reason: 'not-within-a-quarter', month: month.key });
    quarterKeys.push(quarter.key);
  }
  return success({ label: fiscalYear, months, quarterKeys });
}
