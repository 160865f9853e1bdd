import { mostAttempts, type DeadLetters, type Refusal, type WaitingRow } from '../../application/ports/dead-letters.ts';
import { underLease } from './fenced.ts';
import { keysIn } from './result-ledger.ts';
import type { Database } from './session.ts';

interface RefusedRecord {
  readonly kind: Refusal['kind'];
  readonly key: string;
  readonly hash: string;
  readonly reason: string;
  readonly attempts: number;
  readonly since: string;
  readonly tried_on: string;
}

/** Rows that the CRM did not take, and edits by hand that nobody has decided on. */
export const createDeadLetters = (database: Database): DeadLetters => ({
  async refusals(kind) {
    const { rows } = await database.query<RefusedRecord>(
      `SELECT kind, key, hash, reason, attempts, since::text AS since, tried_on::text AS tried_on
        FROM refused_row WHERE kind = $1`,
      [kind],
    );
    return new Map(
      rows.map(({ tried_on: triedOn, ...row }): readonly [string, Refusal] => [row.key, { ...row, triedOn }]),
    );
  },

  forget: (lease, kind, keys) =>
    underLease(database, lease, async (session) => {
      await session.query(`DELETE FROM refused_row WHERE kind = $1 AND key IN ${keysIn('$2')}`, [
        kind,
        JSON.stringify(keys),
      ]);
    }),

  async all() {
    const { rows } = await database.query<WaitingRow>(
      `SELECT kind, key, 'refused' AS cause, reason, attempts, since::text AS since
        FROM refused_row WHERE attempts >= ${mostAttempts}
      UNION ALL
      SELECT kind, key, 'edited', edited_by, 0, left(edited_at, 10) FROM edited_row
      ORDER BY kind, key`,
    );
    return rows;
  },

  retryAll: () =>
    database.transaction(async (session) => {
      const refused = await session.query(`DELETE FROM refused_row WHERE attempts >= ${mostAttempts}`);
      const edited = await session.query('DELETE FROM edited_row');
      return refused.affected + edited.affected;
    }),
});
