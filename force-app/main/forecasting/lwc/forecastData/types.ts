export type ScopeType = 'Person' | 'Team' | 'Company';
/** Where an expectation comes from: the model, the last quarter repeated, the result itself, or nowhere. */
export type Method = 'Model' | 'Naive' | 'Actual' | 'Unknown';

/** An amount or number that may be unknown; unknown is never 0. */
export type Known = number | undefined;

export interface Scope {
  readonly id: string;
  readonly name: string;
  readonly type: ScopeType;
  readonly parentId: string | undefined;
  readonly personId: string | undefined;
  readonly managerId: string | undefined;
}

export interface Period {
  readonly id: string;
  readonly name: string;
  /** First and last day, as `2026-10-01`. */
  readonly start: string;
  readonly end: string;
}

/** P10, P50 and P90 of what will have been won when the period ends. */
export interface Expectation {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** Measured on past quarters; in percent, 14.2 is 14.2 %. */
export interface Backtest {
  readonly error: Known;
  readonly naiveError: Known;
  readonly bias: Known;
  readonly coverage: Known;
  readonly count: number;
  /** Quarters that had a band: what `coverage` is measured on. */
  readonly bandCount: Known;
}

/** One scope in one period. */
export interface Forecast {
  readonly id: string;
  readonly scope: Scope;
  readonly currency: string;
  readonly won: Known;
  readonly commit: Known;
  readonly bestCase: Known;
  readonly pipeline: Known;
  readonly weighted: Known;
  readonly expected: Expectation | undefined;
  readonly openDeals: Known;
  readonly wonDeals: Known;
  readonly dealsWithoutAmount: Known;
  readonly method: Method;
  readonly methodReason: string;
  readonly backtest: Backtest | undefined;
}

/** One scope in one of its quarters, as the chart needs it. */
export interface Quarter {
  readonly period: Period;
  readonly currency: string;
  readonly won: Known;
  readonly expected: Expectation | undefined;
  readonly method: Method;
}

export interface Setting {
  /** Instant up to which the deals are known. */
  readonly asOf: string | undefined;
  readonly heartbeat: string | undefined;
  readonly requests: Requests;
}

export type RequestState = 'Plenty' | 'Saving' | 'Used_Up';

/** API requests of the last 24 hours, of all programs together, as the org last told the companion. */
export interface Requests {
  readonly state: RequestState;
  readonly used: number | undefined;
  readonly allowed: number | undefined;
}
