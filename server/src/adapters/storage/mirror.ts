import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { ReadPlan } from '../../application/ports/crm-reader.ts';
import { noFailpoints, type Failpoints } from '../../application/ports/failpoints.ts';
import type { MirrorStore, StoreMode } from '../../application/ports/mirror-store.ts';
import { StoreFailure } from '../../application/ports/store-failure.ts';
import { dropErased } from './erased.ts';
import { mergeStaged } from './merge-staged.ts';
import { createReconciler } from './reconciler.ts';
import { quotedName as quoted, type Database } from './session.ts';
import { beginStaging, begunStaging, endStaging, goOnStaging, stagedRows, stagePage, type Staging } from './staging.ts';
import { createSyncState } from './sync-state.ts';

/** The copy of the CRM: pages go by COPY into a staging table and are merged from there by id. */
export const createMirror = (database: Database, failpoints: Failpoints = noFailpoints): MirrorStore => ({
  ...createSyncState(database),
  ...createReconciler(database),

  async organizationId() {
    const { rows } = await database.query<{ id: string }>('SELECT id FROM organization LIMIT 1');
    return rows[0]?.id;
  },

  async cursor(table) {
    const row = await database.kysely
      .selectFrom('sync_cursor')
      .select(['instant', 'columns'])
      .where('table_name', '=', table)
      .executeTakeFirst();
    return row === undefined ? undefined : { instant: row.instant, columns: row.columns.split(',') };
  },

  async take(plan, pages, mode, upTo, onRows, begun) {
    const whole = mode.kind === 'replace';
    const staging =
      begun === undefined ? await beginStaging(database, plan, upTo) : await goOnStaging(database, plan, begun);
    let read = begun?.read ?? 0;
    try {
      for await (const page of pages) {
        await stagePage(database, staging, page, whole);
        await failpoints('load:page-staged');
        read += page.rows;
        onRows(read);
      }
      await failpoints(whole ? 'load:before-merge' : 'changes:before-merge');
    } catch (error) {
      if (!whole || isSpoilt(error)) await endStaging(database, staging);
      throw error;
    }
    const changed = await takeIn(database, plan, staging, mode, begun === undefined ? upTo : begun.upTo, read);
    await failpoints(whole ? 'load:merged' : 'changes:merged');
    return { read, changed };
  },

  begun: (plan) => begunStaging(database, plan),

  async countChanged(table, from, to) {
    const { rows } = await database.query<{ rows: number }>(
      `SELECT count(*)::int AS rows FROM ${quoted(table)} WHERE modified_at BETWEEN $1 AND $2`,
      [from, to],
    );
    return rows[0]?.rows ?? 0;
  },
});

/** What has come so far is not to be gone on with. */
const isSpoilt = (error: unknown): boolean =>
  error instanceof CrmFailure && (error.kind === 'protocol' || error.kind === 'gone');

/** Rows, cursor and the end of the read, in one. */
const takeIn = async (
  database: Database,
  plan: ReadPlan,
  staging: Staging,
  mode: StoreMode,
  upTo: string | undefined,
  read: number,
): Promise<number> => {
  const { name } = plan.table;
  try {
    return await database.transaction(async (session) => {
      const staged = await stagedRows(session, staging.table);
      if (staged !== read) throw new Error(`${read} rows were read, ${staged} of them are here. It is read anew.`);
      const erased = await dropErased(session, staging.table, plan);
      const changed = await mergeStaged(session, plan, staging.table, mode, read - erased);
      if (upTo !== undefined) {
        await session.query(
          `INSERT INTO sync_cursor (table_name, instant, columns) VALUES ($1, $2, $3)
            ON CONFLICT (table_name) DO UPDATE SET instant = excluded.instant, columns = excluded.columns`,
          [name, upTo, plan.columns.join(',')],
        );
      }
      await endStaging(session, staging);
      return changed;
    });
  } catch (error) {
    await endStaging(database, staging).catch(() => undefined);
    if (error instanceof CrmFailure) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreFailure(`What was read of ${name} could not be stored: ${reason}`, { cause: error });
  }
};
