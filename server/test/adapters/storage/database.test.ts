import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/adapters/storage/database.ts';
import { createRunLedger } from '../../../src/adapters/storage/run-ledger.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'takt-store-'));
const store = path.join(folder, 'company', 'store');
const lock = `${store}.lock`;
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const run = {
  id: 'a01',
  kind: 'Forecast',
  status: 'Running',
  startedAt: '2026-11-24T05:00:00.000Z',
  finishedAt: undefined,
  counts: { read: 0, written: 0, unchanged: 0, failed: 0 },
  message: '',
} as const;

describe('the store', () => {
  it('is made where it is missing, and still there when it is opened again', async () => {
    const first = await openDatabase(store);
    await createRunLedger(first).save(run);
    const done = { ...run, status: 'Succeeded', finishedAt: '2026-11-24T05:01:00.000Z', message: 'fine' } as const;
    await createRunLedger(first).save({ ...done, counts: { read: 1, written: 2, unchanged: 3, failed: 4 } });
    await first.close();
    expect(existsSync(lock)).toBe(false);
    const second = await openDatabase(store);
    expect(await createRunLedger(second).last()).toEqual({
      ...done,
      counts: { read: 1, written: 2, unchanged: 3, failed: 4 },
    });
    await second.close();
  });

  it('is made whole or not at all: what a killed attempt left is made anew', async () => {
    const other = path.join(folder, 'killed');
    mkdirSync(other);
    mkdirSync(`${other}.new`);
    writeFileSync(path.join(`${other}.new`, 'PG_VERSION'), 'half');
    const made = await openDatabase(other);
    expect((await made.query('SELECT FROM opportunity')).rows).toEqual([]);
    expect(existsSync(`${other}.new`)).toBe(false);
    await made.close();
  });

  it('is refused while another process has it, naming the process', async () => {
    writeFileSync(lock, String(process.ppid));
    await expect(openDatabase(store)).rejects.toMatchObject({
      name: 'StoreFailure',
      message: expect.stringContaining(`process ${process.ppid}`) as string,
    });
    rmSync(lock);
  });

  it('is taken over from a process that has died', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(lock, String(pid));
    const database = await openDatabase(store);
    await database.close();
  });

  it('is refused where its folder cannot be made', async () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    await expect(openDatabase(path.join(file, 'store'))).rejects.toMatchObject({ name: 'StoreFailure' });
  });
});
