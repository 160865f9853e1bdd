import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { issueToken } from '../../local-org/auth/sessions.ts';
import { openDatabase, type Database } from '../../src/adapters/storage/database.ts';
import type { Progress } from '../../src/application/ports/progress.ts';
import { companionFor, emptied, planningRun, rowsOf, startWorld, type Companion, type World } from './harness.ts';

let world: World;
let database: Database;
let companion: Companion;
let told: Progress[] = [];
beforeAll(async () => {
  database = await openDatabase(undefined);
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await startWorld(90);
  companion = companionFor(world, await emptied(database));
  told = [];
});
afterEach(() => world[Symbol.asyncDispose]());

const run = () => planningRun(companion, (progress) => told.push(progress));
const fields =
  'External_Key__c, Opportunity__c, Win_Probability__c, Win_By__c, Stage_Probability__c, Drivers__c, Expected_Close__c, Stage_Entered_On__c, Pushes__c, Stale__c, Suggestion__c, Run__c, As_Of__c, Formula_Version__c';
const insights = () => rowsOf(world.org, `SELECT ${fields} FROM Takt_Deal_Insight__c ORDER BY External_Key__c`);
const openDeals = (where = '') =>
  rowsOf(world.org, `SELECT Id FROM Opportunity WHERE IsClosed = false ${where} ORDER BY Id`).map(({ Id }) => Id);

/** Ids of deals with an insight, as somebody reads them over REST. */
const readBy = async (username: string): Promise<ReadonlySet<unknown>> => {
  const soql = encodeURIComponent('SELECT Opportunity__c FROM Takt_Deal_Insight__c');
  const response = await fetch(`${world.url}/services/data/v67.0/query?q=${soql}`, {
    headers: { authorization: `Bearer ${issueToken(world.org, username).token}` },
  });
  const { records } = (await response.json()) as { readonly records: readonly Readonly<Record<string, unknown>>[] };
  return new Set(records.map((record) => record['Opportunity__c']));
};

describe('a run over a company with open deals', () => {
  it('leaves an insight at every open deal, and tells how far it is', async () => {
    expect(await run()).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
    expect(insights().map((row) => row['Opportunity__c'])).toEqual(openDeals());
    expect(openDeals().length).toBeGreaterThan(10);
    expect(insights()[0]).toMatchObject({
      External_Key__c: openDeals()[0],
      Win_By__c: '2026-12-31',
      Stale__c: false,
      Pushes__c: 0,
    });
    for (const row of insights()) {
      expect(Array.isArray(JSON.parse(String(row['Drivers__c'])))).toBe(true);
      expect([row['Run__c'], row['As_Of__c'], row['Formula_Version__c']]).not.toContain(null);
    }
    const planned = told.filter(({ step, done }) => step === 'Plan' && done !== undefined);
    expect(planned.at(-1)?.done).toBe(planned.at(-1)?.total);
    expect(planned.map(({ done }) => done)).toEqual(planned.map(({ done = 0 }) => done).toSorted((a, b) => a - b));
    const last = told.at(-1);
    expect([last?.step, last?.done]).toEqual(['Write back', last?.total]);
  });

  it('lets a seller read the insights of the own deals alone', async () => {
    await run();
    const { ann } = world.company.users;
    const own = openDeals(`AND OwnerId = '${ann}'`);
    expect(own.length).toBeGreaterThan(3);
    expect(await readBy('ann@takt.example')).toEqual(new Set(own));
    expect((await readBy('ed@takt.example')).size).toBeGreaterThan(own.length);
  });

  it('writes nothing the second time', async () => {
    await run();
    const before = insights();
    expect(await run()).toMatchObject({ status: 'Succeeded', counts: { written: 0, failed: 0 } });
    expect(insights()).toEqual(before);
  });

  it('takes the insights of closed and of deleted deals away', async () => {
    await run();
    const [closed, gone] = openDeals().map(String);
    world.org.update(world.org.system, 'Opportunity', [{ Id: closed ?? '', StageName: 'Closed Lost' }]);
    world.org.remove(world.org.system, [gone ?? '']);
    expect(await run()).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
    expect(insights().map((row) => row['Opportunity__c'])).toEqual(openDeals());
    expect(insights().map((row) => row['External_Key__c'])).not.toContain(closed);
    expect(await run()).toMatchObject({ counts: { written: 0 } });
  });

  it('gives a deal that is opened again a new insight', async () => {
    await run();
    const [Id = ''] = openDeals().map(String);
    world.org.update(world.org.system, 'Opportunity', [{ Id, StageName: 'Closed Lost' }]);
    await run();
    world.org.update(world.org.system, 'Opportunity', [{ Id, StageName: 'Negotiation/Review' }]);
    expect(await run()).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
    expect(insights().map((row) => row['Opportunity__c'])).toContain(Id);
  });

  it('puts right an insight that was deleted by hand', async () => {
    await run();
    const [row] = rowsOf(world.org, 'SELECT Id FROM Takt_Deal_Insight__c LIMIT 1');
    world.org.remove(world.org.system, [String(row?.['Id'])]);
    expect(await run()).toMatchObject({ counts: { written: 1, failed: 0 } });
    expect(insights()).toHaveLength(openDeals().length);
  });
});
