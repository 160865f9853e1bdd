import { randomUUID } from 'node:crypto';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { CsvPage, ReadPlan } from '../../application/ports/crm-reader.ts';
import type { BegunLoad } from '../../application/ports/mirror-store.ts';
import { StoreFailure } from '../../application/ports/store-failure.ts';
import { quotedName as quoted, type Database, type Session } from './session.ts';

/** A table's pages on their way in. Only the process that holds the newest token may add to them. */
export interface Staging {
  /** Quoted, with the plan's columns as text. */
  readonly table: string;
  readonly name: string;
  readonly token: string;
}

const stagingName = (table: string): string => `staging_${table}`;

/** An empty place for the pages of a plan; what waited there is thrown away. */
export const beginStaging = (
  database: Database,
  { table: { name }, columns }: ReadPlan,
  upTo: string | undefined,
): Promise<Staging> => {
  const staging = { name, table: quoted(stagingName(name)), token: randomUUID() };
  // On a server it is not logged: it outlives this process, and where it does not outlive the server's, its count says so.
  const kind = database.kind === 'server' ? 'UNLOGGED TABLE' : 'TABLE';
  return database.transaction(async (session) => {
    // Its row first: where two processes begin at once, the second waits here, and takes over.
    await session.query(
      `INSERT INTO loading (table_name, token, columns, up_to, position, read) VALUES ($1, $2, $3, $4, NULL, 0)
        ON CONFLICT (table_name) DO UPDATE SET token = excluded.token, columns = excluded.columns,
          up_to = excluded.up_to, position = NULL, read = 0`,
      [name, staging.token, columns.join(','), upTo ?? null],
    );
    const texts = columns.map((column) => `${quoted(column)} text`).join(', ');
    await session.exec(`DROP TABLE IF EXISTS ${staging.table}; CREATE ${kind} ${staging.table} (${texts})`);
    return staging;
  });
};

/** Takes over what another process left. @throws CrmFailure `gone` where a third has done so, or it is not as it was. */
export const goOnStaging = async (database: Database, plan: ReadPlan, begun: BegunLoad): Promise<Staging> => {
  const { name } = plan.table;
  const token = randomUUID();
  const { affected } = await database.query(
    'UPDATE loading SET token = $2 WHERE table_name = $1 AND columns = $3 AND position = $4 AND read = $5',
    [name, token, plan.columns.join(','), begun.position, begun.read],
  );
  if (affected === 1) return { name, table: quoted(stagingName(name)), token };
  throw new CrmFailure('gone', `What was read of ${name} before is no longer there. It is read anew.`);
};

/** What waits for a plan of the same columns, all rows of it. */
export const begunStaging = async (database: Database, plan: ReadPlan): Promise<BegunLoad | undefined> => {
  const { name } = plan.table;
  const { rows } = await database.query<{ position: string; up_to: string | null; read: number }>(
    `SELECT position, up_to, read FROM loading WHERE table_name = $1 AND columns = $2 AND position IS NOT NULL
      AND to_regclass($3) IS NOT NULL`,
    [name, plan.columns.join(','), stagingName(name)],
  );
  const [found] = rows;
  if (found === undefined || (await stagedRows(database, quoted(stagingName(name)))) !== found.read) return undefined;
  return { position: found.position, upTo: found.up_to ?? undefined, read: found.read };
};

/** How many rows wait. */
export const stagedRows = async (session: Session, table: string): Promise<number> => {
  const { rows } = await session.query<{ rows: number }>(`SELECT count(*) AS rows FROM ${table}`);
  return rows[0]?.rows ?? 0;
};

/**
 * Adds a page, and from where to go on after it, both or none.
 * @param keep Whether the page's position is of use to another process.
 * @throws CrmFailure `protocol` where the page does not hold the rows that it says.
 */
export const stagePage = (database: Database, staging: Staging, page: CsvPage, keep: boolean): Promise<void> =>
  database.transaction(async (session) => {
    const { affected } = await session.query(
      `UPDATE loading SET read = read + $3, position = COALESCE($4, position) WHERE table_name = $1 AND token = $2`,
      [staging.name, staging.token, page.rows, keep ? (page.position ?? null) : null],
    );
    if (affected !== 1) throw new StoreFailure(`Another process reads ${staging.name} at the moment.`);
    await copyPage(session, stagingName(staging.name), page);
  });

/**
 * Copies a page's rows into a table; a page that only carries a position has none.
 * @throws CrmFailure `protocol` where it is not CSV, or does not hold the rows that it says.
 */
export const copyPage = async (session: Session, table: string, page: CsvPage): Promise<void> => {
  if (page.csv.length === 0) return;
  let copied: number;
  try {
    copied = await session.copyCsv(table, page.csv);
  } catch (error) {
    if (error instanceof StoreFailure) throw error;
    throw new CrmFailure('protocol', `A page is not well-formed CSV: ${reason(error)}. Nothing of it was kept.`, {
      cause: error,
    });
  }
  if (copied !== page.rows) {
    throw new CrmFailure(
      'protocol',
      `A page that promised ${page.rows} records holds ${copied}. Nothing of it was kept.`,
    );
  }
};

/** Nothing waits any more; unless another process has taken over. */
export const endStaging = async (session: Session, { name, table, token }: Staging): Promise<void> => {
  const { affected } = await session.query('DELETE FROM loading WHERE table_name = $1 AND token = $2', [name, token]);
  if (affected === 1) await session.exec(`DROP TABLE ${table}`);
};

/** Throws away whatever waits of any table: for erasures, which must leave nothing behind. */
export const forgetStagings = (database: Database): Promise<void> =>
  database.transaction(async (session) => {
    const { rows } = await session.query<{ name: string }>('DELETE FROM loading RETURNING table_name AS name');
    for (const { name } of rows) await session.exec(`DROP TABLE IF EXISTS ${quoted(stagingName(name))}`);
  });

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
