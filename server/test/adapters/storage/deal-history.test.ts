import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/adapters/storage/database.ts';
import { createPlanningSource } from '../../../src/adapters/storage/planning-source.ts';
import { dateOfDay } from '../../../src/domain/shared/index.ts';
import { stores } from '../../support/stores.ts';

describe.each(stores)('changes of deals kept by $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await database.exec(`
    INSERT INTO opportunity_stage (id, api_name, label, is_closed, is_won, probability, category) VALUES
      ('1', 'Open', 'Offen', false, false, 40, 'Pipeline'),
      ('2', 'Won', 'Gewonnen', true, true, 100, 'Closed')`);
  });
  afterAll(() => database.close());
  beforeEach(() => database.exec('DELETE FROM opportunity; DELETE FROM opportunity_history'));

  interface Deal {
    readonly id?: string;
    readonly amount?: string | null;
    readonly currency?: string | null;
    readonly stage?: string;
    readonly closed?: boolean;
    readonly closeDate?: string;
    readonly modifiedAt?: string;
    readonly deleted?: boolean;
  }

  const insert = async (deal: Deal = {}): Promise<void> => {
    await database.query(
      `INSERT INTO opportunity (id, owner_id, amount, currency, stage, is_closed, is_won, close_date, created_at,
      modified_at, is_deleted) VALUES ($1, 'u1', $2, $3, $4, $5, $5, $6, '2026-10-01T12:00:00Z', $7, $8)`,
      [
        deal.id ?? 'd1',
        deal.amount === undefined ? '100' : deal.amount,
        deal.currency ?? null,
        deal.stage ?? 'Open',
        deal.closed ?? false,
        deal.closeDate ?? '2026-12-31',
        deal.modifiedAt ?? '2026-11-20T12:00:00Z',
        deal.deleted ?? false,
      ],
    );
  };

  interface Change {
    readonly id?: string;
    readonly deal?: string;
    readonly stage?: string | null;
    readonly amount?: string | null;
    readonly closeDate?: string | null;
    readonly at?: string;
    readonly deleted?: boolean;
  }

  const change = async (row: Change = {}): Promise<void> => {
    await database.query(
      `INSERT INTO opportunity_history (id, opportunity_id, stage, amount, close_date, created_at, is_deleted)
      VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        row.id ?? 'h1',
        row.deal ?? 'd1',
        row.stage === undefined ? 'Open' : row.stage,
        row.amount === undefined ? '100' : row.amount,
        row.closeDate === undefined ? '2026-12-31' : row.closeDate,
        row.at ?? '2026-10-01T12:00:00Z',
        row.deleted ?? false,
      ],
    );
  };

  /** The rows as people read them. */
  const read = async (timeZone = 'UTC', currency = 'USD') => {
    const source = createPlanningSource(database);
    const { deals } = await source.deals([{ id: 'u1', name: 'Ann', active: true }], timeZone, currency);
    const { rows, stages } = await source.history(deals, timeZone, currency);
    return [...rows.deal].map((deal, at) => ({
      deal: deals.ids[deal],
      on: dateOfDay(rows.day[at] ?? 0),
      stage: stages[rows.stage[at] ?? -1],
      closeOn: dateOfDay(rows.closeOn[at] ?? 0),
      amount: rows.amountKnown[at] === 1 ? rows.amount[at] : undefined,
    }));
  };

  describe('recorded changes as columns', () => {
    it('come in the order in which they happened, those of one instant by their ids', async () => {
      await insert();
      await change({ id: 'h3', at: '2026-10-05T12:00:00Z' });
      await change({ id: 'h2', amount: '7', at: '2026-10-05T12:00:00Z' });
      await change({ id: 'h9', amount: '1054.50', at: '2026-10-01T12:00:00Z' });
      expect(await read()).toEqual([
        { deal: 'd1', on: '2026-10-01', stage: 'Open', closeOn: '2026-12-31', amount: 105_450 },
        { deal: 'd1', on: '2026-10-05', stage: 'Open', closeOn: '2026-12-31', amount: 700 },
        { deal: 'd1', on: '2026-10-05', stage: 'Open', closeOn: '2026-12-31', amount: 10_000 },
      ]);
    });

    it('leave out deleted rows and those of deals that are gone', async () => {
      await insert();
      await insert({ id: 'd2', deleted: true });
      await change();
      await change({ id: 'h2', deleted: true });
      await change({ id: 'h3', deal: 'd2' });
      await change({ id: 'h4', deal: 'd3' });
      expect(await read()).toHaveLength(1);
    });

    it('know stages that no deal is in any more', async () => {
      await insert();
      await change({ stage: 'A stage of old' });
      await change({ id: 'h2', at: '2026-10-05T12:00:00Z' });
      expect((await read()).map(({ stage }) => stage)).toEqual(['A stage of old', 'Open']);
    });

    it('lie in the company’s time zone', async () => {
      await insert();
      await change({ at: '2026-10-05T03:00:00Z' });
      expect(await read('America/Los_Angeles')).toMatchObject([{ on: '2026-10-04' }]);
    });

    it('have no amount where the deal is in another currency', async () => {
      await insert({ currency: 'EUR' });
      await change();
      expect(await read()).toMatchObject([{ amount: undefined }]);
    });

    it('stay as they were in what a row does not say', async () => {
      await insert({ closeDate: '2026-12-15' });
      await change({ closeDate: '2026-12-15' });
      await change({ id: 'h2', stage: null, closeDate: null, at: '2026-10-05T12:00:00Z' });
      expect((await read())[1]).toMatchObject({ stage: 'Open', closeOn: '2026-12-15' });
    });

    it('are read to the last, however many there are', async () => {
      await insert();
      await database.exec(`INSERT INTO opportunity_history (id, opportunity_id, stage, amount, close_date,
        created_at, is_deleted) SELECT 'h' || n, 'd1', 'Open', 100, '2026-12-31',
        timestamptz '2026-10-01T00:00:00Z' + n * interval '1 second', false FROM generate_series(1, 20000) n`);
      expect(await read()).toHaveLength(20_000);
      expect(await read()).toHaveLength(20_000);
    });
  });

  describe('how a deal stands today', () => {
    it('is its last row, where a row was kept for it', async () => {
      await insert({ amount: null });
      await change({ amount: null });
      expect(await read()).toHaveLength(1);
    });

    it.each<[string, Deal]>([
      ['amount', { amount: '250' }],
      ['close date', { closeDate: '2027-01-31' }],
      ['stage', { stage: 'Won' }],
    ])('adds a row of the day of its last change where the %s differs', async (_, deal) => {
      await insert(deal);
      await change();
      const [, today] = await read();
      expect(today).toEqual({
        deal: 'd1',
        on: '2026-11-20',
        stage: deal.stage ?? 'Open',
        closeOn: deal.closeDate ?? '2026-12-31',
        amount: deal.amount === undefined ? 10_000 : 25_000,
      });
    });

    it('is never before its last row, nor before the end of a closed deal', async () => {
      await insert({ amount: '250', modifiedAt: '2026-10-01T12:00:00Z' });
      await change({ at: '2026-10-05T12:00:00Z' });
      await insert({ id: 'd2', amount: '250', stage: 'Won', closed: true });
      await change({ id: 'h2', deal: 'd2' });
      const rows = await read();
      expect(rows.filter(({ amount }) => amount === 25_000)).toMatchObject([
        { deal: 'd1', on: '2026-10-05' },
        { deal: 'd2', on: '2026-12-31' },
      ]);
    });

    it('is all that is known of a deal without history, and adds no row', async () => {
      await insert();
      expect(await read()).toEqual([]);
    });
  });
});
