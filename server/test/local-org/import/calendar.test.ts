import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  dateOfDay,
  dayOf,
  moveByQuarters,
  quarterEnd,
  quarterIndex,
  quarterStart,
  quartersUntil,
} from '../../../local-org/import/calendar.ts';

const date = fc.integer({ min: dayOf('1990-01-01'), max: dayOf('2060-12-31') }).map(dateOfDay);
const month = fc.integer({ min: 1, max: 12 });

describe('moving dates by fiscal quarters', () => {
  it('keeps every date in its moved quarter and the order of dates', () => {
    fc.assert(
      fc.property(date, date, fc.integer({ min: -60, max: 60 }), month, (a, b, quarters, startMonth) => {
        const moved = moveByQuarters(a, quarters, startMonth);
        expect(quarterIndex(moved, startMonth)).toBe(quarterIndex(a, startMonth) + quarters);
        const [early, late] = a < b ? [a, b] : [b, a];
        expect(moveByQuarters(early, quarters, startMonth) <= moveByQuarters(late, quarters, startMonth)).toBe(true);
      }),
    );
  });

  it('moves as far as the last date allows, and not a quarter less', () => {
    fc.assert(
      fc.property(date, date, month, (last, today, startMonth) => {
        const quarters = quartersUntil(last, today, startMonth);
        expect(moveByQuarters(last, quarters, startMonth) <= today).toBe(true);
        expect(moveByQuarters(last, quarters + 1, startMonth) > today).toBe(true);
      }),
    );
  });

  it('puts the 92nd day of a quarter on the last day of a shorter one', () => {
    expect(moveByQuarters('2017-12-31', -3, 1)).toBe('2017-03-31');
    expect(moveByQuarters('2017-10-05', 1, 1)).toBe('2018-01-05');
  });

  it('knows quarters of a fiscal year that begins in February', () => {
    expect(quarterStart(quarterIndex('2026-01-31', 2), 2)).toBe('2025-11-01');
    expect(quarterEnd(quarterIndex('2026-01-31', 2), 2)).toBe('2026-01-31');
    expect(quarterStart(quarterIndex('2026-02-01', 2), 2)).toBe('2026-02-01');
  });
});
