import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/adapters/storage/database.ts';
import { createMirror } from '../../../src/adapters/storage/mirror.ts';
import { forgetStagings } from '../../../src/adapters/storage/staging.ts';
import { CrmFailure } from '../../../src/application/ports/crm-failure.ts';
import type { CsvPage, ReadPlan } from '../../../src/application/ports/crm-reader.ts';
import type { BegunLoad, MirrorStore, StoreMode } from '../../../src/application/ports/mirror-store.ts';
import { mirrorTables } from '../../../src/application/ports/mirror-tables.ts';
import { stores } from '../../support/stores.ts';

const opportunity = mirrorTables.find(({ name }) => name === 'opportunity');
if (opportunity === undefined) throw new Error('no opportunity');
const columns = ['id', 'modified_at', 'is_deleted', 'amount', 'close_date', 'stage'];
const plan: ReadPlan = { table: opportunity, columns };

const at = (minute: number): string => `2026-11-24T05:${String(minute).padStart(2, '0')}:00.000Z`;
const row = (id: string, minute: number, amount = '1', deleted = 'false'): string =>
  `${id},${at(minute)},${deleted},${amount},2026-12-31,Prospecting`;

const pageOf = (rows: readonly string[], position?: string): CsvPage => ({
  csv: [new TextEncoder().encode(`${[columns.join(','), ...rows].join('\n')}\n`)],
  rows: rows.length,
  ...(position === undefined ? {} : { position }),
});

async function* pagesOf(...pages: readonly (readonly string[])[]): AsyncGenerator<CsvPage> {
  for (const rows of pages) yield await Promise.resolve(pageOf(rows));
}

describe.each(stores)('on $name', ({ open }) => {
  let database: Database;
  let mirror: MirrorStore;
  beforeAll(async () => {
    database = await open();
    mirror = createMirror(database);
  });
  afterAll(() => database.close());
  beforeEach(() => database.exec('DELETE FROM opportunity; DELETE FROM sync_cursor; DELETE FROM loading'));

  const take = (mode: StoreMode['kind'], rows: readonly string[], upTo?: string) =>
    mirror.take(
      plan,
      pagesOf(rows),
      mode === 'window' ? { kind: mode, from: at(0), to: at(10) } : { kind: mode },
      upTo,
      () => undefined,
    );

  const stored = async () => {
    return database.arrays<(string | null)[]>('SELECT id, amount::text, is_deleted::text FROM opportunity ORDER BY id');
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

  describe('a first load that is interrupted', () => {
    const firstPages = [
      pageOf(
        ['a', 'b'].map((id) => row(id, 1)),
        'after b',
      ),
      pageOf([row('c', 1)], 'after c'),
    ];
    async function* then(pages: readonly CsvPage[], error?: Error): AsyncGenerator<CsvPage> {
      for (const page of pages) yield await Promise.resolve(page);
      if (error !== undefined) throw error;
    }
    const load = (pages: AsyncIterable<CsvPage>, begun?: BegunLoad) =>
      mirror.take(plan, pages, { kind: 'replace' }, at(9), () => undefined, begun);
    const cut = new CrmFailure('unreachable', 'the connection was cut');
    const interrupted = async (error: Error = cut): Promise<void> => {
      await expect(load(then(firstPages, error))).rejects.toBe(error);
    };
    const staged = () =>
      database.arrays<[string]>(
        "SELECT tablename FROM pg_tables WHERE tablename LIKE 'staging%' AND schemaname = current_schema()",
      );

    it('leaves the rows that it had, and from where to go on; nothing of it is seen yet', async () => {
      await interrupted();
      expect(await mirror.begun(plan)).toEqual({ position: 'after c', upTo: at(9), read: 3 });
      expect(await stored()).toEqual([]);
      expect(await mirror.cursor('opportunity')).toBeUndefined();
    });

    it('goes on there, in a process of its own, and is whole in the end', async () => {
      await interrupted();
      const other = createMirror(database);
      const begun = await other.begun(plan);
      const seen: number[] = [];
      const rest = then([pageOf([row('d', 1)], 'the end')]);
      const onRows = (rows: number): number => seen.push(rows);
      expect(await other.take(plan, rest, { kind: 'replace' }, at(20), onRows, begun)).toEqual({ read: 4, changed: 4 });
      expect((await stored()).map(([id]) => id)).toEqual(['a', 'b', 'c', 'd']);
      // What changed since the read began comes with the next one.
      expect((await mirror.cursor('opportunity'))?.instant).toBe(at(9));
      expect(seen).toEqual([4]);
      expect(await mirror.begun(plan)).toBeUndefined();
      expect(await staged()).toEqual([]);
    });

    it('keeps a position that comes without rows', async () => {
      await expect(load(then([{ csv: [], rows: 0, position: 'the job is made' }], cut))).rejects.toBe(cut);
      expect(await mirror.begun(plan)).toEqual({ position: 'the job is made', upTo: at(9), read: 0 });
    });

    it('is not gone on with by a plan of other columns', async () => {
      await interrupted();
      expect(await mirror.begun({ ...plan, columns: columns.slice(0, -1) })).toBeUndefined();
    });

    it('is not gone on with where a page contradicted itself, or its rest is gone', async () => {
      for (const kind of ['protocol', 'gone'] as const) {
        await interrupted(new CrmFailure(kind, 'not to be gone on with'));
        expect(await mirror.begun(plan)).toBeUndefined();
        expect(await staged()).toEqual([]);
      }
    });

    it('is not gone on with where rows of it were lost', async () => {
      await interrupted();
      await database.exec("DELETE FROM staging_opportunity WHERE id = 'b'");
      expect(await mirror.begun(plan)).toBeUndefined();
    });

    it('begins again where nothing is said of what was begun', async () => {
      await interrupted();
      expect(await load(then([pageOf([row('z', 2)], 'the end')]))).toEqual({ read: 1, changed: 1 });
      expect((await stored()).map(([id]) => id)).toEqual(['z']);
    });

    it('is one process’s at a time: who was overtaken takes nothing in', async () => {
      async function* overtaken(): AsyncGenerator<CsvPage> {
        yield await Promise.resolve(firstPages[0] ?? pageOf([]));
        const begun = await mirror.begun(plan);
        await expect(load(then([pageOf([row('x', 1)], 'after x')], cut), begun)).rejects.toBe(cut);
        yield pageOf([row('y', 1)], 'after y');
      }
      await expect(load(overtaken())).rejects.toThrow('Another process');
      expect(await mirror.begun(plan)).toMatchObject({ position: 'after x', read: 3 });
      expect(await stored()).toEqual([]);
    });

    it('takes nothing in when rows got lost on the way', async () => {
      async function* losing(): AsyncGenerator<CsvPage> {
        yield await Promise.resolve(pageOf([row('a', 1), row('b', 1)], 'after b'));
        await database.exec('TRUNCATE staging_opportunity');
        yield pageOf([row('c', 1)], 'the end');
      }
      await expect(load(losing())).rejects.toThrow('3 rows were read, 1 of them');
      expect(await stored()).toEqual([]);
      expect(await mirror.begun(plan)).toBeUndefined();
    });

    it.each(['an empty table', 'a full one'])(
      '11 · takes nothing in where a record came twice, into %s',
      async (into) => {
        if (into === 'a full one') await load(then([pageOf([row('q', 1)])]));
        const before = await stored();
        const pages = then([pageOf([row('a', 1), row('b', 1)]), pageOf([row('a', 1), row('c', 1)])]);
        await expect(load(pages)).rejects.toMatchObject({
          kind: 'protocol',
          message: expect.stringContaining('twice') as string,
        });
        expect(await stored()).toEqual(before);
      },
    );

    it('leaves nothing behind where all that waits is to be forgotten', async () => {
      await interrupted();
      await forgetStagings(database);
      expect(await mirror.begun(plan)).toBeUndefined();
      expect(await staged()).toEqual([]);
    });
  });
});
