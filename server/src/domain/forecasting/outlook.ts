import { bias, coverage, wape, type BandOutcome } from './accuracy.ts';
import { chooseMethod, type Contest } from './choose-method.ts';
import type { BackTest } from './forecast.ts';
import { overBy, quarterColumn, type QuarterForecasts } from './forecast-quarters.ts';
import type { Spread } from './residual-band.ts';
import type { Scope } from './scope.ts';
import { pointOf, spreadKey, spreadsAt, type Way } from './spreads.ts';

/** A scope's outlook for one quarter, in fractional minor units. */
export interface Outlook {
  readonly method: 'Model' | 'Naive';
  readonly reason: string;
  readonly mean: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly backtest: BackTest;
}

/** What is known today and limits an outlook. */
export interface OutlookLimits {
  /** By scope: what is won already, and a forecast cannot lie below; −Infinity where credits may take from it. */
  readonly floors: Float64Array;
  /** By scope of a person who has left: won so far and what the open deals will bring, instead of any forecast. */
  readonly onlyOpenDeals: ReadonlyMap<number, number>;
}

const LEFT = { method: 'Model', reason: 'No longer active: only what is won and the deals still open count.' } as const;

const LEVEL_NAMES = { Person: 'all people', Team: 'all teams', Company: 'the company' } as const;

/**
 * Outlooks of every scope for the quarter `steps` after the last row's. Undefined where no band can be drawn.
 */
export function outlooks(
  rows: readonly QuarterForecasts[],
  steps: 0 | 1,
  quarters: number,
  scopes: readonly Scope[],
  limits: OutlookLimits,
): readonly (Outlook | undefined)[] {
  const live = rows.at(-1);
  const now = live?.made[0];
  if (!live || !now) return scopes.map(() => undefined);
  const past = overBy(rows, live, steps);
  const tested = past.map((row) => testedQuarter(rows, row, live, steps, quarters, scopes));
  const spreads = spreadsAt(rows, live, steps, quarters, scopes);
  const contestsOf = (scope: number): readonly Contest[] => tested.flatMap(({ contests }) => contests[scope] ?? []);
  const byLevel = Map.groupBy(scopes.keys(), (scope) => scopes[scope]?.type ?? 'Company');
  const levelContests = new Map([...byLevel].map(([level, members]) => [level, members.flatMap(contestsOf)]));

  return scopes.map(({ type }, scope): Outlook | undefined => {
    const own = contestsOf(scope);
    const level = { name: LEVEL_NAMES[type], contests: levelContests.get(type) ?? [] };
    const leaving = limits.onlyOpenDeals.get(scope);
    const { method, reason } = leaving === undefined ? chooseMethod(own, level) : LEFT;
    const way = method === 'Model' ? 'model' : 'naive';
    const spread = spreads.get(spreadKey(way, type));
    if (!spread) return undefined;
    const point = leaving ?? pointOf(now, way, scope);
    const scale = leaving === undefined ? (now.scale[scope] ?? 0) : Math.abs(leaving);
    const bands = tested.flatMap((past) => past.bands[way][scope] ?? []);
    const outcomes = own.map(({ model, actual }) => ({ forecast: model, actual }));
    return {
      method,
      reason,
      ...bandAround(point, scale, spread, limits.floors[scope] ?? -Infinity),
      backtest: {
        wape: wape(outcomes),
        naiveWape: wape(own.map(({ naive, actual }) => ({ forecast: naive, actual }))),
        bias: bias(outcomes),
        coverage: coverage(bands),
        count: own.length,
        bandCount: bands.length,
      },
    };
  });
}

interface TestedQuarter {
  readonly contests: readonly Contest[];
  readonly bands: Readonly<Record<Way, readonly (BandOutcome | undefined)[]>>;
}

function testedQuarter(
  rows: readonly QuarterForecasts[],
  row: QuarterForecasts,
  live: QuarterForecasts,
  steps: 0 | 1,
  quarters: number,
  scopes: readonly Scope[],
): TestedQuarter {
  const made = row.made[0];
  const actual = quarterColumn(live.wonSince, row.quarter + steps, quarters);
  const spreads = spreadsAt(rows, row, steps, quarters, scopes);
  const bandsOf = (way: Way): readonly (BandOutcome | undefined)[] =>
    scopes.map(({ type }, scope) => {
      const spread = spreads.get(spreadKey(way, type));
      if (!made || !spread) return undefined;
      const won = made.candidates.won[scope] ?? 0;
      const band = bandAround(pointOf(made, way, scope), made.scale[scope] ?? 0, spread, won < 0 ? -Infinity : won);
      return { low: band.p10, high: band.p90, actual: actual[scope] ?? 0 };
    });
  const contests = scopes.map((_, scope) => ({
    model: made?.model[scope] ?? 0,
    naive: made?.candidates.naive[scope] ?? 0,
    actual: actual[scope] ?? 0,
  }));
  return { contests, bands: { model: bandsOf('model'), naive: bandsOf('naive') } };
}

function bandAround(
  point: number,
  scale: number,
  spread: Spread,
  floor: number,
): Pick<Outlook, 'mean' | 'p10' | 'p50' | 'p90'> {
  const at = (reach: number): number => Math.max(floor, point + reach * scale);
  const [p10 = 0, p50 = 0, p90 = 0] = [at(spread.low), at(spread.middle), at(spread.high)].sort((a, b) => a - b);
  return { mean: Math.max(floor, point), p10, p50, p90 };
}
