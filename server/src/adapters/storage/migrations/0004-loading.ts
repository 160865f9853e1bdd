import { sql, type Kysely } from 'kysely';

/**
 * Reads that are under way: their pages wait in `staging_<table>` until the last is here. `token` is of the process
 * that goes on with it, `position` is where the CRM is asked next.
 */
export const loading = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql
      .raw(
        `CREATE TABLE loading (table_name text PRIMARY KEY, token text NOT NULL, columns text NOT NULL, up_to text,
          position text, read bigint NOT NULL)`,
      )
      .execute(database);
  },
};
