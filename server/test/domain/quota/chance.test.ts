import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../../../src/domain/shared/index.ts';
import { chanceOfAttainment, HIGHEST_CHANCE, LOWEST_CHANCE } from '../../../src/domain/quota/index.ts';
import { normalCdf } from '../../../src/domain/quota/standard-normal.ts';
import { usd, USD } from './fiscal-2026.ts';

const band = (p10: string, p50: string, p90: string) => ({ p10: usd(p10), p50: usd(p50), p90: usd(p90) });
const nothing = usd('0');

describe('normal distribution', () => {
  it('agrees with the tables (Abramowitz & Stegun 1964, table 26.1)', () => {
    expect(normalCdf(0)).toBeCloseTo(0.5, 6);
    expect(normalCdf(1)).toBeCloseTo(0.8413447461, 6);
    expect(normalCdf(-1.96)).toBeCloseTo(0.0249978951, 6);
    expect(normalCdf(3)).toBeCloseTo(0.998650102, 6);
    expect([normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([0, 1]);
  });
});

describe('chance of attainment', () => {
  it('is 27.5 % for the quota of the rep’s home in the screens', () => {
    const chance = chanceOfAttainment(usd('172000'), usd('410000'), band('322000', '382000', '442000'));
    expect(chance).toBeCloseTo(0.275, 3);
  });

  it('is 90, 50 and 10 % at the quantiles themselves, whatever the skew', () => {
    for (const outlook of [band('100', '200', '300'), band('100', '120', '300'), band('100', '280', '300')]) {
      expect(chanceOfAttainment(nothing, outlook.p10, outlook)).toBeCloseTo(0.9, 5);
      expect(chanceOfAttainment(nothing, outlook.p50, outlook)).toBeCloseTo(0.5, 5);
      expect(chanceOfAttainment(nothing, outlook.p90, outlook)).toBeCloseTo(0.1, 5);
    }
  });

  it('has a longer tail on the longer side', () => {
    const far = usd('400');
    const right = chanceOfAttainment(nothing, far, band('180', '200', '300')) ?? 0;
    const even = chanceOfAttainment(nothing, far, band('100', '200', '300')) ?? 0;
    expect(right).toBeGreaterThan(even);
  });

  it('is 1 once the quota is won', () => {
    expect(chanceOfAttainment(usd('410'), usd('410'), undefined)).toBe(1);
    expect(chanceOfAttainment(usd('500'), usd('410'), band('1', '2', '3'))).toBe(1);
  });

  it('never claims more than 1 to 99 % before', () => {
    const outlook = band('100', '110', '120');
    expect(chanceOfAttainment(nothing, usd('1000000'), outlook)).toBe(LOWEST_CHANCE);
    expect(chanceOfAttainment(nothing, usd('1'), outlook)).toBe(HIGHEST_CHANCE);
    expect(chanceOfAttainment(usd('409.99'), usd('410'), band('0', '0', '0'))).toBe(LOWEST_CHANCE);
  });

  it('is unknown without a quota above 0 or without a band', () => {
    const outlook = band('100', '110', '120');
    for (const quota of [undefined, usd('0'), usd('-1')])
      expect(chanceOfAttainment(nothing, quota, outlook)).toBeUndefined();
    expect(chanceOfAttainment(nothing, usd('410'), undefined)).toBeUndefined();
  });

  const outlooks = fc
    .tuple(...[0, 1, 2].map(() => fc.integer({ min: -1e9, max: 1e11 })))
    .map((values) => values.toSorted((a, b) => a - b))
    .map(([p10 = 0, p50 = 0, p90 = 0]) => ({ p10: money(p10, USD), p50: money(p50, USD), p90: money(p90, USD) }));
  const amounts = fc.integer({ min: 1, max: 2e11 });

  it('never rises with the quota and stays within its bounds', () => {
    fc.assert(
      fc.property(outlooks, amounts, amounts, amounts, (outlook, a, b, w) => {
        const won = money(w, USD);
        const [lower = 0, higher = 0] = [a, b]
          .toSorted((x, y) => x - y)
          .map((quota) => chanceOfAttainment(won, money(quota, USD), outlook) ?? -1);
        expect(higher).toBeLessThanOrEqual(lower + 1e-12);
        for (const chance of [lower, higher]) {
          expect(chance === 1 || (chance >= LOWEST_CHANCE && chance <= HIGHEST_CHANCE)).toBe(true);
        }
      }),
    );
  });

  it('has no jump: a cent more of quota changes it by next to nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1e5, max: 1e6 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 100 }),
        (p50, left, right) => {
          const width = p50 / 100;
          const outlook = {
            p10: money(p50 * 100 - Math.round(left * width), USD),
            p50: money(p50 * 100, USD),
            p90: money(p50 * 100 + Math.round(right * width * 100), USD),
          };
          for (const quota of [outlook.p10.minor, outlook.p50.minor, outlook.p90.minor]) {
            const [before = 0, after = 0] = [quota, quota + 1].map(
              (minor) => chanceOfAttainment(nothing, money(minor, USD), outlook) ?? 0,
            );
            expect(Math.abs(before - after)).toBeLessThan(0.001);
          }
        },
      ),
    );
  });
});
