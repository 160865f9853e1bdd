import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { syncOrg } from '../../src/application/sync-org.ts';
import { create } from './company.ts';
import { openDatabase, type Database } from '../../src/adapters/storage/database.ts';
import { companionFor, emptied, rowsOf, startWorld, type Companion, type World } from './harness.ts';

const deals = 120;
let world: World;
let database: Database;
let companion: Companion;
beforeAll(async () => {
  database = await openDatabase(undefined);
  world = await startWorld(deals);
});
afterAll(async () => {
  await database.close();
  await world[Symbol.asyncDispose]();
});
beforeEach(async () => {
  // What is there is older than a quarter of an hour: none of it can still come late.
  world.org.kernel.clock.move(15 * 60 * 1000);
  companion = companionFor(world, await emptied(database), { pageRecords: 50 });
});

const sync = () => syncOrg(companion.ports, () => undefined, new AbortController().signal);
const stored = async (sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const { rows } = await companion.database.query<Record<string, unknown>>(sql);
  return rows;
};
const countOf = (outcome: Awaited<ReturnType<typeof sync>>, table: string) =>
  outcome.tables.find((one) => one.table === table);

describe('reading a real org', () => {
  it('brings every record with every value as the org has it', async () => {
    await sync();
    const there = rowsOf(
      world.org,
      'SELECT Id, Name, OwnerId, Amount, CloseDate, StageName, IsWon, Probability, ForecastCategory FROM Opportunity ORDER BY Id',
    );
    const here = await stored(
      `SELECT id AS "Id", name AS "Name", owner_id AS "OwnerId", amount::float8 AS "Amount", close_date::text AS "CloseDate",
        stage AS "StageName", is_won AS "IsWon", probability::float8 AS "Probability", category AS "ForecastCategory"
        FROM opportunity ORDER BY id COLLATE "C"`,
    );
    expect(here.length).toBeGreaterThanOrEqual(deals);
    expect(here).toEqual(there);
    const history = rowsOf(world.org, 'SELECT Id FROM OpportunityHistory');
    expect(await stored('SELECT id FROM opportunity_history')).toHaveLength(history.length);
    expect(await stored("SELECT 1 FROM period WHERE type = 'Quarter' AND fiscal_year = '2026'")).toHaveLength(4);
    expect(await stored('SELECT 1 FROM user_role')).toHaveLength(5);
    expect((await stored('SELECT count(*)::int AS stages FROM opportunity_stage'))[0]).toEqual({ stages: 10 });
  });

  it('reads no deal a second time while none changes', async () => {
    await sync();
    const again = await sync();
    expect(countOf(again, 'opportunity')).toMatchObject({ read: 0, changed: 0 });
    expect(countOf(again, 'opportunity_history')).toMatchObject({ read: 0 });
    expect(again.changed).toBe(0);
  });

  it('asks little while nothing changes: twelve calls for all objects together', async () => {
    const asked: string[] = [];
    companion = companionFor(world, database, { onRequest: ({ method, path }) => asked.push(`${method} ${path}`) });
    await sync();
    asked.length = 0;
    await sync();
    expect(asked.length).toBeLessThanOrEqual(12);
  });

  it('then reads what was changed, made and deleted, and totals move both ways', async () => {
    await sync();
    const [first, second] = rowsOf(world.org, 'SELECT Id FROM Opportunity ORDER BY Id LIMIT 2').map(({ Id }) =>
      String(Id),
    );
    const before = (await stored('SELECT id FROM opportunity WHERE NOT is_deleted')).length;
    world.org.update(world.org.system, 'Opportunity', [{ Id: first ?? '', Amount: 4321.09 }]);
    world.org.remove(world.org.system, [second ?? '']);
    const [made] = create(world.org, 'Opportunity', [
      { Name: 'New', StageName: 'Prospecting', CloseDate: '2026-12-24', OwnerId: world.company.users.ann },
    ]);
    const outcome = await sync();
    expect(countOf(outcome, 'opportunity')).toMatchObject({ read: 3, changed: 3 });
    expect(await stored(`SELECT amount::text FROM opportunity WHERE id = '${first ?? ''}'`)).toEqual([
      { amount: '4321.09' },
    ]);
    expect(await stored(`SELECT is_deleted FROM opportunity WHERE id = '${second ?? ''}'`)).toEqual([
      { is_deleted: true },
    ]);
    expect(await stored(`SELECT stage FROM opportunity WHERE id = '${made ?? ''}'`)).toEqual([
      { stage: 'Prospecting' },
    ]);
    expect(await stored('SELECT id FROM opportunity WHERE NOT is_deleted')).toHaveLength(before);
  });

  it('shows the same copy after a first load and after changes one by one', async () => {
    await sync();
    for (let round = 0; round < 3; round += 1) {
      create(world.org, 'Opportunity', [{ Name: `Round ${round}`, StageName: 'Prospecting', CloseDate: '2026-12-24' }]);
      await sync();
    }
    const grown = await stored('SELECT * FROM opportunity ORDER BY id');
    await emptied(database);
    await sync();
    expect(await stored('SELECT * FROM opportunity ORDER BY id')).toEqual(grown);
  });
});
