import type { PGlite } from '@electric-sql/pglite';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { CsvPage, ReadPlan } from '../../application/ports/crm-reader.ts';
import type { MirrorStore, StoreMode } from '../../application/ports/mirror-store.ts';
import type { ColumnType } from '../../application/ports/mirror-tables.ts';
import { StoreFailure } from '../../application/ports/store-failure.ts';
import type { Database } from './database.ts';

/** The copy of the CRM: pages go by COPY into a staging table and are merged from there by id. */
export const createMirror = ({ embedded, kysely }: Database): MirrorStore => ({
  async organizationId() {
    const { rows } = await embedded.query<{ id: string }>('SELECT id FROM organization LIMIT 1');
    return rows[0]?.id;
  },

  async cursor(table) {
    const row = await kysely
      .selectFrom('sync_cursor')
      .select(['instant', 'columns'])
      .where('table_name', '=', table)
      .executeTakeFirst();
    return row === undefined ? undefined : { instant: row.instant, columns: row.columns.split(',') };
  },

  async take(plan, pages, mode, upTo, onRows) {
    const { name } = plan.table;
    const staging = `staging_${name}`;
    await embedded.exec(`DROP TABLE IF EXISTS ${staging};
      CREATE TEMP TABLE ${staging} (${plan.columns.map((column) => `${quoted(column)} text`).join(', ')})`);
    try {
      let read = 0;
      for await (const page of pages) {
        await copy(embedded, staging, page);
        read += page.rows;
        onRows(read);
      }
      const changed = await merge(embedded, plan, staging, mode, upTo);
      return { read, changed };
    } finally {
      await embedded.exec(`DROP TABLE IF EXISTS ${staging}`);
    }
  },

  async countChanged(table, from, to) {
    const { rows } = await embedded.query<{ rows: number }>(
      `SELECT count(*)::int AS rows FROM ${quoted(table)} WHERE modified_at BETWEEN $1 AND $2`,
      [from, to],
    );
    return rows[0]?.rows ?? 0;
  },
});

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const copy = async (embedded: PGlite, staging: string, page: CsvPage): Promise<void> => {
  let copied: number | undefined;
  try {
    const { affectedRows } = await embedded.query(
      `COPY ${staging} FROM '/dev/blob' WITH (FORMAT csv, HEADER true)`,
      [],
      {
        blob: page.csv,
      },
    );
    copied = affectedRows;
  } catch (error) {
    throw new CrmFailure('protocol', `A page is not well-formed CSV: ${reason(error)}. Nothing of it was kept.`, {
      cause: error,
    });
  }
  if (copied !== page.rows) {
    throw new CrmFailure(
      'protocol',
      `A page that promised ${page.rows} records holds ${copied ?? 0}. Nothing of it was kept.`,
    );
  }
};

/**
 * The CRM knows no empty text: its Bulk API writes null as a quoted empty field, its REST API as null. Both are null
 * here. Numbers lose the zeros behind their last digit, which the two APIs write differently as well.
 */
const casts: Readonly<Record<ColumnType, (text: string) => string>> = {
  text: (text) => text,
  id: (text) => text,
  decimal: (text) => `trim_scale(${text}::numeric)`,
  boolean: (text) => `${text}::boolean`,
  date: (text) => `${text}::date`,
  instant: (text) => `${text}::timestamptz`,
};

const merge = async (
  embedded: PGlite,
  plan: ReadPlan,
  staging: string,
  mode: StoreMode,
  upTo: string | undefined,
): Promise<number> => {
  const { table, columns } = plan;
  const target = quoted(table.name);
  const names = table.columns.map(({ name }) => quoted(name));
  // What this CRM does not show is null, also where it was shown before.
  const values = table.columns.map(({ name, type }) =>
    columns.includes(name) ? casts[type](`NULLIF(${quoted(name)}, '')`) : casts[type]('NULL'),
  );
  const tracked = columns.includes('modified_at');
  const others = names.filter((name) => name !== '"id"');
  // A record that changed while it was read comes twice; and a page may hold an older state than the store.
  const newest = tracked ? ', modified_at DESC' : '';
  const notOlder = tracked && mode.kind !== 'replace' ? 'AND t.modified_at <= excluded.modified_at' : '';
  const gone = `NOT EXISTS (SELECT FROM ${staging} AS s WHERE s.id = t.id)`;
  try {
    return await embedded.transaction(async (transaction) => {
      let removed = 0;
      if (mode.kind !== 'merge') {
        const [within, bounds] =
          mode.kind === 'window' ? ['t.modified_at BETWEEN $1 AND $2', [mode.from, mode.to]] : ['true', []];
        const result = await transaction.query(`DELETE FROM ${target} AS t WHERE ${within} AND ${gone}`, bounds);
        removed = result.affectedRows ?? 0;
      }
      const written = await transaction.query(
        `INSERT INTO ${target} AS t (${names.join(', ')})
          SELECT DISTINCT ON (id) * FROM (SELECT ${values.join(', ')} FROM ${staging}) AS s (${names.join(', ')})
          ORDER BY id${newest}
          ON CONFLICT (id) DO UPDATE SET ${others.map((name) => `${name} = excluded.${name}`).join(', ')}
          WHERE (${others.map((name) => `t.${name}`).join(', ')})
            IS DISTINCT FROM (${others.map((name) => `excluded.${name}`).join(', ')}) ${notOlder}`,
      );
      if (upTo !== undefined) {
        await transaction.query(
          `INSERT INTO sync_cursor (table_name, instant, columns) VALUES ($1, $2, $3)
            ON CONFLICT (table_name) DO UPDATE SET instant = excluded.instant, columns = excluded.columns`,
          [table.name, upTo, columns.join(',')],
        );
      }
      return removed + (written.affectedRows ?? 0);
    });
  } catch (error) {
    throw new StoreFailure(`What was read of ${table.name} could not be stored: ${reason(error)}`, { cause: error });
  }
};

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
