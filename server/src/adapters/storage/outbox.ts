import type { OpenShipment, Outbox } from '../../application/ports/outbox.ts';
import { underLease } from './fenced.ts';
import { keysIn, rowsAtOnce } from './result-ledger.ts';
import type { Database } from './session.ts';

interface ShipmentRow {
  readonly id: number;
  readonly run_id: string;
  readonly kind: OpenShipment['kind'];
  readonly operation: OpenShipment['operation'];
  readonly job_id: string | null;
}

/** What is on its way to the CRM, as two tables: shipments, and their rows until it is known what became of them. */
export const createOutbox = (database: Database): Outbox => ({
  open: (lease, { runId, kind, operation, rows }) =>
    underLease(database, lease, async (session) => {
      const opened = await session.query<{ id: number }>(
        'INSERT INTO outbox (token, run_id, kind, operation) VALUES ($1, $2, $3, $4) RETURNING id',
        [lease.token, runId, kind, operation],
      );
      const id = Number(opened.rows[0]?.id);
      for (let at = 0; at < rows.length; at += rowsAtOnce) {
        await session.query(
          `INSERT INTO outbox_row (shipment, key, hash, content)
            SELECT $1::bigint, r.key, r.hash, r.content
            FROM jsonb_to_recordset($2::jsonb) AS r (key text, hash text, content jsonb)`,
          [id, JSON.stringify(rows.slice(at, at + rowsAtOnce))],
        );
      }
      return id;
    }),

  noteJob: (lease, id, jobId) =>
    underLease(database, lease, async (session) => {
      await session.query('UPDATE outbox SET job_id = $2 WHERE id = $1', [id, jobId]);
    }),

  acknowledge: (lease, id, { arrived, refused, today }) =>
    underLease(database, lease, async (session) => {
      const keys = JSON.stringify(arrived);
      await session.query(
        `INSERT INTO result_row (kind, key, hash, content)
          SELECT o.kind, r.key, r.hash, r.content FROM outbox AS o JOIN outbox_row AS r ON r.shipment = o.id
          WHERE o.id = $1 AND o.operation = 'write' AND r.key IN ${keysIn('$2')}
          ON CONFLICT (kind, key) DO UPDATE SET hash = excluded.hash, content = excluded.content`,
        [id, keys],
      );
      await session.query(
        `DELETE FROM result_row AS t USING outbox AS o
          WHERE o.id = $1 AND o.operation = 'remove' AND t.kind = o.kind AND t.key IN ${keysIn('$2')}`,
        [id, keys],
      );
      for (const table of ['refused_row', 'edited_row']) {
        await session.query(
          `DELETE FROM ${table} AS t USING outbox AS o
            WHERE o.id = $1 AND t.kind = o.kind AND t.key IN ${keysIn('$2')}`,
          [id, keys],
        );
      }
      await session.query(
        `INSERT INTO refused_row AS t (kind, key, hash, reason, attempts, since, tried_on)
          SELECT o.kind, r.key, r.hash, n.reason, 1, $3::date, $3::date
          FROM outbox AS o JOIN outbox_row AS r ON r.shipment = o.id
            JOIN jsonb_to_recordset($2::jsonb) AS n (key text, reason text) ON n.key = r.key
          WHERE o.id = $1
          ON CONFLICT (kind, key) DO UPDATE SET hash = excluded.hash, reason = excluded.reason,
            attempts = CASE WHEN t.hash = excluded.hash THEN t.attempts + 1 ELSE 1 END,
            since = CASE WHEN t.hash = excluded.hash THEN t.since ELSE excluded.since END,
            tried_on = excluded.tried_on`,
        [id, JSON.stringify(refused), today],
      );
      const known = JSON.stringify([...arrived, ...refused.map(({ key }) => key)]);
      await session.query(`DELETE FROM outbox_row WHERE shipment = $1 AND key IN ${keysIn('$2')}`, [id, known]);
    }),

  close: (lease, id) =>
    underLease(database, lease, async (session) => {
      await session.query('DELETE FROM outbox WHERE id = $1', [id]);
    }),

  async unfinished() {
    const { rows } = await database.query<ShipmentRow>(
      'SELECT id, run_id, kind, operation, job_id FROM outbox ORDER BY id',
    );
    const open: OpenShipment[] = [];
    for (const { id, run_id: runId, kind, operation, job_id: jobId } of rows) {
      const keys = await database.arrays<[string]>('SELECT key FROM outbox_row WHERE shipment = $1 ORDER BY key', [id]);
      open.push({
        id,
        runId,
        kind,
        operation,
        jobId: jobId ?? undefined,
        keys: keys.map(([key]) => key),
      });
    }
    return open;
  },
});
