import { isNoAccess } from 'c/taktErrors';

export type ListState = 'loading' | 'data' | 'empty' | 'error' | 'no-access';

/** One face at a time. Rows that are there stay, whatever happens to the next answer. */
export const listState = (answer: {
  readonly came: boolean;
  readonly errors: unknown;
  readonly rows: number;
}): ListState => {
  if (answer.rows > 0) return 'data';
  if (answer.errors !== undefined) return isNoAccess(answer.errors) ? 'no-access' : 'error';
  return answer.came ? 'empty' : 'loading';
};

/** Whether there are more than the query brought. */
export const isCut = (data: unknown): boolean =>
  ['uiapi', 'query', 'open', 'pageInfo', 'hasNextPage'].reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined,
    data,
  ) === true;
