import { generateKeyPairSync } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { create } from './company.ts';
import { rowsOf, startWorld, type World } from './harness.ts';
import { takt, type Event } from './takt-process.ts';

const eventsIn = (out: string): readonly Event[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Event);

const noStackTrace = /^\s+at .+:\d+:\d+/m;

let world: World;
beforeAll(async () => {
  world = await startWorld(60);
});
afterAll(() => world[Symbol.asyncDispose]());

const forecastCount = () => rowsOf(world.org, 'SELECT Id FROM Takt_Forecast__c').length;
const inFolder = (name: string): string => path.join(world.folder, name);

describe('what goes wrong is said in one plain message, and nothing is lost', () => {
  it('a wrong key', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    writeFileSync(inFolder('wrong.pem'), privateKey, { mode: 0o600 });
    const wrong = { TAKT_PRIVATE_KEY_FILE: inFolder('wrong.pem') };
    const { code, out, errors } = await takt(world, ['run', 'forecast'], wrong).ended;
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(errors).toMatch(/refused the sign-in.*invalid_grant.*TAKT_PRIVATE_KEY_FILE/);
    expect(errors).not.toMatch(noStackTrace);
    expect(errors).not.toContain('PRIVATE KEY-----');
    expect(rowsOf(world.org, 'SELECT Id FROM Takt_Run__c')).toEqual([]);
  });

  it('an org that is not there', async () => {
    const gone = await startWorld(1);
    await gone[Symbol.asyncDispose]();
    const { code, out } = await takt(world, ['run', 'forecast', '--json'], { TAKT_LOGIN_URL: gone.url }).ended;
    expect(code).toBe(1);
    const [failed] = eventsIn(out);
    expect(failed).toMatchObject({ event: 'failed' });
    expect(failed?.['message']).toContain(`${gone.url} cannot be reached: the connection was refused`);
  });

  it('a configuration with several faults, all named at once', async () => {
    const faults = { TAKT_LOGIN_URL: 'http://acme.example', TAKT_USERNAME: undefined, TAKT_POLL: '3' };
    const { code, out } = await takt(world, ['serve', '--json'], faults).ended;
    expect(code).toBe(2);
    const [failed] = eventsIn(out);
    const problems = failed?.['problems'] as readonly string[];
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['TAKT_LOGIN_URL', 'TAKT_USERNAME', 'TAKT_POLL']);
  });

  it('a run that does not exist, and a command that does not', async () => {
    expect((await takt(world, ['run', 'astrology']).ended).code).toBe(2);
    expect((await takt(world, ['fortune']).ended).code).toBe(2);
    expect((await takt(world, ['run']).ended).code).toBe(2);
    expect((await takt(world, ['--help']).ended).code).toBe(0);
  });

  it('a field that the service user does not see, with object and field', async () => {
    const root = inFolder('package');
    cpSync(path.resolve(import.meta.dirname, '../../../force-app'), path.join(root, 'force-app'), { recursive: true });
    const file = path.join(root, 'force-app/main/foundation/permissionsets/Takt_Integration.permissionset-meta.xml');
    const sets = readFileSync(file, 'utf8');
    const hidden = sets.replace(
      /<fieldPermissions>\s*<editable>false<\/editable>\s*<field>Opportunity\.Amount<\/field>[\s\S]*?<\/fieldPermissions>/,
      '',
    );
    expect(hidden.length).toBeLessThan(sets.length);
    writeFileSync(file, hidden);
    await using other = await startWorld(5, root);
    const { code, errors } = await takt(other, ['run', 'forecast']).ended;
    expect(code).toBe(1);
    expect(errors).toMatch(/Opportunity\.Amount.*field-level security/);
    expect(errors).not.toMatch(noStackTrace);
    const doctor = await takt(other, ['doctor']).ended;
    expect(doctor.code).toBe(1);
    expect(doctor.out.split('\n').filter((line) => line.startsWith('✗'))).toEqual([
      expect.stringContaining('Opportunity.Amount'),
    ]);
    expect(rowsOf(other.org, 'SELECT Status__c FROM Takt_Run__c').map((row) => row['Status__c'])).toEqual(['Failed']);
  });

  it('missing permission to write', async () => {
    world.org.update(world.org.system, 'User', [{ Id: world.company.users.ed, IsActive: true }]);
    const { code, out } = await takt(world, ['doctor'], { TAKT_USERNAME: 'ed@takt.example' }).ended;
    expect(code).toBe(1);
    expect(out).toMatch(/✗ writing Takt_Scope__c: .*Takt_Integration/);
  });
});

describe('takt doctor', () => {
  it('finds nothing to put right where all is well', async () => {
    const { code, out } = await takt(world, ['doctor', '--json']).ended;
    const findings = eventsIn(out);
    expect(findings.filter(({ ok }) => ok !== true)).toEqual([]);
    expect(findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining([
        'configuration',
        'store',
        'private key',
        'sign-in',
        'reading opportunity',
        'writing Takt_Forecast__c',
      ]),
    );
    expect(code).toBe(0);
  });
});

describe('takt sync and takt run', () => {
  it('read, then compute and write, then find nothing to write', async () => {
    const sync = await takt(world, ['sync']).ended;
    expect(sync).toMatchObject({ code: 0, errors: '' });
    expect(sync.out).toMatch(/\d+ records read/);
    const first = await takt(world, ['run', 'forecast', '--json']).ended;
    expect(first.code).toBe(0);
    expect(eventsIn(first.out).at(-1)).toMatchObject({ event: 'run', status: 'Succeeded', failed: 0 });
    expect(new Set(eventsIn(first.out).map(({ step }) => step))).toEqual(
      new Set(['Read changes', 'Plan', 'Write back', undefined]),
    );
    const second = await takt(world, ['run', 'forecast', '--json']).ended;
    expect(eventsIn(second.out).at(-1)).toMatchObject({ event: 'run', status: 'Succeeded', written: 0 });
    expect(forecastCount()).toBeGreaterThan(0);
  });
});

describe('takt serve', () => {
  const folder = () => ({ TAKT_DATA_DIR: inFolder('serving'), TAKT_POLL_SECONDS: '1' });
  const ask = () =>
    create(world.org, 'Takt_Run__c', [{ Kind__c: 'Forecast', CreatedById: world.company.users.ed }])[0] ?? '';
  const statusOf = (id: string) =>
    rowsOf(world.org, `SELECT Status__c, Message__c FROM Takt_Run__c WHERE Id = '${id}'`)[0];

  it('is ready, runs at the start, carries out what is asked for, and ends with 0 on SIGTERM', async () => {
    const serving = takt(world, ['serve', '--json', '--run-on-start', 'forecast'], folder());
    const { url } = await serving.until(({ event }) => event === 'ready');
    expect((await fetch(`${String(url)}/readyz`)).status).toBe(200);
    expect(await serving.until(({ event }) => event === 'run')).toMatchObject({ status: 'Succeeded' });
    const id = ask();
    let runs = 0;
    await serving.until(({ event }) => event === 'run' && (runs += 1) === 2);
    expect(statusOf(id)).toMatchObject({ Status__c: 'Succeeded' });
    const status = (await (await fetch(`${String(url)}/api/v1/status`)).json()) as Event;
    expect(status['lastRun']).toMatchObject({ id, status: 'Succeeded', counts: { written: 0 } });

    const second = await takt(world, ['run', 'forecast'], folder()).ended;
    expect(second).toMatchObject({ code: 1, errors: expect.stringContaining('in use by process') as string });

    serving.process.kill('SIGTERM');
    expect(await serving.ended).toMatchObject({ code: 0, errors: '' });
  });

  it('plans by itself when a deal changes, keeps the night’s snapshot, and tells how many requests are left', async () => {
    const own = { TAKT_DATA_DIR: inFolder('by-itself'), TAKT_NIGHT_AT: '00:00' };
    const quick = { TAKT_FORECAST_ON_CHANGE: 'on', TAKT_QUIET_SECONDS: '1', TAKT_FORECAST_GAP_SECONDS: '0' };
    const serving = takt(world, ['serve', '--json'], { ...folder(), ...quick, ...own });
    const { url } = await serving.until(({ event }) => event === 'ready');
    expect(await serving.until(({ event }) => event === 'run')).toMatchObject({ status: 'Succeeded' });
    await serving.until(({ event, message }) => event === 'note' && String(message).includes('snapshot'));
    const [open] = rowsOf(world.org, 'SELECT Id FROM Opportunity WHERE IsClosed = false AND Amount != null LIMIT 1');
    world.org.update(world.org.system, 'Opportunity', [{ Id: String(open?.['Id']), Amount: 77_777 }]);
    expect(await serving.until(({ event, written }) => event === 'run' && written !== 0)).toMatchObject({
      status: 'Succeeded',
    });
    const status = (await (await fetch(`${String(url)}/api/v1/status`)).json()) as Event;
    expect(status['requests']).toMatchObject({ allowed: 100_000, state: 'plenty' });
    serving.process.kill('SIGTERM');
    expect(await serving.ended).toMatchObject({ code: 0, errors: '' });
  });

  it('killed in the middle of a run, finds its way back: the numbers are completed, and the run comes to its turn again', async () => {
    const sums = () =>
      rowsOf(world.org, 'SELECT External_Key__c, Won__c FROM Takt_Forecast__c ORDER BY External_Key__c');
    const wanted = sums();
    expect(wanted.length).toBeGreaterThan(0);
    // Deleted rows are written anew; changed ones would be left to the person who changed them.
    const ids = rowsOf(world.org, 'SELECT Id FROM Takt_Forecast__c').map(({ Id }) => String(Id));
    world.org.remove(world.org.system, ids);
    const data = { ...folder(), TAKT_DATA_DIR: inFolder('killed') };
    const victim = takt(world, ['serve', '--json'], data);
    await victim.until(({ event }) => event === 'ready');
    const id = ask();
    await victim.until(({ event, step }) => event === 'progress' && step === 'Plan');
    victim.process.kill('SIGKILL');
    await victim.ended;
    expect(statusOf(id)).toMatchObject({ Status__c: 'Running' });

    const heir = takt(world, ['serve', '--json', '--run-on-start', 'forecast'], data);
    expect(await heir.until(({ event }) => event === 'run')).toMatchObject({ status: 'Succeeded', failed: 0 });
    expect(sums()).toEqual(wanted);
    // What somebody asked for waits again, and comes to its turn.
    let runs = 0;
    await heir.until(({ event }) => event === 'run' && (runs += 1) === 2);
    expect(statusOf(id)).toMatchObject({ Status__c: 'Succeeded' });
    heir.process.kill('SIGINT');
    expect((await heir.ended).code).toBe(0);
  });
});
