import type { FieldValue } from '../org.ts';
import type { CheckedFormula } from './check-formula.ts';
import { fitResult, toFieldValue } from './field-values.ts';
import { FormulaError } from './formula-error.ts';
import type { Evaluation, TypedExpression, ValueScope } from './operation.ts';
import { type FormulaScope, valueScope } from './scope.ts';
import type { Value } from './values.ts';

/** @throws FormulaError of kind `evaluation`. */
export const evaluateValue = ({ root, returns }: CheckedFormula, scope: ValueScope): Value => {
  const value = (expression: TypedExpression): Value => {
    switch (expression.kind) {
      case 'constant':
        return expression.value;
      case 'field':
        return scope.field(expression);
      case 'global':
        return scope.global(expression);
      case 'operation':
        return expression.operation.run(expression, evaluation);
    }
  };
  const evaluation: Evaluation = { scope, value };
  return fitResult(value(root), returns);
};

/**
 * The formula's result for one record, fitted to the field that takes it: a validation rule's is true (the record is
 * wrong) or false, never blank.
 * @throws FormulaError of kind `evaluation` where Salesforce shows `#Error!` (division by zero, 30 February).
 */
export const evaluate = (formula: CheckedFormula, scope: FormulaScope): FieldValue =>
  toFieldValue(evaluateValue(formula, valueScope(scope)));

/** As the API returns a formula field: what has no result is blank, or an unchecked box. */
export const fieldResult = (formula: CheckedFormula, scope: FormulaScope): FieldValue => {
  try {
    return evaluate(formula, scope);
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    return formula.returns?.type === 'boolean' ? false : null;
  }
};
