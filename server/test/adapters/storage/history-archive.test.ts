import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHistoryFiles } from '../../../src/adapters/files/history-files.ts';
import type { Database } from '../../../src/adapters/storage/database.ts';
import { createEraser } from '../../../src/adapters/storage/eraser.ts';
import { createHistoryArchive } from '../../../src/adapters/storage/history-archive.ts';
import { eraseRecord } from '../../../src/application/erase-record.ts';
import { exportHistory, importHistory } from '../../../src/application/keep-history.ts';
import { stores } from '../../support/stores.ts';

const org = '00D000000000001AAA';
const files = createHistoryFiles();
const rows = 12_001;

describe.each(stores)('history in $name', ({ open }) => {
  let database: Database;
  let folder: string;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'takt-history-'));
    await database.exec(`DELETE FROM deal_snapshot; DELETE FROM history_export; DELETE FROM erased_record;
      INSERT INTO deal_snapshot (day, opportunity_id, amount, currency, stage, close_date, owner_id, category, probability)
        SELECT date '2026-11-01' + n / 5000, '006' || lpad(n::text, 12, '0') || 'AAA', n + 0.10, 'USD',
          'Ein "Wort", ' || chr(10) || '😀', '2026-12-31', NULL, 'Pipeline', 12.5 FROM generate_series(1, ${rows}) AS n;
      INSERT INTO deal_snapshot (day, opportunity_id) VALUES ('2026-10-31', '006empty')`);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const ports = () => ({ clock: { now: () => 0 }, archive: createHistoryArchive(database), files });
  const file = () => path.join(folder, 'history.ndjson');
  const all = () => database.arrays('SELECT t::text FROM deal_snapshot AS t ORDER BY day, opportunity_id COLLATE "C"');
  const taken = () => importHistory(ports(), org, file());

  it('comes back from a file as it was, to the last digit', async () => {
    const before = await all();
    expect(await exportHistory(ports(), org, file())).toBe(rows + 1);
    await database.exec('DELETE FROM deal_snapshot');
    expect(await taken()).toEqual({ taken: rows + 1, daysKept: [] });
    expect(await all()).toEqual(before);
  });

  it('leaves days alone that are here already', async () => {
    await exportHistory(ports(), org, file());
    await database.exec("DELETE FROM deal_snapshot WHERE day > '2026-11-01' OR opportunity_id LIKE '%9AAA'");
    const kept = await database.arrays("SELECT t::text FROM deal_snapshot AS t WHERE day <= '2026-11-01' ORDER BY 1");
    expect((await taken()).daysKept).toEqual(['2026-10-31', '2026-11-01']);
    expect(
      await database.arrays("SELECT t::text FROM deal_snapshot AS t WHERE day <= '2026-11-01' ORDER BY 1"),
    ).toEqual(kept);
  });

  it.each([
    ['was cut', (text: string) => text.slice(0, -200)],
    ['lost its end', (text: string) => text.slice(0, text.lastIndexOf('{"rows"'))],
    ['lost a line', (text: string) => text.replace(/^\["2026-11-02","006000000007001AAA".*\n/m, '')],
    ['was changed by hand', (text: string) => text.replace('"7001.10"', '"9001.10"')],
    ['has a line that is no row', (text: string) => text.replace('["2026-11-02"', '["2026-02-30"')],
    ['holds an amount that is no number', (text: string) => text.replace('"7001.10"', '"=7001.10"')],
    ['is something else', () => 'Id,Name\n1,2\n'],
    ['is empty', () => ''],
  ])('takes nothing of a file that %s', async (_, damage) => {
    await exportHistory(ports(), org, file());
    const whole = readFileSync(file(), 'utf8');
    const damaged = damage(whole);
    expect(damaged).not.toBe(whole);
    writeFileSync(file(), damaged);
    await database.exec('DELETE FROM deal_snapshot');
    await expect(taken()).rejects.toMatchObject({ name: 'BadHistoryFile' });
    expect(await all()).toEqual([]);
  });

  it('takes nothing of a file with something after its end', async () => {
    await exportHistory(ports(), org, file());
    appendFileSync(file(), 'more\n');
    await expect(taken()).rejects.toMatchObject({ name: 'BadHistoryFile' });
  });

  it('says plainly when a file is not there, or cannot be written', async () => {
    await expect(taken()).rejects.toThrow(/cannot be read/);
    await expect(exportHistory(ports(), org, path.join(folder, 'nowhere', 'history'))).rejects.toThrow(
      /cannot be written/,
    );
  });

  it('never mixes two orgs', async () => {
    await exportHistory(ports(), org, file());
    await expect(importHistory(ports(), '00D000000000002AAA', file())).rejects.toThrow(/00D000000000001AAA/);
  });

  it('leaves the file of before in place when writing fails, and no half one', async () => {
    await exportHistory(ports(), org, file());
    const before = readFileSync(file(), 'utf8');
    const archive = {
      ...ports().archive,
      async *snapshots() {
        for await (const page of ports().archive.snapshots()) {
          yield page;
          throw new Error('the disk is full');
        }
      },
    };
    await expect(exportHistory({ ...ports(), archive }, org, file())).rejects.toThrow('disk');
    expect(readFileSync(file(), 'utf8')).toBe(before);
    expect(readdirSync(folder)).toEqual(['history.ndjson']);
  });

  it('forgets an erased record in its exports too, and says which exports are no longer there', async () => {
    await exportHistory(ports(), org, file());
    const moved = path.join(folder, 'moved.ndjson');
    await exportHistory(ports(), org, moved);
    rmSync(moved);
    const deal = '006000000007001AAA';
    const erase = () =>
      eraseRecord({ presence: { isThere: () => Promise.resolve(false) }, eraser: createEraser(database), files }, deal);
    expect(await erase()).toMatchObject({ rewritten: [file()], elsewhere: [moved] });
    expect(existsSync(moved)).toBe(false);
    expect(readFileSync(file(), 'utf8')).not.toContain(deal);
    await database.exec('DELETE FROM deal_snapshot');
    expect(await taken()).toMatchObject({ taken: rows });
  });

  it('does not take an erased record in again from a file of before', async () => {
    await exportHistory(ports(), org, file());
    const copy = path.join(folder, 'copy.ndjson');
    writeFileSync(copy, readFileSync(file()));
    await createEraser(database).erase('006000000007001AAA');
    await database.exec('DELETE FROM deal_snapshot');
    expect(await importHistory(ports(), org, copy)).toMatchObject({ taken: rows });
    // From now on that file is known too.
    expect((await createEraser(database).erase('006000000007002AAA')).exports).toContain(copy);
  });
});

describe('a request for erasure', () => {
  const never = { erase: () => Promise.reject(new Error('erased')) };
  const answer = (isThere: boolean | undefined, id: string) =>
    eraseRecord({ presence: { isThere: () => Promise.resolve(isThere) }, eraser: never, files }, id);

  it('is refused while the CRM has the record, and for what is no record that is read', async () => {
    await expect(answer(true, '006000000000001AAA')).rejects.toThrow(/delete it there first/);
    await expect(answer(true, '005000000000001AAA')).rejects.toThrow(/anonymous/);
    await expect(answer(undefined, '003000000000001AAA')).rejects.toThrow(/no object that the companion reads/);
    await expect(answer(false, '006')).rejects.toThrow(/no record id/);
    await expect(answer(false, '006000000000001AAB')).rejects.toThrow(/no record id/);
  });
});
