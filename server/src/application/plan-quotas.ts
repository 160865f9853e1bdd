import type { DealTable, Scope, ScopeForecast } from '../domain/forecasting/index.ts';
import { quotaTable, standings, usualPace, type QuotaProblem, type ScopeStanding } from '../domain/quota/index.ts';
import {
  quarterOf,
  type Currency,
  type DayNumber,
  type FiscalCalendar,
  type FiscalPeriod,
} from '../domain/shared/index.ts';
import type { PeriodRow, QuotaPlanRecord } from './ports/planning-source.ts';
import { quotaPlansOf } from './quota-plans.ts';

/** What {@link planQuotas} compares. */
export interface QuotaSources {
  readonly records: readonly QuotaPlanRecord[];
  readonly periods: readonly PeriodRow[];
  readonly calendar: FiscalCalendar;
  readonly deals: DealTable;
  readonly scopes: readonly Scope[];
  readonly forecasts: readonly ScopeForecast[];
  readonly currency: Currency;
  readonly today: DayNumber;
}

export interface QuotaStandings {
  /** One per forecast, in their order. */
  readonly standings: readonly ScopeStanding[];
  readonly problems: readonly string[];
}

/** More problems of one kind are told as a count with an example. */
const mostSentences = 3;

/** Compares every forecast with the quota in force. Problems of quarters that are not planned are nobody's concern. */
export const planQuotas = (sources: QuotaSources): QuotaStandings => {
  const { calendar, deals, scopes, forecasts, currency, today } = sources;
  const keys = new Set(forecasts.map(({ periodKey }) => periodKey));
  const planned = new Map(
    calendar.quarters.filter(({ key }) => keys.has(key)).map((quarter) => [quarter.key, quarter]),
  );
  const { plans, problems } = quotaPlansOf(
    concerning(sources.records, calendar, planned),
    sources.periods,
    calendar,
    currency,
  );
  const table = quotaTable({ plans, scopes, currency });
  const pace = usualPace({ deals, calendar, today });
  const current = quarterOf(calendar, today)?.key ?? '';
  return {
    standings: standings(forecasts, table, current, pace.ok ? pace.value : undefined),
    problems: [...problems, ...sentences(table.problems, planned)],
  };
};

/** Plans of years that are planned, and of years that the calendar does not know: those are to be told. */
const concerning = (
  records: readonly QuotaPlanRecord[],
  calendar: FiscalCalendar,
  planned: ReadonlyMap<string, FiscalPeriod>,
): readonly QuotaPlanRecord[] => {
  const known = new Set(calendar.quarters.map(({ fiscalYear }) => fiscalYear));
  const wanted = new Set([...planned.values()].map(({ fiscalYear }) => fiscalYear));
  return records.filter(({ fiscalYear }) => wanted.has(fiscalYear) || !known.has(fiscalYear));
};

const summaries: Readonly<Record<QuotaProblem['reason'], string>> = {
  'not-in-the-tree': 'Quotas of people or teams that are not in the tree, counted as unassigned',
  'other-currency': 'Quotas in another currency, left out',
  'given-twice': 'Quotas given twice, only the first counts',
  'blank-months': 'Quarters’ quotas that lack months',
  'children-differ': 'Quarters’ quotas that differ from the sum of those below',
};

const sentences = (
  problems: readonly QuotaProblem[],
  planned: ReadonlyMap<string, FiscalPeriod>,
): readonly string[] => {
  const told = problems.filter(({ periodKey }) => periodKey === undefined || planned.has(periodKey));
  return [...Map.groupBy(told, ({ reason }) => reason)].flatMap(([reason, alike]) => {
    const texts = alike.map(({ periodKey, text }) => {
      const quarter = periodKey === undefined ? undefined : planned.get(periodKey);
      return quarter === undefined ? text : `${quarter.label}: ${text}`;
    });
    if (texts.length <= mostSentences) return texts;
    return [`${summaries[reason]}: ${texts.length}. The first: ${texts[0] ?? ''}`];
  });
};
