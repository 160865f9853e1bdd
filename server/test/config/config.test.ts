import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BadConfiguration, readConfig } from '../../src/config.ts';
import { readEnvironment } from '../../src/environment.ts';
import { readKeyFile } from '../../src/key-file.ts';

const good = {
  TAKT_LOGIN_URL: 'https://acme.my.salesforce.com',
  TAKT_CLIENT_ID: '3MVG9secretish',
  TAKT_USERNAME: 'service@acme.example',
  TAKT_PRIVATE_KEY_FILE: 'keys/private.pem',
};

const folder = mkdtempSync(path.join(tmpdir(), 'takt-config-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment, '/srv');
  } catch (error) {
    if (error instanceof BadConfiguration) return error.problems;
    throw error;
  }
  return [];
};

describe('the configuration', () => {
  it('has defaults for all that is not the org’s', () => {
    expect(readConfig(good, '/srv')).toEqual({
      loginUrl: 'https://acme.my.salesforce.com',
      clientId: '3MVG9secretish',
      username: 'service@acme.example',
      privateKeyFile: '/srv/keys/private.pem',
      storeFolder: '/srv/.takt/companion/store',
      port: 4200,
      pollSeconds: 20,
      currency: 'USD',
      namespace: '',
      today: undefined,
    });
  });

  it('takes every setting', () => {
    const all = {
      ...good,
      TAKT_LOGIN_URL: 'http://127.0.0.1:4100/',
      TAKT_DATA_DIR: '/data/acme',
      TAKT_PORT: '0',
      TAKT_POLL_SECONDS: '2',
      TAKT_CURRENCY: 'EUR',
      TAKT_NAMESPACE: 'acme_co',
      TAKT_TODAY: '2026-11-24',
    };
    expect(readConfig(all, '/srv')).toMatchObject({
      loginUrl: 'http://127.0.0.1:4100',
      storeFolder: '/data/acme/store',
      port: 0,
      pollSeconds: 2,
      currency: 'EUR',
      namespace: 'acme_co',
      today: '2026-11-24',
    });
  });

  it('lists everything that is wrong at once, by name and with the remedy', () => {
    const problems = problemsOf({
      TAKT_LOGIN_URL: 'http://acme.my.salesforce.com',
      TAKT_USERNAME: '',
      TAKT_PRIVATE_KEY_FILE: 'k',
      TAKT_PORT: '99999',
      TAKT_POLL_SECONDS: '-1',
      TAKT_CURRENCY: 'dollars',
      TAKT_NAMESPACE: 'acme__',
      TAKT_TODAY: '2026-02-30',
      TAKT_CURENCY: 'USD',
      DATABASE_URL: 'postgres://u:pw@h/d',
    });
    const named = problems.map((problem) => problem.split(' ')[0]);
    expect(named.toSorted()).toEqual(
      [
        ...['DATABASE_URL', 'TAKT_CLIENT_ID', 'TAKT_CURENCY', 'TAKT_CURRENCY', 'TAKT_LOGIN_URL', 'TAKT_POLL_SECONDS'],
        ...['TAKT_NAMESPACE', 'TAKT_PORT', 'TAKT_TODAY', 'TAKT_USERNAME'],
      ].toSorted(),
    );
    expect(problems.join('\n')).toContain('did you mean TAKT_CURRENCY?');
  });

  it('never shows a value, which may be secret', () => {
    const secret = 'hunter2';
    const problems = problemsOf({
      TAKT_LOGIN_URL: `https://user:${secret}@acme.example`,
      TAKT_PORT: secret,
      TAKT_CURRENCY: secret,
      TAKT_TODAY: secret,
      TAKT_SECRET: secret,
      DATABASE_URL: `postgres://u:${secret}@h/d`,
    });
    expect(problems.length).toBeGreaterThan(5);
    expect(problems.join('\n')).not.toContain(secret);
  });

  it.each(['http://acme.example', 'http://127.0.0.1.evil.example', 'ftp://acme.example', 'acme.my.salesforce.com'])(
    'takes no token to %s',
    (url) => {
      expect(problemsOf({ ...good, TAKT_LOGIN_URL: url })).toHaveLength(1);
    },
  );

  it.each(['http://127.0.0.1:4100', 'http://localhost:4100', 'http://[::1]:4100', 'https://acme.my.salesforce.com'])(
    'signs in at %s',
    (url) => {
      expect(problemsOf({ ...good, TAKT_LOGIN_URL: url })).toEqual([]);
    },
  );

  it('leaves settings of other programs alone', () => {
    expect(
      problemsOf({ ...good, TAKT_LOCAL_ORG_PORT: '4100', TAKT_DEBUG: '1', TAKT_SF: '/opt/sf', PATH: '/bin' }),
    ).toEqual([]);
  });
});

describe('the file .env', () => {
  it('adds what the environment does not say, and never overrides it', () => {
    writeFileSync(path.join(folder, '.env'), 'TAKT_PORT=1\nTAKT_CURRENCY="EUR"\n# a comment\n');
    expect(readEnvironment({ TAKT_PORT: '2' }, folder)).toEqual({ TAKT_PORT: '2', TAKT_CURRENCY: 'EUR' });
  });

  it('may be missing', () => {
    expect(readEnvironment({ A: 'b' }, path.join(folder, 'nowhere'))).toEqual({ A: 'b' });
  });
});

describe('the private key', () => {
  const file = path.join(folder, 'private.pem');

  it('is read where its owner alone can', () => {
    writeFileSync(file, '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\n', { mode: 0o600 });
    expect(readKeyFile(file)).toContain('BEGIN PRIVATE KEY');
  });

  it('is refused where others can read it, with the remedy', () => {
    chmodSync(file, 0o640);
    expect(() => readKeyFile(file)).toThrow(/chmod 600/);
  });

  it('is refused where it is missing or no key, without showing what it is', () => {
    expect(() => readKeyFile(path.join(folder, 'nowhere.pem'))).toThrow(/cannot be read/);
    writeFileSync(path.join(folder, 'other'), 'hunter2', { mode: 0o600 });
    expect(() => readKeyFile(path.join(folder, 'other'))).toThrow(/no private key/);
  });
});
