import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/adapters/storage/database.ts';
import { createPlanningSource } from '../../../src/adapters/storage/planning-source.ts';
import { stores } from '../../support/stores.ts';

describe.each(stores)('quotas kept by $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(() => database.exec('DELETE FROM quota_plan; DELETE FROM quota'));

  interface Plan {
    readonly version: number | null;
    readonly status?: string;
    readonly year?: string | null;
    readonly kind?: string;
    readonly deleted?: boolean;
  }

  const plan = async (id: string, { version, status = 'Approved', year = '2026', kind = 'Quota', deleted }: Plan) => {
    await database.query(
      `INSERT INTO quota_plan (id, external_key, kind, status, version, fiscal_year, currency, is_deleted)
      VALUES ($1, $2, $3, $4, $5, $6, 'USD', $7)`,
      [id, `key ${id}`, kind, status, version, year, deleted ?? null],
    );
  };
  const quota = async (id: string, planId: string, october: string | null = null, deleted = false) => {
    await database.query(
      `INSERT INTO quota (id, plan_id, external_key, scope_key, person_id, currency, approved_1, approved_10, effective_from,
      is_deleted) VALUES ($1, $2, $3, 'total', 'u1', 'EUR', 0, $4, '2026-02-01', $5)`,
      [id, planId, `key ${planId}|${id}`, october, deleted],
    );
  };
  const inForce = async () =>
    (await createPlanningSource(database).quotas()).map(({ key, quotas }) => [key, quotas.map((one) => one.key)]);

  describe('quotas in the store', () => {
    it('come with every digit, and blank months as unknown', async () => {
      await plan('p1', { version: 1 });
      await quota('q1', 'p1', '9007199254740993.01');
      expect(await createPlanningSource(database).quotas()).toEqual([
        {
          key: 'key p1',
          fiscalYear: '2026',
          currency: 'USD',
          quotas: [
            {
              key: 'key p1|q1',
              scopeKey: 'total',
              personId: 'u1',
              currency: 'EUR',
              months: ['0', ...Array.from({ length: 8 }, () => null), '9007199254740993.01', null, null, null],
              effectiveFrom: '2026-02-01',
              effectiveTo: null,
            },
          ],
        },
      ]);
    });

    it('are those of the highest approved or published version of each year', async () => {
      await plan('p1', { version: 9 });
      await plan('p2', { version: 10, status: 'Published' });
      await plan('p3', { version: 11, status: 'Draft' });
      await plan('p4', { version: 12, status: 'Superseded' });
      await plan('p5', { version: 13, deleted: true });
      await plan('p6', { version: 14, kind: 'Capacity' });
      await plan('p7', { version: null });
      await plan('p8', { version: 1, year: '2027' });
      await plan('p9', { version: 1, year: null });
      for (const at of [1, 2, 3, 4, 5, 6, 7, 8, 9]) await quota(`q${at}`, `p${at}`);
      await quota('q0', 'p2');
      await quota('qx', 'p2', null, true);
      expect(await inForce()).toEqual([
        ['key p2', ['key p2|q0', 'key p2|q2']],
        ['key p8', ['key p8|q8']],
      ]);
    });

    it('are none where the plan in force has none, though an older one had', async () => {
      await plan('p1', { version: 1 });
      await plan('p2', { version: 2 });
      await quota('q1', 'p1');
      expect(await inForce()).toEqual([]);
    });
  });
});
