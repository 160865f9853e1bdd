import type { Component, Problem } from '../../package/component.ts';
import type { XmlElement } from '../../xml.ts';
import { booleanFilterProblem } from '../boolean-filter.ts';
import type { OrgField } from '../org-object.ts';
import type { OrgView } from '../org-view.ts';
import { problem } from '../rule.ts';
import { columnProblem, customFieldOfColumn } from './columns.ts';

const ordered = new Set(['lessThan', 'greaterThan', 'lessOrEqual', 'greaterOrEqual']);
const worded = new Set(['contains', 'notContain', 'startsWith']);
const several = new Set(['includes', 'excludes']);

const unordered = new Set(['Checkbox', 'MultiselectPicklist']);
const numeric = new Set(['Number', 'Currency', 'Percent']);

/** Whether an operation can be asked of a field of a type. */
export const operationProblem = (field: OrgField, operation: string): string | undefined => {
  const kind = field.kind ?? '';
  const unfit =
    (ordered.has(operation) && unordered.has(kind)) ||
    (worded.has(operation) && (kind === 'Checkbox' || kind === 'Date' || kind === 'DateTime' || numeric.has(kind))) ||
    (several.has(operation) && kind !== 'MultiselectPicklist');
  return unfit ? `${operation} does not fit ${field.name}, a ${kind} field.` : undefined;
};

const dateWord = /^(TODAY|YESTERDAY|TOMORROW|((LAST|THIS|NEXT)[ _]\w+([ _]\w+)?))$/i;

/** Whether a value can be compared with a field of a type; a part of a value is enough where it need not be `whole`. */
export const valueProblem = (field: OrgField, value: string, whole = true): string | undefined => {
  if (value === '') return undefined;
  const kind = field.kind ?? '';
  if (kind === 'Checkbox' && !/^(0|1|true|false)$/i.test(value))
    return `${field.name} is a checkbox, with which ${value} cannot be compared: 1 or 0 it must be.`;
  if (numeric.has(kind) && !/^([A-Z]{3} ?|[^\d-]{0,3})-?[\d.,]+%?[kmb]?(,.*)?$/i.test(value))
    return `${field.name} is a ${kind} field, with which ${value} cannot be compared.`;
  if (
    (kind === 'Date' || kind === 'DateTime') &&
    !/\d/.test(value) &&
    !value.split(',').every((one) => dateWord.test(one.trim()))
  ) {
    return `${field.name} is a ${kind} field, with which ${value} cannot be compared: a date or a word such as THIS_MONTH it must be.`;
  }
  const values = kind === 'Picklist' ? field.values : undefined;
  if (!whole || values === undefined || field.component?.xml?.one('valueSet')?.flag('restricted') !== true)
    return undefined;
  const strange = value
    .split(',')
    .map((one) => one.trim())
    .find((one) => one !== '' && !values.some((known) => known.toLowerCase() === one.toLowerCase()));
  if (strange === undefined) return undefined;
  // Labels may stand there as well, and values with commas in them.
  const labels =
    field.component.xml
      .one('valueSet')
      ?.one('valueSetDefinition')
      ?.all('value')
      .map((one) => one.text('label') ?? '') ?? [];
  return labels.includes(strange) || values.some((one) => one.includes(','))
    ? undefined
    : `${field.name} has no value ${strange}.`;
};

const unfiltered = new Set(['LongTextArea', 'Html', 'EncryptedText']);

/** What is wrong with the conditions of a list or its like. */
export const filterProblems = (
  rule: string,
  owner: Component,
  org: OrgView,
  object: string,
  filters: readonly XmlElement[],
  logic: XmlElement | undefined,
): readonly Problem[] => {
  const faulty =
    logic === undefined || logic.content === '' ? undefined : booleanFilterProblem(logic.content, filters.length);
  return [
    ...(faulty === undefined ? [] : [problem(rule, owner, faulty, logic)]),
    ...filters.flatMap((filter): readonly Problem[] => {
      const column = filter.text('field') ?? '';
      const missing = columnProblem(org, object, column);
      if (missing !== undefined) return [problem(rule, owner, missing, filter)];
      const field = customFieldOfColumn(org, object, column);
      if (field === undefined) return [];
      if (unfiltered.has(field.kind ?? ''))
        return [
          problem(rule, owner, `${column} is a ${field.kind ?? ''} field, by which nothing is filtered.`, filter),
        ];
      const reason =
        operationProblem(field, filter.text('operation') ?? '') ??
        valueProblem(field, filter.text('value') ?? '', !worded.has(filter.text('operation') ?? ''));
      return reason === undefined ? [] : [problem(rule, owner, reason, filter)];
    }),
  ];
};
