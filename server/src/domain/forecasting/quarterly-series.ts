import { seasonalIndex, SEASONS } from './seasonal-index.ts';
import { fitTheta } from './theta.ts';
import type { Origin } from './origin.ts';

/** Quarters a series may look back. */
const LONGEST = 12;
const FEWEST_FOR_SEASONAL_NAIVE = 5;

/** The complete quarters before an origin that the company's data reaches. */
export interface KnownQuarters {
  /** First and one past the last quarter, in the calendar. */
  readonly first: number;
  readonly end: number;
}

/**
 * Which quarters an origin may learn from: at most twelve, from the first with closed deals. A quarter at the start
 * with less than a fifth of its successor's closed deals is an outlier of dates or the tail of an import, no history;
 * nor is one in whose midst the records begin: no close in its first third, and less than two thirds of the deals.
 */
export function knownQuarters(origin: Origin): KnownQuarters {
  const end = origin.quarter;
  let first = Math.max(0, end - LONGEST);
  const closed = (quarter: number): number => origin.closed[quarter] ?? 0;
  while (first < end && closed(first) === 0) first += 1;
  while (first + 1 < end && closed(first) < 0.2 * closed(first + 1)) first += 1;
  const begun = origin.startsLate[first] === 1;
  if (begun && first + 1 < end && closed(first) < (2 / 3) * closed(first + 1)) first += 1;
  return { first, end };
}

/** What a series says by scope; nothing where `known` is 0: a scope without history has no series. */
export interface SeriesForecasts {
  readonly value: Float64Array;
  readonly known: Uint8Array;
}

/**
 * Forecasts every scope's whole quarter from its own won history and the company's seasons: Theta on seasonally
 * adjusted values, averaged with the same quarter a year ago where there are too few years for seasons. One step is
 * the origin's own quarter, two steps the next.
 */
export function seriesForecasts(
  origin: Origin,
  history: KnownQuarters,
  quarters: number,
  steps: number,
): SeriesForecasts {
  const scopes = origin.won.length / quarters;
  const seasons = seasonalIndex(valuesOf(origin, 0, history, quarters), history.first);
  const value = new Float64Array(scopes);
  const known = new Uint8Array(scopes);
  for (let scope = 0; scope < scopes; scope += 1) {
    const values = valuesOf(origin, scope, history, quarters);
    const start = values.findIndex((won) => won !== 0);
    if (start < 0) continue;
    known[scope] = 1;
    value[scope] = forecastOne(values.slice(start), history.first + start, steps, seasons);
  }
  return { value, known };
}

function valuesOf(origin: Origin, scope: number, history: KnownQuarters, quarters: number): readonly number[] {
  return [...origin.won.subarray(scope * quarters + history.first, scope * quarters + history.end)];
}

function forecastOne(
  values: readonly number[],
  firstSeason: number,
  steps: number,
  seasons: readonly number[] | undefined,
): number {
  const factor = (season: number): number => seasons?.[season % SEASONS] ?? 1;
  const theta = fitTheta(values.map((value, at) => value / factor(firstSeason + at)));
  const smooth = theta.ok ? theta.value.forecast(steps) * factor(firstSeason + values.length - 1 + steps) : 0;
  const yearAgo = values.length >= FEWEST_FOR_SEASONAL_NAIVE ? values[values.length - 1 + steps - SEASONS] : undefined;
  const blended = seasons || yearAgo === undefined ? smooth : (2 * smooth + yearAgo) / 3;
  const credited = values.some((value) => value < 0);
  return credited ? blended : Math.max(0, blended);
}
