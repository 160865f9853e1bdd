import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEVER, type DealTable } from '../../../src/domain/forecasting/index.ts';
import { planDealInsights, type DealHistory } from '../../../src/domain/forecasting/insight/index.ts';
import { calendarYears, day } from '../forecasting/support/calendar.ts';
import { seeded } from '../forecasting/support/random.ts';
import { liveDeals, type Nature } from './support/living-deals.ts';
import { told, type ToldDeal } from './support/told-deals.ts';

const calendar = calendarYears(2022, 2028);
const today = day('2026-11-24');
const past = (count: number, nature: Nature, seed: number): readonly ToldDeal[] =>
  liveDeals(count, day('2023-11-24'), today, nature, seeded(seed));

const MATTERS: Nature = { perPush: 0.35, whenLong: 0.3 };
const NOTHING_MATTERS: Nature = { perPush: 1, whenLong: 1 };
const plan = (deals: readonly ToldDeal[], on = today) => planDealInsights({ ...told(deals), calendar, today: on });

const fresh: ToldDeal = {
  id: 'fresh',
  changes: [
    { day: today - 40, stage: 0, closeOn: day('2026-12-15'), amount: 1_000_000 },
    { day: today - 5, stage: 2, closeOn: day('2026-12-15'), amount: 1_000_000 },
  ],
};
const tired: ToldDeal = {
  id: 'tired',
  changes: [
    { day: today - 200, stage: 0, closeOn: day('2026-08-15'), amount: 1_000_000 },
    { day: today - 180, stage: 2, closeOn: day('2026-08-15'), amount: 1_000_000 },
    { day: today - 110, stage: 2, closeOn: day('2026-09-15'), amount: 1_000_000 },
    { day: today - 80, stage: 2, closeOn: day('2026-10-15'), amount: 1_000_000 },
    { day: today - 60, stage: 2, closeOn: day('2026-12-15'), amount: 1_000_000 },
  ],
};

describe('deal insights where pushes and long stays matter', () => {
  const { insights, quality } = plan([...past(4000, MATTERS, 1), fresh, tired]);
  const of = (id: string) => insights.find(({ dealId }) => dealId === id);

  it('use a model that was closer than the stage’s rate on later deals, and say by how much', () => {
    expect(quality.method).toBe('Model');
    expect(quality.model?.logLoss).toBeLessThan((quality.stageRate?.logLoss ?? 0) - 0.02);
    expect(quality.model?.ece).toBeLessThan(0.05);
    expect(quality.triedOn).toBeGreaterThan(500);
    expect(quality.reason).toContain('log-loss');
  });

  it('are there for every open deal and no other', () => {
    const open = told([...past(4000, MATTERS, 1)]).deals.status.filter((status) => status === 0).length;
    expect(insights).toHaveLength(open + 2);
  });

  it('give a tired deal a lower chance than a fresh one in the same stage, and say why', () => {
    expect(of('fresh')?.winProbability).toBeGreaterThan((of('tired')?.winProbability ?? 1) + 0.2);
    expect(of('tired')).toMatchObject({
      pushes: 3,
      daysInStage: 180,
      stageEnteredOn: '2026-05-28',
      winBy: '2026-12-31',
    });
    expect(of('tired')?.drivers.map(({ text }) => text)).toContain('Close date pushed 3 times');
    expect(of('tired')?.drivers.at(-1)?.points).toBeLessThan(-5);
  });

  it('add up: the stage’s points and the drivers’ are the chance’s', () => {
    for (const { winProbability, stageProbability, drivers } of insights) {
      const points = drivers.reduce((sum, driver) => sum + driver.points, 0);
      expect(Math.round((stageProbability ?? 0) * 100) + points).toBe(Math.round((winProbability ?? 0) * 100));
    }
  });

  it('call the tired deal stale and suggest what to do', () => {
    expect(of('fresh')?.stale).toBe(false);
    expect(of('tired')?.stale).toBe(true);
    expect(of('tired')?.staleReason).toMatch(/^Quiet for 60 days; deals that were won \d+ at most$/);
    expect(of('tired')?.suggestion).toMatch(/^Quiet for 60 days.*next step/);
  });

  it('expect the close where half of those won from such a state had closed', () => {
    const close = of('fresh')?.expectedClose ?? '';
    expect(close > '2026-11-24' && close < '2027-01-15').toBe(true);
    const [soon = '', late = ''] = of('fresh')?.expectedBetween ?? [];
    expect(soon <= close && close <= late).toBe(true);
  });
});

describe('deal insights where nothing but the stage matters', () => {
  it('are never worse than the stage’s rate by more than noise, and fall back to it where they are', () => {
    for (const seed of [1, 2, 3]) {
      const { insights, quality } = plan(past(600, NOTHING_MATTERS, seed));
      expect(['Model', 'StageRate']).toContain(quality.method);
      if (quality.method !== 'StageRate') continue;
      expect(quality.reason).toContain('the rate is shown');
      for (const { winProbability, stageProbability, drivers } of insights) {
        expect([winProbability, drivers]).toEqual([stageProbability, []]);
      }
    }
  });
});

describe('a model that the later deals refute', () => {
  it('is not used, and that is said', () => {
    // Until 2025 pushed deals were lost and the others won; since then it is the other way round.
    const deals = calendar.quarters.slice(7, 19).flatMap(({ start, end, fiscalYear }) =>
      Array.from({ length: 40 }, (_, index): ToldDeal => {
        const [first, last] = [day(start), day(end)];
        const pushed = index % 2 === 0;
        const created = { day: first, stage: 1, closeOn: first + 20, amount: 100 };
        const moved = pushed ? [{ ...created, day: first + 5, closeOn: last - 20 }] : [];
        return { changes: [created, ...moved], closed: { day: last - 10, won: pushed === fiscalYear > '2025' } };
      }),
    );
    const { insights, quality } = plan([...deals, fresh]);
    expect(quality.method).toBe('StageRate');
    expect(quality.model?.logLoss).toBeGreaterThanOrEqual(quality.stageRate?.logLoss ?? Infinity);
    expect(insights).toMatchObject([{ dealId: 'fresh', drivers: [] }]);
    expect(insights[0]?.winProbability).toBe(insights[0]?.stageProbability);
  });
});

describe('little or no history', () => {
  it('gives no chance but what the records say', () => {
    const { insights, quality } = plan([fresh, tired]);
    expect(quality).toMatchObject({ method: 'Unknown', triedOn: 0 });
    expect(insights[1]).toMatchObject({
      dealId: 'tired',
      winProbability: undefined,
      stageProbability: undefined,
      expectedClose: undefined,
      drivers: [],
      pushes: 3,
      stale: false,
    });
  });

  it('of one deal leaves its pushes and days in the stage unknown, and tells its stage’s chance', () => {
    const bare: ToldDeal = { id: 'bare', changes: [] };
    const { insights } = plan([...past(2000, MATTERS, 3), bare]);
    const insight = insights.find(({ dealId }) => dealId === 'bare');
    expect(insight).toMatchObject({
      pushes: undefined,
      daysInStage: undefined,
      stageEnteredOn: undefined,
      stale: false,
    });
  });
});

describe('odd deals', () => {
  const late = (id: string, closeOn: number, amount?: number): ToldDeal => ({
    id,
    changes: [{ day: today - 3, stage: 1, closeOn, amount }],
  });
  const deals = [
    ...past(1000, MATTERS, 4),
    late('overdue', day('2026-11-10'), 1),
    late('far', day('3999-01-01'), 1),
    late('blank', day('2026-12-01')),
  ];
  const { insights } = plan(deals);
  const of = (id: string) => insights.find(({ dealId }) => dealId === id);

  it('due in the past can be won by the end of this quarter, and are to be moved', () => {
    expect(of('overdue')?.winBy).toBe('2026-12-31');
    expect(of('overdue')?.suggestion).toMatch(/^The close date has passed: move it to \d+ \w+ 20\d\d/);
  });

  it('due beyond the calendar have no quarter and no chance', () => {
    expect(of('far')).toMatchObject({ winBy: undefined, winProbability: undefined });
  });

  it('without an amount are asked for one', () => {
    expect(of('blank')?.suggestion).toContain('Enter an amount');
  });
});

describe('what was not known at the time', () => {
  const deals = past(1500, MATTERS, 7);

  /** Everything after a day as somebody else's future: other ends, other changes, more deals. */
  function withAnotherFuture(on: number, seed: number) {
    const random = seeded(seed);
    const other = deals.map((deal): ToldDeal => {
      const kept = deal.changes.filter((change) => change.day <= on);
      const open = !deal.closed || deal.closed.day > on;
      if (!open || kept.length === 0) return open ? { changes: [] } : deal;
      const later = on + 1 + Math.floor(random.uniform() * 100);
      const changes = [...kept, { day: later, stage: random.uniform() < 0.5 ? 0 : 4, closeOn: later + 400, amount: 5 }];
      return random.uniform() < 0.5 ? { changes, closed: { day: later, won: random.uniform() < 0.5 } } : { changes };
    });
    // Deals not born by then keep their place in the table, born in the future.
    const { deals: table, history } = told(other);
    const createdOn = table.createdOn.map((born, at) => ((other[at]?.changes.length ?? 0) === 0 ? on + 9 : born));
    return { deals: { ...table, createdOn }, history };
  }

  it('changes no insight: no look-ahead', () => {
    fc.assert(
      fc.property(fc.integer({ min: day('2025-06-01'), max: today - 1 }), fc.integer(), (on, seed) => {
        const as = (source: { readonly deals: DealTable; readonly history: DealHistory }) =>
          planDealInsights({ ...source, calendar, today: on });
        expect(as(withAnotherFuture(on, seed))).toEqual(as(told(deals)));
      }),
      { numRuns: 15 },
    );
  });
});

describe('activity', () => {
  it('breaks the quiet', () => {
    const { deals, history } = told([...past(2000, MATTERS, 8), tired]);
    const at = deals.length - 1;
    const activeOn = new Int32Array(deals.length).fill(NEVER);
    activeOn[at] = today - 2;
    const insight = planDealInsights({ deals, history, calendar, today, activeOn }).insights.at(-1);
    expect(insight?.staleReason).toMatch(/^180 days in Negotiation/);
  });
});

it('gives the same for the same, whatever the order of deals', () => {
  const deals = past(1500, MATTERS, 9);
  const forth = plan(deals.map((deal, index) => ({ ...deal, id: `D${index}` })));
  const back = plan(deals.map((deal, index) => ({ ...deal, id: `D${index}` })).toReversed());
  expect(back.insights.toReversed()).toEqual(forth.insights);
});
