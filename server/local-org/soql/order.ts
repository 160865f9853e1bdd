import type { OrderByClause, QueryBase } from '@jetstreamapp/soql-parser-js';
import { ApiError } from '../errors.ts';
import { isFilterable } from '../store/columns.ts';
import { join, raw, sql, type Sql } from '../store/sql.ts';
import { dateFunction, onlyParameter } from './functions.ts';
import { pathOf, type QueryContext, type ResolvedField, type Scope } from './scope.ts';
import { invalidField } from './soql-error.ts';

export const asList = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

/** Nulls come first in both directions unless the query says otherwise. */
export const orderTerm = (clause: OrderByClause, expression: Sql): Sql =>
  sql`${expression} ${raw(clause.order ?? 'ASC')} NULLS ${raw(clause.nulls ?? 'FIRST')}`;

/** ORDER BY of records; the id settles ties, so that pages and repeated reads agree. */
export const orderSql = (context: QueryContext, scope: Scope, query: QueryBase): Sql => {
  const resolve = (written: string): ResolvedField =>
    scope.resolve(pathOf(written, scope.object, query.sObjectAlias), written);
  const terms = asList(query.orderBy).map((clause) => {
    const target =
      'fn' in clause
        ? dateFunction(context.kernel, clause.fn, resolve(onlyParameter(clause.fn)))
        : resolve(clause.field);
    if (!isFilterable(target.field)) {
      const message = `field '${target.field.name}' can not be sorted in a query call`;
      throw invalidField(context.query, target.field.name, message);
    }
    return orderTerm(clause, target.compared);
  });
  return join([...terms, raw(`${scope.alias}."Id"`)], ', ');
};

/** @throws ApiError NUMBER_OUTSIDE_VALID_RANGE beyond Salesforce's greatest offset. */
export const limitSql = (query: QueryBase): Sql => {
  if ((query.offset ?? 0) > 2000) {
    throw new ApiError(400, 'NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000');
  }
  if (query.limit === undefined && query.offset === undefined) return raw('');
  return sql` LIMIT ${query.limit ?? -1} OFFSET ${query.offset ?? 0}`;
};
