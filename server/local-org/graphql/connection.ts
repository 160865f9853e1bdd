import type { GraphQLResolveInfo } from 'graphql';
import type { RecordOutput } from '../org.ts';
import type { SObject } from '../metadata/schema.ts';
import type { Readable, RequestContext } from './context.ts';
import { orderClauses } from './order.ts';
import { cursorOf, fetchPage, pageWindow, type PageArguments } from './paging.ts';
import { descend, selectedFields, soqlFields } from './selection.ts';
import { whereCondition, type Filter } from './where.ts';

export interface ConnectionArguments extends PageArguments {
  readonly where?: Filter | null;
  readonly scope?: string | null;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** Relay's connection over rows. */
export interface Connection<Node> {
  readonly edges: readonly { readonly node: Node; readonly cursor: string }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number | null;
  readonly pageResultCount: number;
}

/** Relay's connection over the rows of one page. */
export const connectionOf = <Node>(
  rows: readonly Node[],
  offset: number,
  hasNextPage: boolean,
  totalCount: number | null,
): Connection<Node> => ({
  edges: rows.map((node, index) => ({ node, cursor: cursorOf(offset + index) })),
  pageInfo: {
    hasNextPage,
    hasPreviousPage: offset > 0,
    startCursor: rows.length > 0 ? cursorOf(offset) : null,
    endCursor: rows.length > 0 ? cursorOf(offset + rows.length - 1) : null,
  },
  totalCount,
  pageResultCount: rows.length,
});

/**
 * Records of one object as a connection: the selection becomes SOQL's field list, so that only what was asked for is
 * read, and the org applies sharing.
 * @param condition what else must hold (the parent's id, for a list of children)
 */
export const recordConnection = (
  object: SObject,
  readable: Readable,
  given: ConnectionArguments,
  context: RequestContext,
  info: GraphQLResolveInfo,
  condition?: string,
): Connection<RecordOutput> => {
  const where = [whereCondition(context.org.schema, object, given.where), condition].filter(
    (each) => each !== undefined,
  );
  const scope = given.scope === null || given.scope === undefined ? '' : ` USING SCOPE ${given.scope.toLowerCase()}`;
  const from = `FROM ${object.name}${scope}${where.length > 0 ? ` WHERE ${where.join(' AND ')}` : ''}`;
  const order = orderClauses(info.fieldNodes, context.rawVariables);
  const stable = order.some((clause) => clause.startsWith('Id ')) ? order : [...order, 'Id ASC'];
  const fields = soqlFields(descend(info.fieldNodes, info, 'edges', 'node'), info, readable, object.name);
  const columns = fields.length > 0 ? fields : ['Id'];
  const window = pageWindow(given);
  const page = fetchPage(context, `SELECT ${columns.join(', ')} ${from} ORDER BY ${stable.join(', ')}`, window);
  const counted = selectedFields(info.fieldNodes, info).some((node) => node.name.value === 'totalCount');
  const total = counted ? context.org.query(context.actor, `SELECT COUNT() ${from}`).totalSize : null;
  return connectionOf(page.rows, window.offset, page.hasNextPage, total);
};
