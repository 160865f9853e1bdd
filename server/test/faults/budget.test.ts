import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, type ApiRequest, type Connection } from '../../src/adapters/salesforce/connection.ts';
import { CrmFailure } from '../../src/application/ports/crm-failure.ts';
import { serviceUsername } from '../contract/company.ts';
import { clientId, startWorld, type World } from '../contract/harness.ts';
import { orgFaults } from './org-faults.ts';

let world: World;
let faults: ReturnType<typeof orgFaults>;
/** Time that goes on only when a test says so, or when somebody waits. */
let elapsed = 0;
let waits: number[] = [];

const request: ApiRequest = { method: 'GET', path: '/query', query: { q: 'SELECT Id FROM User' }, what: 'a test' };
const open = (options: { readonly atOnce?: number; readonly stopShare?: number } = {}): Connection =>
  connect({
    ...options,
    credentials: { loginUrl: world.url, clientId, username: serviceUsername, privateKey: world.privateKey },
    timing: {
      random: () => 1,
      now: () => Date.now(),
      elapsed: () => elapsed,
      sleep: (ms) => {
        waits.push(ms);
        elapsed += ms;
        return Promise.resolve();
      },
    },
  });
const failure = async (work: Promise<unknown>): Promise<CrmFailure> => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CrmFailure)) throw new Error(`no failure of the CRM: ${String(error)}`);
  return error;
};

beforeAll(async () => {
  world = await startWorld(5);
  faults = orgFaults(world);
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(async () => {
  await faults.reset();
  elapsed = 0;
  waits = [];
});

describe('the requests of a day', () => {
  it('3 · asks once a minute and no more while the CRM takes no more requests, and goes on when it does', async () => {
    const connection = open();
    await faults.limits({ used: 100_000, daily: 100_000 });
    for (let second = 0; second < 180; second += 1) {
      expect(await failure(connection.call(request))).toMatchObject({ kind: 'limit' });
      elapsed += 1_000;
    }
    expect(await faults.asked(/\/query/)).toHaveLength(3);
    expect(connection.budget.state()).toBe('used-up');
    await faults.limits({ used: 10, daily: 100_000 });
    expect((await connection.call(request)).status).toBe(200);
    expect((await connection.call(request)).status).toBe(200);
    expect(connection.budget.state()).toBe('plenty');
    expect(waits).toEqual([]);
  });

  it('3 · reads how much is used with every answer, and saves from 70 % on', async () => {
    const connection = open();
    expect(connection.budget.allowance()).toBeUndefined();
    await faults.limits({ used: 60_000, daily: 100_000 });
    await connection.call(request);
    expect(connection.budget.allowance()).toEqual({ used: 60_001, allowed: 100_000 });
    expect(connection.budget.state()).toBe('plenty');
    await faults.limits({ used: 69_999 });
    await connection.call(request);
    expect(connection.budget.state()).toBe('saving');
    await faults.limits({ used: 99_500 });
    await connection.call(request);
    expect(connection.budget.state()).toBe('used-up');
    expect((await connection.call(request)).status).toBe(200);
  });

  it('3 · does not take the share of one app for that of the org', async () => {
    const connection = open();
    const both = 'per-app-api-usage=17/250(appName=Other); api-usage=25/5000';
    await faults.book({
      match: { path: '/query' },
      action: { kind: 'alter', headers: { 'sforce-limit-info': both } },
    });
    await connection.call(request);
    expect(connection.budget.allowance()).toEqual({ used: 25, allowed: 5_000 });
  });
});

describe('requests at once', () => {
  const tooMany = {
    kind: 'answer',
    status: 403,
    errorCode: 'REQUEST_LIMIT_EXCEEDED',
    message: 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
  };

  it('4 · halves them when the CRM has too many, tries the refused ones again, and recovers', async () => {
    const connection = open({ atOnce: 4 });
    await connection.call(request);
    await faults.book({ match: { path: '/query' }, count: 2, action: tooMany });
    const answers = await Promise.all(Array.from({ length: 4 }, () => connection.call(request)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    // Two were refused together: that is once too many, not twice.
    expect(connection.width()).toBe(2);
    expect(waits).toHaveLength(2);
    expect(connection.budget.state()).toBe('plenty');
    for (let call = 0; call < 20; call += 1) await connection.call(request);
    expect(connection.width()).toBe(4);
  });

  it('4 · comes through an org that takes two long requests at once', async () => {
    const connection = open({ atOnce: 5 });
    await connection.signIn();
    await faults.limits({ concurrent: 2 });
    await faults.book({ match: { path: '/query' }, count: 0, action: { kind: 'delay', ms: 30 } });
    const answers = await Promise.all(Array.from({ length: 12 }, () => connection.call(request)));
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
    expect((await faults.asked(/\/query/)).some(({ status }) => status === 403)).toBe(true);
    expect(connection.width()).toBeLessThan(5);
  });

  it('4 · sends a write again that found too many others, since nothing of it was carried out', async () => {
    const connection = open();
    await faults.book({ match: { method: 'POST', path: '/sobjects/Takt_Run__c' }, action: tooMany });
    const body = JSON.stringify({ Kind__c: 'Forecast' });
    const answer = await connection.call({ method: 'POST', path: '/sobjects/Takt_Run__c', body, what: 'a test' });
    expect(answer.status).toBe(201);
    expect(world.org.query(world.org.system, 'SELECT Id FROM Takt_Run__c').records).toHaveLength(1);
  });

  it('4 · gives up after eight tries, and says why', async () => {
    await faults.book({ match: { path: '/query' }, count: 0, action: tooMany });
    const said = await failure(open().call(request));
    expect(said).toMatchObject({ kind: 'unavailable', message: expect.stringContaining('at once') as string });
    expect(await faults.asked(/\/query/)).toHaveLength(8);
  });
});
