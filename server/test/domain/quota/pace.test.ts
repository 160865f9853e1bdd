import { describe, expect, it } from 'vitest';
import { dayNumber, plainDate } from '../../../src/domain/shared/index.ts';
import { usualPace } from '../../../src/domain/quota/index.ts';
import { closedDeals, type WonDeal } from './deals.ts';
import { CALENDAR } from './fiscal-2026.ts';

const day = (date: string): number => dayNumber(plainDate(date));
const paceOn = (deals: readonly WonDeal[], date: string) =>
  usualPace({ deals: closedDeals(deals), calendar: CALENDAR, today: day(date) });

/** A quarter with so much by mid-quarter and so much at its end. */
const quarter = (first: string, middle: string, last: string, early: number, late: number): readonly WonDeal[] => [
  { amount: early / 2, closeOn: first },
  { amount: early / 2, closeOn: middle },
  { amount: late, closeOn: last },
];
const q1 = quarter('2026-01-10', '2026-02-01', '2026-03-30', 40, 60);
const q2 = quarter('2026-04-10', '2026-05-01', '2026-06-30', 50, 50);
const q3 = quarter('2026-07-10', '2026-08-01', '2026-09-30', 60, 40);

describe('usual pace', () => {
  it('is the median share that was in by the same part of past quarters, with their number', () => {
    expect(paceOn([...q1, ...q2, ...q3], '2026-11-16')).toEqual({ ok: true, value: { expected: 0.5, quarters: 3 } });
    expect(paceOn([...q1, ...q2, ...q3], '2026-10-01')).toMatchObject({ value: { expected: 0 } });
    expect(paceOn([...q1, ...q2, ...q3], '2026-12-31')).toMatchObject({ value: { expected: 1 } });
  });

  it('is not told from fewer than three quarters', () => {
    expect(paceOn([...q2, ...q3], '2026-11-16')).toMatchObject({
      ok: false,
      reason: 'too-few-quarters',
      need: 3,
      have: 2,
    });
    expect(paceOn([], '2026-11-16')).toMatchObject({ ok: false, have: 0 });
  });

  it('counts a deal from its close event on, in the quarter of its close date', () => {
    const late = q3.map((deal) => ({ ...deal, closedOn: '2026-10-03' }));
    expect(paceOn([...q1, ...q2, ...late], '2026-12-31')).toMatchObject({ value: { expected: 1 } });
    const allLate = [...q1, ...q2, ...q3].map((deal) => ({ ...deal, closedOn: '2026-10-03' }));
    expect(paceOn(allLate, '2026-12-31')).toMatchObject({ value: { expected: 0 } });
  });

  it('does not look at the current quarter, at what closes after today, at lost deals or unknown amounts', () => {
    const noise: readonly WonDeal[] = [
      { amount: 1e6, closeOn: '2026-10-05' },
      { amount: 1e6, closeOn: '2026-01-05', closedOn: '2026-11-17' },
      { amount: 1e6, closeOn: '2026-01-05', lost: true },
      { amount: undefined, closeOn: '2026-01-05' },
      { amount: 1e300, closeOn: '2026-01-05' },
    ];
    expect(paceOn([...noise, ...q1, ...q2, ...q3], '2026-11-16')).toEqual(paceOn([...q1, ...q2, ...q3], '2026-11-16'));
  });

  it('leaves out the tail of an import and quarters without a positive total', () => {
    const busy = Array.from({ length: 4 }, () => q1).flat();
    const tail: WonDeal = { amount: 100, closeOn: '2025-10-01' };
    const nothing: WonDeal = { amount: 0, closeOn: '2025-07-01' };
    expect(paceOn([tail, ...busy, ...q2, ...q3], '2026-11-16')).toMatchObject({
      value: { expected: 0.5, quarters: 3 },
    });
    expect(paceOn([nothing, ...q1, ...q2, ...q3], '2026-11-16')).toMatchObject({ value: { quarters: 3 } });
  });

  it('never falls as the quarter goes on', () => {
    const days = Array.from({ length: 92 }, (_, index) => day('2026-10-01') + index);
    const deals = closedDeals([...q1, ...q2, ...q3]);
    const shares = days.map((today) => {
      const pace = usualPace({ deals, calendar: CALENDAR, today });
      return pace.ok ? pace.value.expected : -1;
    });
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares[0]).toBeGreaterThanOrEqual(0);
  });

  it('is not told on a day outside the calendar', () => {
    expect(paceOn(q1, '2031-01-01')).toMatchObject({ ok: false, reason: 'outside-the-calendar' });
  });
});
