import { describe, expect, it } from 'vitest';
import { ratio } from '../../../src/domain/shared/index.ts';
import type { ScopeForecast } from '../../../src/domain/forecasting/index.ts';
import { quotaTable, standings } from '../../../src/domain/quota/index.ts';
import { Q3, Q4, usd, USD, YEAR_2026 } from './fiscal-2026.ts';

const scopes = [
  { key: 'total', type: 'Company', name: 'Acme' },
  { key: 'person:lena', type: 'Person', name: 'Lena', parentKey: 'total' },
] as const;
const quotas = quotaTable({
  plans: [
    {
      year: YEAR_2026,
      rows: [
        {
          scopeKey: 'person:lena',
          currency: USD,
          months: [...Array.from({ length: 9 }, () => usd('100000')), usd('120000'), usd('140000'), usd('150000')],
        },
      ],
    },
  ],
  scopes,
  currency: USD,
});

const forecast: ScopeForecast = {
  scopeKey: 'person:lena',
  periodKey: Q4,
  won: usd('172000'),
  commit: usd('126000'),
  bestCase: usd('104000'),
  pipeline: usd('204000'),
  weighted: usd('200000'),
  wonDeals: 9,
  openDeals: 14,
  dealsWithoutAmount: 1,
  model: { mean: usd('383000'), p10: usd('322000'), p50: usd('382000'), p90: usd('442000'), newBusiness: usd('9000') },
  method: 'Model',
  methodReason: '',
};
const pace = { expected: ratio(0.48), quarters: 12 };

describe('standing of a scope in a quarter', () => {
  it('puts won, open and expected beside the quota (figures of the rep’s home in the screens)', () => {
    const [lena] = standings([forecast], quotas, Q4, pace);
    expect(lena).toMatchObject({ scopeKey: 'person:lena', periodKey: Q4, quota: usd('410000'), gap: usd('-238000') });
    expect(lena?.attainment).toBeCloseTo(0.42, 2);
    expect(lena?.chance).toBeCloseTo(0.275, 3);
    expect(lena?.coverageB).toBeCloseTo(1.82, 2);
    expect(lena?.paceExpected).toBe(0.48);
    expect(lena?.paceGap).toEqual(usd('-24800'));
  });

  it('has a pace for the current quarter alone', () => {
    const [past] = standings([{ ...forecast, periodKey: Q3 }], quotas, Q4, pace);
    expect(past).toMatchObject({ quota: usd('300000'), paceExpected: undefined, paceGap: undefined });
  });

  it('says nothing where there is no quota', () => {
    const [total] = standings([{ ...forecast, scopeKey: 'person:other' }], quotas, Q4, pace);
    expect(total).toMatchObject({ quota: undefined, attainment: undefined, gap: undefined, chance: undefined });
  });
});
