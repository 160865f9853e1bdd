import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conformalLower, conformalUpper, NotAProbability, quantile } from '../../../src/domain/shared/index.ts';

const values = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 60 });
const probability = fc.double({ min: 0, max: 1, noNaN: true });

describe('quantile', () => {
  it('interpolates as type 7 of Hyndman & Fan does (R: quantile(c(1,2,4,8), c(.1,.5,.9)))', () => {
    expect([0.1, 0.5, 0.9].map((p) => quantile([8, 1, 4, 2], p))).toEqual([1.3, 3, expect.closeTo(6.8, 12)]);
  });

  it('is unknown for nothing, and refuses what is no probability', () => {
    expect(quantile([], 0.5)).toBeUndefined();
    for (const bad of [-0.1, 1.1, NaN]) expect(() => quantile([1], bad)).toThrow(NotAProbability);
  });

  it('rises with the probability and stays within the values', () => {
    fc.assert(
      fc.property(values, probability, probability, (list, p, q) => {
        const [low, high] = [quantile(list, Math.min(p, q)) ?? NaN, quantile(list, Math.max(p, q)) ?? NaN];
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(...list));
        expect(high).toBeLessThanOrEqual(Math.max(...list));
      }),
    );
  });
});

describe('conformal quantiles', () => {
  it('are the ⌈(n + 1) · p⌉-th smallest', () => {
    const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    // ⌈11 · 0.9⌉ = 10 and its mirror; nine values are the fewest that can promise 90 %.
    expect(conformalUpper(ten, 0.9)).toBe(10);
    expect(conformalLower(ten, 0.1)).toBe(1);
    expect(conformalUpper(ten.slice(0, 9), 0.9)).toBe(9);
    expect(conformalUpper(ten, 0.5)).toBe(6);
  });

  it('promise nothing from too few values', () => {
    expect(conformalUpper([1, 2, 3, 4, 5, 6, 7, 8], 0.9)).toBeUndefined();
    expect(conformalLower([1, 2, 3, 4, 5, 6, 7, 8], 0.1)).toBeUndefined();
    expect(conformalUpper([], 0.5)).toBeUndefined();
  });

  it('count several values of one observation once', () => {
    const thrice = Array.from({ length: 30 }, (_, index) => index + 1);
    // Ten observations: the 10th of 10, so the 30th of 30; thirty would allow the 28th.
    expect(conformalUpper(thrice, 0.9, 10)).toBe(30);
    expect(conformalUpper(thrice, 0.9)).toBe(28);
  });

  it('hold a further exchangeable value as often as promised', () => {
    // Leave one out of n + 1 equally likely values: exact, no sampling.
    for (let count = 10; count <= 40; count += 1) {
      const all = Array.from({ length: count }, (_, index) => index);
      const below = all.filter(
        (value) =>
          value <=
          (conformalUpper(
            all.filter((other) => other !== value),
            0.9,
          ) ?? -1),
      );
      expect(below.length / count).toBeGreaterThanOrEqual(0.9);
    }
  });

  it('mirror each other', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0.5, 0.8, 0.9, 0.95), (list, p) => {
        const mirrored = conformalUpper(
          list.map((value) => -value),
          p,
        );
        const lower = conformalLower(list, 1 - p);
        expect(lower === undefined ? undefined : lower + 0).toEqual(mirrored === undefined ? undefined : -mirrored + 0);
      }),
    );
  });
});
