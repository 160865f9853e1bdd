import type { Session } from '../../src/adapters/storage/database.ts';
import { mirrorTables } from '../../src/application/ports/mirror-tables.ts';

/** What the companion holds of the CRM, and the history that exists nowhere else: a fingerprint of each table. */
export const storeState = async (session: Session): Promise<Readonly<Record<string, string>>> => {
  const state: Record<string, string> = {};
  for (const table of [...mirrorTables.map(({ name }) => name), 'deal_snapshot']) {
    const { rows } = await session.query<{ state: string }>(
      `SELECT count(*)::text || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text COLLATE "C")), '') AS state
        FROM "${table}" AS t`,
    );
    state[table] = rows[0]?.state ?? '';
  }
  return state;
};
