import type { FunctionExp, LiteralType, Query } from '@jetstreamapp/soql-parser-js';
import { isFilterable } from '../store/columns.ts';
import { allOf, anyOf, join, raw, sql, type Sql } from '../store/sql.ts';
import { fold } from '../store/fold.ts';
import type { ConditionTree, Leaf } from './condition-tree.ts';
import { operandOf, textOf, type LiteralContext, type Operand } from './literals.ts';
import type { ResolvedField } from './scope.ts';
import { invalidField, invalidFilter, unsupported } from './soql-error.ts';

/** How the names in a condition are understood: WHERE by fields, HAVING by groups and aggregates. */
export interface ConditionContext extends LiteralContext {
  field(written: string): ResolvedField;
  call(fn: FunctionExp): ResolvedField;
  subquery(query: Query): Sql;
}

const comparisons: Readonly<Record<string, string>> = { '=': '=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' };

/** A comparison with one literal. `!=` holds for what has no value, all others do not. */
const compare = (target: ResolvedField, operator: string, operand: Operand): Sql => {
  const { compared } = target;
  if (operand.kind === 'span') {
    const { from, to } = operand;
    switch (operator) {
      case '=':
        return sql`(${compared} >= ${from} AND ${compared} < ${to})`;
      case '!=':
        return sql`(${compared} IS NULL OR ${compared} < ${from} OR ${compared} >= ${to})`;
      case '<':
        return sql`${compared} < ${from}`;
      case '<=':
        return sql`${compared} < ${to}`;
      case '>':
        return sql`${compared} >= ${to}`;
      default:
        return sql`${compared} >= ${from}`;
    }
  }
  const { value } = operand;
  if (operator === '!=') return sql`${compared} IS NOT ${value}`;
  if (operator === '=') return value === null ? sql`${compared} IS NULL` : sql`${compared} = ${value}`;
  return sql`${compared} ${raw(comparisons[operator] ?? '=')} ${value}`;
};

const like = (
  context: ConditionContext,
  target: ResolvedField,
  literal: string,
  type: LiteralType | undefined,
): Sql => {
  const { field, compared } = target;
  const isText = ['string', 'picklist', 'multipicklist', 'textarea', 'email', 'phone', 'url'].includes(field.type);
  if (!isText || type !== 'STRING') {
    throw invalidFilter(context.query, field.name, `invalid operator on ${field.type} field: ${field.name}`);
  }
  return sql`${compared} LIKE ${fold(textOf(literal, true))} ESCAPE '\\'`;
};

const valuesOf = (leaf: { value: unknown; literalType?: unknown }): readonly (readonly [string, LiteralType])[] => {
  const values = (Array.isArray(leaf.value) ? leaf.value : [leaf.value]).map(String);
  const types = Array.isArray(leaf.literalType) ? leaf.literalType : values.map(() => leaf.literalType);
  return values.map((value, index) => [value, types[index] as LiteralType] as const);
};

const isOneOf = (context: ConditionContext, target: ResolvedField, leaf: Leaf & { value: unknown }): Sql => {
  const operands = valuesOf(leaf).map(([value, type]) => operandOf(context, target.field, value, type));
  const spans = operands.filter((operand) => operand.kind === 'span');
  const plain = operands.flatMap((operand) => (operand.kind === 'value' ? [operand.value] : []));
  const known = plain.filter((value) => value !== null);
  return anyOf([
    sql`${target.compared} IN (${join(
      known.map((value) => sql`${value}`),
      ', ',
    )})`,
    ...(known.length < plain.length ? [sql`${target.compared} IS NULL`] : []),
    ...spans.map((span) => compare(target, '=', span)),
  ]);
};

/** INCLUDES ('a;b', 'c'): all of a and b, or c. */
const includes = (context: ConditionContext, target: ResolvedField, leaf: Leaf & { value: unknown }): Sql => {
  if (target.field.type !== 'multipicklist') {
    throw invalidFilter(context.query, target.field.name, `invalid operator on ${target.field.type} field`);
  }
  const choices = valuesOf(leaf).map(([value]) =>
    allOf(
      textOf(value)
        .split(';')
        .map((choice) => sql`instr(';' || lower(${target.compared}) || ';', ${`;${fold(choice)};`}) > 0`),
    ),
  );
  return anyOf(choices);
};

const leafCondition = (context: ConditionContext, leaf: Leaf): Sql => {
  const target = 'fn' in leaf ? context.call(leaf.fn) : context.field(leaf.field);
  const { field } = target;
  if (!isFilterable(field)) {
    throw invalidField(context.query, field.name, `field '${field.name}' can not be filtered in a query call`);
  }
  const not = (condition: Sql): Sql => sql`NOT ((${condition}) IS TRUE)`;
  if ('valueQuery' in leaf) {
    const inner = context.subquery(leaf.valueQuery);
    const within = sql`${target.compared} IN (${inner})`;
    return leaf.operator === 'NOT IN' ? not(within) : within;
  }
  switch (leaf.operator) {
    case 'IN':
      return isOneOf(context, target, leaf);
    case 'NOT IN':
      return not(isOneOf(context, target, leaf));
    case 'INCLUDES':
      return includes(context, target, leaf);
    case 'EXCLUDES':
      return not(includes(context, target, leaf));
    default: {
      const [[literal, type] = ['', undefined]] = valuesOf(leaf);
      if (type === 'APEX_BIND_VARIABLE') throw unsupported('a bind variable');
      if (leaf.operator === 'LIKE') return like(context, target, literal, type);
      // `<>` is the same, though the parser's types do not know it.
      const operator = leaf.operator.replace('<>', '!=');
      return compare(target, operator, operandOf(context, field, literal, type));
    }
  }
};

/** A condition as SQL. Salesforce's logic has two values: NOT holds where a comparison with nothing does not. */
export const conditionSql = (context: ConditionContext, tree: ConditionTree): Sql => {
  switch (tree.kind) {
    case 'and':
      return allOf(tree.parts.map((part) => conditionSql(context, part)));
    case 'or':
      return anyOf(tree.parts.map((part) => conditionSql(context, part)));
    case 'not':
      return sql`NOT ((${conditionSql(context, tree.part)}) IS TRUE)`;
    case 'leaf':
      return leafCondition(context, tree.leaf);
  }
};
