import { clamp, ratio, type Money, type Ratio } from '../shared/index.ts';
import { normalCdf, Z90 } from './standard-normal.ts';

/** Three quantiles of what the whole quarter's won will be, p10 ≤ p50 ≤ p90. */
export interface Quantiles {
  readonly p10: Money;
  readonly p50: Money;
  readonly p90: Money;
}

/** Three quantiles carry no knowledge of rarer things: between them and certainty the answer stops at 1 and 99 %. */
export const LOWEST_CHANCE = 0.01;
export const HIGHEST_CHANCE = 0.99;

/** Neither side of the median is taken to be narrower than this part of the band, or one side would have no width. */
const NARROWEST_SIDE = 1 / 50;

/**
 * Chance that the quarter's won reaches the quota: 1 where it has; else within [0.01, 0.99], to be shown as "<1 %"
 * and ">99 %" at the ends. Undefined without a quota above 0, or without a band to tell it by.
 *
 * The distribution is the one shifted log-normal that goes through all three quantiles (a normal where they are
 * symmetric, mirrored where the left side is the longer): smooth, monotone, with a tail as long as its own side of
 * the band says. What is won already cannot be lost again, so quantiles start at it.
 */
export function chanceOfAttainment(
  won: Money,
  quota: Money | undefined,
  outlook: Quantiles | undefined,
): Ratio | undefined {
  if (!quota || quota.minor <= 0) return undefined;
  if (won.minor >= quota.minor) return ratio(1);
  if (!outlook) return undefined;
  const [p10, p50, p90] = [outlook.p10, outlook.p50, outlook.p90].map(({ minor }) => Math.max(minor, won.minor));
  if (p10 === undefined || p50 === undefined || p90 === undefined) return undefined;
  return ratio(clamp(1 - normalCdf(zOf(quota.minor, p10, p50, p90)), LOWEST_CHANCE, HIGHEST_CHANCE));
}

/**
 * Standard normal score of a value. With b = (p90 − p50) ÷ (p50 − p10) the shifted log-normal through the three is
 * x = p50 + (p90 − p50)(b^(z ÷ z90) − 1) ÷ (b − 1); for b = 1 it is the normal. This is its inverse.
 */
function zOf(value: number, p10: number, p50: number, p90: number): number {
  const width = p90 - p10;
  if (!(width > 0)) return value <= p50 ? -Infinity : Infinity;
  const above = Math.max(p90 - p50, width * NARROWEST_SIDE);
  const below = Math.max(p50 - p10, width * NARROWEST_SIDE);
  const skew = above / below - 1;
  const distance = (value - p50) / above;
  // Near symmetry the quotient of two tiny logarithms loses its digits.
  if (Math.abs(skew) < 1e-6) return Z90 * distance;
  const grown = 1 + distance * skew;
  if (grown <= 0) return skew > 0 ? -Infinity : Infinity;
  return (Z90 * Math.log(grown)) / Math.log1p(skew);
}
