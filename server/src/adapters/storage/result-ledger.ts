import { sql } from 'kysely';
import type { LedgerRow, ResultLedger } from '../../application/ports/result-ledger.ts';
import type { ResultContent, ResultKind } from '../../application/ports/result-rows.ts';
import type { Database } from './database.ts';

/** What was last written to the CRM, row by row. */
export const createResultLedger = ({ kysely }: Database): ResultLedger => {
  const record = async (kind: ResultKind, rows: readonly LedgerRow[], database = kysely): Promise<void> => {
    if (rows.length === 0) return;
    await sql`INSERT INTO result_row (kind, key, hash, content)
      SELECT ${kind}, r.key, r.hash, r.content
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (key text, hash text, content jsonb)
      ON CONFLICT (kind, key) DO UPDATE SET hash = excluded.hash, content = excluded.content`.execute(database);
  };

  return {
    record: (kind, rows) => record(kind, rows),

    async fingerprint(kind) {
      const row = await kysely
        .selectFrom('result_fingerprint')
        .select('fingerprint')
        .where('kind', '=', kind)
        .executeTakeFirst();
      return row?.fingerprint;
    },

    async setFingerprint(kind, fingerprint) {
      await kysely
        .insertInto('result_fingerprint')
        .values({ kind, fingerprint })
        .onConflict((conflict) => conflict.column('kind').doUpdateSet({ fingerprint }))
        .execute();
    },

    async hashes(kind) {
      const rows = await kysely.selectFrom('result_row').select(['key', 'hash']).where('kind', '=', kind).execute();
      return new Map(rows.map(({ key, hash }) => [key, hash]));
    },

    async contents(kind, keys) {
      if (keys.length === 0) return new Map<string, ResultContent>();
      const rows = await kysely
        .selectFrom('result_row')
        .select(['key', 'content'])
        .where('kind', '=', kind)
        .where(sql<boolean>`key IN (SELECT jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))`)
        .execute();
      return new Map(rows.map(({ key, content }) => [key, content]));
    },

    async forget(kind, keys) {
      await kysely
        .deleteFrom('result_row')
        .where('kind', '=', kind)
        .where(sql<boolean>`key IN (SELECT jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))`)
        .execute();
    },

    async replace(kind, pages) {
      const rows: LedgerRow[] = [];
      for await (const page of pages) rows.push(...page);
      await kysely.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('result_row').where('kind', '=', kind).execute();
        await record(kind, rows, transaction);
      });
    },
  };
};
