import { createHash } from 'node:crypto';
import { buildScopes, planForecasts, type Scope } from '../domain/forecasting/index.ts';
import {
  currencyOf,
  dayNumber,
  fiscalCalendar,
  parsePlainDate,
  plainDate,
  type FiscalCalendar,
  type FiscalPeriod,
} from '../domain/shared/index.ts';
import type { Clock } from './ports/clock.ts';
import type { PeriodRow, PlanningSource } from './ports/planning-source.ts';
import type { ProgressListener } from './ports/progress.ts';
import type { ResultRow } from './ports/result-rows.ts';
import { planInsights } from './plan-insights.ts';
import { planQuotas } from './plan-quotas.ts';
import { oddDeals } from './odd-deals.ts';
import { forecastRow, periodRow, scopeRow } from './result-rows.ts';

/** What a forecast is made with, apart from the records. */
export interface PlanSettings {
  readonly currency: string;
  readonly serviceUserId: string;
}

export interface ForecastPlan {
  readonly today: string;
  readonly deals: number;
  /** Of the fiscal calendar that all of it was planned with. */
  readonly calendarVersion: string;
  readonly periods: readonly ResultRow[];
  /** Level by level, so that parents are written before their children. */
  readonly scopeLevels: readonly (readonly ResultRow[])[];
  readonly forecasts: readonly ResultRow[];
  /** Of open deals. */
  readonly insights: readonly ResultRow[];
  /** Who owns the rows of a scope, planned or no longer. */
  readonly ownerOf: (scopeKey: string) => string;
  /** What was odd in the records, in plain sentences. */
  readonly problems: readonly string[];
}

/** The CRM's records do not allow a plan; the message says what to put right there. */
export class CannotPlan extends Error {
  override readonly name = 'CannotPlan';
}

/**
 * Computes every scope's forecast from the companion's copy of the CRM.
 * @throws CannotPlan, StoreFailure
 */
export const planForecast = async (
  source: PlanningSource,
  clock: Clock,
  settings: PlanSettings,
  onProgress: ProgressListener,
): Promise<ForecastPlan> => {
  onProgress({ step: 'Plan' });
  const company = await source.company();
  const today = clock.today(company.timeZone);
  const [people, roles, periodRows] = [await source.people(), await source.roles(), await source.periods()];
  const { deals, ...odd } = await source.deals(people, company.timeZone, settings.currency);
  const calendar = calendarOf(periodRows);
  const { scopes, problems, rowOwnerOf } = buildScopes({
    people,
    roles,
    companyName: company.name,
    dealOwners: deals.owner,
  });
  await source.snapshotOpenDeals(today);
  if (!calendar.quarters.some(({ start, end }) => start <= today && today <= end)) {
    throw new CannotPlan(`The CRM's fiscal calendar has no quarter for ${today}. Define its fiscal years in Setup.`);
  }
  const about = {
    deals,
    scopes,
    calendar,
    today: dayNumber(plainDate(today)),
    currency: currencyOf(settings.currency),
  };
  // One count over both: rounds of back-testing, then deals.
  let rounds = 0;
  const forecasts = planForecasts({
    ...about,
    people,
    onProgress: (done, total) => {
      rounds = total;
      onProgress({ step: 'Plan', done, total: total + deals.length });
    },
  });
  const quotas = planQuotas({ ...about, forecasts, periods: periodRows, records: await source.quotas() });

  const scopeByKey = new Map(scopes.map((scope) => [scope.key, scope]));
  const periodByKey = new Map(calendar.quarters.map((quarter) => [quarter.key, quarter]));
  const rows: ResultRow[] = [];
  const planned = new Set<FiscalPeriod>();
  for (const [at, forecast] of forecasts.entries()) {
    const [scope, period] = [scopeByKey.get(forecast.scopeKey), periodByKey.get(forecast.periodKey)];
    if (scope === undefined || period === undefined) continue;
    planned.add(period);
    rows.push(forecastRow(forecast, quotas.standings[at], scope, period, settings.serviceUserId));
  }
  const insights = await planInsights(source, {
    ...about,
    timeZone: company.timeZone,
    currency: settings.currency,
    onProgress: (done, total) => {
      onProgress({ step: 'Plan', done: rounds + done, total: rounds + total });
    },
  });
  return {
    today,
    deals: deals.length,
    calendarVersion: calendar.version,
    periods: calendar.quarters
      .filter((quarter) => planned.has(quarter))
      .map((quarter) => periodRow(quarter, calendar.version)),
    scopeLevels: levelsOf(scopes).map((level) => level.map((scope) => scopeRow(scope, settings.serviceUserId, today))),
    forecasts: rows,
    insights,
    ownerOf: (scopeKey) => rowOwnerOf(scopeKey) ?? settings.serviceUserId,
    problems: [...problems, ...quotas.problems, ...oddDeals(odd, settings.currency)],
  };
};

/** Scopes by their depth below the company, each parent a level above its children. */
const levelsOf = (scopes: readonly Scope[]): readonly (readonly Scope[])[] => {
  const depths = new Map<string, number>();
  const byKey = new Map(scopes.map((scope) => [scope.key, scope]));
  const depthOf = (scope: Scope): number => {
    const known = depths.get(scope.key);
    if (known !== undefined) return known;
    const parent = scope.parentKey === undefined ? undefined : byKey.get(scope.parentKey);
    const depth = parent === undefined ? 0 : depthOf(parent) + 1;
    depths.set(scope.key, depth);
    return depth;
  };
  const levels: Scope[][] = [];
  for (const scope of scopes) (levels[depthOf(scope)] ??= []).push(scope);
  return levels;
};

const calendarOf = (rows: readonly PeriodRow[]): FiscalCalendar => {
  const quarters = rows
    .filter(({ type }) => type === 'Quarter')
    .map(({ start, end, number, fiscalYear }): FiscalPeriod => {
      const [first, last] = [parsePlainDate(start), parsePlainDate(end)];
      if (!first.ok || !last.ok) throw new CannotPlan(`A fiscal quarter of the CRM runs from ${start} to ${end}.`);
      return {
        key: `quarter:${start}`,
        type: 'Quarter',
        label: `Q${number} ${fiscalYear}`,
        start: first.value,
        end: last.value,
        number,
        fiscalYear,
      };
    });
  const version = createHash('sha256')
    .update(quarters.map(({ start, end }) => `${start} ${end}`).join())
    .digest('hex')
    .slice(0, 12);
  const calendar = fiscalCalendar(quarters, version);
  if (calendar.ok) return calendar.value;
  throw new CannotPlan(calendarFault(calendar));
};

const calendarFault = (fault: {
  readonly reason: string;
  readonly key?: string;
  readonly before?: string;
  readonly after?: string;
}): string => {
  if (fault.reason === 'empty') return 'The CRM has no fiscal quarters. Define its fiscal year in Setup.';
  const where = fault.key ?? `${fault.before ?? ''} and ${fault.after ?? ''}`;
  return `The CRM's fiscal quarters do not make a calendar: ${fault.reason.replaceAll('-', ' ')} at ${where}.`;
};
