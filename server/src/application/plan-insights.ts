import type { DealTable } from '../domain/forecasting/index.ts';
import { dealHistory, planDealInsights, type DealInsight } from '../domain/forecasting/insight/index.ts';
import type { DayNumber, FiscalCalendar, Ratio } from '../domain/shared/index.ts';
import type { PlanningSource } from './ports/planning-source.ts';
import type { ResultRow } from './ports/result-rows.ts';
import { cut } from './result-rows.ts';

/** What insights are made from. */
export interface InsightPlanning {
  readonly deals: DealTable;
  readonly calendar: FiscalCalendar;
  readonly today: DayNumber;
  readonly timeZone: string;
  readonly currency: string;
  readonly onProgress: (done: number, total: number) => void;
}

const longestSuggestion = 255;
const mostPushes = 999;

/**
 * One row for every open deal: how likely it is won, what speaks for it and against it, and what to do now.
 * @throws StoreFailure
 */
export const planInsights = async (
  source: Pick<PlanningSource, 'history'>,
  { deals, calendar, today, timeZone, currency, onProgress }: InsightPlanning,
): Promise<readonly ResultRow[]> => {
  const { rows, stages } = await source.history(deals, timeZone, currency);
  const { insights } = planDealInsights({
    deals: { ...deals, stages },
    history: dealHistory(deals.length, rows),
    calendar,
    today,
    onProgress,
  });
  return insights.map(insightRow);
};

/** A deal's insight as a row of the CRM. A deal is never handed to another: it is written with a new row alone. */
export const insightRow = (insight: DealInsight): ResultRow => ({
  kind: 'insight',
  key: insight.dealId,
  content: {
    winProbability: wholePercent(insight.winProbability),
    winBy: insight.winBy ?? null,
    stageProbability: wholePercent(insight.stageProbability),
    drivers: JSON.stringify(insight.drivers.map(({ text, points }) => ({ text, points }))),
    expectedClose: insight.expectedClose ?? null,
    stageEnteredOn: insight.stageEnteredOn ?? null,
    pushes: insight.pushes === undefined ? null : String(Math.min(mostPushes, insight.pushes)),
    stale: String(insight.stale),
    suggestion: insight.suggestion === undefined ? null : cut(insight.suggestion, longestSuggestion),
  },
  onCreation: { dealId: insight.dealId },
});

/** Whole points, as the drivers are: so that the stage's and the drivers' add up to the deal's. */
const wholePercent = (share: Ratio | undefined): string | null =>
  share === undefined ? null : String(Math.round(share * 100));
