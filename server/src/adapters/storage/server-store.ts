import { Kysely, PostgresDialect } from 'kysely';
import { Pool, type PoolClient } from 'pg';
import { StoreFailure } from '../../application/ports/store-failure.ts';
import { CopyIn } from './server-copy.ts';
import { connected, told } from './server-failure.ts';
import { poolForKysely } from './server-kysely.ts';
import { valuesAlike } from './server-types.ts';
import { copyStatement, quotedName, type Answer, type Database, type Parameters, type Session } from './session.ts';

export interface ServerStore {
  /** postgres://… */
  readonly url: string;
  /** Each org has one of its own; letters, digits and underscores, made where it is missing. */
  readonly schema: string;
  readonly connections?: number;
  /** How long a connection is waited for. */
  readonly waitMs?: number;
}

/** A PostgreSQL server, used by this program and perhaps by others of its kind. */
export const openServerStore = async (options: ServerStore): Promise<Database> => {
  const pool = new Pool({
    connectionString: withSettings(options.url, options.schema),
    types: valuesAlike(),
    max: options.connections ?? 5,
    connectionTimeoutMillis: options.waitMs ?? 10_000,
    // A server that is gone without a word is noticed within minutes, not hours.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    fallback_application_name: 'takt',
  });
  // A connection may be lost while nothing is asked of it, also within a transaction: the next question notices.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await checkServer(pool);
    await makeSchema(pool, options.schema);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const kysely: Database['kysely'] = new Kysely({ dialect: new PostgresDialect({ pool: poolForKysely(pool) }) });
  return {
    kind: 'server',
    kysely,
    ...sessionOf((work) => withClient(pool, work)),
    transaction: (work) => withClient(pool, (client) => transaction(client, work)),
    close: () => pool.end(),
  };
};

/** Dates never depend on where the companion or the server runs; nothing but the own schema is looked into. */
const withSettings = (url: string, schema: string): string => {
  const address = new URL(url);
  const own = `-c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c search_path=${schema}`;
  address.searchParams.set('options', `${address.searchParams.get('options') ?? ''} ${own}`.trim());
  return address.href;
};

const checkServer = (pool: Pool): Promise<void> =>
  withClient(pool, async (client) => {
    const sql = `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding`;
    const { rows } = await client.query<{ version: number; encoding: string }>(sql);
    const { version = 0, encoding = '' } = rows[0] ?? {};
    if (version < 150_000) {
      throw new StoreFailure(`PostgreSQL ${Math.floor(version / 10_000)} is too old for the store: take 15 or newer.`);
    }
    if (encoding !== 'UTF8') {
      throw new StoreFailure(`The database keeps text as ${encoding}: make one with ENCODING 'UTF8' for the store.`);
    }
  });

/** Two programs may begin at once: one makes the schema while the other waits. */
const makeSchema = (pool: Pool, schema: string): Promise<void> =>
  withClient(pool, (client) =>
    transaction(client, async (session) => {
      await session.query("SELECT pg_advisory_xact_lock(hashtext('takt'), hashtext($1))", [schema]);
      const known = await session.query('SELECT FROM pg_namespace WHERE nspname = $1', [schema]);
      if (known.rows.length === 0) await session.exec(`CREATE SCHEMA ${quotedName(schema)}`);
    }),
  );

type WithClient = <Result>(work: (client: PoolClient) => Promise<Result>) => Promise<Result>;

/** A connection for this work alone. The pool throws away one that was lost midway. */
const withClient = <Result>(pool: Pool, work: (client: PoolClient) => Promise<Result>): Promise<Result> =>
  told(async () => {
    const client = await connected(() => pool.connect());
    try {
      return await work(client);
    } finally {
      client.release();
    }
  });

const transaction = async <Result>(
  client: PoolClient,
  work: (session: Session) => Promise<Result>,
): Promise<Result> => {
  await client.query('BEGIN');
  let result: Result;
  try {
    result = await work(sessionOf((inside) => told(() => inside(client))));
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
  // A statement that failed and was caught leaves nothing to commit; the server says so by what it answers.
  const { command } = await client.query('COMMIT');
  if (command === 'ROLLBACK') throw new Error('A statement of the transaction failed: nothing of it was kept.');
  return result;
};

const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'COPY']);

const sessionOf = (withOne: WithClient): Session => ({
  query<Row>(sql: string, parameters: Parameters = []): Promise<Answer<Row>> {
    return withOne(async (client) => {
      const { rows, rowCount, command } = await client.query({ ...extended, text: sql, values: [...parameters] });
      return { rows, affected: changing.has(command) ? (rowCount ?? 0) : 0 };
    });
  },
  arrays<Row extends readonly unknown[]>(sql: string, parameters: Parameters = []): Promise<readonly Row[]> {
    return withOne(async (client) => {
      const answer = await client.query({ ...extended, text: sql, values: [...parameters], rowMode: 'array' });
      const rows: unknown = answer.rows;
      return rows as readonly Row[];
    });
  },
  exec: (sql) =>
    withOne(async (client) => {
      await client.query(sql);
    }),
  copyCsv: (table, csv) => withOne((client) => client.query(new CopyIn(copyStatement(table, 'STDIN'), csv)).done),
});

/** One statement a question, as the embedded store has it. */
const extended = { queryMode: 'extended' } as const;
