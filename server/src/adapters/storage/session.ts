import type { Kysely } from 'kysely';
import type { StoreSchema } from './schema.ts';

/** Text, numbers, truth values, null, or lists of text: what both stores take alike. JSON goes as text. */
export type Parameters = readonly unknown[];

export interface Answer<Row> {
  readonly rows: readonly Row[];
  /** Rows that were inserted, changed or deleted; 0 for a query. */
  readonly affected: number;
}

/**
 * A way to the store. Answers read alike on both: whole numbers and counts as numbers, `numeric` as text with every
 * digit, days and instants as text, JSON as its value.
 */
export interface Session {
  query<Row>(sql: string, parameters?: Parameters): Promise<Answer<Row>>;
  /** Rows as arrays. */
  arrays<Row extends readonly unknown[]>(sql: string, parameters?: Parameters): Promise<readonly Row[]>;
  /** Several statements, no parameters. */
  exec(sql: string): Promise<void>;
  /**
   * COPY … FROM with FORMAT csv, HEADER true.
   * @param table Its plain name; its columns are in the order of the file's.
   * @returns the rows taken.
   */
  copyCsv(table: string, csv: readonly Uint8Array<ArrayBuffer>[]): Promise<number>;
}

/** The store, with its tables up to date. */
export interface Database extends Session {
  /** `embedded`: in this process, for it alone. `server`: a PostgreSQL that several processes may use. */
  readonly kind: 'embedded' | 'server';
  readonly kysely: Kysely<StoreSchema>;
  /**
   * All of the work or nothing of it. Inside, only the session that is handed over may be used: the embedded store has
   * one session, and would wait for itself.
   */
  transaction<Result>(work: (session: Session) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** A name of a table or column as SQL takes it, whatever is in it. */
export const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The statement behind copyCsv. */
export const copyStatement = (table: string, from: string): string =>
  `COPY ${quotedName(table)} FROM ${from} WITH (FORMAT csv, HEADER true)`;
