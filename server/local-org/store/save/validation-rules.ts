import { evaluate, FormulaError } from '../../formula/index.ts';
import type { SObject, ValidationRule } from '../../metadata/schema.ts';
import type { RecordError } from '../../org.ts';
import type { OrgActor } from '../../security/actors.ts';
import type { Row } from '../columns.ts';
import { FormulaSurroundings } from '../formula-scope.ts';
import type { Kernel } from '../kernel.ts';

const statusCode = 'FIELD_CUSTOM_VALIDATION_EXCEPTION';

/**
 * What the object's active validation rules have against a record; `before` is its row before the change.
 * Rules bind everybody, the org's own work too. An object without rules costs nothing.
 */
export const brokenRules = (
  kernel: Kernel,
  actor: OrgActor,
  object: SObject,
  now: number,
  row: Row,
  before?: Row,
): readonly RecordError[] => {
  if (object.validationRules.length === 0) return [];
  // New for every record: an earlier one of the same request may be this one's parent.
  const scope = new FormulaSurroundings(kernel, actor, now).scope(object, row, before);
  const broken = (rule: ValidationRule): readonly RecordError[] => {
    const formula = kernel.metadata.formulas.rules.get(rule);
    if (!rule.active || formula === undefined) return [];
    const fields = rule.displayField === undefined ? [] : [rule.displayField];
    try {
      return evaluate(formula, scope) === true ? [{ statusCode, message: rule.message, fields }] : [];
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      const message = `The validation rule ${rule.name} cannot be evaluated for this record: ${error.message}`;
      return [{ statusCode, message, fields }];
    }
  };
  return object.validationRules.flatMap(broken);
};
