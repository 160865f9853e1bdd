import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { issueToken } from '../../local-org/auth/sessions.ts';
import { startLocalOrg, type RunningOrg } from '../../local-org/start.ts';

let running: RunningOrg;
let token = '';

beforeAll(async () => {
  running = await startLocalOrg({ data: ':memory:', port: 0, adminPort: 0, today: '2026-11-24' });
  const { org } = running;
  const [profile] = org.query(org.system, "SELECT Id FROM Profile WHERE Name = 'System Administrator'").records;
  const user = { LastName: 'Admin', Username: 'admin@acme.example', Email: 'a@acme.example', Alias: 'admin' };
  org.create(org.system, 'User', [{ ...user, IsActive: true, ProfileId: String(profile?.['Id']) }]);
});
afterAll(() => running.close());

const tell = async (path: string, body: unknown, method = 'POST'): Promise<Response> =>
  fetch(`${running.adminUrl ?? ''}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  });
const ask = (path = '/limits', method = 'GET', body?: string): Promise<Response> =>
  fetch(`${running.url}/services/data/v67.0${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body }),
  });
const statuses = async (times: number): Promise<readonly number[]> => {
  const seen: number[] = [];
  for (let at = 0; at < times; at += 1) seen.push((await ask()).status);
  return seen;
};

beforeEach(async () => {
  await tell('/reset', {});
  ({ token } = issueToken(running.org, 'admin@acme.example'));
});

describe('a fault', () => {
  it('meets the requests that it is about, from the how-manieth on and so many times', async () => {
    const fault = { match: { path: '/limits' }, nth: 2, count: 2, action: { kind: 'answer', status: 503 } };
    expect((await tell('/faults', fault)).status).toBe(201);
    expect(await statuses(5)).toEqual([200, 503, 503, 200, 200]);
    expect((await ask('/sobjects')).status).toBe(200);
    expect(await (await tell('/faults', undefined, 'GET')).json()).toMatchObject([{ matched: 5, happened: 2 }]);
  });

  it('answers in Salesforce’s shape, or with any page and headers', async () => {
    const limit = { kind: 'answer', status: 403, errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'Too many.' };
    const page = {
      kind: 'answer',
      status: 200,
      body: '<html>Maintenance</html>',
      headers: { 'content-type': 'text/html' },
    };
    await tell('/faults', [{ action: limit }, { nth: 2, action: page }]);
    const refused = await ask();
    expect([refused.status, await refused.json()]).toEqual([
      403,
      [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'Too many.' }],
    ]);
    expect(await (await ask()).text()).toContain('Maintenance');
  });

  it('comes by a chance that is the same for the same seed', async () => {
    const run = async (seed: number): Promise<readonly number[]> => {
      await tell('/reset', {});
      await tell('/seed', { seed });
      await tell('/faults', { count: 0, chance: 0.5, action: { kind: 'answer', status: 500 } });
      return statuses(12);
    };
    const [first, again, other] = [await run(7), await run(7), await run(8)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 500]));
  });

  it('loses the reply of a write that was carried out, or cuts before it is', async () => {
    const create = () => ask('/sobjects/Account', 'POST', '{"Name":"Lost"}');
    const count = (): number => running.org.query(running.org.system, 'SELECT Id FROM Account').totalSize;
    const before = count();
    await tell('/faults', { match: { method: 'POST' }, action: { kind: 'cut', when: 'after' } });
    await expect(create()).rejects.toThrow();
    expect(count()).toBe(before + 1);
    await tell('/faults', { match: { method: 'POST' }, action: { kind: 'cut' } });
    await expect(create()).rejects.toThrow();
    expect(count()).toBe(before + 1);
    const met = (await (await tell('/requests', undefined, 'GET')).json()) as readonly unknown[];
    expect(met).toMatchObject([
      { method: 'POST', faults: [1] },
      { method: 'POST', faults: [2] },
    ]);
  });

  it('sends a part of an answer and cuts, or ends as if that were all', async () => {
    await tell('/faults', { action: { kind: 'truncate', bytes: 20 } });
    await expect(ask().then((answer) => answer.text())).rejects.toThrow();
    await tell('/faults', { action: { kind: 'truncate', bytes: 20, end: 'whole' } });
    expect((await (await ask()).text()).length).toBe(20);
  });

  it('stands still until the client gives up', async () => {
    await tell('/faults', [{ action: { kind: 'stall' } }, { nth: 2, action: { kind: 'stall', afterBytes: 5 } }]);
    for (let at = 0; at < 2; at += 1) {
      const patience = AbortSignal.timeout(300);
      const answer = fetch(`${running.url}/services/data/v67.0/limits`, {
        headers: { authorization: `Bearer ${token}` },
        signal: patience,
      }).then((response) => response.text());
      await expect(answer).rejects.toThrow();
    }
    expect((await ask()).status).toBe(200);
  });

  it('changes headers and text on their way, and gives a page twice', async () => {
    const alter = { headers: { 'x-new': 'yes', 'sforce-limit-info': null }, replace: [{ pattern: 'Max', by: 'Most' }] };
    await tell('/faults', { action: { kind: 'alter', ...alter } });
    const answer = await ask();
    expect([answer.headers.get('x-new'), answer.headers.get('sforce-limit-info')]).toEqual(['yes', null]);
    expect(await answer.text()).toContain('"Most":');
    await tell('/faults', { count: 2, action: { kind: 'repeat' } });
    const path = (name: string): string =>
      `/query?q=${encodeURIComponent(`SELECT Name FROM Profile WHERE Name = '${name}'`)}`;
    const first = await (await ask(path('Standard User'))).text();
    expect(await (await ask(path('System Administrator'))).text()).toBe(first);
    expect(await (await ask(path('System Administrator'))).text()).not.toBe(first);
  });

  it('ends a session once, or every session at once', async () => {
    await tell('/faults', { action: { kind: 'expire' } });
    const refused = await ask();
    expect([refused.status, await refused.json()]).toMatchObject([401, [{ errorCode: 'INVALID_SESSION_ID' }]]);
    ({ token } = issueToken(running.org, 'admin@acme.example'));
    expect((await ask()).status).toBe(200);
    await tell('/sessions/expire', {});
    expect((await ask()).status).toBe(401);
  });

  it('that is written wrongly is refused with what is wrong, and nothing is booked', async () => {
    const answer = await tell('/faults', { match: { path: '(' }, nth: 0, action: { kind: 'answer', status: 200 } });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { problems: [expect.stringContaining('match.path'), expect.stringContaining('nth')] },
    ]);
    expect((await tell('/faults', { action: { kind: 'explode' } })).status).toBe(400);
    expect(await (await tell('/faults', undefined, 'GET')).json()).toEqual([]);
  });
});

describe('the state of the org', () => {
  it('has an allowance of calls: beyond it every call is refused, and it says how far it is', async () => {
    await tell('/limits', { used: 98, daily: 100 });
    expect((await ask()).headers.get('sforce-limit-info')).toBe('api-usage=99/100');
    expect(await statuses(2)).toEqual([200, 403]);
    await tell('/limits', { used: 0, daily: 100_000 });
    expect((await ask()).status).toBe(200);
  });

  it('has rows that are locked for a while, a share of them, the same ones each time', async () => {
    const { org } = running;
    const names = Array.from({ length: 40 }, (_, at) => ({ Name: `Locked ${at}` }));
    const ids = org.create(org.system, 'Account', names).map(({ id }) => String(id));
    await tell('/locks', { object: 'Account', share: 0.3, times: 1 });
    const update = async (): Promise<readonly boolean[]> => {
      const records = ids.map((id) => ({ attributes: { type: 'Account' }, id, Description: 'x' }));
      const answer = await ask('/composite/sobjects', 'PATCH', JSON.stringify({ allOrNone: false, records }));
      const results = (await answer.json()) as readonly { success: boolean; errors: { statusCode: string }[] }[];
      for (const { success, errors } of results) if (!success) expect(errors[0]?.statusCode).toBe('UNABLE_TO_LOCK_ROW');
      return results.map(({ success }) => success);
    };
    const locked = (await update()).filter((success) => !success).length;
    expect(locked).toBeGreaterThan(3);
    expect(locked).toBeLessThan(25);
    expect((await update()).every((success) => success)).toBe(true);
  });

  it('has rows that wait for the lock of the record they point at', async () => {
    const { org } = running;
    const [parent] = org.create(org.system, 'Account', [{ Name: 'Parent' }]);
    await tell('/locks', { object: 'Contact', ids: [parent?.id], times: 1 });
    const create = (AccountId: unknown) =>
      org.create(org.system, 'Contact', [{ LastName: 'Child', AccountId: String(AccountId) }])[0];
    expect(create(parent?.id)?.errors[0]?.statusCode).toBe('UNABLE_TO_LOCK_ROW');
    expect(create(parent?.id)?.success).toBe(true);
  });

  it('has a clock that can be moved, and stamps that only grow', async () => {
    const { clock } = running.org;
    const before = clock.now();
    await tell('/clock', { ms: 3 * 86_400_000 });
    expect(clock.today()).toBe('2026-11-27');
    await tell('/clock', { ms: -4 * 86_400_000 });
    expect(clock.today()).toBe('2026-11-23');
    expect(clock.now()).toBeGreaterThan(before);
    await tell('/clock', { ms: 86_400_000 });
  });

  it('is nobody’s business on the port that people use', async () => {
    expect((await fetch(`${running.url}/faults`)).status).not.toBe(200);
  });
});
