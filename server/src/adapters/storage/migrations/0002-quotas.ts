import { sql, type Kysely } from 'kysely';

const months = Array.from({ length: 13 }, (_, at) => `approved_${at + 1} numeric`);

/** The mirror of quota plans and of their rows. Amounts are numeric: every digit stays. */
const mirror = [
  `CREATE TABLE quota_plan (id text PRIMARY KEY, modified_at timestamptz, is_deleted boolean, external_key text,
    kind text, status text, version numeric, fiscal_year text, currency text)`,
  `CREATE TABLE quota (id text PRIMARY KEY, modified_at timestamptz, is_deleted boolean, plan_id text,
    external_key text, scope_key text, person_id text, currency text, effective_from date, effective_to date,
    ${months.join(', ')})`,
  'CREATE INDEX quota_in_plan ON quota (plan_id)',
  'CREATE INDEX quota_plan_modified ON quota_plan (modified_at)',
  'CREATE INDEX quota_modified ON quota (modified_at)',
];

export const quotas = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of mirror) await sql.raw(statement).execute(database);
  },
};
