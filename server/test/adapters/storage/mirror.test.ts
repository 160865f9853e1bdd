import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../../src/adapters/storage/database.ts';
import { createMirror } from '../../../src/adapters/storage/mirror.ts';
import type { CsvPage, ReadPlan } from '../../../src/application/ports/crm-reader.ts';
import type { MirrorStore, StoreMode } from '../../../src/application/ports/mirror-store.ts';
import { mirrorTables } from '../../../src/application/ports/mirror-tables.ts';

const opportunity = mirrorTables.find(({ name }) => name === 'opportunity');
if (opportunity === undefined) throw new Error('no opportunity');
const columns = ['id', 'modified_at', 'is_deleted', 'amount', 'close_date', 'stage'];
const plan: ReadPlan = { table: opportunity, columns };

let database: Database;
let mirror: MirrorStore;
beforeAll(async () => {
  database = await openDatabase(undefined);
  mirror = createMirror(database);
});
afterAll(() => database.close());
beforeEach(() => database.embedded.exec('DELETE FROM opportunity; DELETE FROM sync_cursor'));

const at = (minute: number): string => `2026-11-24T05:${String(minute).padStart(2, '0')}:00.000Z`;
const row = (id: string, minute: number, amount = '1', deleted = 'false'): string =>
  `${id},${at(minute)},${deleted},${amount},2026-12-31,Prospecting`;

async function* pagesOf(...pages: readonly (readonly string[])[]): AsyncGenerator<CsvPage> {
  for (const rows of pages) {
    await Promise.resolve();
    yield { csv: new Blob([`${[columns.join(','), ...rows].join('\n')}\n`]), rows: rows.length };
  }
}

const take = (mode: StoreMode['kind'], rows: readonly string[], upTo?: string) =>
  mirror.take(
    plan,
    pagesOf(rows),
    mode === 'window' ? { kind: mode, from: at(0), to: at(10) } : { kind: mode },
    upTo,
    () => undefined,
  );

const stored = async () => {
  const { rows } = await database.embedded.query<(string | null)[]>(
    'SELECT id, amount::text, is_deleted::text FROM opportunity ORDER BY id',
    [],
    { rowMode: 'array' },
  );
  return rows;
};

describe('the copy of the CRM', () => {
  it('keeps every digit of an amount, and null apart from zero', async () => {
    await take('replace', [row('a', 1, '12345678901234.56'), row('b', 1, ''), row('c', 1, '0.00')]);
    expect(await stored()).toEqual([
      ['a', '12345678901234.56', 'false'],
      ['b', null, 'false'],
      ['c', '0', 'false'],
    ]);
  });

  it('replaces all rows, or merges by id', async () => {
    await take('replace', [row('a', 1), row('b', 1)]);
    await take('merge', [row('b', 2, '5'), row('c', 2)]);
    expect((await stored()).map(([id, amount]) => [id, amount])).toEqual([
      ['a', '1'],
      ['b', '5'],
      ['c', '1'],
    ]);
    await take('replace', [row('d', 3)]);
    expect((await stored()).map(([id]) => id)).toEqual(['d']);
  });

  it('says how many rows differ, and none when the same pages come twice', async () => {
    expect(await take('merge', [row('a', 1), row('b', 1)])).toEqual({ read: 2, changed: 2 });
    expect(await take('merge', [row('a', 1), row('b', 2)])).toEqual({ read: 2, changed: 1 });
    expect(await take('merge', [row('a', 1), row('b', 2)])).toEqual({ read: 2, changed: 0 });
  });

  it('takes the newest state of a record that was read twice, and never an older one than it has', async () => {
    await take('merge', [row('a', 5, '50'), row('a', 4, '40')]);
    await take('merge', [row('a', 3, '30')]);
    expect(await stored()).toEqual([['a', '50', 'false']]);
  });

  it('removes from a window what the CRM no longer has there, and nothing outside it', async () => {
    await take('replace', [row('in-gone', 5), row('in-kept', 6), row('after', 20)]);
    expect(await take('window', [row('in-kept', 6)])).toEqual({ read: 1, changed: 1 });
    expect((await stored()).map(([id]) => id)).toEqual(['after', 'in-kept']);
    expect(await mirror.countChanged('opportunity', at(0), at(10))).toBe(1);
  });

  it('moves the cursor with the rows, and remembers which columns it stands for', async () => {
    expect(await mirror.cursor('opportunity')).toBeUndefined();
    await take('replace', [row('a', 1)], at(1));
    expect(await mirror.cursor('opportunity')).toEqual({ instant: at(1), columns });
    await take('window', [row('a', 1)]);
    expect(await mirror.cursor('opportunity')).toEqual({ instant: at(1), columns });
  });

  it('takes nothing in when a later page fails, and leaves the cursor', async () => {
    await take('replace', [row('a', 1)], at(1));
    async function* broken(): AsyncGenerator<CsvPage> {
      yield* pagesOf([row('b', 2)]);
      throw new Error('the connection was cut');
    }
    await expect(mirror.take(plan, broken(), { kind: 'replace' }, at(2), () => undefined)).rejects.toThrow('cut');
    expect((await stored()).map(([id]) => id)).toEqual(['a']);
    expect((await mirror.cursor('opportunity'))?.instant).toBe(at(1));
  });

  it('names the table when a value does not fit its column', async () => {
    await expect(take('merge', [row('a', 1, 'a lot')])).rejects.toMatchObject({
      name: 'StoreFailure',
      message: expect.stringContaining('opportunity') as string,
    });
  });
});
