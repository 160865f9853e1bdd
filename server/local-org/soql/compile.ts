import { randomUUID } from 'node:crypto';
import type { Query, QueryBase, Subquery } from '@jetstreamapp/soql-parser-js';
import type { SObject } from '../metadata/schema.ts';
import { quoted } from '../store/columns.ts';
import { fiscalRule } from '../store/fiscal/periods.ts';
import { allOf, join, raw, sql, type Sql } from '../store/sql.ts';
import { aggregateSelect, isAggregate } from './aggregate.ts';
import { conditionTree } from './condition-tree.ts';
import { dateFunction, onlyParameter } from './functions.ts';
import { orderSql, limitSql } from './order.ts';
import type { OutputPlan } from './output.ts';
import { pathOf, Scope, type QueryContext } from './scope.ts';
import { plainSelect } from './select.ts';
import { writtenName } from './written-name.ts';
import { malformedQuery, noSuchChildRelationship, noSuchType, unsupported } from './soql-error.ts';
import { conditionSql, type ConditionContext } from './where.ts';

/** Stands among a sub-query's parameters where the JSON list of the parents' ids goes; no person can have written it. */
export const parentIds = `parents:${randomUUID()}`;

export interface CompiledSubquery {
  /** One of its parameters is `parentIds`; the first column is the parent's id. */
  readonly sql: Sql;
  readonly plan: OutputPlan;
  readonly name: string;
}

export interface CompiledQuery {
  readonly sql: Sql;
  readonly plan: OutputPlan;
  readonly subqueries: readonly CompiledSubquery[];
  /** `SELECT COUNT()`: the number is the answer, there are no records. */
  readonly countOnly: boolean;
  readonly objectName: string;
}

/** @throws ApiError INVALID_TYPE when there is no such object, or the actor may not read it. */
const objectOf = (context: QueryContext, name: string): SObject => {
  const object = context.kernel.schema.object(name);
  if (object === undefined || !context.actor.may('read', object.name)) throw noSuchType(context.query, name);
  return object;
};

const refuseUnsupported = (query: QueryBase): void => {
  if (query.withDataCategory !== undefined) throw unsupported('WITH DATA CATEGORY');
  if (query.withAccessLevel === 'SYSTEM_MODE') throw unsupported('WITH SYSTEM_MODE');
  const scope = query.usingScope?.toLowerCase();
  if (scope !== undefined && scope !== 'mine' && scope !== 'everything') throw unsupported(`USING SCOPE ${scope}`);
};

/** How names in WHERE are understood in a scope. */
const whereContext = (
  context: QueryContext,
  scope: Scope,
  alias: string | undefined,
  includeDeleted: boolean,
): ConditionContext => {
  const { kernel, actor, query } = context;
  const resolve = (written: string) => scope.resolve(pathOf(written, scope.object, alias), written);
  return {
    query,
    today: kernel.clock.today(),
    timeZone: actor.timeZone,
    fiscalRule: fiscalRule(kernel),
    field: resolve,
    call: (fn) => dateFunction(kernel, fn, resolve(onlyParameter(fn))),
    subquery: (inner) => semiJoin(context, inner, includeDeleted),
  };
};

/** Everything that decides which rows count: sharing, deletion, scope, and the query's own condition. */
const whereSql = (
  context: QueryContext,
  scope: Scope,
  query: QueryBase,
  includeDeleted: boolean,
  extra: readonly Sql[] = [],
): Sql => {
  const { kernel, actor } = context;
  const access = kernel.access.condition(actor, scope.object, scope.alias, 'read');
  const tree = query.where === undefined ? undefined : conditionTree(query.where);
  const mine = query.usingScope?.toLowerCase() === 'mine' && scope.object.fields.has('ownerid');
  return allOf([
    ...extra,
    ...(scope.object.fields.has('isdeleted') && !includeDeleted ? [raw(`${scope.alias}."IsDeleted" = 0`)] : []),
    ...(mine ? [sql`${raw(`${scope.alias}."OwnerId"`)} = ${actor.userId}`] : []),
    ...(access === undefined ? [] : [access]),
    ...(tree === undefined
      ? []
      : [conditionSql(whereContext(context, scope, query.sObjectAlias, includeDeleted), tree)]),
  ]);
};

/** `IN (SELECT AccountId FROM Opportunity WHERE …)` */
const semiJoin = (context: QueryContext, query: Query, includeDeleted: boolean): Sql => {
  refuseUnsupported(query);
  const object = objectOf(context, query.sObject ?? '');
  const scope = new Scope(context, object, context.nextAlias(), []);
  const [item] = query.fields ?? [];
  if (
    item === undefined ||
    query.fields?.length !== 1 ||
    (item.type !== 'Field' && item.type !== 'FieldRelationship')
  ) {
    throw malformedQuery('semi join sub-selects can only query a single field');
  }
  const written = writtenName(item);
  const { field, stored } = scope.resolve(pathOf(written, object, query.sObjectAlias), written);
  if (field.type !== 'id' && field.type !== 'reference') {
    throw malformedQuery(
      `The selected field '${field.name}' in the subquery and the left operand field in the where expression in the outer query should point to the same object type`,
    );
  }
  const where = whereSql(context, scope, query, includeDeleted, [sql`${stored} IS NOT NULL`]);
  return sql`SELECT ${stored} FROM ${scope.from} WHERE ${where}`;
};

const compileSubquery = (
  context: QueryContext,
  parent: SObject,
  query: Subquery,
  includeDeleted: boolean,
): CompiledSubquery => {
  refuseUnsupported(query);
  const relation = context.kernel.schema.childRelationship(parent.name, query.relationshipName);
  const { child, field } = relation ?? {};
  if (child === undefined || field === undefined || !context.actor.may('read', child.name)) {
    throw noSuchChildRelationship(context.query, query.relationshipName);
  }
  if (isAggregate(query)) throw malformedQuery('Aggregate expressions are not allowed in a nested query');
  const scope = new Scope(context, child, context.nextAlias(), []);
  const select = plainSelect(
    context,
    scope,
    query,
    (inner) => {
      throw unsupported(`the sub-query on ${inner.relationshipName} inside a sub-query`);
    },
    1,
  );
  const link = raw(`${scope.alias}.${quoted(field.name)}`);
  const order = orderSql(context, scope, query);
  const where = whereSql(context, scope, query, includeDeleted, [
    sql`${link} IN (SELECT value FROM json_each(${parentIds}))`,
  ]);
  const columns = join([sql`${link} AS parent`, ...select.columns], ', ');
  const all = sql`SELECT ${columns} FROM ${scope.from} WHERE ${where} ORDER BY ${order}`;
  const name = field.childRelationshipName ?? query.relationshipName;
  if (query.limit === undefined && query.offset === undefined) return { sql: all, plan: select.plan, name };
  const names = select.columns.map((_, index) => `c${index}`);
  const numbered = sql`SELECT ${link} AS parent, ${join(
    select.columns.map((column, index) => sql`${column} AS ${raw(`c${index}`)}`),
    ', ',
  )}, row_number() OVER (PARTITION BY ${link} ORDER BY ${order}) AS position FROM ${scope.from} WHERE ${where}`;
  const from = query.offset ?? 0;
  const to = query.limit === undefined ? Number.MAX_SAFE_INTEGER : from + query.limit;
  return {
    sql: sql`SELECT parent, ${raw(names.join(', '))} FROM (${numbered}) WHERE position > ${from} AND position <= ${to} ORDER BY parent, position`,
    plan: select.plan,
    name,
  };
};

/**
 * A parsed query as SQL, with the actor's sharing and field permissions in it.
 * @throws ApiError with Salesforce's code and words
 */
export const compileQuery = (context: QueryContext, query: Query, includeDeleted: boolean): CompiledQuery => {
  refuseUnsupported(query);
  const object = objectOf(context, query.sObject ?? '');
  const scope = new Scope(context, object, context.nextAlias(), []);
  const limit = limitSql(query);
  if (isAggregate(query)) {
    const select = aggregateSelect(
      context,
      scope,
      query,
      whereContext(context, scope, query.sObjectAlias, includeDeleted),
    );
    const where = whereSql(context, scope, query, includeDeleted);
    return {
      sql: sql`SELECT ${join(select.columns, ', ')} FROM ${scope.from} WHERE ${where}${select.tail}${limit}`,
      plan: select.plan,
      subqueries: [],
      countOnly: select.countOnly,
      objectName: object.name,
    };
  }
  const subqueries: CompiledSubquery[] = [];
  const select = plainSelect(context, scope, query, (inner) => {
    const compiled = compileSubquery(context, object, inner, includeDeleted);
    subqueries.push(compiled);
    return { kind: 'children', name: compiled.name, subquery: subqueries.length - 1 };
  });
  const order = orderSql(context, scope, query);
  const where = whereSql(context, scope, query, includeDeleted);
  return {
    sql: sql`SELECT ${join(select.columns, ', ')} FROM ${scope.from} WHERE ${where} ORDER BY ${order}${limit}`,
    plan: select.plan,
    subqueries,
    countOnly: false,
    objectName: object.name,
  };
};
