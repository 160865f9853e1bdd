import type { Schema } from '../../metadata/schema.ts';
import type { Condition, Expression, ForeignMapping, RecordRule } from './schema.ts';
import { templateNames } from './template.ts';

/** Walks an expression with the path to it, the nested ones too. */
const visit = (expression: Expression, at: string, see: (expression: Expression, at: string) => void): void => {
  see(expression, at);
  if ('firstOf' in expression) {
    for (const [index, part] of expression.firstOf.entries()) visit(part, `${at}.firstOf[${index}]`, see);
  }
  if ('when' in expression) {
    visit(expression.then, `${at}.then`, see);
    visit(expression.otherwise, `${at}.otherwise`, see);
  }
};

/** Everything in a mapping that contradicts itself or the org's schema, as `records[2].fields.Amount: …`. */
export const mappingFaults = (mapping: ForeignMapping, schema: Schema): readonly string[] => {
  const faults: string[] = [];
  const made = new Set(mapping.records.map((rule) => rule.object.toLowerCase()));

  const checkColumn = (file: string | undefined, column: string, at: string): void => {
    if (file === undefined) faults.push(`${at}: reads column "${column}", but the rule has no "from"`);
    else if (mapping.files[file] !== undefined && mapping.files[file].columns[column] === undefined) {
      faults.push(`${at}: "${file}" declares no column "${column}"`);
    }
  };
  const checkTemplate = (file: string | undefined, template: string, at: string): void => {
    const { columns, unknownFilters } = templateNames(template);
    for (const column of columns) checkColumn(file, column, at);
    for (const filter of unknownFilters) faults.push(`${at}: there is no filter "${filter}"`);
  };
  const checkConditions = (file: string | undefined, conditions: readonly Condition[], at: string): void => {
    for (const { column } of conditions) checkColumn(file, column, at);
  };
  const checkExpression = (rule: RecordRule, expression: Expression, at: string): void => {
    if ('column' in expression) checkColumn(rule.from, expression.column, at);
    if ('endOfQuarterOf' in expression) checkColumn(rule.from, expression.endOfQuarterOf, at);
    if ('template' in expression) checkTemplate(rule.from, expression.template, at);
    if ('when' in expression) checkConditions(rule.from, expression.when, at);
    if ('reference' in expression) {
      checkTemplate(rule.from, expression.key, at);
      if (!made.has(expression.reference.toLowerCase())) faults.push(`${at}: no rule makes ${expression.reference}`);
    }
    if ('existing' in expression && schema.object(expression.existing) === undefined) {
      faults.push(`${at}: the org has no object ${expression.existing}`);
    }
    if ('joined' in expression) {
      const { file, on, equals, take } = expression.joined;
      if (mapping.files[file] === undefined) faults.push(`${at}: joins "${file}", which "files" does not declare`);
      checkColumn(file, on, at);
      checkColumn(file, take, at);
      checkColumn(rule.from, equals, at);
    }
  };

  for (const [index, rule] of mapping.records.entries()) {
    const at = `records[${index}]`;
    const sobject = schema.object(rule.object);
    if (sobject === undefined) faults.push(`${at}: the org has no object ${rule.object}`);
    if (rule.from !== undefined && mapping.files[rule.from] === undefined) {
      faults.push(`${at}: reads "${rule.from}", which "files" does not declare`);
    }
    if (rule.persona !== undefined && rule.object.toLowerCase() !== 'user') {
      faults.push(`${at}: only users have a "persona"`);
    }
    if (rule.oncePerKey && rule.key === undefined) faults.push(`${at}: "oncePerKey" needs a "key"`);
    if (rule.key !== undefined) checkTemplate(rule.from, rule.key, `${at}.key`);
    checkConditions(rule.from, rule.where, `${at}.where`);
    for (const [field, expression] of Object.entries(rule.fields)) {
      const path = `${at}.fields.${field}`;
      if (sobject !== undefined && !sobject.fields.has(field.toLowerCase())) {
        faults.push(`${path}: ${rule.object} has no such field`);
      }
      visit(expression, path, (part, place) => {
        checkExpression(rule, part, place);
      });
    }
  }
  return faults;
};
