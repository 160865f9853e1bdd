import { sql, type Kysely } from 'kysely';

/** The mirror of the CRM's standard objects. Amounts are numeric: every digit stays. */
const mirror = [
  'CREATE TABLE organization (id text PRIMARY KEY, name text, time_zone text)',
  `CREATE TABLE period (id text PRIMARY KEY, type text, start_date date, end_date date, number numeric, fiscal_year text)`,
  `CREATE TABLE opportunity_stage (id text PRIMARY KEY, api_name text, label text, is_closed boolean, is_won boolean,
    probability numeric, category text, sort_order numeric)`,
  'CREATE TABLE user_role (id text PRIMARY KEY, name text, parent_id text)',
  `CREATE TABLE crm_user (id text PRIMARY KEY, modified_at timestamptz, name text, is_active boolean, role_id text)`,
  `CREATE TABLE account (id text PRIMARY KEY, modified_at timestamptz, is_deleted boolean, name text, owner_id text,
    industry text)`,
  `CREATE TABLE product (id text PRIMARY KEY, modified_at timestamptz, is_deleted boolean, name text, code text,
    family text)`,
  `CREATE TABLE opportunity (id text PRIMARY KEY, modified_at timestamptz, is_deleted boolean, name text, account_id text,
    owner_id text, amount numeric, currency text, close_date date, stage text, probability numeric, category text,
    is_closed boolean, is_won boolean, type text, created_at timestamptz)`,
  `CREATE TABLE opportunity_history (id text PRIMARY KEY, modified_at timestamptz, is_deleted boolean,
    opportunity_id text, stage text, amount numeric, close_date date, probability numeric, category text,
    created_at timestamptz)`,
  `CREATE TABLE opportunity_line_item (id text PRIMARY KEY, modified_at timestamptz, is_deleted boolean,
    opportunity_id text, product_id text, quantity numeric, unit_price numeric, total_price numeric, service_date date)`,
  'CREATE INDEX opportunity_history_deal ON opportunity_history (opportunity_id)',
  ...['crm_user', 'account', 'product', 'opportunity', 'opportunity_history', 'opportunity_line_item'].map(
    (table) => `CREATE INDEX ${table}_modified ON ${table} (modified_at)`,
  ),
];

const own = [
  'CREATE TABLE sync_cursor (table_name text PRIMARY KEY, instant text NOT NULL, columns text NOT NULL)',
  `CREATE TABLE result_row (kind text NOT NULL, key text NOT NULL, hash text NOT NULL, content jsonb NOT NULL,
    PRIMARY KEY (kind, key))`,
  'CREATE TABLE result_fingerprint (kind text PRIMARY KEY, fingerprint text NOT NULL)',
  `CREATE TABLE deal_snapshot (day date NOT NULL, opportunity_id text NOT NULL, amount numeric, stage text,
    close_date date, owner_id text, category text, probability numeric, PRIMARY KEY (day, opportunity_id))`,
  `CREATE TABLE run (id text PRIMARY KEY, kind text NOT NULL, status text NOT NULL, started_at text NOT NULL,
    finished_at text, read integer NOT NULL, written integer NOT NULL, unchanged integer NOT NULL,
    failed integer NOT NULL, message text NOT NULL)`,
];

export const firstStore = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of [...mirror, ...own]) await sql.raw(statement).execute(database);
  },
};
