import { failure, success, type Result } from '../shared/index.ts';

/** A series model that has learnt its series. */
export interface FittedSeries {
  /** The value expected `steps` periods after the last one, 1 = the next. */
  forecast(steps: number): number;
}

/** A series too short for the model asked. */
export interface TooShort {
  readonly reason: 'too-short';
  readonly need: number;
  readonly have: number;
}

const SMOOTHING = [0.2, 0.35, 0.5, 0.65, 0.8];
const DEFAULT_SMOOTHING = 0.5;
const FEWEST_TO_CHOOSE = 6;
const FEWEST_FOR_DRIFT = 4;

/**
 * Theta as simple exponential smoothing with half the linear trend as drift (Assimakopoulos & Nikolopoulos 2000 in
 * the form of Hyndman & Billah 2003). Series of fewer than six values are smoothed with α = 0.5, of fewer than four
 * have no drift: there is nothing to choose them by.
 */
export function fitTheta(values: readonly number[]): Result<FittedSeries, TooShort> {
  const count = values.length;
  if (count === 0) return failure({ reason: 'too-short', need: 1, have: 0 });
  const alpha = count < FEWEST_TO_CHOOSE ? DEFAULT_SMOOTHING : bestSmoothing(values);
  const { level } = smooth(values, alpha);
  const drift = count < FEWEST_FOR_DRIFT ? 0 : slope(values) / 2;
  return success({ forecast: (steps) => level + drift * (steps - 1 + (1 - (1 - alpha) ** count) / alpha) });
}

function bestSmoothing(values: readonly number[]): number {
  let best = DEFAULT_SMOOTHING;
  let least = Infinity;
  for (const alpha of SMOOTHING) {
    const { squaredError } = smooth(values, alpha);
    if (squaredError < least) [best, least] = [alpha, squaredError];
  }
  return best;
}

/** Starts from the mean of the first two values, so that one odd start does not set the level. */
function smooth(values: readonly number[], alpha: number): { readonly level: number; readonly squaredError: number } {
  const [first = 0, second = first] = values;
  let level = (first + second) / 2;
  let squaredError = 0;
  for (const value of values) {
    squaredError += (value - level) ** 2;
    level += alpha * (value - level);
  }
  return { level, squaredError };
}

/** Least-squares slope per step. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  let up = 0;
  let across = 0;
  for (const [step, value] of values.entries()) {
    up += (step - middle) * value;
    across += (step - middle) ** 2;
  }
  return across === 0 ? 0 : up / across;
}
