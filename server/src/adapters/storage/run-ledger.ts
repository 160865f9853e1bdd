import type { RunLedger } from '../../application/ports/run-ledger.ts';
import type { Database } from './session.ts';

/** The companion's own memory of runs. */
export const createRunLedger = ({ kysely }: Database): RunLedger => ({
  async save({ id, kind, status, startedAt, finishedAt, counts, message }) {
    const row = { kind, status, started_at: startedAt, finished_at: finishedAt ?? null, message, ...counts };
    await kysely
      .insertInto('run')
      .values({ id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
  },

  async last() {
    const row = await kysely.selectFrom('run').selectAll().orderBy('started_at', 'desc').limit(1).executeTakeFirst();
    if (row === undefined) return undefined;
    const { id, kind, status, started_at, finished_at, message, read, written, unchanged, failed } = row;
    const counts = { read, written, unchanged, failed };
    return { id, kind, status, startedAt: started_at, finishedAt: finished_at ?? undefined, counts, message };
  },
});
