import { StoreFailure } from '../../application/ports/store-failure.ts';
import type { PlanningSource } from '../../application/ports/planning-source.ts';
import type { Person, Role } from '../../domain/forecasting/index.ts';
import type { Database } from './session.ts';
import { readHistory } from './deal-history.ts';
import { readDeals } from './deals.ts';
import { readQuotas } from './quotas.ts';

/** What planning reads, from the mirror. */
export const createPlanningSource = (store: Database): PlanningSource => ({
  async company() {
    const { rows } = await store.query<{ name: string; time_zone: string }>(
      'SELECT name, time_zone FROM organization ORDER BY id LIMIT 1',
    );
    const [row] = rows;
    if (row === undefined) throw new StoreFailure('The CRM has not been read yet.');
    return { name: row.name, timeZone: row.time_zone };
  },

  async people() {
    const { rows } = await store.query<{ id: string; name: string; active: boolean; role: string | null }>(
      `SELECT id, coalesce(name, id) AS name, coalesce(is_active, false) AS active, role_id AS role
        FROM crm_user ORDER BY id COLLATE "C"`,
    );
    return rows.map(({ id, name, active, role }): Person => ({
      id,
      name,
      active,
      ...(role === null ? {} : { roleId: role }),
    }));
  },

  async roles() {
    const { rows } = await store.query<{ id: string; name: string; parent: string | null }>(
      'SELECT id, coalesce(name, id) AS name, parent_id AS parent FROM user_role ORDER BY id COLLATE "C"',
    );
    return rows.map(({ id, name, parent }): Role => ({ id, name, ...(parent === null ? {} : { parentId: parent }) }));
  },

  async periods() {
    const { rows } = await store.query<{
      type: string;
      start: string;
      end: string;
      number: number;
      fiscal_year: string;
    }>(
      `SELECT type, start_date::text AS start, end_date::text AS "end", coalesce(number, 0)::int AS number,
          coalesce(fiscal_year, '') AS fiscal_year
        FROM period WHERE start_date IS NOT NULL AND end_date IS NOT NULL ORDER BY start_date`,
    );
    return rows.map(({ fiscal_year, ...period }) => ({ ...period, fiscalYear: fiscal_year }));
  },

  deals: (people, timeZone, currency) => readDeals(store, people, timeZone, currency),

  history: (deals, timeZone, currency) => readHistory(store, deals, timeZone, currency),

  quotas: () => readQuotas(store),

  async snapshotOpenDeals(today) {
    const { affected } = await store.query(
      `INSERT INTO deal_snapshot (day, opportunity_id, amount, currency, stage, close_date, owner_id, category, probability)
        SELECT $1::date, id, amount, currency, stage, close_date, owner_id, category, probability
        FROM opportunity
        WHERE NOT coalesce(is_deleted, false) AND NOT coalesce(is_closed, false)
          AND NOT EXISTS (SELECT FROM deal_snapshot WHERE day = $1::date)`,
      [today],
    );
    return affected;
  },
});
