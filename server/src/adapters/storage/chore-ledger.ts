import type { ChoreLedger } from '../../application/ports/chore-ledger.ts';
import type { Database } from './database.ts';

/**
 * Which chore was done on which day. A day that is not later than the last one is never begun: neither a clock that is
 * set back, nor an hour that comes twice, makes it due again.
 */
export const createChoreLedger = (database: Database): ChoreLedger => ({
  async lastDone(name) {
    const { rows } = await database.query<{ readonly done_day: string | null }>(
      'SELECT done_day FROM chore WHERE name = $1',
      [name],
    );
    return rows[0]?.done_day ?? undefined;
  },

  async begin(name, localDay, at, notSince) {
    const { affected } = await database.query(
      `INSERT INTO chore AS held (name, begun_day, begun_at, message) VALUES ($1, $2, $3, '')
       ON CONFLICT (name) DO UPDATE SET begun_day = excluded.begun_day, begun_at = excluded.begun_at
       WHERE (held.done_day IS NULL OR held.done_day < excluded.begun_day)
         AND (held.begun_at <= $4 OR held.begun_day < excluded.begun_day)`,
      [name, localDay, at, notSince],
    );
    return affected === 1;
  },

  async done(name, localDay, message) {
    await database.query('UPDATE chore SET done_day = $2, message = $3 WHERE name = $1', [name, localDay, message]);
  },
});
