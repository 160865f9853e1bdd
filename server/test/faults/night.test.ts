import { describe, expect, it } from 'vitest';
import { createChoreLedger } from '../../src/adapters/storage/chore-ledger.ts';
import type { Database } from '../../src/adapters/storage/database.ts';
import { createWatchMarks } from '../../src/adapters/storage/watch-marks.ts';
import type { Chore } from '../../src/application/chore.ts';
import { doChores } from '../../src/application/do-chores.ts';
import { timeOfDay } from '../../src/application/local-time.ts';
import { fakePorts, runSettings, unending } from '../application/fakes.ts';
import { stores } from '../support/stores.ts';
import { steppedClock, type SteppedClock } from './stepped-clock.ts';

const minute = 60_000;
const settings = { ...runSettings, worker: 'host:1:a', isDead: () => false };

/** A chore that says when it was done, by the clock on the wall. */
const recorded = () => {
  const done: string[] = [];
  const chore = (clock: SteppedClock, timeZone: string): Chore => ({
    name: 'reconcile',
    urgent: true,
    due: () => true,
    run: () => {
      done.push(`${clock.today(timeZone)} ${timeOfDay(clock.now(), timeZone)}`);
      return Promise.resolve('done');
    },
  });
  return { done, chore };
};

/** A companion that has just been started: it knows nothing but what the store does. */
const look = async (database: Database, clock: SteppedClock, timeZone: string, chore: Chore): Promise<void> => {
  const ports = { ...fakePorts(), clock, chores: createChoreLedger(database) };
  await doChores(ports, settings, { chores: [chore], from: '02:30', timeZone }, unending());
};

/** Looks every ten minutes from one instant for so many hours; `before` comes before each look with its number. */
const throughTheNights = async (
  database: Database,
  { from, hours, timeZone }: { readonly from: string; readonly hours: number; readonly timeZone: string },
  before: (look: number, clock: SteppedClock) => void = () => undefined,
): Promise<readonly string[]> => {
  const clock = steppedClock(from);
  const { done, chore } = recorded();
  for (let at = 0; at < hours * 6; at += 1) {
    before(at, clock);
    await look(database, clock, timeZone, chore(clock, timeZone));
    await clock.sleep(10 * minute);
  }
  return done;
};

describe.each(stores)('work of the night, on $name', ({ open }) => {
  it('46 · is done once on the day that has 02:30 twice', async () => {
    const database = await open();
    const days = { from: '2026-10-23T22:00:00.000Z', hours: 72, timeZone: 'Europe/Berlin' };
    expect(await throughTheNights(database, days)).toEqual([
      '2026-10-24 02:30',
      '2026-10-25 02:30',
      '2026-10-26 02:30',
    ]);
    await database.close();
  });

  it('46 · is done once on the day that has no 02:30, as soon as the hour is over', async () => {
    const database = await open();
    const days = { from: '2026-03-27T23:00:00.000Z', hours: 71, timeZone: 'Europe/Berlin' };
    expect(await throughTheNights(database, days)).toEqual([
      '2026-03-28 02:30',
      '2026-03-29 03:00',
      '2026-03-30 02:30',
    ]);
    await database.close();
  });

  it('45 · is not done again when the clock is set back, nor left out when it is set forward', async () => {
    const database = await open();
    const days = { from: '2026-11-24T00:00:00.000Z', hours: 30, timeZone: 'UTC' };
    const done = await throughTheNights(database, days, (at, clock) => {
      // By an hour within the day, and by more than the night has had.
      if (at === 18) clock.set(-60 * minute);
      if (at === 30) clock.set(-8 * 60 * minute);
      if (at === 100) clock.set(10 * 60 * minute);
    });
    expect(done.map((text) => text.slice(0, 10))).toEqual(['2026-11-24', '2026-11-25']);
    await database.close();
  });

  it('46 · is done once by two companions that share a store, and after a process that died over it', async () => {
    const database = await open();
    const [one, other] = [createChoreLedger(database), createChoreLedger(database)];
    const [now, halfAnHourAgo] = ['2026-11-24T02:30:00.000Z', '2026-11-24T02:00:00.000Z'];
    const begun = await Promise.all(
      [one, other].map((ledger) => ledger.begin('count', '2026-11-24', now, halfAnHourAgo)),
    );
    expect(begun.filter(Boolean)).toHaveLength(1);
    expect(await other.begin('count', '2026-11-24', '2026-11-24T02:59:00.000Z', '2026-11-24T02:29:00.000Z')).toBe(
      false,
    );
    expect(await other.begin('count', '2026-11-24', '2026-11-24T03:01:00.000Z', '2026-11-24T02:31:00.000Z')).toBe(true);
    await other.done('count', '2026-11-24', 'fine');
    expect(await one.lastDone('count')).toBe('2026-11-24');
    expect(await one.begin('count', '2026-11-24', '2026-11-24T23:00:00.000Z', '2026-11-24T22:30:00.000Z')).toBe(false);
    expect(await one.begin('count', '2026-11-25', '2026-11-25T02:30:00.000Z', '2026-11-25T02:00:00.000Z')).toBe(true);
    await database.close();
  });

  it('32 · remembers over restarts what the last forecast knew', async () => {
    const database = await open();
    const marks = new Map([['deals', { since: '2026-11-24T11:50:00.000Z', seen: "3 '2026'" }]]);
    await createWatchMarks(database).write(new Map([['calls', { since: '2026', seen: '1' }]]));
    await createWatchMarks(database).write(marks);
    expect(await createWatchMarks(database).read()).toEqual(marks);
    await database.close();
  });
});
