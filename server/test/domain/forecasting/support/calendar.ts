import {
  dayNumber,
  fiscalCalendar,
  plainDate,
  type FiscalCalendar,
  type FiscalPeriod,
} from '../../../../src/domain/shared/index.ts';

const ENDS = ['03-31', '06-30', '09-30', '12-31'];

/** One calendar quarter. */
export function calendarQuarter(year: number, number: 1 | 2 | 3 | 4): FiscalPeriod {
  const start = plainDate(`${year}-${String(number * 3 - 2).padStart(2, '0')}-01`);
  const end = plainDate(`${year}-${ENDS[number - 1] ?? ''}`);
  const label = `Q${number} ${year}`;
  return { key: `quarter:${start}`, type: 'Quarter', label, start, end, number, fiscalYear: String(year) };
}

/** Calendar quarters from the first to the last year. */
export function calendarYears(first: number, last: number): FiscalCalendar {
  const rows: FiscalPeriod[] = [];
  for (let year = first; year <= last; year += 1) {
    for (const number of [1, 2, 3, 4] as const) rows.push(calendarQuarter(year, number));
  }
  const calendar = fiscalCalendar(rows, 'test');
  if (!calendar.ok) throw new Error(`No calendar: ${calendar.reason}`);
  return calendar.value;
}

/** Day number of a date. */
export const day = (date: string): number => dayNumber(plainDate(date));
