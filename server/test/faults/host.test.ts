import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../src/adapters/storage/database.ts';
import { watchRuns } from '../../src/application/watch-runs.ts';
import { drained, NotDrained } from '../../src/cli/drain.ts';
import { create } from '../contract/company.ts';
import { companionFor, emptied, planningRun, rowsOf, startWorld, type World } from '../contract/harness.ts';
import { takt } from '../contract/takt-process.ts';
import { orgFaults } from './org-faults.ts';
import { resultsLeft } from './results-left.ts';
import { steppedClock } from './stepped-clock.ts';

let world: World;
let database: Database;
beforeAll(async () => {
  database = await openDatabase(undefined);
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await startWorld(60);
});
afterEach(() => world[Symbol.asyncDispose]());

const hour = 3_600_000;
const noon = '2026-11-24T12:00:00.000Z';
const runs = () =>
  rowsOf(world.org, 'SELECT Status__c, Worker__c, Writer_Slot__c FROM Takt_Run__c ORDER BY CreatedDate');
const ask = (): string =>
  create(world.org, 'Takt_Run__c', [{ Kind__c: 'Forecast', CreatedById: world.company.users.ed }])[0] ?? '';

describe('the companion being stopped', () => {
  it('44 · gives a run back that somebody asked for, ends with 0, and takes it up again when it is back', async () => {
    const faults = orgFaults(world);
    await faults.book({ match: { path: '/jobs/query/\\w+/results' }, count: 0, action: { kind: 'stall' } });
    ask();
    const data = { TAKT_DATA_DIR: path.join(world.folder, 'stopped'), TAKT_POLL_SECONDS: '1' };
    const first = takt(world, ['serve', '--json'], data);
    await first.until(({ event, step }) => event === 'progress' && step === 'Read changes');
    first.process.kill('SIGTERM');
    expect(await first.ended).toMatchObject({ code: 0, errors: '' });
    expect(runs()).toEqual([{ Status__c: 'Requested', Worker__c: null, Writer_Slot__c: null }]);
    expect(resultsLeft(world.org)).toEqual([]);

    await faults.reset();
    const second = takt(world, ['serve', '--json'], data);
    expect(await second.until(({ event }) => event === 'run')).toMatchObject({ status: 'Succeeded' });
    second.process.kill('SIGTERM');
    expect((await second.ended).code).toBe(0);
  });

  it('44 · waits 25 s for what is under way, and no longer', async () => {
    const stop = new AbortController();
    const slept: number[] = [];
    const sleep = (milliseconds: number): Promise<void> => {
      slept.push(milliseconds);
      return Promise.resolve();
    };
    expect(await drained(Promise.resolve('done'), stop.signal, sleep)).toBe('done');
    const never = drained(new Promise(() => undefined), stop.signal, sleep);
    expect(slept).toEqual([]);
    stop.abort();
    await expect(never).rejects.toThrow(NotDrained);
    expect(slept).toEqual([25_000]);
  });
});

describe('a clock that is wrong', () => {
  it.each([
    ['ahead', hour],
    ['behind', -hour],
  ])('45 · an hour %s: it signs in, and reads and writes the same', async (_which, offset) => {
    const right = companionFor(world, await emptied(database));
    expect(await planningRun(right)).toMatchObject({ status: 'Succeeded' });
    const undisturbed = resultsLeft(world.org);
    await world[Symbol.asyncDispose]();

    world = await startWorld(60);
    const clock = steppedClock(noon);
    clock.set(offset);
    const wrong = companionFor(world, await emptied(database), { clock, machineNow: () => Date.now() + offset });
    expect(await planningRun(wrong)).toMatchObject({ status: 'Succeeded' });
    expect(resultsLeft(world.org)).toEqual(undisturbed);
    const [open] = rowsOf(world.org, 'SELECT Id FROM Opportunity WHERE IsClosed = false AND Amount != null LIMIT 1');
    world.org.kernel.clock.move(1_000);
    world.org.update(world.org.system, 'Opportunity', [{ Id: String(open?.['Id']), Amount: 5 }]);
    expect(await planningRun(wrong)).toMatchObject({
      status: 'Succeeded',
      counts: { read: expect.any(Number) as number },
    });
    expect(resultsLeft(world.org)).not.toEqual(undisturbed);
  });

  it('45 · set back by an hour amid the watch: it goes on looking and gives signs of life', async () => {
    const clock = steppedClock(noon);
    const companion = companionFor(world, await emptied(database), { clock });
    const stop = new AbortController();
    const beats: unknown[] = [];
    const watching = {
      ...clock,
      async sleep(milliseconds: number) {
        beats.push(rowsOf(world.org, 'SELECT Heartbeat_At__c FROM Takt_Setting__c')[0]?.['Heartbeat_At__c']);
        if (beats.length === 3) clock.set(-hour);
        if (beats.length === 8) stop.abort(new Error('stopped'));
        await clock.sleep(milliseconds);
      },
    };
    await watchRuns(
      { ...companion.ports, clock: watching },
      { ...companion.settings, worker: 'host:1:a', isDead: () => false, pollMs: 60_000 },
      { onProgress: () => undefined, onRun: () => undefined, onTrouble: () => undefined },
      stop.signal,
    );
    // One beat a look: after the clock was set back they are an hour earlier, and go on.
    expect(new Set(beats).size).toBe(8);
    expect(String(beats[7]) < String(beats[0])).toBe(true);
  });
});
