import { generateKeyPairSync } from 'node:crypto';
import { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningOrg } from '../../../local-org/start.ts';
import { company, type Company } from '../support/company.ts';
import { assertion, startOrg } from '../support/server.ts';

const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
let running: RunningOrg;
let people: Company;
beforeAll(async () => {
  running = await startOrg();
  people = company(running.org);
});
afterAll(() => running.close());

const token = async (jwt: string, grant = grantType) => {
  const response = await fetch(`${running.url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: grant, assertion: jwt }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
};
const user = 'service@acme.example';

describe('a login by JWT', () => {
  it('gives a token of Salesforce’s shape, with which jsforce works', async () => {
    const { status, body } = await token(await assertion(running.url, user));
    expect(status).toBe(200);
    expect(body).toMatchObject({ instance_url: running.url, token_type: 'Bearer' });
    expect(body['access_token']).toMatch(new RegExp(`^${running.org.id.slice(0, 15)}!\\S{40,}$`));
    expect(body['id']).toMatch(new RegExp(`^https://.*/id/${running.org.id}/${people.service}$`));
    const connection = new Connection({ loginUrl: running.url, version: '67.0' });
    await connection.authorize({ grant_type: grantType, assertion: await assertion(running.url, user) });
    expect(connection.userInfo).toMatchObject({ id: people.service, organizationId: running.org.id });
    expect((await connection.query('SELECT Id FROM Organization')).totalSize).toBe(1);
  });

  it.each(['/', 'https://login.salesforce.com'])('accepts the audience %s', async (audience) => {
    const { status } = await token(await assertion(audience === '/' ? `${running.url}/` : audience, user));
    expect(status).toBe(200);
  });

  it.each([
    ['an audience elsewhere', () => assertion('https://example.com', user), 'invalid_grant', 'audience is invalid'],
    [
      'an unknown client',
      () => assertion(running.url, user, { issuer: 'x' }),
      'invalid_client_id',
      'client identifier invalid',
    ],
    [
      'an unknown user',
      () => assertion(running.url, 'no@body.example'),
      'invalid_grant',
      "user hasn't approved this consumer",
    ],
    [
      'an assertion of yesterday',
      () => assertion(running.url, user, { expires: 1_700_000_000 }),
      'invalid_grant',
      'assertion is expired',
    ],
    [
      'another key',
      () => assertion(running.url, user, { key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }),
      'invalid_grant',
      'invalid assertion',
    ],
    ['nonsense', () => Promise.resolve('a.b.c'), 'invalid_grant', 'invalid assertion'],
  ])('refuses %s', async (_what, make, error, description) => {
    expect(await token(await make())).toEqual({ status: 400, body: { error, error_description: description } });
  });

  it('refuses an inactive user, and another grant', async () => {
    running.org.update(running.org.system, 'User', [{ Id: people.guest, IsActive: false }]);
    expect((await token(await assertion(running.url, 'guest@acme.example'))).body['error']).toBe('inactive_user');
    expect((await token('x', 'password')).body['error']).toBe('unsupported_grant_type');
  });
});

describe('a session', () => {
  const versions = (bearer: string) =>
    fetch(`${running.url}/services/data/v67.0/limits`, { headers: { Authorization: `Bearer ${bearer}` } });

  it('ends when it is revoked', async () => {
    const { body } = await token(await assertion(running.url, user));
    const bearer = body['access_token'] ?? '';
    expect((await versions(bearer)).status).toBe(200);
    await fetch(`${running.url}/services/oauth2/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: bearer }),
    });
    const refused = await versions(bearer);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toEqual([{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);
  });

  it('tells whose it is', async () => {
    const { body } = await token(await assertion(running.url, user));
    const answer = await fetch(`${running.url}/services/oauth2/userinfo`, {
      headers: { Authorization: `Bearer ${body['access_token'] ?? ''}` },
    });
    expect(await answer.json()).toMatchObject({
      user_id: people.service,
      organization_id: running.org.id,
      preferred_username: user,
    });
    expect((await fetch(`${running.url}/services/oauth2/userinfo`)).status).toBe(403);
  });
});
