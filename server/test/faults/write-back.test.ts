import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/storage/database.ts';
import type { ApiRequest } from '../../src/adapters/salesforce/connection.ts';
import type { FailpointName } from '../../src/application/ports/failpoints.ts';
import { companionFor, planningRun, rowsOf, type CompanionParts } from '../contract/harness.ts';
import { resultsLeft } from './results-left.ts';
import { smallWorld } from './small-world.ts';

let undisturbed: readonly unknown[] = [];
const here = smallWorld(undefined, (world, outcome) => {
  expect(outcome).toMatchObject({ status: 'Succeeded' });
  undisturbed = resultsLeft(world.org);
  expect(undisturbed.length).toBeGreaterThan(30);
});

/** A companion that tells nobody how far it is: each Composite call of its own is a write. */
const quiet = (parts: CompanionParts = {}) => {
  const companion = companionFor(here.world, here.database, parts);
  return {
    ...companion,
    ports: { ...companion.ports, runs: { ...companion.ports.runs, report: () => Promise.resolve() } },
  };
};

/** Does something once, at the n-th time that a run comes by. */
const once = (name: FailpointName, work: () => Promise<unknown>, nth = 1) => {
  let seen = 0;
  return async (at: FailpointName): Promise<void> => {
    if (at !== name) return;
    seen += 1;
    if (seen === nth) await work();
  };
};

/** Keys of the rows of an object that requests carried. */
const keysSent = (requests: readonly ApiRequest[], object: string): readonly (readonly string[])[] =>
  requests
    .map(({ body }) => (typeof body === 'string' ? body : ''))
    .filter((body) => body.includes(`/composite/sobjects/${object}/`))
    .map((body) =>
      [...body.matchAll(/"attributes":\{"type":"\w+"\},"External_Key__c":"([^"]+)"/g)].map(([, key = '']) => key),
    );

const write = { method: 'POST', path: '/composite$' };
const keysOf = (object: string): readonly unknown[] =>
  rowsOf(here.world.org, `SELECT External_Key__c FROM ${object}`).map((row) => row['External_Key__c']);
const issues = () =>
  rowsOf(
    here.world.org,
    `SELECT Status__c, Rule__c, Object_Name__c, Record_Id__c, Subject__c, Description__c, Suggested_Fix__c, First_Seen_On__c, Resolved_On__c
      FROM Takt_Data_Issue__c ORDER BY External_Key__c`,
  );

describe('write-back', () => {
  it('2 · makes one row of a write whose reply was lost, and of one that was refused for a moment', async () => {
    const cut = once(
      'write:before-send',
      () => here.faults.book({ match: write, action: { kind: 'cut', when: 'after' } }),
      2,
    );
    const away = once(
      'write:before-send',
      () => here.faults.book({ match: write, action: { kind: 'answer', status: 503 } }),
      4,
    );
    const companion = quiet({ failpoints: async (at) => (await cut(at), away(at)) });
    expect(await planningRun(companion)).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
    expect((await here.faults.asked(/composite$/)).flatMap((request) => request.faults)).toHaveLength(2);
    expect(resultsLeft(here.world.org)).toEqual(undisturbed);
    const keys = keysOf('Takt_Forecast__c');
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('2 · ends a run once whose last word was sent twice', async () => {
    const lost = once('run:before-finish', () =>
      here.faults.book({ match: write, action: { kind: 'cut', when: 'after' } }),
    );
    expect(await planningRun(quiet({ failpoints: lost }))).toMatchObject({ status: 'Succeeded' });
    expect(rowsOf(here.world.org, 'SELECT Status__c, Writer_Slot__c FROM Takt_Run__c')).toEqual([
      { Status__c: 'Succeeded', Writer_Slot__c: null },
    ]);
  });

  it('36 · tries locked rows again, and no others, until they are free', async () => {
    const sent: ApiRequest[] = [];
    const companion = quiet({ onRequest: (request) => sent.push(request) });
    await here.faults.lock({ object: 'Takt_Forecast__c', share: 0.33, times: 2 });
    expect(await planningRun(companion)).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
    expect(resultsLeft(here.world.org)).toEqual(undisturbed);
    const calls = keysSent(sent, 'Takt_Forecast__c');
    expect(calls.map((keys) => keys.length > 0)).toEqual([true, true, true]);
    const [all = [], second = [], third = []] = calls;
    expect(second.length).toBeLessThan(all.length / 2);
    expect(third).toEqual(second);
    // Rows about the same scope stand together.
    const scopes = all.map((key) => key.split('|')[0]);
    expect(new Set(scopes).size).toBe(scopes.filter((scope, at) => scope !== scopes[at - 1]).length);
  });

  it('36 · sets rows aside that stay locked for three runs, shows them, and closes that when they go through', async () => {
    const companion = companionFor(here.world, here.database);
    await here.faults.lock({ object: 'Takt_Forecast__c', share: 0.2, times: 15 });
    expect(await planningRun(companion)).toMatchObject({ status: 'Failed' });
    expect(issues()).toEqual([]);
    expect(await planningRun(companion)).toMatchObject({ status: 'Failed' });
    const third = await planningRun(companion);
    expect(third).toMatchObject({ status: 'Succeeded', message: expect.stringContaining('set aside') as string });
    expect(third.counts.failed).toBeGreaterThan(0);
    const told = issues();
    expect(told).toHaveLength(third.counts.failed);
    expect(told[0]).toMatchObject({
      Status__c: 'Open',
      Rule__c: 'Write-back',
      Object_Name__c: 'Takt_Forecast__c',
      Description__c: expect.stringContaining('UNABLE_TO_LOCK_ROW') as string,
      First_Seen_On__c: '2026-11-24',
    });
    expect(await companion.ports.deadLetters.retryAll()).toBe(third.counts.failed);
    expect(await planningRun(companion)).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
    expect(resultsLeft(here.world.org)).toEqual(undisturbed);
    expect(issues().map((issue) => [issue['Status__c'], issue['Resolved_On__c']])).toEqual(
      told.map(() => ['Resolved', '2026-11-24']),
    );
  });
});

describe('two workers', () => {
  const other = { worker: 'host:2:b', isDead: () => true };

  it('38 · on one store: who was overtaken commits nothing more, neither here nor in the CRM', async () => {
    const second = companionFor(here.world, here.database);
    const sent: ApiRequest[] = [];
    let overtakenAt = Number.POSITIVE_INFINITY;
    const overtake = once(
      'write:before-send',
      async () => {
        expect(await planningRun(second, undefined, other)).toMatchObject({ status: 'Succeeded' });
        overtakenAt = sent.length;
      },
      3,
    );
    const first = quiet({ failpoints: overtake, onRequest: (request) => sent.push(request) });
    expect(await planningRun(first)).toMatchObject({
      status: 'Failed',
      message: expect.stringContaining('taken over') as string,
    });
    // The one call that was under way is refused by the CRM, and no other follows.
    expect(sent.length - overtakenAt).toBe(1);
    expect(resultsLeft(here.world.org)).toEqual(undisturbed);
    expect(rowsOf(here.world.org, 'SELECT Status__c, Worker__c FROM Takt_Run__c ORDER BY Name')).toEqual([
      { Status__c: 'Failed', Worker__c: 'host:1:a' },
      { Status__c: 'Succeeded', Worker__c: 'host:2:b' },
    ]);
    expect(await planningRun(second, undefined, other)).toMatchObject({ counts: { written: 0, failed: 0 } });
  });

  it('38 · on stores of their own: the CRM itself lets one of them write', async () => {
    const own = await openDatabase(undefined);
    try {
      const companions = [companionFor(here.world, here.database), companionFor(here.world, own)];
      const outcomes = await Promise.all(
        companions.map((companion, at) => planningRun(companion, undefined, { worker: `host:${at}:a` })),
      );
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['Failed', 'Succeeded']);
      expect(outcomes.find(({ status }) => status === 'Failed')?.message).toContain('under way');
      expect(resultsLeft(here.world.org)).toEqual(undisturbed);
      expect(rowsOf(here.world.org, 'SELECT Id FROM Takt_Run__c')).toHaveLength(1);
    } finally {
      await own.close();
    }
  });

  it('38 · on stores of their own: who was overtaken writes nothing more', async () => {
    const own = await openDatabase(undefined);
    try {
      const second = companionFor(here.world, own);
      const overtake = once('write:before-send', () => planningRun(second, undefined, other), 3);
      expect(await planningRun(quiet({ failpoints: overtake }))).toMatchObject({
        status: 'Failed',
        message: expect.stringContaining('taken over') as string,
      });
      expect(resultsLeft(here.world.org)).toEqual(undisturbed);
    } finally {
      await own.close();
    }
  });

  it('43 · a worker whose lease was lost in a long job commits nothing', async () => {
    const steal = once('write:before-ack', async () => {
      expect(await first.ports.lease.acquire('host:2:b', () => true)).toMatchObject({ after: 'host:1:a' });
    });
    const first = companionFor(here.world, here.database, { failpoints: steal });
    expect(await planningRun(first)).toMatchObject({ status: 'Failed' });
    const { rows } = await here.database.query('SELECT key FROM result_row');
    expect(rows).toEqual([]);
    const next = companionFor(here.world, here.database);
    expect(await planningRun(next, undefined, { worker: 'host:2:b', isDead: () => true })).toMatchObject({
      status: 'Succeeded',
    });
    expect(resultsLeft(here.world.org)).toEqual(undisturbed);
  });
});
