import { describe, expect, it } from 'vitest';
import { connect } from '../../src/adapters/salesforce/connection.ts';
import { CrmFailure } from '../../src/application/ports/crm-failure.ts';
import { serviceUsername } from '../contract/company.ts';
import { clientId } from '../contract/harness.ts';
import type { AskedRequest } from './org-faults.ts';
import { resultsLeft } from './results-left.ts';
import { smallWorld } from './small-world.ts';

let undisturbed: readonly unknown[] = [];
const here = smallWorld(undefined, (world, outcome) => {
  expect(outcome).toMatchObject({ status: 'Succeeded' });
  undisturbed = resultsLeft(world.org);
  expect(undisturbed.length).toBeGreaterThan(30);
});
const { run } = here;
const left = (): readonly unknown[] => resultsLeft(here.world.org);
const book = (...faults: readonly object[]): Promise<void> => here.faults.book(...faults);
const asked = (path: RegExp): Promise<readonly AskedRequest[]> => here.faults.asked(path);

/** The run succeeds as if nothing had been, and the faults did happen. */
const asIfNothingHadBeen = async (times: number): Promise<void> => {
  expect(await run()).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
  expect(left()).toEqual(undisturbed);
  expect((await asked(/./)).flatMap(({ faults }) => faults)).toHaveLength(times);
};

const results = '/jobs/query/\\w+/results';

describe('transport and login', () => {
  it('1 · tries a read again that a passing error met, with the same result', async () => {
    const codes = [500, 502, 503];
    await book(
      ...codes.map((status) => ({ match: { method: 'GET', path: '/query' }, action: { kind: 'answer', status } })),
    );
    await asIfNothingHadBeen(3);
  });

  it('1 · gives a read up after five tries, and says so', async () => {
    await book({ match: { path: results }, count: 0, action: { kind: 'answer', status: 503 } });
    expect(await run()).toMatchObject({ status: 'Failed', message: expect.stringContaining('503') as string });
    expect(await asked(new RegExp(results))).toHaveLength(5);
    expect(left()).toEqual([]);
  });

  it('5 · signs in again once when the session has ended, and goes on', async () => {
    await book({ match: { path: results }, action: { kind: 'expire' } });
    await asIfNothingHadBeen(1);
    expect(await asked(/oauth2\/token/)).toHaveLength(2);
  });

  it('6 · stops at a session that is refused for ever, after two calls, and says whose', async () => {
    await book({ match: { path: '/services/data' }, count: 0, action: { kind: 'expire' } });
    const failure = await here.companion.connection
      .call({ method: 'GET', path: '/limits', what: 'a test' })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CrmFailure);
    expect(failure).toMatchObject({ kind: 'auth_failed', message: expect.stringContaining(serviceUsername) as string });
    expect((await asked(/services\/data/)).length).toBeLessThanOrEqual(3);
  });

  it('7 · signs in once for requests that come at the same time', async () => {
    const calls = Array.from({ length: 6 }, () =>
      here.companion.connection.call({ method: 'GET', path: '/limits', what: 'a test' }),
    );
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(await asked(/oauth2\/token/)).toHaveLength(1);
  });

  it('9 · reads a page again whose connection was cut in the middle', async () => {
    await book({ match: { path: results }, action: { kind: 'truncate', bytes: 300 } });
    await asIfNothingHadBeen(1);
  });

  it('10 · takes no page that ends early, though it says it is whole', async () => {
    await book({ match: { path: results }, count: 0, action: { kind: 'truncate', bytes: 300, end: 'whole' } });
    expect(await run()).toMatchObject({ status: 'Failed' });
    expect(left()).toEqual([]);
  });

  it('11 · notices pages that go in a circle, after few calls', async () => {
    await book({
      match: { path: results },
      count: 0,
      action: { kind: 'alter', headers: { 'sforce-locator': 'AAAA' } },
    });
    expect(await run()).toMatchObject({ status: 'Failed' });
    expect((await asked(new RegExp(results))).length).toBeLessThanOrEqual(4);
    expect(left()).toEqual([]);
  });

  it('12 · takes a maintenance page for what it is', async () => {
    const action = {
      kind: 'answer',
      status: 200,
      body: '<html>Maintenance</html>',
      headers: { 'content-type': 'text/html' },
    };
    await book({ match: { method: 'GET', path: '/query' }, count: 0, action });
    expect(await run()).toMatchObject({
      status: 'Failed',
      message: expect.stringMatching(/web page|unavailable/i) as string,
    });
  });

  it('13 · gives an answer up that stands still', async () => {
    await book({ match: { path: '/limits' }, count: 2, action: { kind: 'stall', afterBytes: 10 } });
    const patient = connect({
      credentials: { loginUrl: here.world.url, clientId, username: serviceUsername, privateKey: here.world.privateKey },
      timing: { random: () => 0, now: () => Date.now(), sleep: () => Promise.resolve() },
      idleMs: 150,
    });
    expect((await patient.call({ method: 'GET', path: '/limits', what: 'a test' })).status).toBe(200);
    expect(await asked(/limits/)).toHaveLength(3);
  });
});
