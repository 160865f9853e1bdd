import { mean } from '../shared/index.ts';
import { blend, dealsWeights, type Judged } from './blend.ts';
import { candidatesAt, type Candidates, type PastOrigin } from './candidates.ts';
import { knownQuarters } from './quarterly-series.ts';
import type { Origin } from './origin.ts';
import type { QuarterOrigins } from './rolling-origins.ts';

/** A forecast made at one origin, by scope, in minor units. */
export interface Made {
  readonly candidates: Candidates;
  readonly model: Float64Array;
  /** The unit in which errors of large and small scopes are alike. */
  readonly scale: Float64Array;
}

/** All forecasts of one quarter. */
export interface QuarterForecasts {
  /** Quarter of the origins. */
  readonly quarter: number;
  /** The first at the as-of day's place in the quarter. */
  readonly made: readonly Made[];
  /** The first quarter known to be complete, and how many were. */
  readonly firstKnown: number;
  readonly known: number;
  /** Scope × quarter: won as known at the earliest of the origins, by which older forecasts are judged there. */
  readonly wonSince: Float64Array;
}

/**
 * Forecasts the quarter `steps` ahead from every origin in turn, each with weights and calibration learnt only from
 * quarters that were over by then.
 */
export function forecastQuarters(
  rows: readonly QuarterOrigins[],
  steps: 0 | 1,
  quarters: number,
  levelOf: readonly string[],
): readonly QuarterForecasts[] {
  const done: (QuarterForecasts & { readonly origins: readonly Origin[] })[] = [];
  for (const { quarter, origins, daysLeft } of rows) {
    const earliest = origins.reduce((a, b) => (b.day < a.day ? b : a));
    const { first, end } = knownQuarters(earliest);
    const over = overBy(done, { quarter, firstKnown: first }, steps);
    const judged = judge(over, steps, quarters, earliest.won);
    const weights = dealsWeights(judged, levelOf);
    const made = origins.map((origin, place): Made => {
      const past = over.flatMap((row): PastOrigin[] => {
        const same = row.origins[place];
        return same ? [{ origin: same, wonSince: earliest.won }] : [];
      });
      const linear = linearShare(daysLeft[place] ?? 0, steps);
      const candidates = candidatesAt(origin, steps, quarters, past, linear);
      const model = blend(candidates, weights);
      const apart = Math.sqrt(((daysLeft[place] ?? 0) + 1) / ((daysLeft[0] ?? 0) + 1));
      const scale = scaleOf(origin, model, quarters).map((size) => (steps === 0 ? size * apart : size));
      return { candidates, model, scale };
    });
    done.push({ quarter, made, firstKnown: first, known: end - first, wonSince: earliest.won, origins });
  }
  return done;
}

/** Share of the quarter's days ahead, a quarter being 91 days, near enough for a prior. */
function linearShare(daysLeft: number, steps: 0 | 1): number {
  return steps === 1 ? 1 : Math.min(1, daysLeft / 91);
}

function judge(
  over: readonly QuarterForecasts[],
  steps: 0 | 1,
  quarters: number,
  wonSince: Float64Array,
): readonly Judged[] {
  return over.flatMap(({ quarter, made }) => {
    const actual = quarterColumn(wonSince, quarter + steps, quarters);
    return made.map(({ candidates }): Judged => ({ quarter, candidates, actual }));
  });
}

/** The model is published from so many complete quarters on; forecasts from fewer were learners' work. */
export const FEWEST_PAST_QUARTERS = 3;

type Seen = Pick<QuarterForecasts, 'quarter' | 'firstKnown'>;

/** Past quarters whose target is over by the time of `at`, and that were preceded by a complete quarter to repeat. */
export function overBy<Row extends Seen>(rows: readonly Row[], at: Seen, steps: 0 | 1): readonly Row[] {
  return rows.filter(({ quarter }) => quarter + steps < at.quarter && quarter > at.firstKnown);
}

/**
 * Those of them that tell how good the forecast made at `at` is: made from three complete quarters or more, unless
 * there are fewer than two such.
 */
export function judgedBy<Row extends Seen & { readonly known: number }>(
  rows: readonly Row[],
  at: Seen,
  steps: 0 | 1,
): readonly Row[] {
  const over = overBy(rows, at, steps);
  const grown = over.filter(({ known }) => known >= FEWEST_PAST_QUARTERS);
  return grown.length >= 2 ? grown : over;
}

/** One quarter's value of every scope. */
export function quarterColumn(won: Float64Array, quarter: number, quarters: number): Float64Array {
  return Float64Array.from({ length: won.length / quarters }, (_, scope) => won[scope * quarters + quarter] ?? 0);
}

/** Half the forecast, half the mean of up to four known quarters: neither a new nor a fading scope has scale 0. */
function scaleOf(origin: Origin, model: Float64Array, quarters: number): Float64Array {
  const { first, end } = knownQuarters(origin);
  return model.map((forecast, scope) => {
    const recent = origin.won.subarray(scope * quarters + Math.max(first, end - 4), scope * quarters + end);
    return (Math.abs(forecast) + (mean(recent.map(Math.abs)) ?? Math.abs(forecast))) / 2;
  });
}
