import { checkFormula, type CheckedFormula, type FormulaContext } from './check-formula.ts';
import { parseFormula } from './parse-formula.ts';

/**
 * From the metadata's text to what can be evaluated.
 * @throws FormulaError of kind `syntax` or `meaning`.
 */
export const compileFormula = (text: string, context: FormulaContext): CheckedFormula =>
  checkFormula(parseFormula(text), context);
