import type { HandEdit, LedgerRow, ResultLedger } from '../../application/ports/result-ledger.ts';
import type { ResultContent } from '../../application/ports/result-rows.ts';
import { underLease } from './fenced.ts';
import type { Database, Session } from './session.ts';

/** Keys of a list that travels as JSON text. */
export const keysIn = (parameter: string): string => `(SELECT jsonb_array_elements_text(${parameter}::jsonb))`;

/** A statement's JSON is held in memory as a whole. */
export const rowsAtOnce = 5_000;

interface EditRow {
  readonly key: string;
  readonly content: ResultContent;
  readonly edited_by: string;
  readonly edited_at: string;
}

/** What stands in the CRM, row by row. */
export const createResultLedger = (database: Database): ResultLedger => ({
  async fingerprint(kind) {
    const { rows } = await database.query<{ fingerprint: string }>(
      'SELECT fingerprint FROM result_fingerprint WHERE kind = $1',
      [kind],
    );
    return rows[0]?.fingerprint;
  },

  setFingerprint: (lease, kind, fingerprint) =>
    underLease(database, lease, async (session) => {
      await session.query('DELETE FROM result_fingerprint WHERE kind = $1', [kind]);
      if (fingerprint === undefined) return;
      await session.query('INSERT INTO result_fingerprint (kind, fingerprint) VALUES ($1, $2)', [kind, fingerprint]);
    }),

  async hashes(kind) {
    return new Map(await database.arrays<[string, string]>('SELECT key, hash FROM result_row WHERE kind = $1', [kind]));
  },

  async contents(kind, keys) {
    if (keys.length === 0) return new Map<string, ResultContent>();
    return new Map(
      await database.arrays<[string, ResultContent]>(
        `SELECT key, content FROM result_row WHERE kind = $1 AND key IN ${keysIn('$2')}`,
        [kind, JSON.stringify(keys)],
      ),
    );
  },

  async edits(kind) {
    const { rows } = await database.query<EditRow>(
      'SELECT key, content, edited_by, edited_at FROM edited_row WHERE kind = $1',
      [kind],
    );
    return new Map(
      rows.map(({ key, content, edited_by: by, edited_at: at }): readonly [string, HandEdit] => [
        key,
        { key, content, by, at },
      ]),
    );
  },

  replace: (lease, kind, rows, edits) =>
    underLease(database, lease, async (session) => {
      await session.query('DELETE FROM result_row WHERE kind = $1', [kind]);
      await session.query('DELETE FROM edited_row WHERE kind = $1', [kind]);
      for (let at = 0; at < rows.length; at += rowsAtOnce) await insert(session, kind, rows.slice(at, at + rowsAtOnce));
      await session.query(
        `INSERT INTO edited_row (kind, key, content, edited_by, edited_at)
          SELECT $1, r.key, r.content, r.by, r.at
          FROM jsonb_to_recordset($2::jsonb) AS r (key text, content jsonb, by text, at text)`,
        [kind, JSON.stringify(edits)],
      );
    }),

  settle: (lease, kind, keys) =>
    underLease(database, lease, async (session) => {
      await session.query(`DELETE FROM edited_row WHERE kind = $1 AND key IN ${keysIn('$2')}`, [
        kind,
        JSON.stringify(keys),
      ]);
    }),
});

const insert = async (session: Session, kind: string, rows: readonly LedgerRow[]): Promise<void> => {
  await session.query(
    `INSERT INTO result_row (kind, key, hash, content)
      SELECT $1, r.key, r.hash, r.content
      FROM jsonb_to_recordset($2::jsonb) AS r (key text, hash text, content jsonb)
      ON CONFLICT (kind, key) DO UPDATE SET hash = excluded.hash, content = excluded.content`,
    [kind, JSON.stringify(rows)],
  );
};
