import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../src/adapters/storage/database.ts';
import type { CrmWatch, Sight } from '../../src/application/ports/crm-watch.ts';
import type { RunOutcome } from '../../src/application/ports/run-requests.ts';
import type { WatchSettings } from '../../src/application/watch-ports.ts';
import { watchRuns } from '../../src/application/watch-runs.ts';
import { create } from '../contract/company.ts';
import {
  companionFor,
  emptied,
  planningRun,
  rowsOf,
  startWorld,
  type Companion,
  type World,
} from '../contract/harness.ts';
import { orgFaults } from './org-faults.ts';
import { resultsLeft } from './results-left.ts';
import { steppedClock, type SteppedClock } from './stepped-clock.ts';

let world: World;
let database: Database;
/** Of the companion that begins anew. */
let spare: Database;
let faults: ReturnType<typeof orgFaults>;
let clock: SteppedClock;
let companion: Companion;

beforeAll(async () => {
  database = await openDatabase(undefined);
  spare = await openDatabase(undefined);
});
afterAll(async () => {
  await database.close();
  await spare.close();
});
beforeEach(async () => {
  world = await startWorld(40);
  faults = orgFaults(world);
  clock = steppedClock('2026-11-24T12:00:00.000Z');
  companion = companionFor(world, await emptied(database), { clock });
});
afterEach(() => world[Symbol.asyncDispose]());

interface Watched {
  readonly runs: readonly RunOutcome[];
  readonly trouble: readonly (string | undefined)[];
}

/** The companion, waiting for work until it has waited so many times; `during` comes before each wait. */
const watch = async (
  waits: number,
  during: (wait: number) => unknown = () => undefined,
  onChange = true,
): Promise<Watched> => {
  const stop = new AbortController();
  const told = { runs: [] as RunOutcome[], trouble: [] as (string | undefined)[] };
  let wait = 0;
  const counting: SteppedClock = {
    ...clock,
    async sleep(milliseconds) {
      await during(wait);
      wait += 1;
      if (wait > waits) stop.abort(new Error('stopped'));
      await clock.sleep(milliseconds);
    },
  };
  const settings: WatchSettings = {
    ...companion.settings,
    worker: 'host:1:a',
    isDead: () => true,
    pollMs: 25_000,
    ...(onChange ? { changes: { quietMs: 10_000, gapMs: 120_000 } } : {}),
  };
  const listeners = {
    onProgress: () => undefined,
    onRun: (run: RunOutcome) => told.runs.push(run),
    onTrouble: (message: string | undefined) => told.trouble.push(message),
  };
  await watchRuns({ ...companion.ports, clock: counting }, settings, listeners, stop.signal);
  return told;
};
const ask = (who = world.company.users.ed): string =>
  create(world.org, 'Takt_Run__c', [{ Kind__c: 'Forecast', CreatedById: who, OwnerId: who }])[0] ?? '';
const deals = (): readonly string[] => rowsOf(world.org, 'SELECT Id FROM Opportunity').map(({ Id }) => String(Id));
const change = (id: string, amount: number): void => {
  world.org.kernel.clock.move(1_000);
  world.org.update(world.org.system, 'Opportunity', [{ Id: id, Amount: amount }]);
};
/** What a companion that begins anew would write. */
const wanted = async (): Promise<readonly unknown[]> => {
  const left = resultsLeft(world.org);
  const fresh = companionFor(world, await emptied(spare));
  expect(await planningRun(fresh)).toMatchObject({ status: 'Succeeded', counts: { written: 0 } });
  return left;
};

describe('changes, found by asking', () => {
  it('32 · catches up by itself on what changed while it was away for long', async () => {
    expect((await watch(3)).runs).toMatchObject([{ status: 'Succeeded' }]);
    const before = resultsLeft(world.org);
    const [open = ''] = rowsOf(world.org, 'SELECT Id FROM Opportunity WHERE IsClosed = false LIMIT 1').map(({ Id }) =>
      String(Id),
    );
    change(open, 987_654);
    world.org.kernel.clock.move(30 * 24 * 3_600_000);
    companion = companionFor(world, database, { clock });
    expect((await watch(10)).runs).toMatchObject([{ status: 'Succeeded' }]);
    expect(resultsLeft(world.org)).not.toEqual(before);
    expect(await wanted()).toEqual(resultsLeft(world.org));
  });

  it('33 · loses nothing when looks fail: what changed meanwhile is seen by the next one', async () => {
    await watch(3);
    const [id = ''] = deals();
    await faults.book({
      match: { path: '/composite$' },
      nth: 2,
      count: 3,
      action: { kind: 'answer', status: 404, errorCode: 'NOT_FOUND' },
    });
    const { runs, trouble } = await watch(20, (wait) => {
      if (wait === 2) change(id, 123_456);
    });
    expect(trouble).toEqual([expect.stringContaining('NOT_FOUND') as string, undefined]);
    expect(runs).toMatchObject([{ status: 'Succeeded' }]);
    expect(await wanted()).toEqual(resultsLeft(world.org));
  });

  it('34 · does once what is seen twice, and nothing of what is seen late', async () => {
    const asked = ask();
    // Of somebody who may not ask.
    create(world.org, 'Takt_Run__c', [{ Kind__c: 'Forecast' }]);
    const { watch: looking } = companion.ports;
    // From the second look on, every sight is the one before, and the first one comes again and again.
    let [first, last]: (Sight | undefined)[] = [];
    let looks = 0;
    const late: CrmWatch = {
      ...looking,
      async look(given, signal) {
        const before = last;
        last = await looking.look(given, signal);
        first ??= last;
        looks += 1;
        return (looks % 3 === 0 ? first : before) ?? last;
      },
    };
    companion = { ...companion, ports: { ...companion.ports, watch: late } };
    const { runs } = await watch(12, undefined, false);
    expect(runs.filter(({ status }) => status === 'Succeeded')).toHaveLength(1);
    expect(rowsOf(world.org, `SELECT Status__c, Attempts__c FROM Takt_Run__c WHERE Id = '${asked}'`)).toEqual([
      { Status__c: 'Succeeded', Attempts__c: 1 },
    ]);
    // One that is refused is refused once.
    expect(runs.filter(({ status }) => status === 'Failed')).toHaveLength(1);
    expect(rowsOf(world.org, 'SELECT Id FROM Takt_Run__c')).toHaveLength(2);
  });

  it('35 · takes what it wrote itself for no change', async () => {
    await watch(3);
    const service = world.org.actor(world.company.users.service);
    const { runs } = await watch(20, (wait) => {
      if (wait !== 2) return;
      world.org.kernel.clock.move(1_000);
      const [plan = ''] = create(world.org, 'Takt_Plan__c', [
        { Name: 'FY26', Kind__c: 'Quota', Fiscal_Year__c: '2026' },
      ]);
      world.org.kernel.clock.move(1_000);
      world.org.update(service, 'Takt_Plan__c', [{ Id: plan, Status__c: 'Draft' }]);
    });
    expect(runs).toEqual([]);
    const [id = ''] = deals();
    const byOthers = await watch(10, (wait) => {
      if (wait === 2) change(id, 42);
    });
    expect(byOthers.runs).toHaveLength(1);
  });

  it('begins one forecast for a burst of changes, when it is over', async () => {
    await watch(3);
    const ids = deals();
    const { runs } = await watch(40, (wait) => {
      const id = ids[wait];
      if (wait < 10 && id !== undefined) change(id, 1_000 + wait);
    });
    expect(runs).toMatchObject([{ status: 'Succeeded' }]);
    expect(await wanted()).toEqual(resultsLeft(world.org));
  });

  it('asks once every 25 seconds while there is nothing to do, by one request each: 3,456 a day', async () => {
    await watch(3);
    const before = (await faults.asked(/./)).length;
    const from = clock.elapsed();
    await watch(24);
    const asked = (await faults.asked(/./)).slice(before);
    expect(asked.map(({ path }) => path.replace(/v[\d.]+/, 'v'))).toEqual(Array(25).fill('/services/data/v/composite'));
    expect(clock.elapsed() - from).toBe(25 * 25_000);
  });

  it('12 · takes a maintenance page in place of a look for what it is, and goes on when it is gone', async () => {
    await watch(3);
    const headers = { 'content-type': 'text/html' };
    const page = { kind: 'answer', status: 200, body: '<html>Maintenance</html>', headers };
    await faults.book({ match: { path: '/composite$' }, count: 2, action: page });
    expect((await watch(4)).trouble).toEqual([expect.stringContaining('web page') as string, undefined]);
  });

  it('3 · begins no forecast by itself from 70 % of the requests on, carries out what people ask for, and says so', async () => {
    await watch(3);
    await faults.limits({ used: 75_000, daily: 100_000 });
    const [id = ''] = deals();
    change(id, 1);
    expect((await watch(10)).runs).toEqual([]);
    expect(rowsOf(world.org, 'SELECT Request_State__c FROM Takt_Setting__c')).toEqual([{ Request_State__c: 'Saving' }]);
    ask();
    expect((await watch(3)).runs).toMatchObject([{ status: 'Succeeded' }]);
  });

  it('3 · asks once a minute while the day is used up, then does what waited', async () => {
    await watch(3);
    ask();
    await faults.limits({ used: 100_000, daily: 100_000 });
    const { runs, trouble } = await watch(10, async (wait) => {
      if (wait === 5) await faults.limits({ used: 10 });
    });
    expect(trouble[0]).toContain('used up');
    expect(runs).toMatchObject([{ status: 'Succeeded' }]);
  });
});
