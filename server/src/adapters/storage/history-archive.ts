import type { HistoryArchive, SnapshotRow } from '../../application/ports/history-archive.ts';
import { digestOf } from './erased.ts';
import type { Database, Session } from './session.ts';

const rowsAtOnce = 5_000;

const columns = `to_char(day, 'YYYY-MM-DD') AS day, opportunity_id AS "dealId", amount::text, currency, stage,
  to_char(close_date, 'YYYY-MM-DD') AS "closeDate", owner_id AS "ownerId", category, probability::text`;

/** The daily snapshots: what the CRM does not keep. */
export const createHistoryArchive = (database: Database): HistoryArchive => ({
  async *snapshots() {
    let after = ['0001-01-01', ''];
    for (;;) {
      const { rows } = await database.query<SnapshotRow>(
        `SELECT ${columns} FROM deal_snapshot WHERE (day, opportunity_id COLLATE "C") > ($1::date, $2)
          ORDER BY deal_snapshot.day, opportunity_id COLLATE "C" LIMIT ${rowsAtOnce}`,
        after,
      );
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows;
      after = [last.day, last.dealId];
    }
  },

  takeIn: (pages) =>
    database.transaction(async (session) => {
      const here = await session.arrays<[string]>("SELECT DISTINCT to_char(day, 'YYYY-MM-DD') FROM deal_snapshot");
      const days = new Set(here.flat());
      const kept = new Set<string>();
      let taken = 0;
      for await (const page of pages) {
        const fresh: SnapshotRow[] = [];
        for (const row of page) {
          if (days.has(row.day)) kept.add(row.day);
          else fresh.push(row);
        }
        taken += await insert(session, fresh);
      }
      return { taken, daysKept: [...kept].sort() };
    }),

  async noteExport(path, exportedAt) {
    await database.query(
      `INSERT INTO history_export (path, exported_at) VALUES ($1, $2)
        ON CONFLICT (path) DO UPDATE SET exported_at = excluded.exported_at`,
      [path, exportedAt],
    );
  },
});

const insert = async (session: Session, rows: readonly SnapshotRow[]): Promise<number> => {
  if (rows.length === 0) return 0;
  const { affected } = await session.query(
    `INSERT INTO deal_snapshot (day, opportunity_id, amount, currency, stage, close_date, owner_id, category, probability)
      SELECT r.day, r."dealId", r.amount, r.currency, r.stage, r."closeDate", r."ownerId", r.category, r.probability
      FROM jsonb_to_recordset($1::jsonb) AS r (day date, "dealId" text, amount numeric, currency text, stage text,
        "closeDate" date, "ownerId" text, category text, probability numeric)
      WHERE ${digestOf('r."dealId"')} NOT IN (SELECT digest FROM erased_record)
      ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  );
  return affected;
};
