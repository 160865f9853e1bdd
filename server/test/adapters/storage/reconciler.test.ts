import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/adapters/storage/database.ts';
import { createMirror } from '../../../src/adapters/storage/mirror.ts';
import type { CsvPage, ReadPlan } from '../../../src/application/ports/crm-reader.ts';
import { mirrorTables } from '../../../src/application/ports/mirror-tables.ts';
import { stores } from '../../support/stores.ts';

const quota = mirrorTables.find(({ name }) => name === 'quota');
if (quota === undefined) throw new Error('no quota');
const keys: ReadPlan = { table: quota, columns: ['id', 'modified_at', 'scope_key'], unstamped: ['scope_key'] };
const at = (minute: number): string => `2026-11-24T05:${String(minute).padStart(2, '0')}:00.000Z`;

async function* pagesOf(...pages: readonly (readonly string[])[]): AsyncGenerator<CsvPage> {
  for (const rows of pages) {
    const csv = [new TextEncoder().encode(`${[keys.columns.join(','), ...rows].join('\n')}\n`)];
    yield await Promise.resolve({ csv, rows: rows.length });
  }
}

describe.each(stores)('comparing all that the CRM has with $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(() =>
    database.exec(`DELETE FROM quota; DELETE FROM erased_record;
      INSERT INTO quota (id, modified_at, scope_key) VALUES ('a', '${at(1)}', 'east'), ('b', '${at(2)}', 'west')`),
  );
  const compare = (pages: AsyncIterable<CsvPage>, most = 10, sure = false) =>
    createMirror(database).compare(keys, pages, at(30), most, sure);

  it('finds nothing where nothing differs', async () => {
    expect(await compare(pagesOf([`a,${at(1)},east`], [`b,${at(2)},west`]))).toEqual({
      gone: 0,
      doubted: 0,
      changed: 0,
      unread: { count: 0, ids: [] },
    });
  });

  it('removes what is gone for good, and leaves what came after the question', async () => {
    await database.exec(`INSERT INTO quota (id, modified_at) VALUES ('later', '${at(31)}')`);
    expect(await compare(pagesOf([`a,${at(1)},east`]))).toMatchObject({ gone: 1 });
    expect(await database.arrays('SELECT id FROM quota ORDER BY id')).toEqual([['a'], ['later']]);
  });

  it('keeps what it doubts: the most of a table is rarely deleted at once', async () => {
    await database.exec(`INSERT INTO quota (id, modified_at)
      SELECT 'q' || n, '${at(1)}' FROM generate_series(1, 10) AS n`);
    const left = [`a,${at(1)},east`, `b,${at(2)},west`, ...[1, 2, 3].map((n) => `q${n},${at(1)},`)];
    expect(await compare(pagesOf(left))).toMatchObject({ gone: 0, doubted: 7 });
    expect(await database.arrays('SELECT id FROM quota')).toHaveLength(12);
    expect(await compare(pagesOf(left), 10, true)).toMatchObject({ gone: 7, doubted: 0 });
    expect(await database.arrays('SELECT id FROM quota')).toHaveLength(5);
  });

  it('names what was never read, or is older here than there', async () => {
    const there = [`a,${at(3)},east`, `b,${at(1)},west`, `c,${at(2)},`, `d,${at(2)},`];
    expect(await compare(pagesOf(there))).toMatchObject({ unread: { count: 3, ids: ['a', 'c', 'd'] } });
    expect(await compare(pagesOf(there), 1)).toMatchObject({ unread: { count: 3, ids: ['a'] } });
  });

  it('takes over values that change without a stamp', async () => {
    expect(await compare(pagesOf([`a,${at(1)},north`, `b,${at(2)},`]))).toMatchObject({ changed: 2 });
    expect(await database.arrays('SELECT scope_key FROM quota ORDER BY id')).toEqual([['north'], [null]]);
  });

  it('compares nothing, and deletes nothing, where a page is not whole', async () => {
    async function* cut(): AsyncGenerator<CsvPage> {
      for await (const page of pagesOf([`a,${at(1)},east`])) yield { ...page, rows: 2 };
    }
    await expect(compare(cut())).rejects.toMatchObject({ kind: 'protocol' });
    async function* broken(): AsyncGenerator<CsvPage> {
      yield* pagesOf([`a,${at(1)},east`]);
      throw new Error('the connection was cut');
    }
    await expect(compare(broken())).rejects.toThrow('cut');
    expect(await database.arrays('SELECT id FROM quota')).toHaveLength(2);
  });
});
