import type { ReadPlan } from '../../application/ports/crm-reader.ts';
import type { Comparison, Reconciler } from '../../application/ports/reconciler.ts';
import { columnValue } from './column-values.ts';
import { dropErased } from './erased.ts';
import { quotedName, type Database, type Session } from './session.ts';
import { copyPage } from './staging.ts';

/** Compares the mirror with all that the CRM has: its keys are staged, and set against the table in one go. */
export const createReconciler = (database: Database): Reconciler => ({
  async compare(keys, pages, upTo, most, sure) {
    const staging = `comparing_${keys.table.name}`;
    const columns = keys.columns.map((column) => `${quotedName(column)} text`);
    await database.exec(`DROP TABLE IF EXISTS ${staging}; CREATE UNLOGGED TABLE ${staging} (${columns.join(', ')})`);
    try {
      for await (const page of pages) await copyPage(database, staging, page);
      return await database.transaction(async (session) => {
        await dropErased(session, quotedName(staging), keys);
        const { gone, doubted } = await dropGone(session, staging, keys, upTo, sure);
        return { gone, doubted, ...(await compared(session, staging, keys, most)) };
      });
    } finally {
      await database.exec(`DROP TABLE IF EXISTS ${staging}`);
    }
  },
});

/** Fewer rows than this may all be gone. */
const few = 10;

/**
 * Removes what the CRM does not have. Where it does not show the most of a table, it is likelier that the service user
 * has lost the right to see it than that people have deleted it.
 */
const dropGone = async (
  session: Session,
  staging: string,
  { table }: ReadPlan,
  upTo: string,
  sure: boolean,
): Promise<Pick<Comparison, 'gone' | 'doubted'>> => {
  await session.exec(`CREATE INDEX ON ${staging} (id); ANALYZE ${staging}`);
  const from = `${quotedName(table.name)} AS t WHERE coalesce(t.modified_at, '-infinity') <= $1::timestamptz`;
  const missing = `NOT EXISTS (SELECT FROM ${staging} AS s WHERE s.id = t.id)`;
  const { rows } = await session.query<{ all: number; gone: number }>(
    `SELECT count(*) AS all, count(*) FILTER (WHERE ${missing}) AS gone FROM ${from}`,
    [upTo],
  );
  const { all, gone } = rows[0] ?? { all: 0, gone: 0 };
  if (!sure && all >= few && gone * 2 > all) return { gone: 0, doubted: gone };
  return { gone: (await session.query(`DELETE FROM ${from} AND ${missing}`, [upTo])).affected, doubted: 0 };
};

const compared = async (
  session: Session,
  staging: string,
  { table, columns, unstamped = [] }: ReadPlan,
  most: number,
): Promise<Pick<Comparison, 'changed' | 'unread'>> => {
  const target = quotedName(table.name);
  const shown = table.columns.filter(({ name }) => columns.includes(name));
  const names = shown.map(({ name }) => quotedName(name)).join(', ');
  const there = `(SELECT ${shown.map(columnValue).join(', ')} FROM ${staging}) AS s (${names})`;
  const unread = await session.arrays<readonly [id: string, count: number]>(
    `SELECT s.id, count(*) OVER () FROM ${there} LEFT JOIN ${target} AS t ON t.id = s.id
      WHERE t.id IS NULL OR t.modified_at IS NULL OR t.modified_at < s.modified_at ORDER BY s.id COLLATE "C" LIMIT ${most}`,
  );
  const found = { unread: { count: unread[0]?.[1] ?? 0, ids: unread.map(([id]) => id) } };
  if (unstamped.length === 0) return { ...found, changed: 0 };
  const loose = unstamped.map(quotedName);
  const { affected: changed } = await session.query(
    `UPDATE ${target} AS t SET ${loose.map((name) => `${name} = s.${name}`).join(', ')} FROM ${there}
      WHERE s.id = t.id AND s.modified_at = t.modified_at
        AND (${loose.map((name) => `t.${name}`).join(', ')}) IS DISTINCT FROM (${loose.map((name) => `s.${name}`).join(', ')})`,
  );
  return { ...found, changed };
};
