import type { Lease, WriterLease } from '../../application/ports/writer-lease.ts';
import type { Database } from './session.ts';

interface Held {
  readonly token: number;
  readonly worker: string | null;
  readonly expired: boolean;
}

/** Longer than a few missed signs of life, shorter than anybody's patience. */
const defaultTtlMs = 60_000;

/** The lease as a row of the store; time is the store's, so that clocks of several machines need not agree. */
export const createWriterLease = (database: Database, { ttlMs = defaultTtlMs } = {}): WriterLease => {
  const until = `clock_timestamp() + interval '1 millisecond' * ${ttlMs}`;
  return {
    acquire: (worker, isDead) =>
      database.transaction(async (session): Promise<Lease | undefined> => {
        await session.query(
          'INSERT INTO writer_lease (id, token, worker, expires_at) VALUES (1, 0, NULL, now()) ON CONFLICT DO NOTHING',
        );
        const { rows } = await session.query<Held>(
          'SELECT token, worker, expires_at <= clock_timestamp() AS expired FROM writer_lease WHERE id = 1 FOR UPDATE',
        );
        const held = rows[0] ?? { token: 0, worker: null, expired: true };
        const before = held.worker;
        if (before !== null && before !== worker && !held.expired && !isDead(before)) return undefined;
        const token = held.token + 1;
        await session.query(`UPDATE writer_lease SET token = $1, worker = $2, expires_at = ${until} WHERE id = 1`, [
          token,
          worker,
        ]);
        return { token, worker, ...(before === null ? {} : { after: before }) };
      }),

    async renew({ token, worker }) {
      const { affected } = await database.query(
        `UPDATE writer_lease SET expires_at = ${until} WHERE token = $1 AND worker = $2`,
        [token, worker],
      );
      return affected > 0;
    },

    async release({ token, worker }) {
      await database.query('UPDATE writer_lease SET worker = NULL WHERE token = $1 AND worker = $2', [token, worker]);
    },
  };
};
