import { GraphQLError } from 'graphql';
import type { QueryPage, RecordOutput } from '../org.ts';
import type { RequestContext } from './context.ts';

/** Arguments of every connection. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly upperBound?: number | null;
}

const defaultFirst = 10;
const maximumFirst = 2000;
const minimumFirstWithUpperBound = 200;
/** Rows that can be paged to without `upperBound`. */
const defaultReach = 4000;
/** SOQL's own limit of OFFSET. */
const maximumOffset = 2000;

const cursorPrefix = 'row:';

/** The cursor of the row at a position, counted from 0. */
export const cursorOf = (position: number): string =>
  Buffer.from(`${cursorPrefix}${position}`, 'utf8').toString('base64');

const offsetAfter = (after: string | null | undefined): number => {
  if (after === undefined || after === null) return 0;
  const text = Buffer.from(after, 'base64').toString('utf8');
  const position = text.startsWith(cursorPrefix) ? Number(text.slice(cursorPrefix.length)) : Number.NaN;
  if (!Number.isSafeInteger(position) || position < 0) throw new GraphQLError(`Invalid cursor: ${after}`);
  return position + 1;
};

/** Which rows a page asks for. */
export interface PageWindow {
  readonly first: number;
  readonly offset: number;
  readonly reach: number;
}

/**
 * Reads `first`, `after` and `upperBound`.
 * @throws GraphQLError when `first` is out of 1 to 2,000 (200 to 2,000 with `upperBound`) or the cursor is not ours
 */
export const pageWindow = ({ first, after, upperBound }: PageArguments): PageWindow => {
  const bounded = upperBound !== undefined && upperBound !== null;
  const minimum = bounded ? minimumFirstWithUpperBound : 1;
  const wanted = first ?? (bounded ? minimumFirstWithUpperBound : defaultFirst);
  if (wanted < minimum || wanted > maximumFirst) {
    throw new GraphQLError(`The value of first must be between ${minimum} and ${maximumFirst}, not ${wanted}.`);
  }
  return { first: wanted, offset: offsetAfter(after), reach: bounded ? Number.POSITIVE_INFINITY : defaultReach };
};

export interface Page {
  readonly rows: readonly RecordOutput[];
  readonly hasNextPage: boolean;
}

const walked = (
  { org, actor }: RequestContext,
  start: QueryPage,
  skip: number,
  take: number,
): readonly RecordOutput[] => {
  const rows: RecordOutput[] = [...start.records];
  let page = start;
  while (rows.length < skip + take && page.cursor !== undefined) {
    page = org.queryMore(actor, page.cursor);
    rows.push(...page.records);
  }
  return rows.slice(skip, skip + take);
};

/** Runs a SOQL query without LIMIT and OFFSET for one page of it. */
export const fetchPage = (context: RequestContext, soql: string, { first, offset, reach }: PageWindow): Page => {
  const take = Math.min(first, Math.max(0, reach - offset));
  if (take === 0) return { rows: [], hasNextPage: false };
  const bySoql = offset <= maximumOffset;
  const limits = bySoql ? ` LIMIT ${take + 1}${offset > 0 ? ` OFFSET ${offset}` : ''}` : ` LIMIT ${offset + take + 1}`;
  const start = context.org.query(context.actor, `${soql}${limits}`);
  const rows = walked(context, start, bySoql ? 0 : offset, take);
  const more = start.totalSize > (bySoql ? take : offset + take);
  return { rows, hasNextPage: more && offset + take < reach };
};
