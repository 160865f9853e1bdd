import type { SyncState } from '../../application/ports/sync-state.ts';
import type { Database, Session } from './session.ts';

/** Columns that hold the id of an account. */
const accountReferences = [
  ['opportunity', 'account_id'],
  ['territory_account', 'object_id'],
] as const;

/** The last account of each chain of merges; so long a chain is a fault in the data, and is left where it is. */
const merged = `
  WITH RECURSIVE chain AS (
    SELECT id AS loser, master_id AS master, 1 AS step FROM account WHERE master_id IS NOT NULL
    UNION ALL
    SELECT chain.loser, account.master_id, step + 1 FROM chain JOIN account ON account.id = chain.master
      WHERE account.master_id IS NOT NULL AND step < 100
  ), merged AS (SELECT DISTINCT ON (loser) loser, master FROM chain ORDER BY loser, step DESC)`;

/** What the companion remembers of its reads, beside the records. */
export const createSyncState = (database: Database): SyncState => ({
  async settled(table) {
    const { rows } = await database.query<{ settled: string | null }>(
      'SELECT settled FROM sync_cursor WHERE table_name = $1',
      [table],
    );
    return rows[0]?.settled ?? undefined;
  },

  async settle(table, instant) {
    await database.query('UPDATE sync_cursor SET settled = $2 WHERE table_name = $1', [table, instant]);
  },

  keepHidden: ({ table: { name }, columns }) =>
    database.transaction(async (session) => {
      const known = await columnsOf(session, name);
      const gone = known.filter((column) => !columns.includes(column));
      if (gone.length > 0) {
        await session.query(
          `INSERT INTO hidden_column (table_name, column_name) SELECT $1, jsonb_array_elements_text($2::jsonb)
            ON CONFLICT DO NOTHING`,
          [name, JSON.stringify(gone)],
        );
        const left = known.filter((column) => columns.includes(column)).join(',');
        await session.query('UPDATE sync_cursor SET columns = $2 WHERE table_name = $1', [name, left]);
      }
      await session.query(
        `DELETE FROM hidden_column WHERE table_name = $1
          AND column_name IN (SELECT jsonb_array_elements_text($2::jsonb))`,
        [name, JSON.stringify(columns)],
      );
      const { rows } = await session.query<{ name: string }>(
        'SELECT column_name AS name FROM hidden_column WHERE table_name = $1 ORDER BY column_name COLLATE "C"',
        [name],
      );
      return rows.map((row) => row.name);
    }),

  async followMerges() {
    let changed = 0;
    for (const [table, column] of accountReferences) {
      const { affected } = await database.query(
        `${merged} UPDATE ${table} AS t SET ${column} = merged.master FROM merged WHERE t.${column} = merged.loser`,
      );
      changed += affected;
    }
    return changed;
  },
});

const columnsOf = async (session: Session, table: string): Promise<readonly string[]> => {
  const { rows } = await session.query<{ columns: string }>('SELECT columns FROM sync_cursor WHERE table_name = $1', [
    table,
  ]);
  return rows[0]?.columns.split(',') ?? [];
};
