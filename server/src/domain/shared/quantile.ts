/** A probability outside [0, 1] was asked for. */
export class NotAProbability extends RangeError {
  override readonly name = 'NotAProbability';

  constructor(value: number) {
    super(`${value} is not a probability between 0 and 1`);
  }
}

const checkProbability = (probability: number): void => {
  if (!(probability >= 0 && probability <= 1)) throw new NotAProbability(probability);
};

const ascending = (values: ArrayLike<number>): Float64Array => Float64Array.from(values).sort();

/** Sample quantile by linear interpolation (type 7 of Hyndman & Fan 1996); undefined for no values. Throws {@link NotAProbability}. */
export function quantile(values: ArrayLike<number>, probability: number): number | undefined {
  checkProbability(probability);
  const sorted = ascending(values);
  const position = (sorted.length - 1) * probability;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) return undefined;
  return below === above ? below : below + (above - below) * (position - Math.floor(position));
}

/**
 * Upper conformal quantile: the smallest of the values that a further exchangeable one stays below with at least
 * `probability`, the ⌈(n + 1) · probability⌉-th smallest of n (Vovk et al. 2005; Angelopoulos & Bates 2023, eq. 1).
 * `observations` is n where several of the values belong to one observation. Undefined where n is too small to promise
 * that. Throws {@link NotAProbability}.
 */
export function conformalUpper(
  values: ArrayLike<number>,
  probability: number,
  observations = values.length,
): number | undefined {
  const rank = conformalRank(values.length, probability, observations);
  return rank === undefined ? undefined : ascending(values)[rank - 1];
}

/** Lower conformal quantile, the mirror of {@link conformalUpper}: a further value stays above it with at least `1 − probability`. */
export function conformalLower(
  values: ArrayLike<number>,
  probability: number,
  observations = values.length,
): number | undefined {
  const rank = conformalRank(values.length, 1 - probability, observations);
  return rank === undefined ? undefined : ascending(values)[values.length - rank];
}

function conformalRank(count: number, probability: number, observations: number): number | undefined {
  checkProbability(probability);
  // The product of a decimal probability can land a hair above the whole number that is meant.
  const share = Math.ceil((observations + 1) * probability - 1e-9) / observations;
  if (count === 0 || !(share <= 1)) return undefined;
  return Math.max(1, Math.ceil(share * count - 1e-9));
}
