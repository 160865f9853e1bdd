import { money, type Money } from './money.ts';

/** Weights that nothing can be shared by: none at all, negative, not finite, or all zero. */
export class BadWeights extends RangeError {
  override readonly name = 'BadWeights';
}

/**
 * Shares an amount in proportion to weights so that the shares add up to it exactly (largest remainder, Hamilton's
 * method): every share is its exact portion rounded down or up, and the units left over go to the largest
 * remainders, on a tie to the earlier share. A negative amount is shared as the mirror of its positive.
 *
 * A weight of 0 receives nothing. Throws {@link BadWeights}.
 */
export function allocate(amount: Money, weights: readonly number[]): readonly Money[] {
  checkWeights(weights);
  const sign = amount.minor < 0 ? -1n : 1n;
  const units = BigInt(Math.abs(amount.minor));
  const whole = wholeWeights(weights);
  const total = whole.reduce((left, right) => left + right, 0n);
  const shares = whole.map((weight) => (units * weight) / total);
  const remainders = whole.map((weight, index) => ({ index, remainder: (units * weight) % total }));
  const left = Number(units - shares.reduce((sum, share) => sum + share, 0n));
  const first = remainders.toSorted((a, b) => compareBigInt(b.remainder, a.remainder) || a.index - b.index);
  const raised = new Set(first.slice(0, left).map(({ index }) => index));
  return shares.map((share, index) => money(Number(sign * (raised.has(index) ? share + 1n : share)), amount.currency));
}

function checkWeights(weights: readonly number[]): void {
  if (weights.length === 0) throw new BadWeights('There is nobody to share with: no weights');
  const bad = weights.find((weight) => !Number.isFinite(weight) || weight < 0);
  if (bad !== undefined) throw new BadWeights(`${bad} is not a weight: weights are finite and not negative`);
  if (weights.every((weight) => weight === 0)) throw new BadWeights('All weights are 0: nobody to give it to');
}

/** A number as its shortest decimal text has it: digits × 10^exponent. */
function decimalOf(weight: number): { readonly digits: string; readonly exponent: number } {
  const [mantissa = '0', exponent = '0'] = String(weight).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: whole + fraction, exponent: Number(exponent) - fraction.length };
}

/** Weights as whole numbers in exact proportion, 0.7 being seven tenths as written and not its binary neighbour. */
function wholeWeights(weights: readonly number[]): readonly bigint[] {
  const decimals = weights.map(decimalOf);
  const least = Math.min(...decimals.map(({ exponent }) => exponent));
  return decimals.map(({ digits, exponent }) => BigInt(digits) * 10n ** BigInt(exponent - least));
}

function compareBigInt(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
