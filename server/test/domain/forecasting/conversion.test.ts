import { describe, expect, it } from 'vitest';
import { countConversions, noConversions } from '../../../src/domain/forecasting/conversion-counts.ts';
import { fitConversion, winChances } from '../../../src/domain/forecasting/conversion.ts';
import { buildScopes } from '../../../src/domain/forecasting/index.ts';
import { quarterClock } from '../../../src/domain/forecasting/quarter-clock.ts';
import { indexScopes } from '../../../src/domain/forecasting/scope-index.ts';
import { timelineOf } from '../../../src/domain/forecasting/timeline.ts';
import { total } from '../../../src/domain/shared/index.ts';
import { calendarYears, day } from './support/calendar.ts';
import { dealTable, type DealRow } from './support/deals.ts';
import { seeded } from './support/random.ts';

const calendar = calendarYears(2024, 2026);
const clock = quarterClock(calendar);
const first = day('2024-01-01');

function timeline(rows: readonly DealRow[]) {
  const deals = dealTable(rows);
  const people = [{ id: 'ann', name: 'Ann', active: true }];
  const { scopes } = buildScopes({ people, roles: [], companyName: 'A', dealOwners: deals.owner });
  return timelineOf(deals, indexScopes(scopes, people), calendar);
}

describe('conversion counts', () => {
  const rows: readonly DealRow[] = [
    { status: 1, amount: 1, createdOn: first, closeOn: first + 9, closedOn: first + 9 },
    { status: 2, amount: 1, createdOn: first + 3, closeOn: first + 5, closedOn: first + 5 },
    { status: 0, amount: 1, createdOn: first + 8, closeOn: first + 90 },
    { status: 1, amount: 1, createdOn: first + 30, closeOn: first + 2, closedOn: first + 2 },
  ];

  it('count the days a deal was at risk, its last one included, and how it ended', () => {
    const counts = noConversions(3);
    countConversions(counts, timeline(rows), clock, first - 1, first + 20);
    // 10 days + 3 days + 13 days of the open one; the deal that ended before it began tells nothing.
    expect(total(counts.days)).toBe(26);
    expect([total(counts.wins), total(counts.losses), total(counts.scopeWins)]).toEqual([1, 1, 1]);
  });

  it('are the same in one go as day by day', () => {
    const once = noConversions(3);
    countConversions(once, timeline(rows), clock, first - 1, first + 40);
    const daily = noConversions(3);
    for (let at = first; at <= first + 40; at += 1) countConversions(daily, timeline(rows), clock, at - 1, at);
    expect(daily).toEqual(once);
  });

  it('know nothing of later days', () => {
    const counts = noConversions(3);
    countConversions(counts, timeline(rows), clock, first - 1, first + 4);
    expect([total(counts.wins), total(counts.losses)]).toEqual([0, 0]);
    expect(total(counts.days)).toBe(7);
  });
});

describe('win chances', () => {
  const constant = (rate: number) => ({
    byAge: new Float64Array(64).fill(rate),
    byPosition: new Float64Array(13).fill(1),
  });
  const fitted = { win: constant(0.01), loss: constant(0.02), scopeFactor: new Float64Array() };
  const asOf = day('2026-11-24');

  it('with constant risks follow the geometric law: w ÷ (w + l) · (1 − (1 − w − l)^n)', () => {
    const { byAge } = winChances(fitted, clock, asOf, asOf + 1, asOf + 30);
    for (const age of [0, 100, 1095]) expect(byAge[age]).toBeCloseTo((0.01 / 0.03) * (1 - 0.97 ** 30), 12);
  });

  it('of a later span need the deal to survive until then', () => {
    const { byAge } = winChances(fitted, clock, asOf, asOf + 11, asOf + 30);
    expect(byAge[0]).toBeCloseTo(0.97 ** 10 * (0.01 / 0.03) * (1 - 0.97 ** 20), 12);
  });

  it('of deals to come add up over the days of creation', () => {
    const { ofOneDealADay } = winChances(fitted, clock, asOf, asOf + 1, asOf + 3);
    // A deal is at risk on its first day: 3, 2 and 1 days.
    const chance = (days: number): number => (0.01 / 0.03) * (1 - 0.97 ** days);
    expect(ofOneDealADay).toBeCloseTo(chance(3) + chance(2) + chance(1), 12);
  });

  it('are 0 when no day is left, and when nothing was ever won', () => {
    expect(total(winChances(fitted, clock, asOf, asOf + 1, asOf).byAge)).toBe(0);
    const never = fitConversion(noConversions(1));
    expect(total(winChances(never, clock, asOf, asOf + 1, asOf + 30).byAge)).toBe(0);
  });

  it('learnt from deals of a known law come near it', () => {
    const random = seeded(11);
    const rows = Array.from({ length: 4000 }, (): DealRow => {
      const createdOn = first + Math.floor(random.uniform() * 700);
      const closedOn = createdOn + Math.floor(random.exponential(1 / 0.03));
      return { status: random.uniform() < 1 / 3 ? 1 : 2, amount: 1, createdOn, closeOn: closedOn, closedOn };
    });
    const counts = noConversions(3);
    countConversions(counts, timeline(rows), clock, first - 1, first + 900);
    const { byAge } = winChances(fitConversion(counts), clock, asOf, asOf + 1, asOf + 30);
    // The law in whole days: daily risk 1 − e^−0.03.
    expect(byAge[20]).toBeCloseTo((1 / 3) * (1 - Math.exp(-0.9)), 1);
  });
});
