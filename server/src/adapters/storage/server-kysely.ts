import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type { Pool } from 'pg';
import { connected, told } from './server-failure.ts';

/** The pool as kysely takes it, with errors said as the store says them. */
export const poolForKysely = (pool: Pool): PostgresPool => ({
  connect: async () => new ToldClient(await connected(() => pool.connect())),
  end: () => pool.end(),
  options: {},
});

class ToldClient implements PostgresPoolClient {
  private readonly client: PostgresPoolClient;

  constructor(client: PostgresPoolClient) {
    this.client = client;
  }

  query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  query<Row>(sql: string | PostgresCursor<Row>, parameters: readonly unknown[] = []) {
    if (typeof sql !== 'string') return this.client.query(sql);
    return told(() => this.client.query<Row>(sql, parameters));
  }

  release(destroy?: boolean): void {
    this.client.release(destroy);
  }
}
