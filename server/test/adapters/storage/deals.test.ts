import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/adapters/storage/database.ts';
import { createPlanningSource } from '../../../src/adapters/storage/planning-source.ts';
import { DealCategory, DealStatus, NEVER, NOBODY } from '../../../src/domain/forecasting/index.ts';
import { dayNumber, plainDate } from '../../../src/domain/shared/index.ts';
import { stores } from '../../support/stores.ts';

describe.each(stores)('deals kept by $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await database.exec(`
    INSERT INTO opportunity_stage (id, api_name, label, is_closed, is_won, probability, category) VALUES
      ('1', 'Open', 'Offen', false, false, 40, 'Pipeline'),
      ('2', 'Won', 'Gewonnen', true, true, 100, 'Closed'),
      ('3', 'Lost', 'Verloren', true, false, 0, 'Omitted')`);
  });
  afterAll(() => database.close());
  beforeEach(() => database.exec('DELETE FROM opportunity; DELETE FROM opportunity_history'));

  const people = [
    { id: 'u1', name: 'Ann', active: true },
    { id: 'u2', name: 'Bo', active: true },
  ];

  interface Deal {
    readonly id?: string;
    readonly owner?: string | null;
    readonly amount?: string | null;
    readonly currency?: string | null;
    readonly stage?: string;
    readonly closed?: boolean;
    readonly won?: boolean;
    readonly category?: string | null;
    readonly probability?: string | null;
    readonly closeDate?: string;
    readonly createdAt?: string;
    readonly deleted?: boolean;
  }

  const insert = async (deal: Deal): Promise<void> => {
    await database.query(
      `INSERT INTO opportunity (id, owner_id, amount, currency, stage, is_closed, is_won, category, probability, close_date,
      created_at, is_deleted) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        deal.id ?? 'd1',
        deal.owner === undefined ? 'u1' : deal.owner,
        deal.amount === undefined ? '100' : deal.amount,
        deal.currency ?? null,
        deal.stage ?? 'Open',
        deal.closed ?? false,
        deal.won ?? false,
        deal.category === undefined ? 'Pipeline' : deal.category,
        deal.probability === undefined ? '40' : deal.probability,
        deal.closeDate ?? '2026-12-31',
        deal.createdAt ?? '2026-11-01T12:00:00Z',
        deal.deleted ?? false,
      ],
    );
  };

  const history = async (stage: string, createdAt: string, id: string, deleted = false): Promise<void> => {
    await database.query(
      'INSERT INTO opportunity_history (id, opportunity_id, stage, created_at, is_deleted) VALUES ($1, $2, $3, $4, $5)',
      [id, 'd1', stage, createdAt, deleted],
    );
  };

  const read = (timeZone = 'UTC', currency = 'USD') => createPlanningSource(database).deals(people, timeZone, currency);
  /** The one deal there is. */
  const only = async (timeZone?: string): Promise<Readonly<Record<string, number | undefined>>> => {
    const { deals } = await read(timeZone);
    expect(deals.length).toBe(1);
    const { owner, status, category, amount, amountKnown, probability, createdOn, closeOn, closedOn } = deals;
    const columns = { owner, status, category, amount, amountKnown, probability, createdOn, closeOn, closedOn };
    return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[0]]));
  };
  const day = (date: string): number => dayNumber(plainDate(date));

  describe('deals as columns', () => {
    it('hold amounts in whole minor units, exact for every cent', async () => {
      await insert({ amount: '1054.50' });
      expect(await only()).toMatchObject({ amount: 105_450, amountKnown: 1 });
      for (let cents = 0; cents < 100; cents += 1) {
        await insert({
          id: `c${String(cents).padStart(3, '0')}`,
          amount: `90071992547.${String(cents).padStart(2, '0')}`,
        });
      }
      const { deals } = await read();
      expect([...deals.amount.slice(0, 100)]).toEqual(
        Array.from({ length: 100 }, (_, cents) => 9_007_199_254_700 + cents),
      );
    });

    it('know zero from unknown', async () => {
      await insert({ id: 'a', amount: '0' });
      await insert({ id: 'b', amount: null });
      expect([...(await read()).deals.amountKnown]).toEqual([1, 0]);
    });

    describe('in other currencies', () => {
      beforeEach(() =>
        database.exec(`INSERT INTO currency_type (id, iso_code, rate, is_corporate) VALUES
          ('c1', 'USD', 1, true), ('c2', 'EUR', 0.8, false), ('c3', 'JPY', 150, false), ('c4', 'CHF', 0, false)`),
      );
      afterEach(() => database.exec('DELETE FROM currency_type; DELETE FROM dated_rate'));

      it('convert amounts as the CRM does, rounded once to whole minor units', async () => {
        await insert({ id: 'a', amount: '100.01', currency: 'EUR' });
        await insert({ id: 'b', amount: '1000', currency: 'JPY' });
        const { deals, unrated } = await read();
        expect([...deals.amount]).toEqual([12_501, 667]);
        expect([...deals.amountKnown]).toEqual([1, 1]);
        expect(unrated.size).toBe(0);
        expect([...(await read('UTC', 'EUR')).deals.amount]).toEqual([10_001, 533]);
      });

      it('take the rate of the close date where rates are dated', async () => {
        await database.exec(`INSERT INTO dated_rate (id, iso_code, start_date, next_start_date, rate) VALUES
          ('d1', 'EUR', '2020-01-01', '2026-11-15', 0.5), ('d2', 'EUR', '2026-11-15', '9999-12-31', 0.25)`);
        await insert({ id: 'a', currency: 'EUR', closeDate: '2026-11-14' });
        await insert({ id: 'b', currency: 'EUR', closeDate: '2026-11-15' });
        await insert({ id: 'c', currency: 'EUR', closeDate: '2019-12-31' });
        const { deals, unrated } = await read();
        expect([...deals.amount]).toEqual([20_000, 40_000, 0]);
        // Before the first dated rate there is none: the static one belongs to another way of converting.
        expect([...deals.amountKnown]).toEqual([1, 1, 0]);
        expect([...unrated]).toEqual([['EUR', 1]]);
      });

      it('are read once, also where the CRM has two rates for a day', async () => {
        await database.exec(`INSERT INTO dated_rate (id, iso_code, start_date, next_start_date, rate) VALUES
          ('d1', 'EUR', '2020-01-01', '9999-12-31', 0.5), ('d2', 'EUR', '2020-01-01', '9999-12-31', 0.4),
          ('d3', 'EUR', '2026-01-01', '9999-12-31', 0.25)`);
        await insert({ id: 'a', currency: 'EUR' });
        expect([...(await read()).deals.amount]).toEqual([40_000]);
      });

      it('never stand at a rate of 1 where the CRM has none, or none that can be', async () => {
        await insert({ id: 'a', currency: 'GBP' });
        await insert({ id: 'b', currency: 'CHF' });
        await insert({ id: 'c', currency: 'EUR' });
        const { deals, unrated } = await read();
        expect([...deals.amountKnown]).toEqual([0, 0, 1]);
        expect([...unrated].sort()).toEqual([
          ['CHF', 1],
          ['GBP', 1],
        ]);
      });
    });

    it('take amounts in another currency as unknown, and count them', async () => {
      await insert({ id: 'a', currency: 'USD' });
      await insert({ id: 'b', currency: 'EUR' });
      const { deals, unrated } = await read();
      expect([...deals.amountKnown]).toEqual([1, 0]);
      expect([...unrated]).toEqual([['EUR', 1]]);
      await database.exec("UPDATE opportunity SET amount = 1500, currency = 'JPY' WHERE id = 'a'");
      expect((await read('UTC', 'JPY')).deals.amount[0]).toBe(1500);
    });

    it('leave deleted deals out', async () => {
      await insert({ id: 'a', deleted: true });
      await insert({ id: 'b' });
      expect((await read()).deals.ids).toEqual(['b']);
    });

    it('have nobody as owner where the owner is not known', async () => {
      await insert({ id: 'a', owner: 'u2' });
      await insert({ id: 'b', owner: 'u9' });
      await insert({ id: 'c', owner: null });
      expect([...(await read()).deals.owner]).toEqual([1, NOBODY, NOBODY]);
    });

    it.each([
      ['Omitted', DealCategory.omitted],
      ['Pipeline', DealCategory.pipeline],
      ['BestCase', DealCategory.bestCase],
      ['MostLikely', DealCategory.bestCase],
      ['Forecast', DealCategory.commit],
      ['Closed', DealCategory.closed],
      ['Something new', DealCategory.omitted],
    ])('know the category %s', async (category, expected) => {
      await insert({ category });
      expect(await only()).toMatchObject({ category: expected });
    });

    it('take probability and category of the stage where the deal has none, and bound odd ones', async () => {
      await insert({ id: 'a', probability: null, category: null });
      await insert({ id: 'b', probability: '101' });
      await insert({ id: 'c', probability: '-5' });
      await insert({ id: 'd', probability: '55.5' });
      const { deals } = await read();
      expect([...deals.probability]).toEqual([0.4, 1, 0, 0.555]);
      expect(deals.category[0]).toBe(DealCategory.pipeline);
    });

    it('begin and end their days in the company’s time zone', async () => {
      await insert({ createdAt: '2026-11-02T03:00:00Z' });
      expect(await only('America/Los_Angeles')).toMatchObject({
        createdOn: day('2026-11-01'),
        closeOn: day('2026-12-31'),
      });
      expect(await only('Asia/Tokyo')).toMatchObject({ createdOn: day('2026-11-02') });
    });
  });

  describe('the day on which a deal closed', () => {
    const won = { stage: 'Won', closed: true, won: true, closeDate: '2026-11-15' } as const;

    it('has not come while it is open', async () => {
      await insert({});
      await history('Open', '2026-11-01T12:00:00Z', 'h1');
      expect(await only()).toMatchObject({ status: DealStatus.open, closedOn: NEVER });
    });

    it('is that of the first closed row of its history, not the edited close date', async () => {
      await insert(won);
      await history('Open', '2026-11-01T12:00:00Z', 'h1');
      await history('Won', '2026-11-20T12:00:00Z', 'h2');
      await history('Won', '2026-11-23T12:00:00Z', 'h3');
      expect(await only()).toMatchObject({
        status: DealStatus.won,
        closedOn: day('2026-11-20'),
        closeOn: day('2026-11-15'),
      });
    });

    it('is that of the last closing where the deal was opened again', async () => {
      await insert(won);
      await history('Open', '2026-11-01T12:00:00Z', 'h1');
      await history('Lost', '2026-11-05T12:00:00Z', 'h2');
      await history('Open', '2026-11-10T12:00:00Z', 'h3');
      await history('Won', '2026-11-18T12:00:00Z', 'h4');
      expect(await only()).toMatchObject({ closedOn: day('2026-11-18') });
    });

    it('is found where rows of one instant differ by their ids alone', async () => {
      await insert(won);
      await history('Open', '2026-11-18T12:00:00Z', 'h1');
      await history('Won', '2026-11-18T12:00:00Z', 'h2');
      expect(await only()).toMatchObject({ closedOn: day('2026-11-18') });
    });

    it('lies in the company’s time zone', async () => {
      await insert(won);
      await history('Won', '2026-11-21T02:00:00Z', 'h1');
      expect(await only('America/New_York')).toMatchObject({ closedOn: day('2026-11-20') });
    });

    it('is the close date where the history does not say', async () => {
      await insert(won);
      await history('Open', '2026-11-01T12:00:00Z', 'h1');
      await history('A stage of old', '2026-11-17T12:00:00Z', 'h2');
      await history('Won', '2026-11-18T12:00:00Z', 'h3', true);
      expect(await only()).toMatchObject({ closedOn: day('2026-11-15') });
    });

    it('is never before its creation', async () => {
      await insert({ ...won, createdAt: '2026-11-20T12:00:00Z' });
      expect(await only()).toMatchObject({ createdOn: day('2026-11-15'), closedOn: day('2026-11-15') });
    });
  });

  describe('the daily snapshot of open deals', () => {
    it('holds the open deals of the day as they first stood, and stays', async () => {
      const source = createPlanningSource(database);
      await insert({ id: 'a', amount: '100' });
      await insert({ id: 'b', closed: true, won: true });
      await insert({ id: 'c', deleted: true });
      expect(await source.snapshotOpenDeals('2026-11-24')).toBe(1);
      await database.exec('UPDATE opportunity SET amount = 200');
      expect(await source.snapshotOpenDeals('2026-11-24')).toBe(0);
      expect(await source.snapshotOpenDeals('2026-11-25')).toBe(1);
      const { rows } = await database.query(
        'SELECT day::text, opportunity_id, amount::text FROM deal_snapshot ORDER BY day',
      );
      expect(rows).toEqual([
        { day: '2026-11-24', opportunity_id: 'a', amount: '100' },
        { day: '2026-11-25', opportunity_id: 'a', amount: '200' },
      ]);
    });
  });
});
