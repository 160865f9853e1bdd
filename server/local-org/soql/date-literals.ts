import { firstOfMonth, fiscalYearStart, monthNumber, type FiscalRule } from '../store/fiscal/fiscal-date.ts';

/** Days from `start` up to, not including, `end`. */
export interface DateRange {
  readonly start: string;
  readonly end: string;
}

const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** Weeks begin on Sunday, as in the locale en_US. */
const weekStart = (date: string): string => addDays(date, -new Date(Date.parse(date)).getUTCDay());

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR' | 'FISCAL_QUARTER' | 'FISCAL_YEAR';

/** First day of the unit that lies `offset` units from the one that holds today. */
const unitStart = (unit: Unit, offset: number, today: string, rule: FiscalRule): string => {
  const month = monthNumber(today);
  const fiscalStart = fiscalYearStart(rule, today);
  switch (unit) {
    case 'DAY':
      return addDays(today, offset);
    case 'WEEK':
      return addDays(weekStart(today), offset * 7);
    case 'MONTH':
      return firstOfMonth(month + offset);
    case 'QUARTER':
      return firstOfMonth(month - (month % 3) + offset * 3);
    case 'YEAR':
      return firstOfMonth(month - (month % 12) + offset * 12);
    case 'FISCAL_QUARTER':
      return firstOfMonth(fiscalStart + Math.floor((month - fiscalStart) / 3) * 3 + offset * 3);
    case 'FISCAL_YEAR':
      return firstOfMonth(fiscalStart + offset * 12);
  }
};

const fixed: Readonly<Record<string, readonly [Unit, number]>> = {
  YESTERDAY: ['DAY', -1],
  TODAY: ['DAY', 0],
  TOMORROW: ['DAY', 1],
};

const isUnit = (text: string): text is Unit =>
  ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'FISCAL_QUARTER', 'FISCAL_YEAR'].includes(text);

/**
 * The days that a date literal covers (`THIS_QUARTER`, `LAST_N_DAYS:30`), or undefined for words that are none.
 * `LAST_N_DAYS:n` starts n days ago and includes today; the other LAST_N and NEXT_N leave the current unit out.
 */
export const dateRange = (literal: string, today: string, rule: FiscalRule): DateRange | undefined => {
  const [word = '', count] = literal.toUpperCase().split(':');
  const preset = fixed[word];
  const range = (unit: Unit, from: number, to: number): DateRange => ({
    start: unitStart(unit, from, today, rule),
    end: unitStart(unit, to, today, rule),
  });
  if (preset !== undefined) return range(preset[0], preset[1], preset[1] + 1);
  if (word === 'LAST_90_DAYS') return { start: addDays(today, -90), end: addDays(today, 1) };
  if (word === 'NEXT_90_DAYS') return { start: addDays(today, 1), end: addDays(today, 91) };
  const single = /^(THIS|LAST|NEXT)_(\w+)$/.exec(word);
  if (single !== null && count === undefined && isUnit(single[2] ?? '')) {
    const offset = { THIS: 0, LAST: -1, NEXT: 1 }[single[1] ?? ''] ?? 0;
    return range(single[2] as Unit, offset, offset + 1);
  }
  const n = Number(count);
  if (count === undefined || !Number.isInteger(n) || n < 0) return undefined;
  const several = /^(LAST|NEXT)_N_(\w+)S$/.exec(word);
  if (several !== null && isUnit(several[2] ?? '')) {
    const unit = several[2] as Unit;
    if (several[1] === 'NEXT') return range(unit, 1, n + 1);
    return range(unit, -n, unit === 'DAY' ? 1 : 0);
  }
  const ago = /^N_(\w+)S_AGO$/.exec(word);
  if (ago !== null && isUnit(ago[1] ?? '')) return range(ago[1] as Unit, -n, -n + 1);
  return undefined;
};
