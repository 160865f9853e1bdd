import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dateOfDay,
  dayNumber,
  isLeapYear,
  NotADate,
  parsePlainDate,
  plainDate,
} from '../../../src/domain/shared/index.ts';

const FIRST = dayNumber(plainDate('1900-01-01'));
const LAST = dayNumber(plainDate('4000-12-31'));
const anyDay = fc.integer({ min: FIRST, max: LAST });

describe('plain dates', () => {
  it('count from 1970-01-01', () => {
    expect(dayNumber(plainDate('1970-01-01'))).toBe(0);
    expect(dayNumber(plainDate('1969-12-31'))).toBe(-1);
    expect(dayNumber(plainDate('2000-03-01'))).toBe(11017);
  });

  it('agree with the ECMAScript calendar on every day from 1900 to 4000', () => {
    for (let day = FIRST; day <= LAST; day += 1) {
      const expected = new Date(day * 86_400_000).toISOString().slice(0, 10);
      if (dateOfDay(day) !== expected || dayNumber(plainDate(expected)) !== day) expect(dateOfDay(day)).toBe(expected);
    }
  });

  it('know the leap years of the Gregorian rule', () => {
    expect([1900, 2000, 2024, 2100, 2400, 4000].map(isLeapYear)).toEqual([false, true, true, false, true, true]);
    expect(parsePlainDate('2024-02-29').ok).toBe(true);
    expect(parsePlainDate('1900-02-29').ok).toBe(false);
  });

  it('move by days over month and year ends', () => {
    expect(addDays(plainDate('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(plainDate('2026-12-31'), 1)).toBe('2027-01-01');
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
        fc.pre(day + days >= FIRST && day + days <= LAST);
        expect(dayNumber(addDays(dateOfDay(day), days))).toBe(day + days);
      }),
    );
  });

  it('sort as text in the order of days', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(Math.sign(dateOfDay(a) < dateOfDay(b) ? -1 : dateOfDay(a) > dateOfDay(b) ? 1 : 0)).toBe(
          Math.sign(a - b),
        );
      }),
    );
  });

  it('refuse what is no day between 1900 and 4000', () => {
    const bad = [
      '2026-02-30',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '03/04/26',
      '2026-11-24T00:00',
      '1899-12-31',
      '4001-01-01',
      '',
    ];
    for (const text of bad) expect(parsePlainDate(text)).toEqual({ ok: false, reason: 'not-a-date', text });
    expect(() => plainDate('yesterday')).toThrow(NotADate);
    for (const day of [FIRST - 1, LAST + 1, 0.5, NaN, Infinity]) expect(() => dateOfDay(day)).toThrow(NotADate);
  });
});
