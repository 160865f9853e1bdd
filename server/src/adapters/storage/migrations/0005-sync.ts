import { sql, type Kysely } from 'kysely';

const changing = 'id text PRIMARY KEY, modified_at timestamptz, is_deleted boolean';

/** What only some orgs have. Rates and amounts are numeric: every digit stays. */
const mirror = [
  'CREATE TABLE currency_type (id text PRIMARY KEY, iso_code text, rate numeric, is_corporate boolean)',
  `CREATE TABLE dated_rate (id text PRIMARY KEY, iso_code text, start_date date, next_start_date date, rate numeric)`,
  `CREATE TABLE opportunity_field_history (${changing}, opportunity_id text, field text, old_value text,
    new_value text)`,
  'CREATE TABLE opportunity_split_type (id text PRIMARY KEY, name text, is_active boolean, adds_up boolean)',
  `CREATE TABLE opportunity_split (${changing}, opportunity_id text, owner_id text, split_type_id text,
    percentage numeric, amount numeric)`,
  `CREATE TABLE line_item_schedule (${changing}, line_item_id text, schedule_date date, type text, quantity numeric,
    revenue numeric)`,
  `CREATE TABLE campaign (${changing}, name text, parent_id text, type text, status text, start_date date,
    end_date date, actual_cost numeric)`,
  `CREATE TABLE lead (${changing}, master_id text, owner_id text, status text, source text, is_converted boolean,
    converted_on date, opportunity_id text, created_at timestamptz)`,
  'CREATE TABLE territory (id text PRIMARY KEY, name text, parent_id text, model_id text)',
  `CREATE TABLE user_territory (id text PRIMARY KEY, user_id text, territory_id text, role text, is_active boolean)`,
  `CREATE TABLE territory_account (${changing}, object_id text, territory_id text, cause text)`,
  ...[
    'opportunity_field_history',
    'opportunity_split',
    'line_item_schedule',
    'campaign',
    'lead',
    'territory_account',
  ].map((table) => `CREATE INDEX ${table}_modified ON ${table} (modified_at)`),
  'ALTER TABLE account ADD COLUMN master_id text',
  'ALTER TABLE opportunity_history ADD COLUMN currency text',
  `ALTER TABLE opportunity ADD COLUMN lead_source text, ADD COLUMN campaign_id text, ADD COLUMN territory_id text`,
];

const own = [
  // All that the CRM changed up to here is known; what lies between it and the cursor may still come late.
  'ALTER TABLE sync_cursor ADD COLUMN settled text',
  `CREATE TABLE hidden_column (table_name text NOT NULL, column_name text NOT NULL,
    PRIMARY KEY (table_name, column_name))`,
  'ALTER TABLE deal_snapshot ADD COLUMN currency text',
  // Of an erased record only a digest of its id is kept, so that no later read brings it back.
  'CREATE TABLE erased_record (digest text PRIMARY KEY)',
  'CREATE TABLE history_export (path text PRIMARY KEY, exported_at text NOT NULL)',
];

export const sync = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of [...mirror, ...own]) await sql.raw(statement).execute(database);
  },
};
