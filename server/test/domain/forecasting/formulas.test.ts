import { describe, expect, it } from 'vitest';
import { bias, coverage, wape } from '../../../src/domain/forecasting/index.ts';
import { amountFactor } from '../../../src/domain/forecasting/deal-value.ts';
import { seasonalIndex } from '../../../src/domain/forecasting/seasonal-index.ts';
import { fitTheta } from '../../../src/domain/forecasting/theta.ts';

const outcomes = [
  { actual: 100, forecast: 110 },
  { actual: 50, forecast: 40 },
  { actual: -10, forecast: 0 },
];

describe('accuracy', () => {
  it('measures WAPE as Σ|A − F| ÷ Σ|A| (notes: KPI definitions, version 1)', () => {
    expect(wape(outcomes)).toBeCloseTo(30 / 160, 12);
  });

  it('measures bias as Σ(F − A) ÷ ΣA, + for over-forecast', () => {
    expect(bias(outcomes)).toBeCloseTo(10 / 140, 12);
  });

  it('measures coverage as the share inside the band, edges included', () => {
    expect(
      coverage([
        { low: 1, high: 2, actual: 2 },
        { low: 1, high: 2, actual: 3 },
      ]),
    ).toBe(0.5);
  });

  it('is unknown where there is nothing to measure by', () => {
    expect(wape([])).toBeUndefined();
    expect(wape([{ actual: 0, forecast: 5 }])).toBeUndefined();
    expect(
      bias([
        { actual: 5, forecast: 5 },
        { actual: -5, forecast: 5 },
      ]),
    ).toBeUndefined();
    expect(coverage([])).toBeUndefined();
  });
});

describe('Theta', () => {
  const forecast = (values: readonly number[], steps = 1): number => {
    const fitted = fitTheta(values);
    if (!fitted.ok) throw new Error(fitted.reason);
    return fitted.value.forecast(steps);
  };

  it('keeps a constant series', () => {
    for (const length of [1, 2, 3, 5, 12])
      expect(
        forecast(
          Array.from({ length }, () => 7),
          2,
        ),
      ).toBeCloseTo(7, 9);
  });

  it('goes on with half the slope per step', () => {
    const line = Array.from({ length: 10 }, (_, index) => 100 + 10 * index);
    expect(forecast(line, 2) - forecast(line, 1)).toBeCloseTo(5, 9);
    expect(forecast(line)).toBeGreaterThan(180);
    expect(forecast(line)).toBeLessThan(200);
  });

  it('equals smoothing by hand: α = 0.5 from the mean of the first two, without drift below four values', () => {
    // Level 6 → 5 → 6.5 → 9.25 over 4, 8, 12.
    expect(forecast([4, 8, 12])).toBe(9.25);
  });

  it('says how many values it needs', () => {
    expect(fitTheta([])).toEqual({ ok: false, reason: 'too-short', need: 1, have: 0 });
  });
});

describe('seasons', () => {
  const pattern = [0.8, 1, 0.9, 1.3];
  const year = (values: number): readonly number[] =>
    Array.from({ length: values }, (_, at) => 100 * (pattern[at % 4] ?? 0));

  it('are found, shrunk to 1, and average 1', () => {
    const found = seasonalIndex(year(12), 0) ?? [];
    expect(found.reduce((sum, factor) => sum + factor, 0)).toBeCloseTo(4, 9);
    const [low = 0, usual = 0, mild = 0, high = 0] = found;
    expect([low, mild, usual, high]).toEqual(found.toSorted((a, b) => a - b));
    expect(low).toBeGreaterThan(0.8);
    expect(high).toBeLessThan(1.3);
  });

  it('belong to the season they were seen in, wherever the series starts', () => {
    const from2 = seasonalIndex(year(14).slice(2), 2) ?? [];
    expect(from2.indexOf(Math.max(...from2))).toBe(3);
  });

  it('are unknown in less than two years, and where a year brought nothing', () => {
    expect(seasonalIndex(year(7), 0)).toBeUndefined();
    expect(
      seasonalIndex(
        Array.from({ length: 8 }, () => 0),
        0,
      ),
    ).toBeUndefined();
  });
});

describe('the worth of a known amount', () => {
  const closed = { won: 100, wonKnown: 100, wonValue: 100_000, lost: 100, lostKnown: 100, lostValue: 100_000 };

  it('is the amount itself where money is won as often as deals are', () => {
    expect(amountFactor(closed)).toBeCloseTo(1, 12);
  });

  it('is less where large deals are lost more often', () => {
    // 1 ÷ 3 of the money, 1 ÷ 2 of the deals: ⅔, shrunk by 50 to 200.
    expect(amountFactor({ ...closed, lostValue: 200_000 })).toBeCloseTo(((2 / 3) * 200 + 50) / 250, 12);
  });

  it('is not trusted where lost deals carry no amounts, or other ones, or are too few to tell', () => {
    expect(amountFactor({ ...closed, lostKnown: 0, lostValue: 0 })).toBeUndefined();
    expect(amountFactor({ ...closed, lostValue: 1000 })).toBeUndefined();
    expect(amountFactor({ ...closed, lost: 19, lostKnown: 19 })).toBeUndefined();
    expect(amountFactor({ ...closed, won: 0, wonKnown: 0, wonValue: 0 })).toBeUndefined();
  });
});
