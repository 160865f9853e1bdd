import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadWeights, money, sum } from '../../../src/domain/shared/index.ts';
import { seasonalSplit } from '../../../src/domain/quota/index.ts';
import { usd, USD } from './fiscal-2026.ts';

describe('seasonal split', () => {
  it('shares a year by season with remainders to the largest fractions (figures of the quota grid in the screens)', () => {
    const weights = [6.2, 6.6, 9.6, 6.8, 7.2, 10.2, 6.0, 5.6, 10.0, 7.8, 9.4, 14.6];
    const split = seasonalSplit(money(11_660, USD), weights).map(({ minor }) => minor);
    expect(split).toEqual([723, 770, 1119, 793, 840, 1189, 700, 653, 1166, 909, 1096, 1702]);
  });

  it('always adds up to the cent', () => {
    const weights = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 13 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), weights, (minor, shares) => {
        fc.pre(shares.some((weight) => weight > 0));
        expect(sum(seasonalSplit(money(minor, USD), shares), USD).minor).toBe(minor);
      }),
    );
  });

  it('refuses a year without any season', () => {
    expect(() => seasonalSplit(usd('100'), [0, 0, 0])).toThrow(BadWeights);
  });
});
