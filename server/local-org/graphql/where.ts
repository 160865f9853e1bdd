import type { Field, Schema, SObject } from '../metadata/schema.ts';
import { parentObject } from '../ui-api/supported-objects.ts';
import { numberLiteral, textLiteral } from './literals.ts';

/** A filter as GraphQL has coerced it: operators and nested filters by field name. */
export type Filter = Readonly<Record<string, unknown>>;

const isFilter = (value: unknown): value is Filter =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const filters = (value: unknown): readonly Filter[] =>
  Array.isArray(value) ? value.filter(isFilter) : isFilter(value) ? [value] : [];

const comparison: Readonly<Record<string, string>> = { eq: '=', ne: '!=', lt: '<', gt: '>', lte: '<=', gte: '>=' };
const listed: Readonly<Record<string, string>> = {
  in: 'IN',
  nin: 'NOT IN',
  includes: 'INCLUDES',
  excludes: 'EXCLUDES',
};

/** A date as `{ value }`, `{ literal }` or `{ range }`: dates stand bare in SOQL. */
const dateOperand = (input: Filter): string => {
  const { value, literal, range } = input;
  if (typeof value === 'string') return value;
  if (typeof literal === 'string') return literal;
  const [named] = isFilter(range) ? Object.entries(range) : [];
  return named === undefined ? 'null' : `${named[0].toUpperCase()}:${String(named[1])}`;
};

const operand = (value: unknown): string => {
  if (isFilter(value)) return dateOperand(value);
  if (typeof value === 'number') return numberLiteral(value);
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? textLiteral(value) : 'null';
};

const condition = (path: string, operator: string, value: unknown): string | undefined => {
  if (operator === 'like') return typeof value === 'string' ? `${path} LIKE ${textLiteral(value)}` : undefined;
  const list = listed[operator];
  if (list === undefined) return `${path} ${comparison[operator] ?? '='} ${operand(value)}`;
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  if (values.length > 0) return `${path} ${list} (${values.map(operand).join(', ')})`;
  // An empty list matches nothing (NOT IN: everything); SOQL itself refuses `IN ()`.
  return operator === 'in' || operator === 'includes' ? 'Id = null' : undefined;
};

const joined = (conditions: readonly (string | undefined)[], word: 'AND' | 'OR'): string | undefined => {
  const present = conditions.filter((each) => each !== undefined);
  return present.length <= 1 ? present[0] : `(${present.join(` ${word} `)})`;
};

/**
 * A GraphQL filter as a SOQL condition, undefined when it says nothing. Names come from the schema, never from the
 * request; values are escaped.
 * @param prefix path of the parent that the filter is about, `Scope__r.`
 */
export const whereCondition = (
  schema: Schema,
  object: SObject,
  filter: Filter | null | undefined,
  prefix = '',
): string | undefined =>
  joined(
    Object.entries(filter ?? {}).map(([name, value]) => {
      if (name === 'and' || name === 'or') {
        const parts = filters(value).map((each) => whereCondition(schema, object, each, prefix));
        return joined(parts, name === 'and' ? 'AND' : 'OR');
      }
      if (name === 'not') {
        const inner = joined(
          filters(value).map((each) => whereCondition(schema, object, each, prefix)),
          'AND',
        );
        return inner === undefined ? undefined : `(NOT ${inner.startsWith('(') ? inner : `(${inner})`})`;
      }
      if (!isFilter(value)) return undefined;
      const field = object.fields.get(name.toLowerCase());
      if (field !== undefined) return fieldCondition(`${prefix}${field.name}`, value);
      const parent = parentField(object, name);
      const target = parent === undefined ? undefined : parentObject(schema, parent);
      return target === undefined ? undefined : whereCondition(schema, target, value, `${prefix}${name}.`);
    }),
    'AND',
  );

const fieldCondition = (path: string, operators: Filter): string | undefined =>
  joined(
    Object.entries(operators).map(([operator, value]) => condition(path, operator, value)),
    'AND',
  );

/** The reference field behind a relationship's name. */
export const parentField = (object: SObject, relationshipName: string): Field | undefined =>
  [...object.fields.values()].find((field) => field.relationshipName === relationshipName);
