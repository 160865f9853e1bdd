export { childDifferences } from './across-rows.ts';
export { textOf } from './cells.ts';
export { checkQuotaRows } from './check-quota-rows.ts';
export { recordId } from './record-id.ts';
export type {
  AcceptedQuota,
  CheckedQuotas,
  ChildDifference,
  CsvLine,
  DeclaredFormat,
  Finding,
  ImportCurrency,
  ImportMonth,
  ImportPerson,
  ImportSummary,
  ImportTeam,
  QuotaImportContext,
} from './types.ts';
