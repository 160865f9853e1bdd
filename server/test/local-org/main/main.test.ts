import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOrg } from '../../../local-org/open-org.ts';
import { publicPem } from '../support/server.ts';

const command = path.resolve(import.meta.dirname, '../../../local-org/main.ts');
let folder = '';
let running: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'takt-main-'));
});
afterEach(() => {
  running?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly code: unknown;
  readonly events: readonly Record<string, unknown>[];
  readonly errors: string;
}

/** Runs the command until it ends, or asks it to end as soon as it is ready. */
const run = async (...args: readonly string[]): Promise<Outcome> => {
  const child = spawn(process.execPath, [command, '--json', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running = child;
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (output.includes('"ready"')) child.kill('SIGTERM');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as readonly unknown[];
  const lines = output.split('\n').filter((line) => line !== '');
  return { code, events: lines.map((line) => JSON.parse(line) as Record<string, unknown>), errors };
};

describe('the command of the local org', () => {
  it('fills an empty folder, says how far it is, and is ready; a filled folder is ready at once', async () => {
    const key = path.join(folder, 'public.pem');
    writeFileSync(key, publicPem);
    const args = ['--data', folder, '--port', '0', '--today', '2026-11-24', '--seed', 'demo', '--deals', '50'];
    const first = await run(...args, '--client-id', 'takt', '--client-key', key);
    expect(first.code, first.errors).toBe(0);
    expect(first.events.map(({ event }) => event)).toContain('progress');
    const ready = first.events.at(-1);
    expect(ready).toMatchObject({
      event: 'ready',
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
    });
    const second = await run(...args);
    expect(second.events).toHaveLength(1);
    expect(second.events[0]).toMatchObject({ event: 'ready', users: ready?.['users'], company: ready?.['company'] });
  });

  it('opens an org without the package, into which it is deployed, and keeps it so', async () => {
    const data = path.join(folder, 'data');
    const first = await run('--data', data, '--port', '0', '--empty');
    expect(first.events.at(-1), first.errors).toMatchObject({ event: 'ready', company: 'Empty org' });
    const org = openOrg({ data });
    expect(org.schema.objects.filter(({ custom }) => custom)).toEqual([]);
    org.close();
    const seeded = await run('--data', data, '--port', '0', '--empty', '--seed', 'demo');
    expect(seeded.code).toBe(2);
    expect(seeded.errors).toMatch(/--empty opens an org without the package/);
  });

  it('opens the tests’ side only where it is asked to', async () => {
    const plain = await run('--data', folder, '--port', '0', '--empty');
    expect(plain.events.at(-1)).not.toHaveProperty('adminUrl');
    const ready = (await run('--data', folder, '--port', '0', '--admin-port', '0')).events.at(-1);
    expect(ready).toMatchObject({ adminUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string });
  });

  it('gives the org the features that it is asked to, and no others', async () => {
    const data = path.join(folder, 'data');
    const args = ['--data', data, '--port', '0', '--empty', '--features'];
    expect((await run(...args, 'MultiCurrency,Cpq')).errors).toMatch(/--features/);
    expect((await run(...args, 'MultiCurrency')).code).toBe(0);
    const org = openOrg({ data });
    const has = ['CurrencyType', 'Territory2'].map((name) => org.schema.object(name) !== undefined);
    org.close();
    expect(has).toEqual([true, false]);
  });

  it('says what is wrong with the input, line by line, and keeps nothing of it', async () => {
    const input = path.join(folder, 'input');
    const outcome = await run('--data', path.join(folder, 'data'), '--port', '0', '--import', input);
    expect(outcome.code).toBe(1);
    expect(outcome.events.at(-1)).toMatchObject({
      event: 'failed',
      problems: [expect.stringContaining('does not exist')],
    });
  });

  it('says when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = String(typeof address === 'object' ? address?.port : '');
    const outcome = await run('--data', folder, '--port', port);
    other.close();
    expect(outcome.code).toBe(1);
    expect(outcome.events.at(-1)).toMatchObject({ event: 'failed', message: `Port ${port} on 127.0.0.1 is in use.` });
  });

  it('tells all that is wrong with how it was called', async () => {
    const outcome = await run('--port', 'x', '--today', '2026-13-01');
    expect(outcome.code).toBe(2);
    expect(outcome.errors).toMatch(/--data is missing/);
    expect(outcome.errors).toMatch(/--port/);
    expect(outcome.errors).toMatch(/--today is no date/);
  });
});
