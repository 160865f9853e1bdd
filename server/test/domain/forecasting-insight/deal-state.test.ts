import { describe, expect, it } from 'vitest';
import { stateAt } from '../../../src/domain/forecasting/insight/deal-state.ts';
import { dealHistory } from '../../../src/domain/forecasting/insight/index.ts';
import { usualDeals } from '../../../src/domain/forecasting/insight/usual-deals.ts';
import { day } from '../forecasting/support/calendar.ts';
import { told, type ToldDeal } from './support/told-deals.ts';

const pushed: ToldDeal = {
  changes: [
    { day: day('2026-07-01'), stage: 0, closeOn: day('2026-09-15'), amount: 100 },
    { day: day('2026-08-01'), stage: 1, closeOn: day('2026-09-30'), amount: 100 },
    { day: day('2026-09-25'), stage: 2, closeOn: day('2026-10-01'), amount: 640 },
    { day: day('2026-10-20'), stage: 2, closeOn: day('2026-08-31') },
    { day: day('2026-10-21'), stage: 2, closeOn: day('2027-01-31') },
  ],
};

describe('the state of a deal on a day', () => {
  const { history } = told([{ changes: [] }, pushed]);

  it('is what had been recorded by then, and nothing later', () => {
    expect(stateAt(history, 1, day('2026-06-30'))).toBeUndefined();
    expect(stateAt(history, 1, day('2026-09-24'))).toMatchObject({
      stage: 1,
      stageSince: day('2026-08-01'),
      closeOn: day('2026-09-30'),
      amount: 100,
      pushes: 0,
      changedOn: day('2026-08-01'),
    });
  });

  it('counts moves of the close date to a later month as pushes, not those within a month or to an earlier one', () => {
    expect(stateAt(history, 1, day('2026-09-25'))?.pushes).toBe(1);
    expect(stateAt(history, 1, day('2026-10-20'))?.pushes).toBe(1);
    expect(stateAt(history, 1, day('2026-11-24'))?.pushes).toBe(2);
  });

  it('knows since when the deal is in its stage, through changes of other things', () => {
    expect(stateAt(history, 1, day('2026-11-24'))).toMatchObject({
      stage: 2,
      stageSince: day('2026-09-25'),
      changedOn: day('2026-10-21'),
      amount: undefined,
    });
  });

  it('starts anew when the deal comes back to a stage', () => {
    const back = told([
      {
        changes: [
          { day: 10, stage: 1, closeOn: 50 },
          { day: 20, stage: 2, closeOn: 50 },
          { day: 30, stage: 1, closeOn: 50 },
        ],
      },
    ]);
    expect(stateAt(back.history, 0, 40)?.stageSince).toBe(30);
  });
});

describe('deal history', () => {
  it('sorts rows by deal and day, keeps the order within a day and leaves strangers out', () => {
    const rows = [
      { deal: 1, day: 5, stage: 0 },
      { deal: 0, day: 9, stage: 2 },
      { deal: -1, day: 1, stage: 4 },
      { deal: 0, day: 9, stage: 3 },
      { deal: 0, day: 2, stage: 1 },
      { deal: 7, day: 2, stage: 1 },
    ];
    const column = (of: (row: (typeof rows)[number]) => number) => Int32Array.from(rows, of);
    const history = dealHistory(2, {
      length: rows.length,
      deal: column((row) => row.deal),
      day: column((row) => row.day),
      stage: column((row) => row.stage),
      closeOn: column(() => 0),
      amount: new Float64Array(rows.length),
      amountKnown: new Uint8Array(rows.length),
    });
    expect([...history.start]).toEqual([0, 3, 4]);
    expect([...history.stage]).toEqual([1, 2, 3, 0]);
  });
});

describe('what is usual for won deals', () => {
  const won = (days: number): ToldDeal => ({
    changes: [
      { day: 0, stage: 0, closeOn: 90, amount: days },
      { day: 10, stage: 2, closeOn: 90, amount: days },
      { day: 12, stage: 2, closeOn: 99, amount: days },
      { day: 10 + days, stage: 3, closeOn: 90, amount: days },
    ],
    closed: { day: 10 + days, won: true },
  });

  it('is the median stay and amount, and what nine in ten stay and are quiet for at most', () => {
    const { deals, history } = told([20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120].map(won));
    const usual = usualDeals(deals, history, 1000);
    expect(usual.stay[2]).toBe(70);
    expect(usual.longStay[2]).toBe(110);
    expect(usual.longQuiet[2]).toBe(108);
    expect(usual.stay[0]).toBe(10);
    expect(usual.amount).toBe(70);
  });

  it('is learnt from deals won by the day alone, and not told from fewer than ten', () => {
    const { deals, history } = told([20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120].map(won));
    expect(usualDeals(deals, history, 120).amount).toBe(65);
    expect(usualDeals(deals, history, 80)).toMatchObject({ amount: undefined });
    expect(usualDeals(deals, history, 80).longStay[2]).toBeDefined();
  });

  it('borrows from all stages where too few deals passed one', () => {
    const { deals, history } = told([20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120].map(won));
    const usual = usualDeals(deals, history, 1000);
    expect(usual.stay[1]).toBeGreaterThan(0);
  });
});
