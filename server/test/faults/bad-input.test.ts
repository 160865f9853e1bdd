import { describe, expect, it } from 'vitest';
import { create } from '../contract/company.ts';
import { emptied } from '../contract/harness.ts';
import { stores } from '../support/stores.ts';
import { smallWorld } from './small-world.ts';

/** The page of deals on its way: what the CRM itself would not hold is put in there. */
const pages = { path: '/jobs/query/\\w+/results' };

describe.each(stores)('bad input, kept by $name', ({ open }) => {
  const here = smallWorld(open);
  const { run, found } = here;
  const deal = (fields: Readonly<Record<string, string | number | null>>): string => {
    const [id = ''] = create(here.world.org, 'Opportunity', [
      {
        Name: 'A deal of the test',
        AccountId: here.world.company.accountId,
        OwnerId: here.world.company.users.ann,
        StageName: 'Negotiation/Review',
        CloseDate: '2026-12-18',
        Amount: 0,
        ...fields,
      },
    ]);
    return id;
  };
  /** Changes what deals say while they are read. */
  const alter = (...replace: readonly (readonly [pattern: string, by: string])[]): Promise<void> =>
    here.faults.book({
      match: pages,
      count: 0,
      action: { kind: 'alter', replace: replace.map(([pattern, by]) => ({ pattern, by })) },
    });
  /** The company's forecast of the quarter that runs. */
  const company = () =>
    found(
      "SELECT Pipeline__c, Commit__c, Weighted__c, Open_Deals__c, Won__c, Deals_Without_Amount__c, Model_Mean__c, Model_P50__c, Method__c FROM Takt_Forecast__c WHERE External_Key__c = 'total|quarter:2026-10-01'",
    )[0] ?? {};

  describe('amounts', () => {
    it('takes 0 for 0, a negative amount for a credit, and none for unknown', async () => {
      await run();
      const before = company();
      deal({ Amount: 0 });
      deal({ Amount: -500.25 });
      deal({ Amount: null });
      expect(await run()).toMatchObject({ status: 'Succeeded' });
      expect(company()).toMatchObject({
        Pipeline__c: Number(before['Pipeline__c']) - 500.25,
        Open_Deals__c: Number(before['Open_Deals__c']) + 3,
        Deals_Without_Amount__c: Number(before['Deals_Without_Amount__c']) + 1,
      });
    });

    it('takes amounts that are no number, or greater than any deal, for unknown, and says how many', async () => {
      await run();
      const before = company();
      const amounts = [111_111.11, 222_222.22, 333_333.33, 444_444.44, 555_555.55];
      for (const Amount of amounts) deal({ Amount });
      await emptied(here.database);
      await alter(
        ['111111\\.11', 'NaN'],
        ['222222\\.22', 'Infinity'],
        ['333333\\.33', '1e308'],
        ['444444\\.44', '-0'],
        ['555555\\.55', '9999999999999999.99'],
      );
      const outcome = await run();
      expect(outcome.status, outcome.message).toBe('Succeeded');
      expect(outcome.message).toMatch(/4 deals .*amount/);
      expect(company()).toMatchObject({
        Pipeline__c: before['Pipeline__c'],
        Open_Deals__c: Number(before['Open_Deals__c']) + 5,
        Deals_Without_Amount__c: Number(before['Deals_Without_Amount__c']) + 4,
      });
    });
  });

  describe('probabilities', () => {
    it('keeps them between 0 and 100, with their digits, and takes the stage’s where a deal has none', async () => {
      await run();
      const before = Number(company()['Weighted__c']);
      for (const Probability of [41, 42, 43, 44, 45]) deal({ Amount: 1_000, Probability });
      const stage = found(
        "SELECT DefaultProbability FROM OpportunityStage WHERE MasterLabel = 'Negotiation/Review'",
      )[0];
      await emptied(here.database);
      await alter(
        ['"41(\\.0)?"', '"101"'],
        ['"42(\\.0)?"', '"NaN"'],
        ['"43(\\.0)?"', '""'],
        ['"44(\\.0)?"', '"-7"'],
        ['"45(\\.0)?"', '"55.5"'],
      );
      expect(await run()).toMatchObject({ status: 'Succeeded' });
      const weights = 1_000 + 555 + 2 * 10 * Number(stage?.['DefaultProbability']);
      expect(Number(company()['Weighted__c']) - before).toBeCloseTo(weights, 2);
    });
  });

  describe('close dates', () => {
    it('keeps those of another century, lets no trend be made of them, and says how many', async () => {
      const far = [deal({ CloseDate: '2028-02-29', Amount: 99 })];
      await run();
      const before = company();
      far.push(deal({ CloseDate: '1900-01-01', StageName: 'Closed Won', Amount: 77_000_000 }));
      far.push(deal({ CloseDate: '4000-12-31', Amount: 88_000_000 }));
      const outcome = await run();
      expect(outcome.status, outcome.message).toBe('Succeeded');
      expect(outcome.message).toMatch(/2 deals have a close date outside/);
      expect(company()).toEqual(before);
      const days = await here.database.arrays<[string]>(
        `SELECT close_date::text FROM opportunity WHERE id IN ('${far.join("','")}') ORDER BY close_date`,
      );
      expect(days).toEqual([['1900-01-01'], ['2028-02-29'], ['4000-12-31']]);
    });

    it('takes the day of one that carries a time, whatever the zone', async () => {
      const id = deal({ CloseDate: '2026-12-17' });
      await alter(['2026-12-17', '2026-12-17T23:59:59.000Z']);
      expect(await run()).toMatchObject({ status: 'Succeeded' });
      const [row] = await here.database.arrays<[string]>(`SELECT close_date::text FROM opportunity WHERE id = '${id}'`);
      expect(row).toEqual(['2026-12-17']);
    });
  });
});
