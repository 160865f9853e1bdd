import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createApp, listen, type Listening } from '../../src/adapters/http/app.ts';
import { connect } from '../../src/adapters/salesforce/connection.ts';
import { BadConfiguration, readConfig } from '../../src/config.ts';
import { serviceUsername } from '../contract/company.ts';
import { clientId, startWorld, type World } from '../contract/harness.ts';
import { orgFaults } from './org-faults.ts';

const problemsOf = (environment: Readonly<Record<string, string>>): readonly string[] => {
  try {
    readConfig(environment, '/nowhere');
    return [];
  } catch (error) {
    if (error instanceof BadConfiguration) return error.problems;
    throw error;
  }
};

const good = {
  TAKT_LOGIN_URL: 'https://acme.my.salesforce.com',
  TAKT_CLIENT_ID: 'a client',
  TAKT_USERNAME: 'service@acme.example',
  TAKT_PRIVATE_KEY_FILE: 'key.pem',
};

describe('a configuration that is wrong', () => {
  it('is refused at the start, all of it at once, and tells no secret', () => {
    const problems = problemsOf({
      ...good,
      TAKT_LOGIN_URL: 'http://acme.my.salesforce.com',
      TAKT_CLIENT_ID: '',
      TAKT_POLL_SECONDS: '-5',
      TAKT_NIGHT_AT: '0 25 * * *',
      TAKT_TIME_ZONE: 'Europe/Atlantis',
      TAKT_CURENCY: 'USD',
      DATABASE_URL: 'mysql://takt:hunter2@db.example/takt',
    });
    for (const name of [
      'TAKT_LOGIN_URL',
      'TAKT_CLIENT_ID',
      'TAKT_POLL_SECONDS',
      'TAKT_NIGHT_AT',
      'TAKT_TIME_ZONE',
      'TAKT_CURENCY',
      'DATABASE_URL',
    ]) {
      expect(problems.filter((problem) => problem.startsWith(name))).toHaveLength(1);
    }
    expect(problems.join()).not.toMatch(/hunter2/);
  });
});

describe('an address that is no CRM’s', () => {
  const neighbours = [
    'https://169.254.169.254',
    'https://[fe80::1]',
    'https://[fd00:ec2::254]',
    'https://[::ffff:169.254.169.254]',
    'https://0.0.0.0',
    'https://2851995902',
    'https://0xa9fea9fe',
  ];
  let world: World;
  beforeAll(async () => {
    world = await startWorld(1);
  });
  afterEach(() => orgFaults(world).reset());
  afterAll(() => world[Symbol.asyncDispose]());

  it.each(neighbours)('%s is refused at the start', (TAKT_LOGIN_URL) => {
    expect(problemsOf({ ...good, TAKT_LOGIN_URL })).toHaveLength(1);
  });

  it.each([...neighbours, 'http://crm.example', 'file:///etc/passwd', 'nowhere'])(
    '%s gets no token where the sign-in leads to it',
    async (address) => {
      await orgFaults(world).book({
        match: { path: '/oauth2/token' },
        action: { kind: 'alter', replace: [{ pattern: '"instance_url":"[^"]*"', by: `"instance_url":"${address}"` }] },
      });
      const connection = connect({
        credentials: { loginUrl: world.url, clientId, username: serviceUsername, privateKey: world.privateKey },
        timing: {
          random: () => 0,
          now: () => Date.now(),
          sleep: () => Promise.resolve(),
          elapsed: () => performance.now(),
        },
      });
      await expect(connection.signIn()).rejects.toMatchObject({ name: 'CrmFailure' });
    },
  );
});

describe('the companion’s own address', () => {
  let listening: Listening;
  beforeAll(async () => {
    const app = createApp({
      runLedger: { save: () => Promise.resolve(), last: () => Promise.resolve(undefined) },
      companionVersion: '0',
      formulaVersion: '0',
      trouble: () => undefined,
      budget: { state: () => 'plenty', allowance: () => undefined },
    });
    listening = await listen(app, 0);
  });
  afterAll(() => listening.close());

  it('reads no body, however long, and goes on', async () => {
    let sent = 0;
    const piece = new Uint8Array(64 * 1024);
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += piece.byteLength;
        if (sent > 1 << 30) controller.close();
        else controller.enqueue(piece);
      },
    });
    const request: RequestInit & { readonly duplex: 'half' } = { method: 'POST', body: endless, duplex: 'half' };
    // The connection may be closed before the answer is read.
    const answer = await fetch(`${listening.url}/api/v1/status`, request).catch(() => undefined);
    expect(answer?.status ?? 413).toBeGreaterThanOrEqual(400);
    await answer?.body?.cancel();
    expect(sent).toBeLessThan(64 << 20);
    expect((await fetch(`${listening.url}/healthz`)).status).toBe(200);
  });

  it.each(['/api/v1/../../etc/passwd', '/api/v1/runs/__proto__', '/%00', `/${'a/'.repeat(3_000)}`])(
    'answers %s by "not found" or "refused"',
    async (path) => {
      const { status } = await fetch(`${listening.url}${path}`);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    },
  );
});
