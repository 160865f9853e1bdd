/** The arithmetic mean; of nothing it is unknown. */
export function mean(values: ArrayLike<number>): number | undefined {
  if (values.length === 0) return undefined;
  return total(values) / values.length;
}

/** Σ values; 0 for none. */
export function total(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += values[index] ?? 0;
  return sum;
}

/** The value held within [low, high]. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/**
 * A small group's rate pulled towards its pool's: the pool counts as `strength` more observations
 * (empirical Bayes with a fixed prior; Efron & Morris 1975).
 */
export function shrink(own: number, observations: number, pool: number, strength: number): number {
  return (own * observations + pool * strength) / (observations + strength);
}
