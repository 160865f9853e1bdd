import { describe, expect, it } from 'vitest';
import {
  clamp,
  currencyOf,
  mean,
  MixedCurrencies,
  money,
  NotARatio,
  percentText,
  ratio,
  share,
  shareOf,
  shrink,
  total,
} from '../../../src/domain/shared/index.ts';

const usd = currencyOf('USD');

describe('ratios', () => {
  it('are finite', () => {
    expect(ratio(1.25)).toBe(1.25);
    for (const bad of [NaN, Infinity, -Infinity]) expect(() => ratio(bad)).toThrow(NotARatio);
  });

  it('are unknown where the whole is 0 or unknown: never 0 % and never ∞', () => {
    expect(share(3, 4)).toBe(0.75);
    expect(share(3, 0)).toBeUndefined();
    expect(share(0, 0)).toBeUndefined();
    expect(share(undefined, 4)).toBeUndefined();
    expect(share(3, undefined)).toBeUndefined();
    expect(share(1e308, 1e-308)).toBeUndefined();
    expect(share(NaN, 1)).toBeUndefined();
  });

  it('divide amounts of one currency', () => {
    expect(shareOf(money(50, usd), money(200, usd))).toBe(0.25);
    expect(shareOf(money(50, usd), money(0, usd))).toBeUndefined();
    expect(shareOf(money(50, usd), undefined)).toBeUndefined();
    expect(() => shareOf(money(50, usd), money(1, currencyOf('EUR')))).toThrow(MixedCurrencies);
  });

  it('are read as per cent', () => {
    expect(percentText(ratio(0.124))).toBe('12.4 %');
    expect(percentText(ratio(-1))).toBe('-100.0 %');
  });
});

describe('small numbers', () => {
  it('have no mean where there are none', () => {
    expect(mean([])).toBeUndefined();
    expect(mean([1, 2, 6])).toBe(3);
    expect(total([])).toBe(0);
  });

  it('are held within their bounds', () => {
    expect([-1, 0.5, 2].map((value) => clamp(value, 0, 1))).toEqual([0, 0.5, 1]);
  });

  it('shrink to the pool where observations are few', () => {
    expect(shrink(1, 0, 0.2, 10)).toBe(0.2);
    expect(shrink(1, 10, 0.2, 10)).toBeCloseTo(0.6, 12);
  });
});
