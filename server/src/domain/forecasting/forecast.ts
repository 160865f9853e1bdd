import type { Money, Ratio } from '../shared/index.ts';

/**
 * How a forecast came about: `Model` (it beat the naive forecast), `Naive` (repeat last quarter, which was closer),
 * `Actual` (the quarter is over), `Unknown` (too little history).
 */
export type ForecastMethod = 'Model' | 'Naive' | 'Actual' | 'Unknown';

/**
 * What the whole quarter's won will be. A band travels with its point: p10 ≤ p50 ≤ p90. Quantiles and means of teams
 * are forecast at their own level; they need not be the sum of their people's.
 */
export interface QuarterOutlook {
  readonly mean: Money;
  readonly p10: Money;
  readonly p50: Money;
  readonly p90: Money;
  /** The part of the mean expected from deals that do not exist yet. */
  readonly newBusiness: Money;
}

/**
 * How the same forecast would have done in past quarters, made at the same day of the quarter from what was known
 * then. `wape` and `bias` are the model's, `naiveWape` is that of repeating the last quarter; `coverage` is the share
 * of quarters inside the published method's P10–P90. Unknown where nothing was won or no band could be drawn.
 */
export interface BackTest {
  readonly wape: Ratio | undefined;
  readonly naiveWape: Ratio | undefined;
  /** + = over-forecast. */
  readonly bias: Ratio | undefined;
  readonly coverage: Ratio | undefined;
  /** Past quarters forecast. */
  readonly count: number;
  /** Those of them that had a band: the first ones have no past errors to draw one from. */
  readonly bandCount: number;
}

/** All that Takt says about a scope's quarter. */
export interface ScopeForecast {
  readonly scopeKey: string;
  readonly periodKey: string;
  /** Sums of the CRM's records; a team's equal the sum of its children's to the minor unit. */
  readonly won: Money;
  readonly commit: Money;
  readonly bestCase: Money;
  readonly pipeline: Money;
  readonly weighted: Money;
  readonly wonDeals: number;
  readonly openDeals: number;
  readonly dealsWithoutAmount: number;
  readonly model?: QuarterOutlook;
  readonly method: ForecastMethod;
  /** One plain sentence, at most 255 characters. */
  readonly methodReason: string;
  readonly backtest?: BackTest;
}
