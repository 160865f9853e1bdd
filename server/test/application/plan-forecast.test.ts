import { describe, expect, it } from 'vitest';
import { planForecast } from '../../src/application/plan-forecast.ts';
import type { QuotaRecord } from '../../src/application/ports/planning-source.ts';
import { fakeClock, fakeSource } from './fakes.ts';

const lastDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const months = lastDays.map((day, at) => {
  const month = `2026-${String(at + 1).padStart(2, '0')}`;
  return { type: 'Month', start: `${month}-01`, end: `${month}-${day}`, number: at + 1, fiscalYear: '2026' };
});

/** @param lastQuarter Approved amounts of October, November and December. */
const quota = (scope: string, ...lastQuarter: (string | null)[]): QuotaRecord => ({
  key: `quota|2026|v1|${scope}`,
  scopeKey: null,
  personId: null,
  currency: 'USD',
  months: [...Array.from({ length: 9 }, () => null), ...lastQuarter],
  effectiveFrom: null,
  effectiveTo: null,
});

/** Ann has won 1,054.50 in the last quarter of 2026. */
const plan = async (quotas: readonly QuotaRecord[], fiscalYear = '2026') => {
  const source = fakeSource();
  const quarters = await source.periods();
  source.periods = () => Promise.resolve([...quarters, ...months]);
  source.quotas = () => Promise.resolve([{ key: 'quota|2026|v1', fiscalYear, currency: 'USD', quotas }]);
  const settings = { currency: 'USD', serviceUserId: 'service' };
  const { forecasts, problems } = await planForecast(source, fakeClock(), settings, () => undefined);
  const of = (scope: string, quarter = '2026-10-01') =>
    forecasts.find(({ key }) => key === `${scope}|quarter:${quarter}`)?.content;
  return { of, problems };
};

describe('forecasts beside quotas', () => {
  it('carry quota, attainment, gap and coverage, in percent and plain ratios', async () => {
    const { of, problems } = await plan([quota('person:u1', '1000', '1000', '812')]);
    expect(of('person:u1')).toMatchObject({
      quota: '2812',
      attainment: '37.5',
      gap: '-1757.5',
      coverageA: '0',
      coverageB: '0',
      chanceOfAttainment: null,
      paceExpected: null,
    });
    expect(of('total')).toMatchObject({ quota: '2812', attainment: '37.5' });
    expect(problems).toEqual([]);
  });

  it('have a chance of 100 % once the quota is reached, and then no coverage of the rest', async () => {
    const { of } = await plan([quota('person:u1', '500', '250', '250')]);
    expect(of('person:u1')).toMatchObject({ attainment: '105.45', chanceOfAttainment: '100', coverageB: null });
  });

  it('know no quota where none is given, which is not 0', async () => {
    const unknown = { quota: null, attainment: null, gap: null, coverageA: null, coverageB: null };
    const { of } = await plan([quota('person:u1', '500', '250', '250')]);
    expect(of('person:u1', '2027-01-01')).toMatchObject(unknown);
    expect((await plan([])).of('person:u1')).toMatchObject(unknown);
    const nothing = await plan([quota('person:u1', '0', '0', '0')]);
    expect(nothing.of('person:u1')).toMatchObject({ ...unknown, quota: '0', gap: '1054.5' });
  });

  it('leave an attainment beyond its field unknown', async () => {
    const { of } = await plan([quota('person:u1', '0.01', '0', '0')]);
    expect(of('person:u1')).toMatchObject({ quota: '0.01', attainment: null, gap: '1054.49' });
  });

  it('say what is odd in the quotas: some in sentences, many as a count with an example', async () => {
    const strangers = ['u5', 'u6', 'u7', 'u8'].map((id) => quota(`person:${id}`, '1', '1', '1'));
    const { of, problems } = await plan([
      quota('total', '1000', '1000', '1000'),
      quota('person:u1', '1000', null, '1000'),
      ...strangers,
    ]);
    expect(of('total')).toMatchObject({ quota: '3000' });
    expect(problems).toEqual([
      'Q4 2026: Ann Ash has no quota for month 11: the quarter counts the other months only.',
      'Quotas of people or teams that are not in the tree, counted as unassigned: 4. The first: The quota of person:u5 belongs to nobody in the tree: counted as unassigned.',
      'Q4 2026: Acme has 3000.00, those below have 2012.00: 988.00 apart.',
    ]);
  });

  it('go on without quotas whose fiscal year the calendar does not have', async () => {
    const { of, problems } = await plan([quota('person:u1', '1', '1', '1')], 'FY 26');
    expect(of('person:u1')).toMatchObject({ won: '1054.5', quota: null });
    expect(problems).toEqual([
      'The quotas of fiscal year FY 26 do not count: the CRM’s fiscal calendar has no months for it.',
    ]);
  });
});
