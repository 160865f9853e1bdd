import type { JSONColumnType } from 'kysely';

/** The companion's own tables; the mirror's tables are in application/ports/mirror-tables.ts. */
export interface StoreSchema {
  sync_cursor: { table_name: string; instant: string; columns: string };
  result_row: { kind: string; key: string; hash: string; content: JSONColumnType<Record<string, string | null>> };
  result_fingerprint: { kind: string; fingerprint: string };
  deal_snapshot: {
    day: string;
    opportunity_id: string;
    amount: string | null;
    stage: string | null;
    close_date: string | null;
    owner_id: string | null;
    category: string | null;
    probability: string | null;
  };
  run: {
    id: string;
    kind: string;
    status: 'Running' | 'Succeeded' | 'Failed';
    started_at: string;
    finished_at: string | null;
    read: number;
    written: number;
    unchanged: number;
    failed: number;
    message: string;
  };
}
