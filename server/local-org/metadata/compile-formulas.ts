import { type CheckedFormula, compileFormula, FormulaError, type FormulaContext } from '../formula/index.ts';
import type { Field, Schema, SObject, ValidationRule } from './schema.ts';

/** The package's formulas, compiled once; fields and rules keep their identity from the files to the tables. */
export interface CompiledFormulas {
  readonly fields: ReadonlyMap<Field, CheckedFormula>;
  readonly rules: ReadonlyMap<ValidationRule, CheckedFormula>;
}

/** Hears of a formula that does not compile. */
export type ReportFormula = (source: Field | ValidationRule, object: SObject, reason: string) => void;

/** A formula field that needs itself, over however many others. */
const isCircular = (start: Field, compiled: ReadonlyMap<Field, CheckedFormula>): boolean => {
  const seen = new Set<Field>();
  const needs = (field: Field): readonly Field[] => (compiled.get(field)?.fields ?? []).map((one) => one.field);
  const waiting = [...needs(start)];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === start) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...needs(next));
  }
  return false;
};

/**
 * Compiles formula fields and validation rules (inactive ones too, as a deploy does) against the schema.
 * `report` hears of what does not compile.
 */
export const compileFormulas = (
  schema: Schema,
  customPermissions: readonly string[],
  report: ReportFormula,
): CompiledFormulas => {
  const permissions = new Set(customPermissions);
  const fields = new Map<Field, CheckedFormula>();
  const rules = new Map<ValidationRule, CheckedFormula>();
  const compile = (
    source: Field | ValidationRule,
    object: SObject,
    text: string,
    context: Pick<FormulaContext, 'use' | 'blanks' | 'returns'>,
  ): readonly CheckedFormula[] => {
    try {
      return [compileFormula(text, { schema, object, customPermissions: permissions, ...context })];
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      report(source, object, error.message);
      return [];
    }
  };
  for (const object of schema.objects) {
    for (const field of object.fields.values()) {
      if (field.formula === undefined) continue;
      const blanks = field.formulaTreatBlanksAs ?? 'BlankAsZero';
      const [formula] = compile(field, object, field.formula, { use: 'field', blanks, returns: field });
      if (formula !== undefined) fields.set(field, formula);
    }
    for (const rule of object.validationRules) {
      const [formula] = compile(rule, object, rule.condition, { use: 'validation' });
      if (formula !== undefined) rules.set(rule, formula);
    }
  }
  for (const object of schema.objects) {
    for (const field of object.fields.values()) {
      if (fields.has(field) && isCircular(field, fields)) {
        report(field, object, `Field ${field.name} cannot refer to itself, directly or over other fields`);
      }
    }
  }
  return { fields, rules };
};
