import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { SqlValue } from './columns.ts';

/** One SQLite connection: prepared statements are kept, transactions nest. */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #rollbackListeners: (() => void)[] = [];
  readonly #functions = new Set<string>();
  #depth = 0;
  #streams = 0;

  /** @throws Error of node:sqlite when the file cannot be opened. */
  constructor(file: string) {
    this.#connection = new DatabaseSync(file);
    this.#connection.exec(
      'PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ' +
        'PRAGMA cache_size = -131072; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 1073741824',
    );
  }

  execute(sql: string): void {
    this.#connection.exec(sql);
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    // Queries of people are endless in number: what is kept stays bounded.
    if (this.#statements.size >= 500) this.#statements.clear();
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  run(sql: string, parameters: readonly SqlValue[] = []): void {
    this.#prepared(sql).run(...parameters);
  }

  /** All rows as objects. */
  rows(sql: string, parameters: readonly SqlValue[] = []): readonly Record<string, SqlValue>[] {
    return this.#read(this.#prepared(sql), parameters, false) as unknown as readonly Record<string, SqlValue>[];
  }

  row(sql: string, parameters: readonly SqlValue[] = []): Record<string, SqlValue> | undefined {
    return this.rows(sql, parameters)[0];
  }

  /** All rows as arrays, in the order of the columns: what large reads use. */
  arrays(sql: string, parameters: readonly SqlValue[] = []): readonly (readonly SqlValue[])[] {
    return this.#read(this.#prepared(sql), parameters, true) as unknown as readonly (readonly SqlValue[])[];
  }

  #read(statement: StatementSync, parameters: readonly SqlValue[], arrays: boolean): readonly unknown[] {
    statement.setReturnArrays(arrays);
    try {
      return statement.all(...parameters);
    } catch (error) {
      // Numbers beyond 2^53 are rare: only a result that has one pays for bigints.
      if (!(error instanceof RangeError)) throw error;
      statement.setReadBigInts(true);
      try {
        return narrowed(statement.all(...parameters));
      } finally {
        statement.setReadBigInts(false);
      }
    }
  }

  /** Rows one at a time, on a statement of its own. */
  *stream(sql: string, parameters: readonly SqlValue[] = []): Generator<readonly SqlValue[]> {
    const statement = this.#connection.prepare(sql);
    statement.setReturnArrays(true);
    statement.setReadBigInts(true);
    this.#streams += 1;
    try {
      for (const row of statement.iterate(...parameters)) {
        const values = row as unknown as SqlValue[];
        for (let index = 0; index < values.length; index += 1) values[index] = narrow(values[index] ?? null);
        yield values;
      }
    } finally {
      this.#streams -= 1;
    }
  }

  /** True while a stream is under way: it reads columns by their places, so that none may be dropped. */
  get isStreaming(): boolean {
    return this.#streams > 0;
  }

  /** Makes a function known to SQL, once: a name that is known stays as it is. Integers come to it as bigints. */
  registerFunction(
    name: string,
    options: { readonly deterministic: boolean },
    compute: (...columns: (SqlValue | Uint8Array)[]) => SqlValue,
  ): void {
    // SQLite refuses to replace a function while a query that may use it is being read.
    if (this.#functions.has(name)) return;
    this.#functions.add(name);
    this.#connection.function(name, { ...options, varargs: true, useBigIntArguments: true }, compute);
  }

  onRollback(listener: () => void): void {
    this.#rollbackListeners.push(listener);
  }

  /** All or nothing; an inner transaction that fails leaves the outer one as it was before it. */
  transaction<T>(work: () => T): T {
    const name = `level${this.#depth}`;
    this.#connection.exec(this.#depth === 0 ? 'BEGIN IMMEDIATE' : `SAVEPOINT ${name}`);
    this.#depth += 1;
    try {
      const result = work();
      this.#depth -= 1;
      this.#connection.exec(this.#depth === 0 ? 'COMMIT' : `RELEASE ${name}`);
      return result;
    } catch (error) {
      this.#depth = Number(name.slice('level'.length));
      this.#connection.exec(this.#depth === 0 ? 'ROLLBACK' : `ROLLBACK TO ${name}; RELEASE ${name}`);
      for (const listener of this.#rollbackListeners) listener();
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }
}

const narrow = (value: SqlValue): SqlValue => {
  if (typeof value !== 'bigint') return value;
  // What lies beyond the safe integers is none as a number either.
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
};

const narrowed = (rows: readonly unknown[]): readonly unknown[] =>
  rows.map((row) => {
    const entries = Object.entries(row as Record<string, SqlValue>).map(
      ([key, value]) => [key, narrow(value)] as const,
    );
    return Array.isArray(row) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
  });
