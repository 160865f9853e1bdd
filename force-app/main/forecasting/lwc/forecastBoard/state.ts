import { isNoAccess, reduceErrors } from 'c/taktErrors';

/** What the wires have brought so far. */
export interface Answers {
  /** Errors of any of the queries. */
  readonly errors: readonly unknown[];
  /** Whether quarters and freshness have come. */
  readonly boardCame: boolean;
  /** Whether the rows of the chosen quarter have come, or there is no quarter to ask for. */
  readonly rowsCame: boolean;
  readonly rows: number;
}

export type BoardState = 'loading' | 'data' | 'empty' | 'error' | 'no-access';

/** One face at a time. Numbers that are there stay, whatever happens to the next answer. */
export const boardState = ({ boardCame, errors, rows, rowsCame }: Answers): BoardState => {
  if (rows > 0) return 'data';
  if (errors.some(isNoAccess)) return 'no-access';
  if (errors.length > 0) return 'error';
  return boardCame && rowsCame ? 'empty' : 'loading';
};

/** The technical sentences behind an error. */
export const errorDetails = (errors: readonly unknown[]): readonly string[] => reduceErrors(errors);
