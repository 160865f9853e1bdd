import { shrink } from '../shared/index.ts';
import type { Origin } from './origin.ts';
import { knownQuarters, seriesForecasts } from './quarterly-series.ts';

/** Forecasts of a whole quarter's won by each way of forecasting, by scope, in minor units. */
export interface Candidates {
  /** Won so far + what open and new deals will bring. */
  readonly deals: Float64Array;
  /** Won so far + the rest of the quarter as the won history has it. */
  readonly series: Float64Array;
  /** 0 where the scope has no history to make a series of. */
  readonly seriesKnown: Uint8Array;
  /** The last complete quarter again: what is to be beaten. */
  readonly naive: Float64Array;
  /** Won so far of the target quarter. */
  readonly won: Float64Array;
}

/** One origin of the past whose target quarter was over by the time of looking back. */
export interface PastOrigin {
  readonly origin: Origin;
  /** Scope × quarter: won as known when looking back. */
  readonly wonSince: Float64Array;
}

/** A past quarter counts as much as this prior: linear progress, and deals that come in as forecast. */
const PROGRESS_STRENGTH = 1;
const CALIBRATION_STRENGTH = 2;

/**
 * Forecasts from one origin. `steps` is 0 for the origin's own quarter, 1 for the next; `past` are earlier origins
 * at the same place in their quarters whose targets are over; `linear` is the share of the quarter's days still ahead.
 */
export function candidatesAt(
  origin: Origin,
  steps: 0 | 1,
  quarters: number,
  past: readonly PastOrigin[],
  linear: number,
): Candidates {
  const scopes = origin.won.length / quarters;
  const target = origin.quarter + steps;
  const ahead = origin.ahead[steps];
  const rest = steps === 0 ? shareAhead(past, quarters, linear) : 1;
  const calibration = dealsCalibration(past, steps, quarters);
  const history = seriesForecasts(origin, knownQuarters(origin), quarters, steps + 1);

  const won = new Float64Array(scopes);
  const deals = new Float64Array(scopes);
  const series = new Float64Array(scopes);
  const naive = new Float64Array(scopes);
  for (let scope = 0; scope < scopes; scope += 1) {
    const sofar = origin.won[scope * quarters + target] ?? 0;
    won[scope] = sofar;
    deals[scope] = sofar + ((ahead?.open[scope] ?? 0) + (ahead?.newBusiness[scope] ?? 0)) * calibration;
    series[scope] = sofar + (history.value[scope] ?? 0) * rest;
    naive[scope] = origin.won[scope * quarters + origin.quarter - 1] ?? 0;
  }
  return { deals, series, seriesKnown: history.known, naive, won };
}

/** Share of the company's quarter that is won after this day of the quarter, from past quarters, shrunk to linear. */
function shareAhead(past: readonly PastOrigin[], quarters: number, linear: number): number {
  let after = 0;
  let whole = 0;
  for (const { origin, wonSince } of past) {
    const final = wonSince[origin.quarter] ?? 0;
    after += final - (origin.won[origin.quarter] ?? 0);
    whole += final;
  }
  if (!(whole > 0) || past.length === 0 || quarters === 0) return linear;
  return shrink(Math.min(1, Math.max(0, after / whole)), past.length, linear, PROGRESS_STRENGTH);
}

/** What deals brought in past quarters ÷ what had been forecast of them, company-wide, shrunk to 1. */
function dealsCalibration(past: readonly PastOrigin[], steps: 0 | 1, quarters: number): number {
  let came = 0;
  let expected = 0;
  for (const { origin, wonSince } of past) {
    const target = origin.quarter + steps;
    const ahead = origin.ahead[steps];
    if (target >= quarters || !ahead) continue;
    came += (wonSince[target] ?? 0) - (origin.won[target] ?? 0);
    expected += (ahead.open[0] ?? 0) + (ahead.newBusiness[0] ?? 0);
  }
  if (!(expected > 0) || !(came > 0)) return 1;
  return shrink(Math.min(3, Math.max(1 / 3, came / expected)), past.length, 1, CALIBRATION_STRENGTH);
}
