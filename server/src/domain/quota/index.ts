export {
  attainment,
  coverageA,
  coverageB,
  gap,
  neededCoverage,
  openPipeline,
  overAssignment,
  partOf,
} from './attainment.ts';
export { chanceOfAttainment, HIGHEST_CHANCE, LOWEST_CHANCE, type Quantiles } from './chance.ts';
export { fiscalYearOf, MOST_MONTHS, type FiscalYear, type FiscalYearFault } from './fiscal-year.ts';
export { usualPace, type NoPace, type Pace, type PaceSources } from './pace.ts';
export { inForce, quarterQuotas, type QuarterQuota, type QuotaRow } from './quota-in-force.ts';
export {
  quotaTable,
  type QuotaFigure,
  type QuotaPlan,
  type QuotaProblem,
  type QuotaSources,
  type QuotaTable,
} from './quota-table.ts';
export { seasonalSplit } from './seasonal-split.ts';
export { standing, standings, type ScopeStanding, type Standing, type StandingSources } from './standing.ts';
export {
  checkQuotaRows,
  type AcceptedQuota,
  type CheckedQuotas,
  type ChildDifference,
  type CsvLine,
  type DeclaredFormat,
  type Finding,
  type ImportCurrency,
  type ImportMonth,
  type ImportPerson,
  type ImportSummary,
  type ImportTeam,
  type QuotaImportContext,
} from './import/index.ts';
