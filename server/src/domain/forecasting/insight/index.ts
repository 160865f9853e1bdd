export type { Calibration } from './calibration.ts';
export type { InsightQuality } from './choose-win-model.ts';
export { dealHistory, type DealHistory, type HistoryRows } from './deal-history.ts';
export type { Driver } from './drivers.ts';
export { planDealInsights, type DealInsight, type DealInsights, type InsightSources } from './plan-deal-insights.ts';
