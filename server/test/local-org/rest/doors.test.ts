import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueToken } from '../../../local-org/auth/sessions.ts';
import type { RunningOrg } from '../../../local-org/start.ts';
import { company } from '../support/company.ts';
import { startOrg } from '../support/server.ts';

let running: RunningOrg;
let headers: Record<string, string>;
beforeAll(async () => {
  running = await startOrg();
  company(running.org);
  const { token } = issueToken(running.org, 'rep@acme.example');
  headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
});
afterAll(() => running.close());

const status = async (path: string, init: RequestInit = {}): Promise<number> =>
  (await fetch(`${running.url}${path}`, init)).status;
const query = JSON.stringify({ query: '{ uiapi { query { Account { edges { node { Id } } } } } }' });

describe('every door', () => {
  it.each([
    ['GET', '/services/data/v67.0/sobjects', undefined],
    ['GET', '/services/data/v67.0/jobs/query', undefined],
    ['GET', '/services/data/v67.0/ui-api/object-info/Account', undefined],
    ['POST', '/services/data/v67.0/graphql', query],
  ])('%s %s answers a session, and 401 without one', async (method, path, body) => {
    const request = { method, ...(body === undefined ? {} : { body }) };
    expect(await status(path, { ...request, headers })).toBe(200);
    expect(await status(path, { ...request, headers: { 'Content-Type': 'application/json' } })).toBe(401);
    expect(await status(path, { ...request, headers: { ...headers, Authorization: 'Bearer wrong' } })).toBe(401);
  });

  it('refuses what is nested without end', async () => {
    const nested = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    const body = `{"compositeRequest":[{"method":"POST","url":"/services/data/v67.0/sobjects/Account","referenceId":"a","body":${nested}}]}`;
    const answer = await fetch(`${running.url}/services/data/v67.0/composite`, { method: 'POST', headers, body });
    expect(await answer.json()).toMatchObject({ compositeResponse: [{ httpStatusCode: 400 }] });
  });
});
