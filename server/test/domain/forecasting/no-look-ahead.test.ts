import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildScopes, DealStatus, planForecasts, type DealTable } from '../../../src/domain/forecasting/index.ts';
import { forecastQuarters, type QuarterForecasts } from '../../../src/domain/forecasting/forecast-quarters.ts';
import { quarterClock } from '../../../src/domain/forecasting/quarter-clock.ts';
import { rollingOrigins } from '../../../src/domain/forecasting/rolling-origins.ts';
import { indexScopes } from '../../../src/domain/forecasting/scope-index.ts';
import { timelineOf } from '../../../src/domain/forecasting/timeline.ts';
import { currencyOf, dayNumber } from '../../../src/domain/shared/index.ts';
import { calendarYears, day } from './support/calendar.ts';
import { asKnownOn, liveThrough, ORDINARY } from './support/company.ts';
import { dealTable, type DealRow } from './support/deals.ts';
import { seeded, type Random } from './support/random.ts';

const calendar = calendarYears(2024, 2026);
const today = day('2026-11-24');
const LEFT = day('2026-12-31') - today;
const SMALL = { ...ORDINARY, teams: 2, peoplePerTeam: 3, dealsPerQuarter: 8 };
const company = liveThrough(SMALL, calendar, seeded(5));

/** Everything forecast from the first quarter of the table on, as of a day of the quarter with that index. */
function rehearse(rows: readonly DealRow[], asOf: number, current: number, steps: 0 | 1): readonly QuarterForecasts[] {
  const deals: DealTable = dealTable(rows);
  const { people, roles } = company;
  // Scopes of the whole company, so that all runs have the same.
  const { scopes } = buildScopes({ people, roles, companyName: 'A', dealOwners: dealTable(company.rows).owner });
  const index = indexScopes(scopes, people);
  const scenery = {
    timeline: timelineOf(deals, index, calendar),
    index,
    clock: quarterClock(calendar),
    quarters: calendar.quarters,
  };
  const planned = { first: 0, current, last: current + 1 };
  const origins = rollingOrigins(scenery, planned, asOf, () => undefined);
  return forecastQuarters(
    origins,
    steps,
    calendar.quarters.length,
    scopes.map(({ type }) => type),
  );
}

/** Deals with another future: what is not known by the day is told anew, and deals of later days are others. */
function anotherFuture(rows: readonly DealRow[], asOf: number, random: Random): readonly DealRow[] {
  const later = (from: number): number => from + 1 + Math.floor(random.exponential(60));
  return rows.flatMap((row): readonly DealRow[] => {
    const born = row.createdOn ?? 0;
    if (born > asOf)
      return random.uniform() < 0.5
        ? []
        : [{ ...row, amount: Math.floor(random.uniform() * 9e6), createdOn: later(asOf) }];
    if ((row.closedOn ?? -1) >= 0 && (row.closedOn ?? 0) <= asOf) return [row];
    const closedOn = later(asOf);
    const status = Math.floor(random.uniform() * 3);
    const closed = status !== DealStatus.open;
    return [{ ...row, status, closeOn: closedOn + Math.floor(random.uniform() * 9), closedOn: closed ? closedOn : -1 }];
  });
}

const madeAt = (rows: readonly QuarterForecasts[], quarter: number) =>
  rows.find((row) => row.quarter === quarter)?.made[0];

describe('no look-ahead', () => {
  it('forecasts of a past quarter do not change with anything that happened after their day', () => {
    const honest = ([0, 1] as const).map((steps) => rehearse(company.rows, today, 11, steps));
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 10 }), (seed, quarter) => {
        const end = calendar.quarters[quarter]?.end;
        if (!end) throw new RangeError('quarter');
        const other = anotherFuture(company.rows, dayNumber(end) - LEFT, seeded(seed));
        for (const steps of [0, 1] as const) {
          const before = madeAt(honest[steps] ?? [], quarter);
          expect(before).toBeDefined();
          expect(madeAt(rehearse(other, today, 11, steps), quarter)).toEqual(before);
        }
      }),
      { numRuns: 8 },
    );
  });

  it('a back-tested quarter is exactly what would have been forecast on that day', () => {
    const honest = rehearse(company.rows, today, 11, 0);
    for (const quarter of [4, 8, 10]) {
      const end = calendar.quarters[quarter]?.end;
      if (!end) throw new RangeError('quarter');
      const asOf = dayNumber(end) - LEFT;
      const live = rehearse(asKnownOn(company.rows, asOf), asOf, quarter, 0);
      expect(madeAt(honest, quarter)?.model).toEqual(madeAt(live, quarter)?.model);
    }
  });

  it('the test can fail: a changed past changes forecasts', () => {
    const honest = rehearse(company.rows, today, 11, 0);
    const rewritten = company.rows.map((row) =>
      (row.closedOn ?? 0) < day('2025-06-01') ? { ...row, amount: 2 * (row.amount ?? 0) } : row,
    );
    expect(madeAt(rehearse(rewritten, today, 11, 0), 8)?.model).not.toEqual(madeAt(honest, 8)?.model);
  });

  it('deals that begin after the as-of day do not move the published model', () => {
    const publish = (rows: readonly DealRow[]) => {
      const deals = dealTable(rows);
      const { people, roles } = company;
      const { scopes } = buildScopes({ people, roles, companyName: 'A', dealOwners: dealTable(company.rows).owner });
      return planForecasts({ deals, people, scopes, calendar, today, currency: currencyOf('USD') });
    };
    const known = asKnownOn(company.rows, today);
    const unborn = { owner: 1, status: DealStatus.open, amount: 9e9, createdOn: today + 5, closeOn: today + 20 };
    const models = (rows: readonly DealRow[]) => publish(rows).map(({ model }) => model);
    expect(models([...known, unborn, unborn])).toEqual(models(known));
  });
});
