import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bulkQuery } from '../../src/adapters/salesforce/bulk-query.ts';
import { createMirror } from '../../src/adapters/storage/mirror.ts';
import { openDatabase, type Database } from '../../src/adapters/storage/database.ts';
import type { MirrorTable } from '../../src/application/ports/mirror-tables.ts';
import { syncOrg } from '../../src/application/sync-org.ts';
import { recordedTiming } from '../adapters/salesforce/stub.ts';
import { create } from '../contract/company.ts';
import {
  companionFor,
  emptied,
  planningRun,
  rowsOf,
  startWorld,
  type Companion,
  type CompanionParts,
  type World,
} from '../contract/harness.ts';
import { orgFaults } from './org-faults.ts';
import { resultsLeft } from './results-left.ts';

const deals = 60;
let world: World;
let database: Database;
let faults: ReturnType<typeof orgFaults>;
let undisturbed: readonly unknown[] = [];

const fresh = async (): Promise<void> => {
  world = await startWorld(deals);
  await emptied(database);
  faults = orgFaults(world);
};
const companion = (parts: CompanionParts = {}): Companion => companionFor(world, database, parts);
const run = (parts?: CompanionParts) => planningRun(companion(parts));
const left = (): readonly unknown[] => resultsLeft(world.org);

beforeAll(async () => {
  database = await openDatabase(undefined);
  await fresh();
  expect(await run()).toMatchObject({ status: 'Succeeded' });
  undisturbed = left();
  expect(undisturbed.length).toBeGreaterThan(30);
  await world[Symbol.asyncDispose]();
});
afterAll(() => database.close());
beforeEach(fresh);
afterEach(() => world[Symbol.asyncDispose]());

const { signal } = new AbortController();
const results = '/jobs/query/\\w+/results';
const asIfNothingHadBeen = async (times: number, parts?: CompanionParts): Promise<void> => {
  expect(await run(parts)).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
  expect(left()).toEqual(undisturbed);
  expect((await faults.asked(/./)).flatMap(({ faults: met }) => met)).toHaveLength(times);
};
const jobsMade = async (): Promise<number> =>
  (await faults.asked(/\/jobs\/query$/)).filter(({ method }) => method === 'POST').length;
/** Jobs of a run that nothing disturbs: one an object. */
const usualJobs = async (): Promise<number> => {
  await run();
  const usual = await jobsMade();
  await world[Symbol.asyncDispose]();
  await fresh();
  return usual;
};
const job = async (outcome: object): Promise<void> => {
  await faults.jobs({ object: 'Opportunity', ...outcome });
};

describe('a locator that is no longer good', () => {
  it('8 · makes the read begin again where it died with its session amid the pages of a job', async () => {
    await faults.book({ match: { path: `${results}\\?.*locator` }, action: { kind: 'expire', locators: true } });
    await asIfNothingHadBeen(1, { pageRecords: 20 });
  });

  it('8 · makes the read begin again where it died amid the pages of a small table', async () => {
    const roles = Array.from({ length: 2_100 }, (_, at) => ({ Name: `Nobody ${at}` }));
    create(world.org, 'UserRole', roles);
    await faults.book({ match: { path: '/query/\\w+' }, action: { kind: 'expire', locators: true } });
    const { ports } = companion();
    await syncOrg(ports, () => undefined, signal);
    expect((await faults.asked(/./)).flatMap(({ faults: met }) => met)).toHaveLength(1);
    const [[count] = [0]] = await database.arrays<[number]>('SELECT count(*) FROM user_role');
    expect(count).toBe(rowsOf(world.org, 'SELECT Id FROM UserRole').length);
  });
});

describe('a page that does not arrive as it was sent', () => {
  it.each([
    ['cut', { end: 'cut' }],
    ['amid a chunk', { end: 'chunked' }],
    ['amid gzip, whole by its length', { end: 'whole', packed: true }],
    ['amid gzip, by the end of the connection', { end: 'close', packed: true }],
    ['by the end of the connection, which is all that tells its length', { end: 'close' }],
    ['whole by its length', { end: 'whole' }],
  ])('10 · is read again where it ends early: %s', async (_, how) => {
    await faults.book({ match: { path: results }, action: { kind: 'truncate', bytes: 300, ...how } });
    await asIfNothingHadBeen(1);
  });

  it('10 · is not taken where it ends early each time, and the old numbers stay', async () => {
    expect(await run()).toMatchObject({ status: 'Succeeded' });
    await emptied(database);
    await faults.book({
      match: { path: results },
      count: 0,
      action: { kind: 'truncate', bytes: 300, end: 'close' },
    });
    expect(await run()).toMatchObject({ status: 'Failed', message: expect.stringContaining('ends early') as string });
    expect(left()).toEqual(undisturbed);
    expect((await faults.asked(new RegExp(results))).filter(({ faults: met }) => met.length > 0)).toHaveLength(3);
  });

  it('11 · is refused where it is the page before once more', async () => {
    await faults.book({ match: { path: `${results}\\?.*locator` }, count: 2, action: { kind: 'repeat' } });
    expect(await run({ pageRecords: 10 })).toMatchObject({ status: 'Failed' });
    expect(left()).toEqual([]);
    expect((await faults.asked(new RegExp(results))).length).toBeLessThanOrEqual(20);
  });

  it('11 · is refused where its locator leads back, after few calls', async () => {
    const [locator] = await locators();
    await faults.book({
      match: { path: `${results}\\?.*locator` },
      nth: 3,
      count: 0,
      action: { kind: 'alter', headers: { 'sforce-locator': locator ?? '' } },
    });
    expect(await run({ pageRecords: 10 })).toMatchObject({
      status: 'Failed',
      message: expect.stringContaining('circle') as string,
    });
    expect(left()).toEqual([]);
  });
});

/** Locators as this org writes them. */
const locators = async (): Promise<readonly string[]> => {
  const query = { fields: ['Id'], object: 'Opportunity', includeDeleted: true };
  const found: string[] = [];
  const timing = recordedTiming();
  for await (const { position = '' } of bulkQuery(companion().connection, query, { timing, pageRecords: 10 }, signal)) {
    found.push(...(/"locator":"([^"]+)"/.exec(position)?.slice(1) ?? []));
  }
  await faults.reset();
  return found;
};

describe('a Bulk job that does not end well', () => {
  it('14 · is given up for this run where it is stuck, and gone on with by its id in the next', async () => {
    const usual = await usualJobs();
    await job({ outcome: 'Stuck' });
    expect(await run({ patienceMs: 100 })).toMatchObject({
      status: 'Failed',
      message: expect.stringContaining('too long') as string,
    });
    expect(left()).toEqual([]);
    await faults.releaseJobs();
    await asIfNothingHadBeen(0);
    expect(await jobsMade()).toBe(usual);
  });

  it.each(['Failed', 'Aborted'])(
    '14 · is said with its reason where it is %s, and made anew in the next run',
    async (outcome) => {
      await job({ outcome, message: 'InternalServerError : It says why' });
      const reason = outcome === 'Failed' ? 'It says why' : 'Aborted';
      expect(await run()).toMatchObject({ status: 'Failed', message: expect.stringContaining(reason) as string });
      expect(left()).toEqual([]);
      await asIfNothingHadBeen(0);
    },
  );

  it('14 · is gone on with amid its pages when the process that read them has ended', async () => {
    const stopped = new Error('killed');
    let staged = 0;
    const dying = companion({
      pageRecords: 10,
      failpoints: (at) => {
        if (at === 'load:page-staged') staged += 1;
        return staged > 8 ? Promise.reject(stopped) : Promise.resolve();
      },
    });
    await expect(syncOrg(dying.ports, () => undefined, signal)).rejects.toBe(stopped);
    const before = await faults.asked(new RegExp(results));
    const made = await jobsMade();
    await asIfNothingHadBeen(0, { pageRecords: 10 });
    const after = (await faults.asked(new RegExp(results))).slice(before.length);
    // No page that had been taken is asked for again.
    const asked = [...before.slice(0, -1), ...after].map(({ path }) => path);
    expect(new Set(asked).size).toBe(asked.length);
    expect(made).toBeGreaterThan(0);
  });

  it('15 · is read in halves where the query takes the CRM too long', async () => {
    const usual = await usualJobs();
    await faults.slowQueries({ object: 'Opportunity', rows: 25 });
    await asIfNothingHadBeen(0);
    // One, two halves, and their halves.
    expect((await jobsMade()) - usual).toBeGreaterThanOrEqual(4);
    expect((await jobsMade()) - usual).toBeLessThanOrEqual(12);
  });
});

describe('content', () => {
  const names = [
    'quotes "all" and, commas',
    'line\nbreak',
    'line\r\nbreak',
    "apostrophe ' and \\ and \\.",
    '日本 é 👩‍👧 e\u0301',
    '\u202Eright to left',
    'N/A',
    'null',
    '#N/A',
    '=1+1',
  ];
  const loaded = async (parts: CompanionParts): Promise<readonly string[]> => {
    await syncOrg(companion(parts).ports, () => undefined, signal);
    const rows = await database.arrays<[string]>('SELECT name FROM product ORDER BY code');
    return rows.map(([name]) => name);
  };
  const make = (from: number, some: readonly string[]): void => {
    create(
      world.org,
      'Product2',
      some.map((Name, at) => ({ Name, ProductCode: `P${String(from + at).padStart(3, '0')}`, IsActive: true })),
    );
  };

  it('16 · arrives as the org has it: quotes, line breaks, any script, by Bulk and by REST', async () => {
    make(0, names);
    const inOrg = () =>
      rowsOf(world.org, 'SELECT Name FROM Product2 ORDER BY ProductCode').map(({ Name }) => String(Name));
    expect(await loaded({ pageRecords: 3 })).toEqual(inOrg());
    expect(inOrg()).toEqual(names);
    world.org.kernel.clock.move(60_000);
    make(100, names);
    expect(await loaded({})).toEqual([...names, ...names]);
    world.org.kernel.clock.move(60_000);
    make(200, names);
    expect(await loaded({ bulkAbove: 1, pageRecords: 3 })).toEqual([...names, ...names, ...names]);
  });

  it('18 · keeps texts such as N/A and null apart from no value', async () => {
    create(world.org, 'Product2', [
      { Name: 'a', ProductCode: 'N/A', Family: null, IsActive: true },
      { Name: 'b', ProductCode: 'null', IsActive: true },
      { Name: 'c', ProductCode: null, IsActive: true },
    ]);
    await syncOrg(companion().ports, () => undefined, signal);
    expect(await database.arrays('SELECT name, code, family FROM product ORDER BY name')).toEqual([
      ['a', 'N/A', null],
      ['b', 'null', null],
      ['c', null, null],
    ]);
  });

  it('17 · carries texts of 131,072 characters whole, page by page', async () => {
    const long = (at: number): string => `${at} ä"\n,`.repeat(30_000).slice(0, 131_072 - 1) + '.';
    const rows = Array.from({ length: 40 }, (_, at) => ({
      External_Key__c: `long:${String(at).padStart(2, '0')}`,
      Kind__c: 'Quota',
      Fiscal_Year__c: '2026',
      Changes__c: long(at),
    }));
    create(world.org, 'Takt_Plan__c', rows);
    const fields = ['Id', 'External_Key__c', 'Fiscal_Year__c', 'Changes__c'];
    const query = { fields, object: 'Takt_Plan__c', includeDeleted: true, widest: 400_000 };
    const columns = ['id', 'name', 'code', 'family'];
    const table: MirrorTable = {
      name: 'product',
      rhythm: 'changes',
      required: false,
      columns: columns.map((name) => ({ name, type: name === 'id' ? 'id' : 'text', required: true })),
    };
    let largest = 0;
    async function* pages() {
      for await (const page of bulkQuery(companion().connection, query, { timing: recordedTiming() }, signal)) {
        largest = Math.max(largest, page.rows);
        yield page;
      }
    }
    await createMirror(database).take({ table, columns }, pages(), { kind: 'replace' }, undefined, () => undefined);
    expect(Object.fromEntries(await database.arrays<[string, string]>('SELECT name, family FROM product'))).toEqual(
      Object.fromEntries(rows.map(({ External_Key__c, Changes__c }) => [External_Key__c, Changes__c])),
    );
    expect(largest).toBeLessThanOrEqual(100);
  });
});
