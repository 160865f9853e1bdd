import type { FunctionExp, GroupByClause, QueryBase } from '@jetstreamapp/soql-parser-js';
import { decoder, isFilterable } from '../store/columns.ts';
import { join, raw, sql, type Sql } from '../store/sql.ts';
import { conditionTree } from './condition-tree.ts';
import { aggregate, aggregateNames, dateFunction, onlyParameter } from './functions.ts';
import { asList, orderTerm } from './order.ts';
import type { OutputItem } from './output.ts';
import { pathOf, type QueryContext, type ResolvedField, type Scope } from './scope.ts';
import type { Selection } from './select.ts';
import { invalidField, malformedQuery, unsupported } from './soql-error.ts';
import { conditionSql, type ConditionContext } from './where.ts';
import { aliasOf, writtenName } from './written-name.ts';

const isAggregateCall = (fn: FunctionExp): boolean => aggregateNames.has((fn.functionName ?? '').toUpperCase());

export const isAggregate = (query: QueryBase): boolean =>
  query.groupBy !== undefined ||
  (query.fields ?? []).some((item) => item.type === 'FieldFunctionExpression' && isAggregateCall(item));

export interface AggregateSelection extends Selection {
  /** GROUP BY, HAVING and ORDER BY. */
  readonly tail: Sql;
  readonly countOnly: boolean;
}

/** Text by which a group is found again in SELECT and ORDER BY. */
const keyOf = (written: string): string => written.replace(/\s/g, '').toLowerCase();

class Grouping {
  readonly #context: QueryContext;
  readonly #scope: Scope;
  readonly #alias: string | undefined;
  readonly #groups = new Map<string, ResolvedField>();

  constructor(context: QueryContext, scope: Scope, query: QueryBase) {
    this.#context = context;
    this.#scope = scope;
    this.#alias = query.sObjectAlias;
    for (const clause of asList<GroupByClause>(query.groupBy)) this.#add(clause);
  }

  resolve(written: string): ResolvedField {
    return this.#scope.resolve(pathOf(written, this.#scope.object, this.#alias), written);
  }

  #key(written: string): string {
    return keyOf(pathOf(written, this.#scope.object, this.#alias).join('.'));
  }

  #add(clause: GroupByClause): void {
    if ('fn' in clause) {
      const name = (clause.fn.functionName ?? '').toUpperCase();
      if (name === 'ROLLUP' || name === 'CUBE') throw unsupported(`GROUP BY ${name}`);
      this.#groups.set(keyOf(clause.fn.rawValue ?? ''), this.#dated(clause.fn));
      return;
    }
    const target = this.resolve(clause.field);
    if (!isFilterable(target.field)) {
      const message = `field '${target.field.name}' can not be grouped in a query call`;
      throw invalidField(this.#context.query, clause.field, message);
    }
    this.#groups.set(this.#key(clause.field), target);
  }

  #dated(fn: FunctionExp): ResolvedField {
    return dateFunction(this.#context.kernel, fn, this.resolve(onlyParameter(fn)));
  }

  get expressions(): readonly Sql[] {
    return [...this.#groups.values()].map((group) => group.compared);
  }

  /** A grouped field. @throws ApiError when it is not grouped. */
  grouped(written: string): ResolvedField {
    const group = this.#groups.get(this.#key(written));
    if (group !== undefined) return group;
    this.resolve(written);
    throw malformedQuery(`Field must be grouped or aggregated: ${written}`);
  }

  /** A grouped function or an aggregate. */
  called(fn: FunctionExp): ResolvedField {
    const name = (fn.functionName ?? '').toUpperCase();
    if (aggregateNames.has(name)) {
      const [parameter] = fn.parameters ?? [];
      return aggregate(fn, parameter === undefined ? undefined : this.resolve(onlyParameter(fn)));
    }
    const group = this.#groups.get(keyOf(fn.rawValue ?? ''));
    if (group === undefined) throw malformedQuery(`Field must be grouped or aggregated: ${fn.rawValue ?? ''}`);
    return group;
  }
}

const itemsOf = (query: QueryBase, grouping: Grouping) => {
  const columns: Sql[] = [];
  const items: OutputItem[] = [];
  const aliases = new Map<string, ResolvedField>();
  let unnamed = 0;
  const add = (alias: string | undefined, preset: string | undefined, target: ResolvedField): void => {
    const name = alias ?? preset ?? `expr${unnamed++}`;
    if (aliases.has(name.toLowerCase())) throw malformedQuery(`duplicate alias: ${name}`);
    aliases.set(name.toLowerCase(), target);
    columns.push(target.stored);
    items.push({ kind: 'value', name, column: columns.length - 1, field: target.field, decode: decoder(target.field) });
  };
  for (const item of query.fields ?? []) {
    if (item.type === 'Field' || item.type === 'FieldRelationship') {
      const target = grouping.grouped(writtenName(item));
      add(aliasOf(item), target.field.name, target);
    } else if (item.type === 'FieldFunctionExpression') {
      if (item.functionName.toUpperCase() === 'GROUPING') throw unsupported('GROUPING()');
      add(item.alias, undefined, grouping.called(item));
    } else {
      throw malformedQuery('Grouped query cannot use child relationships in the SELECT list');
    }
  }
  return { columns, items, aliases };
};

/** The columns of a query with aggregates or GROUP BY, and what follows its WHERE. */
export const aggregateSelect = (
  context: QueryContext,
  scope: Scope,
  query: QueryBase,
  conditions: ConditionContext,
): AggregateSelection => {
  const [first] = query.fields ?? [];
  const countOnly =
    query.fields?.length === 1 &&
    first?.type === 'FieldFunctionExpression' &&
    first.functionName.toUpperCase() === 'COUNT' &&
    first.parameters.length === 0;
  const grouping = new Grouping(context, scope, query);
  const { columns, items, aliases } = itemsOf(query, grouping);
  const { expressions } = grouping;
  const having =
    query.having === undefined
      ? raw('')
      : sql` HAVING ${conditionSql(
          {
            ...conditions,
            field: (written) => aliases.get(written.toLowerCase()) ?? grouping.grouped(written),
            call: (fn) => grouping.called(fn),
          },
          conditionTree(query.having),
        )}`;
  const order = asList(query.orderBy).map((clause) =>
    orderTerm(
      clause,
      'fn' in clause
        ? grouping.called(clause.fn).compared
        : (aliases.get(clause.field.toLowerCase()) ?? grouping.grouped(clause.field)).compared,
    ),
  );
  const group = expressions.length > 0 ? sql` GROUP BY ${join(expressions, ', ')}` : raw('');
  // Without an order of its own, groups come in the order of what they are grouped by.
  const sorted = order.length > 0 ? order : expressions;
  return {
    columns,
    plan: { objectName: undefined, idColumn: 0, items },
    tail: sql`${group}${having}${sorted.length > 0 ? sql` ORDER BY ${join(sorted, ', ')}` : raw('')}`,
    countOnly,
  };
};
