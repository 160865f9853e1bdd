import { currencyOf, fiscalCalendar, fromDecimalString, plainDate } from '../../../src/domain/shared/index.ts';
import type { FiscalCalendar, FiscalPeriod, Money } from '../../../src/domain/shared/index.ts';
import { fiscalYearOf, type FiscalYear } from '../../../src/domain/quota/index.ts';

export const USD = currencyOf('USD');

/** Dollars from decimal text. */
export function usd(text: string): Money {
  const read = fromDecimalString(text, 'USD');
  if (!read.ok) throw new Error(`${text} is no amount`);
  return read.value;
}

const LAST_DAYS = ['31', '28', '31', '30', '31', '30', '31', '31', '30', '31', '30', '31'];
const two = (part: number): string => String(part).padStart(2, '0');

function month(year: number, number: number): FiscalPeriod {
  const [start, end] = [`${year}-${two(number)}-01`, `${year}-${two(number)}-${LAST_DAYS[number - 1] ?? ''}`].map(
    plainDate,
  );
  if (!start || !end) throw new Error('no month');
  return { key: `month:${start}`, type: 'Month', label: `M${number}`, start, end, number, fiscalYear: String(year) };
}

function quarter(year: number, number: number): FiscalPeriod {
  const [first, last] = [month(year, number * 3 - 2), month(year, number * 3)];
  return {
    ...first,
    key: `quarter:${first.start}`,
    type: 'Quarter',
    label: `Q${number} ${year}`,
    end: last.end,
    number,
  };
}

/** Months of calendar years without a leap day. */
export const MONTHS: readonly FiscalPeriod[] = [2025, 2026, 2027].flatMap((year) =>
  Array.from({ length: 12 }, (_, index) => month(year, index + 1)),
);

/** Calendar quarters 2025–2027. */
export const CALENDAR: FiscalCalendar = (() => {
  const quarters = [2025, 2026, 2027].flatMap((year) => [1, 2, 3, 4].map((number) => quarter(year, number)));
  const made = fiscalCalendar(quarters, 'test');
  if (!made.ok) throw new Error(made.reason);
  return made.value;
})();

export const YEAR_2026: FiscalYear = (() => {
  const made = fiscalYearOf(MONTHS, CALENDAR, '2026');
  if (!made.ok) throw new Error(made.reason);
  return made.value;
})();

export const Q1 = 'quarter:2026-01-01';
export const Q2 = 'quarter:2026-04-01';
export const Q3 = 'quarter:2026-07-01';
export const Q4 = 'quarter:2026-10-01';
