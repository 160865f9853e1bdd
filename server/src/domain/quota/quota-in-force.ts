import { allocate, dayNumber, sum, zero } from '../shared/index.ts';
import type { Currency, FiscalPeriod, Money, PlainDate } from '../shared/index.ts';
import type { FiscalYear } from './fiscal-year.ts';

/** One quota as planned: whole months, and the days on which it is in force. */
export interface QuotaRow {
  /** `person:<user id>`, `team:<role id>` or `total`. */
  readonly scopeKey: string;
  readonly currency: Currency;
  /** By month of the fiscal year; undefined = not known, which is not 0. */
  readonly months: readonly (Money | undefined)[];
  /** First and last day in force, both inside; absent = from the start, to the end of the year. */
  readonly effectiveFrom?: PlainDate;
  readonly effectiveTo?: PlainDate;
}

/** A quarter's quota of one row, and the months in force that it has no amount for. */
export interface QuarterQuota {
  readonly periodKey: string;
  readonly amount: Money;
  readonly blankMonths: readonly string[];
}

/**
 * The part of a month's quota that is in force: the month's amount by its days, exact to the minor unit. Two people
 * who hand over within a month hold the whole month together, because both take their share of the same division.
 */
export function inForce(
  amount: Money,
  month: FiscalPeriod,
  row: Pick<QuotaRow, 'effectiveFrom' | 'effectiveTo'>,
): Money {
  const [first, last] = [dayNumber(month.start), dayNumber(month.end)];
  const from = Math.max(first, row.effectiveFrom === undefined ? first : dayNumber(row.effectiveFrom));
  const to = Math.min(last, row.effectiveTo === undefined ? last : dayNumber(row.effectiveTo));
  if (from > to) return zero(amount.currency);
  const [, inside] = allocate(amount, [from - first, to - from + 1, last - to]);
  return inside ?? zero(amount.currency);
}

const touches = (month: FiscalPeriod, { effectiveFrom, effectiveTo }: QuotaRow): boolean =>
  (effectiveFrom === undefined || effectiveFrom <= month.end) &&
  (effectiveTo === undefined || effectiveTo >= month.start);

/**
 * A row by quarter. Quarters in which no month is both in force and known are left out: their quota is unknown.
 */
export function quarterQuotas(row: QuotaRow, year: FiscalYear): readonly QuarterQuota[] {
  const quarters = new Map<string, { readonly known: Money[]; readonly blank: string[] }>();
  for (const [index, month] of year.months.entries()) {
    if (!touches(month, row)) continue;
    const key = year.quarterKeys[index] ?? '';
    const quarter = quarters.get(key) ?? { known: [], blank: [] };
    quarters.set(key, quarter);
    const amount = row.months[index];
    if (amount === undefined) quarter.blank.push(month.label);
    else quarter.known.push(inForce(amount, month, row));
  }
  return [...quarters].flatMap(([periodKey, { known, blank }]) =>
    known.length === 0 ? [] : [{ periodKey, amount: sum(known, row.currency), blankMonths: blank }],
  );
}
