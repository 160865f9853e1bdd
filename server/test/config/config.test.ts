import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
      pollSeconds: 25,
      forecastOnChange: true,
      quietSeconds: 10,
      forecastGapSeconds: 30,
      nightFrom: '02:30',
      timeZone: undefined,
      requestShare: 0.7,
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
      TAKT_FORECAST_ON_CHANGE: 'off',
      TAKT_QUIET_SECONDS: '0',
      TAKT_FORECAST_GAP_SECONDS: '600',
      TAKT_REQUEST_PERCENT: '50',
      TAKT_NIGHT_AT: '23:45',
      TAKT_TIME_ZONE: 'Europe/Berlin',
      TAKT_CURRENCY: 'EUR',
      TAKT_NAMESPACE: 'acme_co',
      TAKT_TODAY: '2026-11-24',
      DATABASE_URL: 'postgres://takt:pw@127.0.0.1/takt',
      TAKT_DATABASE_SCHEMA: 'acme',
    };
    expect(readConfig(all, '/srv')).toMatchObject({
      loginUrl: 'http://127.0.0.1:4100',
      storeFolder: '/data/acme/store',
      port: 0,
      pollSeconds: 2,
      forecastOnChange: false,
      quietSeconds: 0,
      forecastGapSeconds: 600,
      requestShare: 0.5,
      nightFrom: '23:45',
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      namespace: 'acme_co',
      today: '2026-11-24',
      databaseUrl: 'postgres://takt:pw@127.0.0.1/takt',
      databaseSchema: 'acme',
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
      TAKT_DATABASE_SCHEMA: 'Takt-1',
      TAKT_CURENCY: 'USD',
      DATABASE_URL: 'postgres://u:pw@h/d',
    });
    const named = problems.map((problem) => problem.split(' ')[0]);
    expect(named.toSorted()).toEqual(
      [
        ...['DATABASE_URL', 'TAKT_CLIENT_ID', 'TAKT_CURENCY', 'TAKT_CURRENCY', 'TAKT_LOGIN_URL', 'TAKT_POLL_SECONDS'],
        ...['TAKT_DATABASE_SCHEMA', 'TAKT_NAMESPACE', 'TAKT_PORT', 'TAKT_TODAY', 'TAKT_USERNAME'],
      ].toSorted(),
    );
    expect(problems.join('\n')).toContain('did you mean TAKT_CURRENCY?');
  });

  it.each([
    ['TAKT_NIGHT_AT', '24:00'],
    ['TAKT_NIGHT_AT', '0 2 * * *'],
    ['TAKT_TIME_ZONE', 'Mars/Olympus'],
    ['TAKT_FORECAST_ON_CHANGE', 'yes'],
    ['TAKT_REQUEST_PERCENT', '0'],
    ['TAKT_QUIET_SECONDS', '-5'],
  ])('refuses %s=%s, by name', (name, value) => {
    expect(problemsOf({ ...good, [name]: value })).toEqual([expect.stringContaining(`${name} must be`) as string]);
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

  it.each([
    'postgres://u:p%40w@127.0.0.1:5432/takt',
    'postgresql://u@localhost/takt',
    'postgres:///takt?user=u&host=/var/run/postgresql',
    'postgres://u:pw@db.example/takt?sslmode=verify-full',
    'postgres://u:pw@db/takt?sslmode=disable',
  ])('keeps its store in %s', (url) => {
    expect(problemsOf({ ...good, DATABASE_URL: url })).toEqual([]);
    expect(readConfig({ ...good, DATABASE_URL: url }, '/srv').databaseUrl).toBe(url);
  });

  it.each([
    ['takt', /is no address/],
    ['mysql://u:hunter2@h/takt', /is no address/],
    ['postgres://u:hunter2#/@h/takt', /is no address|names no database/],
    ['postgres://u:hunter2@127.0.0.1', /names no database/],
    ['postgres://u:hunter2@127.0.0.1/', /names no database/],
    ['postgres://u:hunter2@db.example/takt', /kept secret/],
    ['postgres://u:hunter2@db.example/takt?sslmode=require', /kept secret/],
    ['postgres://u:hunter2@127.0.0.1/takt?sslmode=prefer', /kept secret/],
    ['postgres://u:hunter2@127.0.0.1/takt?host=db.example', /kept secret/],
  ])('refuses %s as a place for its store', (url, problem) => {
    const problems = problemsOf({ ...good, DATABASE_URL: url });
    expect(problems).toEqual([expect.stringMatching(problem)]);
    expect(problems.join('')).toMatch(/^DATABASE_URL /);
    expect(problems.join('')).not.toContain('hunter2');
  });

  it('wants a PostgreSQL for a schema', () => {
    expect(problemsOf({ ...good, TAKT_DATABASE_SCHEMA: 'takt' })).toEqual([expect.stringContaining('DATABASE_URL')]);
  });

  it('is told name by name in the documentation', () => {
    const document = readFileSync(path.resolve(import.meta.dirname, '../../../docs/configuration.md'), 'utf8');
    const told = [...document.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name);
    const [problem = ''] = problemsOf({ ...good, TAKT_WHATEVER_ELSE: '1' });
    const names = /the names are (.+)/.exec(problem)?.[1]?.split(', ') ?? [];
    expect(names.length).toBeGreaterThan(10);
    expect(told.toSorted()).toEqual(names.toSorted());
  });

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
