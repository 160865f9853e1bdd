import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  allocate,
  BadWeights,
  compare,
  currencyOf,
  InexactMoney,
  minorUnitDigits,
  MixedCurrencies,
  money,
  negate,
  parseCurrency,
  roundToMoney,
  subtract,
  sum,
  UnknownCurrency,
  zero,
} from '../../../src/domain/shared/index.ts';

const usd = currencyOf('USD');
const eur = currencyOf('EUR');
const cents = fc.integer({ min: -1e12, max: 1e12 });

describe('money', () => {
  it('is whole minor units and refuses everything else', () => {
    expect(money(105450, usd)).toEqual({ minor: 105450, currency: 'USD' });
    for (const bad of [NaN, Infinity, -Infinity, 0.5, 1e308, 2 ** 53]) {
      expect(() => money(bad, usd)).toThrow(InexactMoney);
    }
  });

  it('has one zero', () => {
    expect(Object.is(money(-0, usd).minor, 0)).toBe(true);
    expect(Object.is(negate(zero(usd)).minor, 0)).toBe(true);
    expect(Object.is(roundToMoney(-0.2, usd).minor, 0)).toBe(true);
  });

  it('adds and subtracts exactly, and back', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        expect(subtract(add(money(a, usd), money(b, usd)), money(b, usd))).toEqual(money(a, usd));
        expect(add(money(a, usd), negate(money(a, usd)))).toEqual(zero(usd));
      }),
    );
  });

  it('never reckons two currencies together', () => {
    expect(() => add(money(1, usd), money(1, eur))).toThrow(MixedCurrencies);
    expect(() => compare(money(1, usd), money(1, eur))).toThrow('Cannot reckon USD with EUR');
  });

  it('refuses a sum beyond exactness instead of losing a cent', () => {
    expect(() => add(money(2 ** 53 - 1, usd), money(1, usd))).toThrow(InexactMoney);
  });

  it('sums nothing to zero', () => {
    expect(sum([], usd)).toEqual(zero(usd));
    expect(sum([money(3, usd), money(-5, usd)], usd)).toEqual(money(-2, usd));
  });

  it('rounds half away from zero on both sides', () => {
    expect([0.5, 1.5, -0.5, -1.5, 2.4].map((value) => roundToMoney(value, usd).minor)).toEqual([1, 2, -1, -2, 2]);
  });

  it('orders amounts', () => {
    expect(compare(money(1, usd), money(2, usd))).toBe(-1);
    expect(compare(money(2, usd), money(2, usd))).toBe(0);
    expect(compare(money(3, usd), money(2, usd))).toBe(1);
  });
});

describe('currency', () => {
  it('knows the minor units of ISO 4217', () => {
    expect(['USD', 'JPY', 'KWD', 'CLF'].map((code) => minorUnitDigits(currencyOf(code)))).toEqual([2, 0, 3, 4]);
  });

  it('refuses what is no code', () => {
    expect(parseCurrency('usd')).toEqual({ ok: false, reason: 'unknown-currency', code: 'usd' });
    expect(() => currencyOf('$')).toThrow(UnknownCurrency);
  });
});

describe('allocate', () => {
  const minors = (amount: number, weights: readonly number[]): readonly number[] =>
    allocate(money(amount, usd), weights).map(({ minor }) => minor);

  it('gives the cents left over to the largest remainders, the earlier first', () => {
    expect(minors(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(minors(10, [3, 1])).toEqual([8, 2]);
    // 3.5 and 1.5: a tie in decimal, though not in binary.
    expect(minors(5, [0.7, 0.3])).toEqual([4, 1]);
    expect(minors(3, [1e-300, 2e-300])).toEqual([1, 2]);
  });

  it('mirrors credits', () => {
    expect(minors(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
  });

  it('gives nothing to a weight of 0', () => {
    expect(minors(1, [0, 1, 0])).toEqual([0, 1, 0]);
  });

  it('adds up to the cent, and each share is its exact portion rounded down or up', () => {
    const weights = fc
      .array(fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.double({ min: 0, max: 1e6, noNaN: true })), {
        minLength: 1,
        maxLength: 30,
      })
      .filter((list) => list.some((weight) => weight > 1e-6));
    fc.assert(
      fc.property(cents, weights, (amount, list) => {
        const shares = minors(amount, list);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(amount);
        const total = list.reduce((a, b) => a + b, 0);
        for (const [index, weight] of list.entries()) {
          expect(Math.abs((shares[index] ?? NaN) - (amount * weight) / total)).toBeLessThan(1.01);
        }
      }),
    );
  });

  it('stays exact with the largest amounts', () => {
    const shares = minors(2 ** 53 - 1, [1, 2, 3, 5, 7, 11]);
    expect(shares.map(BigInt).reduce((a, b) => a + b, 0n)).toBe(2n ** 53n - 1n);
  });

  it('refuses weights that nothing can be shared by', () => {
    for (const bad of [[], [0, 0], [1, -1], [NaN], [Infinity]]) {
      expect(() => allocate(money(1, usd), bad)).toThrow(BadWeights);
    }
  });
});
