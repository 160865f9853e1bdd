import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Id } from '../../local-org/org.ts';
import { createSystemClock } from '../../src/adapters/clock/system-clock.ts';
import { openDatabase, type Database } from '../../src/adapters/storage/database.ts';
import { endAbandonedRuns } from '../../src/application/end-abandoned-runs.ts';
import { takeRun } from '../../src/application/take-run.ts';
import { create, idOf, wonCents } from '../contract/company.ts';
import { companionFor, emptied, planningRun, rowsOf, startWorld, type World } from '../contract/harness.ts';

let world: World;
let database: Database;
beforeAll(async () => {
  database = await openDatabase(undefined);
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await startWorld(60);
  await emptied(database);
});
afterEach(() => world[Symbol.asyncDispose]());

const stay = new AbortController().signal;
const ask = (Kind__c: string, Parameters__c: string | null = null): Id => {
  const { cora } = world.company.users;
  const [id] = create(world.org, 'Takt_Run__c', [{ Kind__c, Parameters__c, CreatedById: cora, OwnerId: cora }]);
  if (id === undefined) throw new Error('no run');
  return id;
};
const runRecord = (id: Id) =>
  rowsOf(world.org, `SELECT Status__c, Attempts__c, Message__c, Writer_Slot__c FROM Takt_Run__c WHERE Id = '${id}'`)[0];

describe('a run that ends its worker', () => {
  it('41 · is failed after the third time, with what to do, and the queue moves on', async () => {
    const [poison, healthy] = [ask('Forecast'), ask('Forecast')];
    const good = companionFor(world, database);
    const dying = companionFor(world, database, {
      failpoints: async (at) => {
        await Promise.resolve();
        if (at === 'snapshot:taken' || at === 'run:claimed') throw new Error('out of memory');
      },
    });
    const taken: string[] = [];
    for (let life = 1; life <= 6; life += 1) {
      const settings = {
        ...good.settings,
        worker: `dead:${life}:x`,
        isDead: (name: string) => name.startsWith('dead:'),
      };
      const lease = await good.ports.lease.acquire(settings.worker, settings.isDead);
      if (lease === undefined) throw new Error('no lease');
      await endAbandonedRuns(good.ports, settings, lease);
      const [first] = await good.ports.runs.requested();
      if (first === undefined) break;
      taken.push(first.id);
      const { ports } = first.id === poison ? dying : good;
      await takeRun(ports, settings, first, () => undefined, stay).catch(() => undefined);
    }
    expect(taken).toEqual([poison, poison, poison, healthy]);
    expect(runRecord(poison)).toMatchObject({ Status__c: 'Failed', Attempts__c: 3, Writer_Slot__c: null });
    expect(String(runRecord(poison)?.['Message__c'])).toMatch(/ended 3 times .* not tried again/);
    expect(runRecord(healthy)).toMatchObject({ Status__c: 'Succeeded', Attempts__c: 1 });
  });
});

describe('a plan that a person changes while it is published', () => {
  const planOf = (version: number, Status__c: string): Id => {
    const [id] = create(world.org, 'Takt_Plan__c', [
      {
        ...{ Name: `FY26 v${version}`, Kind__c: 'Quota', Fiscal_Year__c: '2026', Version__c: version, Status__c },
        ...{ External_Key__c: `quota|2026|${version}`, OwnerId: world.company.users.cora },
        ...{ CreatedDate: '2026-11-01T12:00:00.000Z', LastModifiedDate: '2026-11-01T12:00:00.000Z' },
      },
    ]);
    if (id === undefined) throw new Error('no plan');
    return id;
  };
  const status = (id: Id): unknown =>
    rowsOf(world.org, `SELECT Status__c FROM Takt_Plan__c WHERE Id = '${id}'`)[0]?.['Status__c'];

  it('40 · stays as the person left it, and the run says so', async () => {
    const plan = planOf(1, 'Draft');
    const { ports, settings } = companionFor(world, database);
    const [run] = [ask('Quota_Publish', JSON.stringify({ planId: plan }))];
    const [request] = (await ports.runs.requested()).filter(({ id }) => id === run);
    if (request === undefined) throw new Error('no request');
    const inForce = ports.plans.inForce.bind(ports.plans);
    const edited = {
      ...ports.plans,
      /** After the plan was read, and before it is written. */
      inForce: (about: Parameters<typeof inForce>[0]) => {
        world.org.update(world.org.system, 'Takt_Plan__c', [{ Id: plan, Status__c: 'Importing' }]);
        return inForce(about);
      },
    };
    const writer = { ...settings, worker: 'host:1:a', isDead: () => false };
    const outcome = await takeRun({ ...ports, plans: edited }, writer, request, () => undefined, stay);
    expect(outcome).toMatchObject({
      status: 'Failed',
      message: expect.stringContaining('Somebody changed "FY26 v1" while it was being published') as string,
    });
    expect(status(plan)).toBe('Importing');
  });

  it('40 · is published once where the reply of the first try was lost', async () => {
    const plan = planOf(1, 'Draft');
    const { ports } = companionFor(world, database);
    const [found] = [await ports.plans.find(plan)];
    if (found === undefined) throw new Error('no plan');
    expect(await ports.plans.setStatus(found, 'Published')).toBe(true);
    expect(await ports.plans.setStatus(found, 'Published')).toBe(true);
    expect(status(plan)).toBe('Published');
  });
});

describe('deals that change hands in the middle of a quarter', () => {
  const written = (): ReadonlyMap<string, number> =>
    new Map(
      rowsOf(world.org, 'SELECT External_Key__c, Won__c FROM Takt_Forecast__c').map((row) => [
        String(row['External_Key__c']),
        Math.round(Number(row['Won__c']) * 100),
      ]),
    );
  /** Ann has won something in the quarter that is under way. */
  const annWins = (): void => {
    const [OwnerId, Amount] = [world.company.users.ann, 321.05];
    create(world.org, 'Opportunity', [
      {
        Name: 'Won',
        StageName: 'Closed Won',
        CloseDate: '2026-11-03',
        Amount,
        OwnerId,
        CreatedDate: '2026-10-05T12:00:00.000Z',
      },
    ]);
  };
  const snapshots = async (day: string): Promise<readonly unknown[]> =>
    (
      await database.query(
        'SELECT opportunity_id, owner_id FROM deal_snapshot WHERE day = $1::date ORDER BY opportunity_id',
        [day],
      )
    ).rows;

  it('49 · count for whoever owns them today, in every quarter, while the snapshots of the day before stay', async () => {
    const { ann, ben } = world.company.users;
    annWins();
    expect(await planningRun(companionFor(world, database))).toMatchObject({ status: 'Succeeded' });
    const [before, total] = [await snapshots('2026-11-24'), written().get('total|quarter:2026-10-01')];
    expect(before.length).toBeGreaterThan(5);
    expect(written().get(`person:${ann}|quarter:2026-10-01`)).toBe(32_105);
    const deals = rowsOf(world.org, `SELECT Id FROM Opportunity WHERE OwnerId = '${ann}'`);
    world.org.update(
      world.org.system,
      'Opportunity',
      deals.map(({ Id: id }) => ({ Id: id as Id, OwnerId: ben })),
    );
    expect(await planningRun(companionFor(world, database))).toMatchObject({ status: 'Succeeded' });
    expect(await snapshots('2026-11-24')).toEqual(before);
    const tomorrow = companionFor(world, database, { clock: createSystemClock('2026-11-25') });
    expect(await planningRun(tomorrow)).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });

    const after = written();
    for (const [key, cents] of wonCents(world.org))
      if (after.has(key)) expect([key, after.get(key)]).toEqual([key, cents]);
    expect(after.get(`person:${ann}|quarter:2026-10-01`)).toBe(0);
    expect(after.get('total|quarter:2026-10-01')).toBe(total);
    expect(await snapshots('2026-11-24')).toEqual(before);
    const owners = (await snapshots('2026-11-25')) as readonly { readonly owner_id: string }[];
    expect(owners.some(({ owner_id }) => owner_id === ben)).toBe(true);
    expect(owners.some(({ owner_id }) => owner_id === ann)).toBe(false);
  });

  it('49 · go with their owner to another team, and the totals still add up', async () => {
    annWins();
    expect(await planningRun(companionFor(world, database))).toMatchObject({ status: 'Succeeded' });
    const { ann } = world.company.users;
    const [east, west] = ['East', 'West'].map(
      (name) => `team:${idOf(world.org, `SELECT Id FROM UserRole WHERE Name = '${name}'`)}`,
    );
    const quarter = 'quarter:2026-10-01';
    const won = (scope = ''): number => written().get(`${scope}|${quarter}`) ?? 0;
    const [eastBefore, westBefore, own] = [won(east), won(west), won(`person:${ann}`)];
    expect(own).toBeGreaterThan(0);
    const reps = idOf(world.org, "SELECT Id FROM UserRole WHERE Name = 'West Reps'");
    world.org.update(world.org.system, 'User', [{ Id: ann, UserRoleId: reps }]);
    expect(await planningRun(companionFor(world, database))).toMatchObject({ status: 'Succeeded' });
    expect([won(east), won(west)]).toEqual([eastBefore - own, westBefore + own]);
    expect(won(east) + won(west)).toBe(won('total'));
  });
});
