import { conformalLower, conformalUpper, quantile } from '../shared/index.ts';

/** How far outcomes stray from a point forecast, in units of the scope's scale. */
export interface Spread {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** Past errors (actual − forecast) in units of scale, with what they come from. */
export interface ResidualPool {
  readonly residuals: Float64Array;
  /** Pairs of scope and quarter: errors a week apart are one observation. */
  readonly observations: number;
  /** Quarters: errors of one quarter share its luck. */
  readonly quarters: number;
}

/** 90 % points of Student's t by degrees of freedom, 1…8 (standard table). */
const STUDENT_90 = [3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397];
const INSIDE = 0.9;

/** In fewer quarters all scopes may have been lucky alike: the sign of their errors is no evidence. */
const FEWEST_QUARTERS = 4;

/**
 * The 80 % spread. From nine observations on it is split-conformal: the ⌈(n + 1) · 0.9⌉-th of n errors above, its
 * mirror below. Fewer cannot promise 80 %, and Student's t over their root mean square stands in, with no more
 * degrees of freedom than quarters, for the errors of one quarter share its luck. Undefined below two observations.
 */
export function spreadOf(pool: ResidualPool): Spread | undefined {
  const { observations, quarters } = pool;
  const residuals = quarters < FEWEST_QUARTERS ? both(pool.residuals) : pool.residuals;
  if (observations < 2 || residuals.length === 0) return undefined;
  const student = STUDENT_90[Math.max(1, Math.min(observations, quarters)) - 1];
  if (observations <= STUDENT_90.length && student !== undefined) {
    const square = residuals.reduce((sum, residual) => sum + residual ** 2, 0) / residuals.length;
    const reach = student * Math.sqrt(square);
    return { low: -reach, middle: 0, high: reach };
  }
  const low = conformalLower(residuals, 1 - INSIDE, observations);
  const high = conformalUpper(residuals, INSIDE, observations);
  const middle = quantile(residuals, 0.5);
  if (low === undefined || high === undefined || middle === undefined) return undefined;
  return { low, middle, high };
}

/** Every error, and its opposite. */
function both(residuals: Float64Array): Float64Array {
  return Float64Array.from([...residuals, ...residuals.map((residual) => -residual)]);
}
