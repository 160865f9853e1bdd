import { money, roundToMoney, type Currency, type DayNumber, type FiscalCalendar } from '../shared/index.ts';
import { checkDealTable, type DealTable } from './deals.ts';
import type { ScopeForecast } from './forecast.ts';
import { FEWEST_PAST_QUARTERS, forecastQuarters } from './forecast-quarters.ts';
import type { Origin } from './origin.ts';
import { outlooks, type Outlook } from './outlook.ts';
import { plannedQuarters, type PlannedQuarters } from './planned-quarters.ts';
import { quarterClock } from './quarter-clock.ts';
import { knownQuarters } from './quarterly-series.ts';
import { rollingOrigins } from './rolling-origins.ts';
import { rollUp, type RolledUp, type RollUp } from './roll-up.ts';
import { indexScopes } from './scope-index.ts';
import type { Person, Scope } from './scope.ts';
import { timelineOf } from './timeline.ts';

/** What {@link planForecasts} plans from. */
export interface ForecastSources {
  readonly deals: DealTable;
  /** In owner-index order of the deal table. */
  readonly people: readonly Person[];
  /** As {@link buildScopes} gives them. */
  readonly scopes: readonly Scope[];
  readonly calendar: FiscalCalendar;
  /** The as-of day. */
  readonly today: DayNumber;
  /** Of all amounts. */
  readonly currency: Currency;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Forecasts every scope's past quarters (up to 12 that the data reaches), the current and the next one: scopes in the
 * order given, quarters in time order. Sums are exact; a model is published only for the current and next quarter,
 * and only where three complete quarters precede. The same sources give the same figures, bit for bit.
 *
 * Throws {@link BrokenDealTable}, {@link BrokenScopes}, {@link DayOutsideCalendar}, {@link SumOutOfRange}.
 */
export function planForecasts(sources: ForecastSources): readonly ScopeForecast[] {
  const { deals, people, scopes, calendar, today, currency } = sources;
  checkDealTable(deals);
  const index = indexScopes(scopes, people);
  const planned = plannedQuarters(deals, calendar, today);
  const sums = rollUp(deals, index, calendar);
  const timeline = timelineOf(deals, index, calendar);
  const scenery = { timeline, index, clock: quarterClock(calendar), quarters: calendar.quarters };
  const rows = rollingOrigins(scenery, planned, today, sources.onProgress ?? (() => undefined));
  const live = rows.at(-1)?.origins[0];
  const pastQuarters = pastQuartersOf(live);

  const levelOf = scopes.map(({ type }) => type);
  const ahead = ([0, 1] as const).map((steps) => {
    if (pastQuarters < FEWEST_PAST_QUARTERS) return [];
    const limits = {
      floors: floorsOf(sums, scopes.length, planned, planned.current + steps),
      onlyOpenDeals: openDealsOfLeavers(scopes, people, sums, live, planned.current + steps),
    };
    const forecasts = forecastQuarters(rows, steps, calendar.quarters.length, levelOf);
    return outlooks(forecasts, steps, calendar.quarters.length, scopes, limits);
  });

  const published = calendar.quarters.slice(planned.first, planned.last + 1);
  return scopes.flatMap(({ key }, scope) =>
    published.map((period, offset): ScopeForecast => {
      const quarter = planned.first + offset;
      const sum = sums.at(scope, quarter);
      const about = { scopeKey: key, periodKey: period.key, ...asMoney(sum, currency) };
      if (quarter < planned.current) return { ...about, method: 'Actual', methodReason: 'The quarter is over.' };
      const steps = quarter - planned.current;
      const outlook = ahead[steps]?.[scope];
      if (!outlook) return { ...about, method: 'Unknown', methodReason: tooLittle(pastQuarters) };
      if (!isMoney(outlook)) return { ...about, method: 'Unknown', methodReason: TOO_WILD };
      return { ...about, ...publish(outlook, newShare(live, steps, scope), sum.won, currency) };
    }),
  );
}

function pastQuartersOf(live: Origin | undefined): number {
  if (!live) return 0;
  const { first, end } = knownQuarters(live);
  return end - first;
}

const TOO_WILD = 'Past quarters were too far apart for a forecast: its range would be beyond any sum of money.';

/** Whether every figure can be told in whole minor units. */
function isMoney({ mean, p10, p50, p90 }: Outlook): boolean {
  return [mean, p10, p50, p90].every((minor) => Math.abs(minor) < Number.MAX_SAFE_INTEGER);
}

function tooLittle(pastQuarters: number): string {
  if (pastQuarters >= FEWEST_PAST_QUARTERS) return 'No past forecast of this kind can be judged yet.';
  const have = pastQuarters === 1 ? '1 past quarter' : `${pastQuarters === 0 ? 'No' : pastQuarters} past quarters`;
  return `${have}; ${FEWEST_PAST_QUARTERS} are needed.`;
}

/** What is won stays won, except where the scope has had credits. */
function floorsOf(sums: RollUp, scopes: number, { first, last }: PlannedQuarters, quarter: number): Float64Array {
  return Float64Array.from({ length: scopes }, (_, scope) => {
    for (let seen = first; seen <= last; seen += 1) if (sums.at(scope, seen).credits > 0) return -Infinity;
    return sums.at(scope, quarter).won;
  });
}

/** People who are no longer active create no deals and have no series to go on with. */
function openDealsOfLeavers(
  scopes: readonly Scope[],
  people: readonly Person[],
  sums: RollUp,
  live: Origin | undefined,
  quarter: number,
): ReadonlyMap<number, number> {
  const left = new Set(people.filter(({ active }) => !active).map(({ id }) => id));
  const ahead = live?.ahead[quarter - live.quarter];
  return new Map(
    [...scopes.entries()]
      .filter(([, { personId }]) => personId !== undefined && left.has(personId))
      .map(([scope]) => [scope, sums.at(scope, quarter).won + (ahead?.open[scope] ?? 0)]),
  );
}

/** Share of new deals in what is still expected; all of it where no deal is open. */
function newShare(live: Origin | undefined, steps: number, scope: number): number {
  const ahead = live?.ahead[steps];
  const open = ahead?.open[scope] ?? 0;
  const created = ahead?.newBusiness[scope] ?? 0;
  return open > 0 ? created / (open + created) : 1;
}

function publish(
  { mean, p10, p50, p90, method, reason, backtest }: Outlook,
  newBusinessShare: number,
  won: number,
  currency: Currency,
): Pick<ScopeForecast, 'model' | 'method' | 'methodReason' | 'backtest'> {
  const asMoneyOf = (minor: number) => roundToMoney(minor, currency);
  const newBusiness = asMoneyOf(Math.max(0, mean - won) * newBusinessShare);
  return {
    model: { mean: asMoneyOf(mean), p10: asMoneyOf(p10), p50: asMoneyOf(p50), p90: asMoneyOf(p90), newBusiness },
    method,
    methodReason: reason,
    backtest,
  };
}

function asMoney(sums: RolledUp, currency: Currency) {
  return {
    won: money(sums.won, currency),
    commit: money(sums.commit, currency),
    bestCase: money(sums.bestCase, currency),
    pipeline: money(sums.pipeline, currency),
    weighted: money(sums.weighted, currency),
    wonDeals: sums.wonDeals,
    openDeals: sums.openDeals,
    dealsWithoutAmount: sums.dealsWithoutAmount,
  };
}
