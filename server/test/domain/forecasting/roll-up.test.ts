import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BrokenDealTable,
  BrokenScopes,
  buildScopes,
  DayOutsideCalendar,
  DealCategory,
  DealStatus,
  planForecasts,
  SumOutOfRange,
  type Person,
  type Role,
  type ScopeForecast,
} from '../../../src/domain/forecasting/index.ts';
import { currencyOf } from '../../../src/domain/shared/index.ts';
import { calendarYears, day } from './support/calendar.ts';
import { dealTable, type DealRow } from './support/deals.ts';

const usd = currencyOf('USD');
const calendar = calendarYears(2025, 2027);
const today = day('2026-11-24');
const ROLES: readonly Role[] = [
  { id: 'lead', name: 'Team' },
  { id: 'rep', name: 'Rep', parentId: 'lead' },
  { id: 'other', name: 'Other' },
  { id: 'sub', name: 'Sub', parentId: 'other' },
];
const PEOPLE: readonly Person[] = [
  { id: 'ann', name: 'Ann', active: true, roleId: 'rep' },
  { id: 'bob', name: 'Bob', active: true, roleId: 'rep' },
  { id: 'cy', name: 'Cy', active: false, roleId: 'sub' },
  { id: 'guest', name: 'Guest', active: true },
];

function plan(rows: readonly DealRow[]): {
  readonly forecasts: readonly ScopeForecast[];
  readonly parents: ReadonlyMap<string, string>;
} {
  const deals = dealTable(rows);
  const { scopes } = buildScopes({ people: PEOPLE, roles: ROLES, companyName: 'Acme', dealOwners: deals.owner });
  const forecasts = planForecasts({ deals, people: PEOPLE, scopes, calendar, today, currency: usd });
  return { forecasts, parents: new Map(scopes.map(({ key, parentKey }) => [key, parentKey ?? ''])) };
}

const at = (rows: readonly DealRow[], scopeKey: string, start = '2026-10-01'): ScopeForecast | undefined =>
  plan(rows).forecasts.find((row) => row.scopeKey === scopeKey && row.periodKey === `quarter:${start}`);

const inQuarter = day('2026-11-10');
const open = (category: number, amount?: number, probability = 0.5): DealRow => ({
  category,
  amount,
  probability,
  closeOn: inQuarter,
});
const won = (amount: number | undefined, closeOn = inQuarter): DealRow => ({ status: DealStatus.won, amount, closeOn });

describe('the roll-up', () => {
  it('sums open deals by exactly their category, not cumulatively', () => {
    const row = at(
      [
        open(DealCategory.commit, 100),
        open(DealCategory.bestCase, 20),
        open(DealCategory.pipeline, 3),
        open(DealCategory.omitted, 7),
      ],
      'total',
    );
    expect([row?.commit.minor, row?.bestCase.minor, row?.pipeline.minor]).toEqual([100, 20, 3]);
    expect(row?.openDeals).toBe(4);
  });

  it('weights open deals by probability, rounding each to the cent, and leaves closed ones out', () => {
    const row = at([open(1, 101, 0.5), open(1, -101, 0.5), open(3, 1000, 0.9), won(5000)], 'total');
    expect(row?.weighted.minor).toBe(51 - 51 + 900);
  });

  it('counts won by the close date, not by the day of the close event', () => {
    const row = { ...won(700, day('2026-09-30')), closedOn: day('2026-10-02') };
    expect(at([row], 'total', '2026-07-01')?.won.minor).toBe(700);
    expect(at([row], 'total')?.won.minor).toBe(0);
  });

  it('keeps unknown amounts apart from 0', () => {
    const row = at([won(undefined), won(0), open(3, undefined), open(3, 0)], 'total');
    expect(row).toMatchObject({ wonDeals: 2, openDeals: 2, dealsWithoutAmount: 2 });
    expect(row?.won.minor).toBe(0);
  });

  it('takes negative amounts as credits', () => {
    expect(at([won(1000), won(-300)], 'total')?.won.minor).toBe(700);
  });

  it('counts amounts that are no amounts as unknown', () => {
    const row = at(
      [NaN, Infinity, -Infinity, 1e308, 0.5, 2 ** 53].map((amount) => won(amount)),
      'total',
    );
    expect(row?.won.minor).toBe(0);
    expect(row?.dealsWithoutAmount).toBe(6);
    expect(Object.is(at([won(-0)], 'total')?.won.minor, 0)).toBe(true);
  });

  it('bounds probabilities, and takes one that is no number for 0', () => {
    const row = at(
      [101, -5, NaN, 0.555].map((probability) => open(3, 1000, probability)),
      'total',
    );
    expect(row?.weighted.minor).toBe(1000 + 0 + 0 + 555);
  });

  it('leaves lost deals, and dates outside the calendar, out of every quarter', () => {
    const rows = [
      { ...won(5), closeOn: day('1900-01-01') },
      { ...won(5), closeOn: day('4000-12-31') },
      { status: DealStatus.lost, amount: 9, closeOn: inQuarter },
    ];
    for (const { won: sum, wonDeals, openDeals } of plan(rows).forecasts) {
      expect([sum.minor, wonDeals, openDeals]).toEqual([0, 0, 0]);
    }
  });

  it('counts 29 February in its quarter', () => {
    const leap = calendarYears(2027, 2028);
    const deals = dealTable([won(5, day('2028-02-29'))]);
    const { scopes } = buildScopes({ people: PEOPLE, roles: ROLES, companyName: 'Acme', dealOwners: deals.owner });
    const rows = planForecasts({
      deals,
      people: PEOPLE,
      scopes,
      calendar: leap,
      today: day('2028-03-31'),
      currency: usd,
    });
    expect(rows.find((row) => row.scopeKey === 'total')).toMatchObject({
      periodKey: 'quarter:2028-01-01',
      wonDeals: 1,
    });
  });

  it('plans the quarters that closed deals reach, the current and the next', () => {
    const periods = (rows: readonly DealRow[]): readonly string[] =>
      plan(rows)
        .forecasts.filter(({ scopeKey }) => scopeKey === 'total')
        .map(({ periodKey }) => periodKey);
    expect(periods([])).toEqual(['quarter:2026-10-01', 'quarter:2027-01-01']);
    expect(periods([won(1, day('2026-05-01'))])[0]).toBe('quarter:2026-04-01');
    expect(periods([{ amount: 1, closeOn: day('2026-05-01') }])[0]).toBe('quarter:2026-10-01');
  });

  it('ends with the calendar where there is no next quarter', () => {
    const sources = {
      deals: dealTable([]),
      people: [],
      scopes: buildScopes({ people: [], roles: [], companyName: 'A', dealOwners: new Int32Array() }).scopes,
      calendar,
      currency: usd,
    };
    expect(planForecasts({ ...sources, today: day('2027-12-31') })).toHaveLength(1);
    expect(() => planForecasts({ ...sources, today: day('2028-01-01') })).toThrow(DayOutsideCalendar);
  });

  it('refuses columns of unequal length, scopes that are no tree, and sums beyond exactness', () => {
    const deals = dealTable([won(1)]);
    const { scopes } = buildScopes({ people: PEOPLE, roles: ROLES, companyName: 'Acme', dealOwners: deals.owner });
    const sources = { deals, people: PEOPLE, scopes, calendar, today, currency: usd };
    expect(() => planForecasts({ ...sources, deals: { ...deals, length: 2 } })).toThrow(BrokenDealTable);
    expect(() => planForecasts({ ...sources, scopes: scopes.toReversed() })).toThrow(BrokenScopes);
    expect(() => planForecasts({ ...sources, scopes: [...scopes, ...scopes.slice(1)] })).toThrow(BrokenScopes);
    const huge = dealTable(Array.from({ length: 1000 }, () => won(1e13)));
    expect(() => planForecasts({ ...sources, deals: huge })).toThrow(SumOutOfRange);
  });

  it('ties out: every parent is the sum of its children to the cent, and the total is the sum of the deals', () => {
    const anyDeal = fc.record({
      owner: fc.integer({ min: -1, max: 5 }),
      status: fc.constantFrom(0, 1, 2),
      category: fc.integer({ min: 0, max: 4 }),
      amount: fc.option(fc.integer({ min: -1e9, max: 1e11 }), { nil: undefined }),
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
      closeOn: fc.integer({ min: day('2025-06-01'), max: day('2027-06-30') }),
    });
    const FIELDS = ['won', 'commit', 'bestCase', 'pipeline', 'weighted'] as const;
    const COUNTS = ['wonDeals', 'openDeals', 'dealsWithoutAmount'] as const;
    fc.assert(
      fc.property(fc.array(anyDeal, { maxLength: 60 }), (rows) => {
        const { forecasts, parents } = plan(rows);
        const figures = (row: ScopeForecast): readonly number[] => [
          ...FIELDS.map((field) => row[field].minor),
          ...COUNTS.map((count) => row[count]),
        ];
        const sums = new Map<string, readonly number[]>();
        for (const row of forecasts) {
          const key = `${parents.get(row.scopeKey) ?? ''}|${row.periodKey}`;
          const before = sums.get(key);
          sums.set(
            key,
            figures(row).map((value, index) => value + (before?.[index] ?? 0)),
          );
        }
        for (const row of forecasts) {
          const children = sums.get(`${row.scopeKey}|${row.periodKey}`);
          if (children) expect(figures(row)).toEqual(children);
        }
        const planned = forecasts.filter(({ scopeKey }) => scopeKey === 'total');
        const starts = planned.map(({ periodKey }) => day(periodKey.slice(8)));
        const wonOf = rows
          .filter(
            ({ status, closeOn }) =>
              status === DealStatus.won && closeOn >= Math.min(...starts) && closeOn <= day('2027-03-31'),
          )
          .reduce((sum, { amount }) => sum + (amount ?? 0), 0);
        expect(planned.reduce((sum, row) => sum + row.won.minor, 0)).toBe(wonOf);
      }),
      { numRuns: 60 },
    );
  });
});
