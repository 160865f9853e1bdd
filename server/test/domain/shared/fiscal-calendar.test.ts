import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dateOfDay,
  dayNumber,
  daysIn,
  fiscalCalendar,
  nextQuarter,
  plainDate,
  previousQuarter,
  quarterIndexOf,
  quarterOf,
  type FiscalPeriod,
} from '../../../src/domain/shared/index.ts';
import { calendarQuarter, calendarYears, day } from '../forecasting/support/calendar.ts';

/** Quarters of given lengths one after another, as a custom fiscal year has them. */
function quartersOf(start: string, lengths: readonly number[]): readonly FiscalPeriod[] {
  let first = plainDate(start);
  return lengths.map((length, index) => {
    const quarter: FiscalPeriod = {
      key: `quarter:${first}`,
      type: 'Quarter',
      label: `Q${(index % 4) + 1}`,
      start: first,
      end: addDays(first, length - 1),
      number: (index % 4) + 1,
      fiscalYear: String(2026 + Math.floor(index / 4)),
    };
    first = addDays(first, length);
    return quarter;
  });
}

const weeks = (...counts: readonly number[]): readonly number[] => counts.map((count) => count * 7);

describe('a fiscal calendar', () => {
  it('puts the rows of the CRM in order', () => {
    const made = fiscalCalendar([calendarQuarter(2026, 2), calendarQuarter(2026, 1)], 'v1');
    expect(made.ok && made.value.quarters.map(({ label }) => label)).toEqual(['Q1 2026', 'Q2 2026']);
  });

  it('finds the quarter of a day, its first and last included', () => {
    const calendar = calendarYears(2025, 2026);
    for (const date of ['2026-10-01', '2026-11-24', '2026-12-31'])
      expect(quarterOf(calendar, day(date))?.label).toBe('Q4 2026');
    expect(quarterOf(calendar, day('2024-12-31'))).toBeUndefined();
    expect(quarterIndexOf(calendar, day('2027-01-01'))).toBe(-1);
  });

  it('goes to the next and the previous quarter', () => {
    const calendar = calendarYears(2025, 2026);
    expect(nextQuarter(calendar, calendarQuarter(2025, 4))?.label).toBe('Q1 2026');
    expect(previousQuarter(calendar, calendarQuarter(2026, 1))?.label).toBe('Q4 2025');
    expect(nextQuarter(calendar, calendarQuarter(2026, 4))).toBeUndefined();
    expect(previousQuarter(calendar, calendarQuarter(2025, 1))).toBeUndefined();
  });

  it('takes 4-4-5 years and a 53rd week as they come', () => {
    const rows = quartersOf('2026-02-01', weeks(13, 13, 13, 14, 13));
    const made = fiscalCalendar(rows, '4-4-5');
    if (!made.ok) throw new Error(made.reason);
    expect(made.value.quarters.map(daysIn)).toEqual([91, 91, 91, 98, 91]);
    expect(quarterOf(made.value, day('2027-02-06'))?.number).toBe(4);
    expect(quarterOf(made.value, day('2027-02-07'))?.number).toBe(1);
  });

  it('names gaps, overlaps, twice the same and backward quarters', () => {
    const reason = (rows: readonly FiscalPeriod[]): string => {
      const made = fiscalCalendar(rows, 'v');
      return made.ok ? 'ok' : made.reason;
    };
    const [first, second, third] = quartersOf('2026-01-01', [90, 90, 90]);
    if (!first || !second || !third) throw new Error('three quarters');
    expect(reason([])).toBe('empty');
    expect(reason([first, third])).toBe('gap');
    expect(reason([first, { ...second, start: first.end }])).toBe('overlap');
    expect(reason([first, { ...second, key: first.key }])).toBe('duplicate-key');
    expect(reason([first, { ...second, end: first.start }])).toBe('ends-before-start');
    expect(reason([{ ...first, type: 'Month' }])).toBe('not-a-quarter');
    expect(fiscalCalendar([first, third], 'v')).toEqual({
      ok: false,
      reason: 'gap',
      before: first.key,
      after: third.key,
    });
  });

  it('places every day in exactly the quarter that spans it', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(lengths, fc.integer({ min: -50, max: 5000 }), (list, offset) => {
        const made = fiscalCalendar(quartersOf('2020-01-15', list), 'v');
        if (!made.ok) throw new Error(made.reason);
        const asked = day('2020-01-15') + offset;
        const expected = made.value.quarters.findIndex(
          ({ start, end }) => start <= dateOfDay(asked) && dateOfDay(asked) <= end,
        );
        expect(quarterIndexOf(made.value, asked)).toBe(expected);
        expect(made.value.quarters.reduce((sum, quarter) => sum + daysIn(quarter), 0)).toBe(
          dayNumber(made.value.quarters.at(-1)?.end ?? plainDate('1900-01-01')) - day('2020-01-15') + 1,
        );
      }),
    );
  });
});
