import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/adapters/storage/database.ts';
import { stores } from '../../support/stores.ts';

const csv = (...parts: readonly string[]) => parts.map((part) => new TextEncoder().encode(part));

describe.each(stores)('a session with $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await database.exec('CREATE TABLE "An odd ""name""" (a text, b text)');
  });
  afterAll(() => database.close());
  beforeEach(() => database.exec('TRUNCATE "An odd ""name"""'));

  const table = 'An odd "name"';
  const count = async (): Promise<unknown> => (await database.arrays('SELECT count(*) FROM "An odd ""name"""'))[0]?.[0];

  it.each([
    ['1::bigint', 1],
    ['9007199254740993::bigint', 9_007_199_254_740_993n],
    ['count(*)', 1],
    ['0.1::float8', 0.1],
    ['1234567890123456789.10::numeric', '1234567890123456789.10'],
    ["'2026-03-29'::date", '2026-03-29'],
    ["'2026-03-29T02:30:00.123456+02'::timestamptz", '2026-03-29 00:30:00.123456+00'],
    ["'2026-03-29T02:30:00'::timestamp", '2026-03-29 02:30:00'],
    ["'1 day 02:00'::interval", '1 day 02:00:00'],
    ['NULL::date', null],
    ['true', true],
    [`'{"a": [1.5, null]}'::jsonb`, { a: [1.5, null] }],
    ["ARRAY['a', NULL, '{\"']", ['a', null, '{"']],
  ])('reads %s as the other kind of store does', async (expression, value) => {
    const sql = `SELECT ${expression} AS value FROM (SELECT 1) AS one`;
    expect((await database.query(sql)).rows).toEqual([{ value }]);
    expect(await database.arrays(sql)).toEqual([[value]]);
  });

  it.each([
    ['$1::text', 'ä\u{1F600}\\\'"', 'ä\u{1F600}\\\'"'],
    ['$1::numeric', '12345678901234567890.12', '12345678901234567890.12'],
    ['$1::int', 7, 7],
    ['$1::date', '2026-02-28', '2026-02-28'],
    ['$1::boolean', false, false],
    ['$1::text', null, null],
    ["($1::jsonb)->>'a'", '{"a":"b"}', 'b'],
    ['$1::text[]', ['a,b', 'c"d'], ['a,b', 'c"d']],
  ])('takes a parameter for %s', async (expression, given, value) => {
    expect(await database.arrays(`SELECT ${expression}`, [given])).toEqual([[value]]);
  });

  it('says how many rows were changed, and none for a question', async () => {
    expect(await database.copyCsv(table, csv('a,b\n1,2\n3,4\n5,6\n'))).toBe(3);
    const changed = await database.query(`UPDATE "An odd ""name""" SET b = '0' WHERE a > $1 RETURNING a`, ['1']);
    expect(changed).toEqual({ rows: [{ a: '3' }, { a: '5' }], affected: 2 });
    expect((await database.query('SELECT a FROM "An odd ""name"""')).affected).toBe(0);
    expect((await database.query('DELETE FROM "An odd ""name"""')).affected).toBe(3);
  });

  it('takes one statement a question, as many as there are by exec', async () => {
    await expect(database.query('SELECT 1; SELECT 2')).rejects.toThrow();
    await database.exec(`INSERT INTO "An odd ""name""" VALUES ('1'); INSERT INTO "An odd ""name""" VALUES ('2')`);
    expect(await count()).toBe(2);
  });

  it('copies CSV in parts that end anywhere, telling null from empty text', async () => {
    const whole = new TextEncoder().encode('a,b\n"1 ""ü""\n",\n"","x"\n');
    const parts = [...whole].map((byte) => new Uint8Array([byte]));
    expect(await database.copyCsv(table, parts)).toBe(2);
    expect(await database.arrays('SELECT a, b FROM "An odd ""name"""')).toEqual([
      ['1 "ü"\n', null],
      ['', 'x'],
    ]);
  });

  it('copies all of a file or none of it, and goes on afterwards', async () => {
    const long = '1,2\n'.repeat(300_000);
    await expect(database.copyCsv(table, csv('a,b\n', long, '1,2,3\n', long, long))).rejects.toThrow(/extra data/);
    await expect(database.copyCsv('nowhere', csv('a,b\n', long))).rejects.toThrow(/nowhere/);
    expect(await count()).toBe(0);
    expect(await database.copyCsv(table, csv('a,b\n', long))).toBe(300_000);
  });

  it('keeps all of a transaction or nothing of it', async () => {
    const failing = database.transaction(async (session) => {
      await session.copyCsv(table, csv('a,b\n1,2\n'));
      await session.query(`INSERT INTO "An odd ""name""" VALUES ($1)`, ['2']);
      expect(await session.arrays('SELECT count(*) FROM "An odd ""name"""')).toEqual([[2]]);
      throw new Error('thought better of it');
    });
    await expect(failing).rejects.toThrow('thought better of it');
    expect(await count()).toBe(0);
    const kept = database.transaction(async (session) => {
      await session.exec(`INSERT INTO "An odd ""name""" VALUES ('1'); INSERT INTO "An odd ""name""" VALUES ('2')`);
      return 'done';
    });
    expect(await kept).toBe('done');
    expect(await count()).toBe(2);
  });

  it('keeps nothing of a transaction in which a statement failed, also where the work went on', async () => {
    const work = database.transaction(async (session) => {
      await session.query(`INSERT INTO "An odd ""name""" VALUES ('1')`);
      await session.query('SELECT 1 / 0').catch(() => undefined);
    });
    await expect(work).rejects.toThrow();
    expect(await count()).toBe(0);
  });

  it('lets questions from outside wait for, or not see, a transaction that is under way', async () => {
    let outside: Promise<unknown> | undefined;
    await database.transaction(async (session) => {
      await session.query(`INSERT INTO "An odd ""name""" VALUES ('1')`);
      outside = count();
      await session.query(`DELETE FROM "An odd ""name"""`);
    });
    expect(await outside).toBe(0);
  });
});
