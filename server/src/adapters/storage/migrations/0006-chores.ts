import { sql, type Kysely } from 'kysely';

/** What was done on which day of the company, and what the last forecast knew of. */
const tables = [
  `CREATE TABLE chore (name text PRIMARY KEY, done_day text, begun_day text NOT NULL, begun_at text NOT NULL,
    message text NOT NULL)`,
  'CREATE TABLE watch_mark (name text PRIMARY KEY, since text NOT NULL, seen text NOT NULL)',
];

export const chores = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of tables) await sql.raw(statement).execute(database);
  },
};
