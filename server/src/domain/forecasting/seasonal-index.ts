import { mean, shrink } from '../shared/index.ts';

/** Quarters of a year. */
export const SEASONS = 4;

const FEWEST = 2 * SEASONS;
const STRENGTH_YEARS = 1.5;

/**
 * Multiplicative seasonal factors of a quarterly series by quarter number modulo 4, averaging 1: each value over the
 * centred year around it (FPP3 §3.4), averaged by season and shrunk to 1, for two or three years tell little.
 * Undefined for fewer than eight quarters or where a year's sum is not positive.
 */
export function seasonalIndex(values: readonly number[], firstSeason: number): readonly number[] | undefined {
  if (values.length < FEWEST) return undefined;
  const ratios: number[][] = Array.from({ length: SEASONS }, () => []);
  for (let at = 2; at + 2 < values.length; at += 1) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = values.slice(at - 2, at + 3);
    const year = (a / 2 + b + c + d + e / 2) / SEASONS;
    if (year <= 0) return undefined;
    ratios[(firstSeason + at) % SEASONS]?.push(c / year);
  }
  const raw = ratios.map((seen) => shrink(mean(seen) ?? 1, seen.length, 1, STRENGTH_YEARS));
  const level = mean(raw) ?? 1;
  return raw.map((factor) => Math.max(0.1, factor / level));
}
