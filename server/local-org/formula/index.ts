/** Salesforce formulas: parsed, checked against the schema, evaluated for a record, said in SQL for queries. */
export {
  type BlankHandling,
  checkFormula,
  type CheckedFormula,
  type FormulaContext,
  type FormulaUse,
  type ResultField,
} from './check-formula.ts';
export { compileFormula } from './compile-formula.ts';
export { evaluate, fieldResult } from './evaluate.ts';
export type { Expression, Formula } from './expression.ts';
export { FormulaError, type FormulaErrorKind } from './formula-error.ts';
export type { FieldReference, GlobalReference } from './operation.ts';
export { parseFormula } from './parse-formula.ts';
export { printFormula } from './print-formula.ts';
export { references, type References } from './references.ts';
export { type RecordScope, recordScope, type RecordValues, type FormulaScope, type UserGlobals } from './scope.ts';
export { rowFunction, type RowFunction } from './row-function.ts';
export { type SqlContext, type SqlTranslation, toSql } from './to-sql.ts';
