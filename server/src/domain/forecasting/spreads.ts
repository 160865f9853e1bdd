import { judgedBy, quarterColumn, type Made, type QuarterForecasts } from './forecast-quarters.ts';
import { spreadOf, type ResidualPool, type Spread } from './residual-band.ts';
import type { Scope } from './scope.ts';

/** The two forecasts that compete. */
export type Way = 'model' | 'naive';

type Level = Scope['type'];

/** From the finest level up. */
const LEVELS: readonly Level[] = ['Person', 'Team', 'Company'];

/** How far outcomes stray from each way's forecasts, by {@link spreadKey}; nothing where no band can be drawn. */
export type Spreads = ReadonlyMap<string, Spread | undefined>;

export const spreadKey = (way: Way, level: Level): string => `${way}:${level}`;

/** The point forecast of that way. */
export function pointOf(made: Made, way: Way, scope: number): number {
  return (way === 'model' ? made.model[scope] : made.candidates.naive[scope]) ?? 0;
}

/**
 * Draws the spread of each way and level for the forecasts made in quarter `at`, only from forecasts that were over by
 * then. A level with fewer than two errors of its own borrows those of the levels below, which are wider.
 */
export function spreadsAt(
  rows: readonly QuarterForecasts[],
  at: QuarterForecasts,
  steps: 0 | 1,
  quarters: number,
  scopes: readonly Scope[],
): Spreads {
  const over = judgedBy(rows, at, steps);
  const actuals = over.map(({ quarter }) => quarterColumn(at.wonSince, quarter + steps, quarters));
  const spreads = new Map<string, Spread | undefined>();
  for (const way of ['model', 'naive'] as const) {
    let below: ResidualPool = { residuals: new Float64Array(), observations: 0, quarters: 0 };
    for (const level of LEVELS) {
      const members = [...scopes.keys()].filter((scope) => scopes[scope]?.type === level);
      const own = residualPool(over, actuals, way, members);
      const pool = own.observations >= 2 ? own : together(own, below);
      spreads.set(spreadKey(way, level), spreadOf(pool));
      below = pool;
    }
  }
  return spreads;
}

function together(a: ResidualPool, b: ResidualPool): ResidualPool {
  return {
    residuals: Float64Array.from([...a.residuals, ...b.residuals]),
    observations: a.observations + b.observations,
    quarters: Math.max(a.quarters, b.quarters),
  };
}

function residualPool(
  over: readonly QuarterForecasts[],
  actuals: readonly Float64Array[],
  way: Way,
  members: readonly number[],
): ResidualPool {
  const residuals: number[] = [];
  let observations = 0;
  for (const [place, { made }] of over.entries()) {
    for (const scope of members) {
      const actual = actuals[place]?.[scope] ?? 0;
      for (const [origin, forecast] of made.entries()) {
        const point = pointOf(forecast, way, scope);
        const scale = forecast.scale[scope] ?? 0;
        // A scope where nothing was expected and nothing came is no evidence of accuracy.
        if (scale === 0 || (point === 0 && actual === 0)) continue;
        residuals.push((actual - point) / scale);
        if (origin === 0) observations += 1;
      }
    }
  }
  return { residuals: Float64Array.from(residuals), observations, quarters: over.length };
}
