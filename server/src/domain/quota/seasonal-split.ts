import { allocate, type Money } from '../shared/index.ts';

/**
 * A year's amount over its months in proportion to seasonal weights of any scale (shares, percent, last year's
 * sales): exact to the minor unit, the units left over go to the largest fractions. Throws BadWeights where no weight
 * is above 0 or one is negative.
 */
export function seasonalSplit(year: Money, weights: readonly number[]): readonly Money[] {
  return allocate(year, weights);
}
