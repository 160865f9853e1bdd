import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildScopes,
  DealStatus,
  FORMULA_VERSION,
  planForecasts,
  type ScopeForecast,
} from '../../../src/domain/forecasting/index.ts';
import { currencyOf } from '../../../src/domain/shared/index.ts';
import { calendarYears, day } from './support/calendar.ts';
import { asKnownOn, liveThrough, ORDINARY, type Company } from './support/company.ts';
import { dealTable, type DealRow } from './support/deals.ts';
import { seeded } from './support/random.ts';

const usd = currencyOf('USD');
const calendar = calendarYears(2023, 2026);
const today = day('2026-11-24');
const SMALL = { ...ORDINARY, teams: 3, peoplePerTeam: 3, dealsPerQuarter: 15 };
const company = liveThrough(SMALL, calendar, seeded(3));
const known = asKnownOn(company.rows, today);

function plan(
  rows: readonly DealRow[],
  of: Pick<Company, 'people' | 'roles'> = company,
  asOf = today,
): readonly ScopeForecast[] {
  const deals = dealTable(rows);
  const { people, roles } = of;
  const { scopes } = buildScopes({ people, roles, companyName: 'Acme', dealOwners: deals.owner });
  return planForecasts({ deals, people, scopes, calendar, today: asOf, currency: usd });
}

const row = (rows: readonly ScopeForecast[], scopeKey: string, start = '2026-10-01') =>
  rows.find((found) => found.scopeKey === scopeKey && found.periodKey === `quarter:${start}`);

/** One person who wins so much in the middle of each quarter. */
const steady = (amounts: readonly number[]): readonly DealRow[] =>
  amounts.map((amount, index): DealRow => {
    const quarter = calendar.quarters[15 - amounts.length + index];
    const closeOn = day(quarter?.start ?? '2026-01-01') + 40;
    return { owner: 0, status: DealStatus.won, amount, closeOn, createdOn: closeOn - 30 };
  });
const alone: Pick<Company, 'people' | 'roles'> = { people: [{ id: 'ann', name: 'Ann', active: true }], roles: [] };

describe('planForecasts', () => {
  it('has a version', () => {
    expect(FORMULA_VERSION).toMatch(/^\d+\.\d+$/);
  });

  it('gives every scope the same quarters in time order, scopes in their own', () => {
    const rows = plan(known);
    const perScope = Map.groupBy(rows, ({ scopeKey }) => scopeKey);
    expect(rows[0]?.scopeKey).toBe('total');
    for (const list of perScope.values()) {
      expect(list.map(({ periodKey }) => periodKey)).toEqual(perScope.get('total')?.map(({ periodKey }) => periodKey));
    }
    expect(perScope.get('total')).toHaveLength(13);
  });

  it('says of a past quarter what was won, and models nothing', () => {
    const past = row(plan(known), 'total', '2026-04-01');
    expect(past).toMatchObject({ method: 'Actual', methodReason: 'The quarter is over.' });
    expect(past).not.toHaveProperty('model');
    expect(past).not.toHaveProperty('backtest');
  });

  it('forecasts the current and the next quarter with the back-test beside the naive one', () => {
    const rows = plan(known);
    const current = row(rows, 'total');
    expect(current?.method).toBe('Model');
    expect(current?.methodReason).toMatch(
      /^Closer than repeating last quarter in \d+ of 11 past quarters \(WAPE [\d.]+ % against/,
    );
    expect(current?.backtest?.count).toBe(11);
    expect(current?.backtest?.wape).toBeLessThan(current?.backtest?.naiveWape ?? 0);
    expect(row(rows, 'total', '2027-01-01')).toBeUndefined();
    expect(row(plan(known, company, day('2026-09-20')), 'total')?.method).toMatch(/Model|Naive/);
  });

  it('is unknown with too little history, and says how much there is', () => {
    const reasons = (quarters: number): readonly (string | undefined)[] => {
      const found = row(plan(steady(Array.from({ length: quarters }, () => 100_000)), alone), 'total');
      expect(found?.method).toBe('Unknown');
      expect(found).not.toHaveProperty('model');
      return [found?.methodReason];
    };
    expect(reasons(0)).toEqual(['No past quarters; 3 are needed.']);
    expect(reasons(1)).toEqual(['1 past quarter; 3 are needed.']);
    expect(reasons(2)).toEqual(['2 past quarters; 3 are needed.']);
  });

  it('repeats the last quarter where that was closer, and keeps what is won already', () => {
    const rows = plan(
      [
        ...steady([5e6, 5e6, 5e6, 5e6, 5e6, 5e6]),
        { owner: 0, status: DealStatus.won, amount: 9e6, closeOn: today, createdOn: today - 30 },
      ],
      alone,
    );
    const found = row(rows, 'total');
    expect(found?.method).toBe('Naive');
    expect(found?.methodReason).toMatch(/^Repeat last quarter was closer in \d of 5 past quarters/);
    expect(found?.backtest?.naiveWape).toBe(0);
    expect(found?.model?.mean.minor).toBe(9e6);
  });

  it('lets a forecast lie below what is won where credits are seen', () => {
    const wins = steady([5e6, 4e6, 6e6, 5e6, 4e6, 6e6]);
    const late: readonly DealRow[] = [
      { owner: 0, status: DealStatus.won, amount: 20e6, closeOn: today, createdOn: today - 30 },
    ];
    const credit: DealRow = {
      owner: 0,
      status: DealStatus.won,
      amount: -1,
      closeOn: day('2026-08-01'),
      createdOn: day('2026-07-01'),
    };
    expect(row(plan([...wins, ...late], alone), 'total')?.model?.p10.minor).toBeGreaterThanOrEqual(20e6);
    expect(row(plan([...wins, ...late, credit], alone), 'total')?.model?.p10.minor).toBeLessThan(20e6);
  });

  it('expects of people who left only what is won and open', () => {
    const left = company.people.map((person, index) => (index === 1 ? { ...person, active: false } : person));
    const found = row(plan(known, { ...company, people: left }), 'person:p0-0');
    expect(found?.methodReason).toBe('No longer active: only what is won and the deals still open count.');
    const none = known.filter(({ owner, status }) => owner !== 1 || status !== DealStatus.open);
    const closed = row(plan(none, { ...company, people: left }), 'person:p0-0');
    expect(closed?.model?.mean).toEqual(closed?.won);
    expect(closed?.model?.newBusiness.minor).toBe(0);
  });

  it('gives the same figures bit for bit, in whatever order the deals come', () => {
    expect(plan(known)).toEqual(plan(known));
    const published = (rows: readonly DealRow[]) =>
      plan(rows).map(({ won, weighted, commit }) => [won, weighted, commit]);
    expect(published(known.toReversed())).toEqual(published(known));
  });

  it('reports its progress to the end', () => {
    const deals = dealTable(known);
    const { people, roles } = company;
    const { scopes } = buildScopes({ people, roles, companyName: 'Acme', dealOwners: deals.owner });
    const seen: number[] = [];
    const onProgress = (done: number, total: number): void => void seen.push(done / total);
    planForecasts({ deals, people, scopes, calendar, today, currency: usd, onProgress });
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });

  it('answers empty tables and one deal', () => {
    expect(plan([], alone).map(({ method }) => method)).toEqual(['Unknown']);
    expect(plan(steady([7]), alone).find(({ method }) => method === 'Actual')?.won.minor).toBe(7);
  });

  it('publishes finite, ordered, floored figures, whatever the deals are like', () => {
    const anyDay = fc.oneof(
      fc.integer({ min: day('2024-06-01'), max: day('2027-03-31') }),
      fc.constantFrom(day('1900-01-01'), day('4000-12-31'), day('2024-02-29'), -1, 0),
    );
    const anyDeal = fc.record({
      owner: fc.integer({ min: -1, max: 9 }),
      status: fc.constantFrom(0, 1, 1, 2),
      amount: fc.oneof(
        fc.integer({ min: -1e7, max: 1e9 }),
        fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 1e308, 0.1, undefined),
      ),
      probability: fc.oneof(fc.double({ min: 0, max: 1 }), fc.constantFrom(NaN, 101, -1)),
      createdOn: anyDay,
      closeOn: anyDay,
      closedOn: anyDay,
    });
    fc.assert(
      fc.property(
        fc.array(anyDeal, { maxLength: 120 }),
        fc.integer({ min: day('2025-06-01'), max: today }),
        (rows, asOf) => {
          for (const found of plan(rows, company, asOf)) {
            expect(found.methodReason.length).toBeLessThanOrEqual(255);
            if (found.method === 'Model' || found.method === 'Naive') expect(found.model).toBeDefined();
            else expect(found.model).toBeUndefined();
            if (!found.model) continue;
            const { mean, p10, p50, p90, newBusiness } = found.model;
            for (const { minor } of [mean, p10, p50, p90, newBusiness]) expect(Number.isSafeInteger(minor)).toBe(true);
            expect(p10.minor).toBeLessThanOrEqual(p50.minor);
            expect(p50.minor).toBeLessThanOrEqual(p90.minor);
            expect(newBusiness.minor).toBeGreaterThanOrEqual(0);
            const credits = rows.some(
              ({ status, amount }) => status === DealStatus.won && amount !== undefined && amount < 0,
            );
            if (!credits) for (const { minor } of [mean, p10]) expect(minor).toBeGreaterThanOrEqual(found.won.minor);
            for (const share of [found.backtest?.wape, found.backtest?.coverage])
              if (share !== undefined) expect(share).toBeGreaterThanOrEqual(0);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
