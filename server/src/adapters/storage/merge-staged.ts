import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { ReadPlan } from '../../application/ports/crm-reader.ts';
import type { StoreMode } from '../../application/ports/mirror-store.ts';
import { columnValue } from './column-values.ts';
import { quotedName as quoted, type Session } from './session.ts';

/**
 * Merges what waits in a staging table into the mirror's, by id.
 * @param rows How many wait.
 * @returns how many rows differ from before
 * @throws CrmFailure `protocol` where a read of the whole table holds a record twice.
 */
export const mergeStaged = async (
  session: Session,
  plan: ReadPlan,
  staging: string,
  mode: StoreMode,
  rows: number,
): Promise<number> => {
  const target = quoted(plan.table.name);
  if (mode.kind === 'replace' && (await isEmpty(session, target))) {
    return fill(session, plan, staging);
  }
  let removed = 0;
  if (mode.kind !== 'merge') {
    const gone = `NOT EXISTS (SELECT FROM ${staging} AS s WHERE s.id = t.id)`;
    const [within, bounds] =
      mode.kind === 'window' ? ['t.modified_at BETWEEN $1 AND $2', [mode.from, mode.to]] : ['true', []];
    removed = (await session.query(`DELETE FROM ${target} AS t WHERE ${within} AND ${gone}`, bounds)).affected;
  }
  const written = await upsert(session, plan, staging, mode);
  if (mode.kind === 'replace') {
    const { rows: counted } = await session.query<{ rows: number }>(`SELECT count(*) AS rows FROM ${target}`);
    if (counted[0]?.rows !== rows) throw twice(plan);
  }
  return removed + written;
};

const isEmpty = async (session: Session, target: string): Promise<boolean> => {
  const { rows } = await session.query<{ empty: boolean }>(`SELECT NOT EXISTS (SELECT FROM ${target}) AS empty`);
  return rows[0]?.empty === true;
};

/** Into an empty table nothing need be compared: millions of rows go in without being sorted first. */
const fill = async (session: Session, plan: ReadPlan, staging: string): Promise<number> => {
  const { names, values } = shownColumns(plan);
  try {
    const { affected } = await session.query(
      `INSERT INTO ${quoted(plan.table.name)} (${names.join(', ')}) SELECT ${values.join(', ')} FROM ${staging}`,
    );
    return affected;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23505') throw twice(plan);
    throw error;
  }
};

const twice = ({ table: { name } }: ReadPlan): CrmFailure =>
  new CrmFailure(
    'protocol',
    `The CRM sent a record of ${name} twice, and so left out another. Nothing of it was kept.`,
  );

const upsert = async (session: Session, plan: ReadPlan, staging: string, mode: StoreMode): Promise<number> => {
  const { names, values } = shownColumns(plan);
  const tracked = plan.columns.includes('modified_at');
  const others = names.filter((name) => name !== '"id"');
  // A record that changed while it was read comes twice; and a page may hold an older state than the store.
  const newest = tracked ? ', modified_at DESC' : '';
  const notOlder = tracked && mode.kind !== 'replace' ? 'AND t.modified_at <= excluded.modified_at' : '';
  const { affected } = await session.query(
    `INSERT INTO ${quoted(plan.table.name)} AS t (${names.join(', ')})
      SELECT DISTINCT ON (id) * FROM (SELECT ${values.join(', ')} FROM ${staging}) AS s (${names.join(', ')})
      ORDER BY id${newest}
      ON CONFLICT (id) DO UPDATE SET ${others.map((name) => `${name} = excluded.${name}`).join(', ')}
      WHERE (${others.map((name) => `t.${name}`).join(', ')})
        IS DISTINCT FROM (${others.map((name) => `excluded.${name}`).join(', ')}) ${notOlder}`,
  );
  return affected;
};

/** What this CRM does not show, or shows no longer, stays as it is. */
const shownColumns = ({ table, columns }: ReadPlan) => {
  const shown = table.columns.filter(({ name }) => columns.includes(name));
  return { names: shown.map(({ name }) => quoted(name)), values: shown.map(columnValue) };
};
