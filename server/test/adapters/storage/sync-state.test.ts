import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/adapters/storage/database.ts';
import { createMirror } from '../../../src/adapters/storage/mirror.ts';
import type { CsvPage, ReadPlan } from '../../../src/application/ports/crm-reader.ts';
import type { MirrorStore } from '../../../src/application/ports/mirror-store.ts';
import { mirrorTables } from '../../../src/application/ports/mirror-tables.ts';
import { stores } from '../../support/stores.ts';

const account = mirrorTables.find(({ name }) => name === 'account');
if (account === undefined) throw new Error('no account');
const all = ['id', 'modified_at', 'is_deleted', 'name', 'industry'];
const planOf = (columns: readonly string[]): ReadPlan => ({ table: account, columns });
const instant = '2026-11-24T05:00:00.000Z';

async function* pageOf(columns: readonly string[], ...rows: readonly string[]): AsyncGenerator<CsvPage> {
  yield await Promise.resolve({
    csv: [new TextEncoder().encode(`${[columns.join(','), ...rows].join('\n')}\n`)],
    rows: rows.length,
  });
}

describe.each(stores)('what is remembered of reads in $name', ({ open }) => {
  let database: Database;
  let mirror: MirrorStore;
  beforeAll(async () => {
    database = await open();
    mirror = createMirror(database);
  });
  afterAll(() => database.close());
  beforeEach(() =>
    database.exec('DELETE FROM account; DELETE FROM opportunity; DELETE FROM sync_cursor; DELETE FROM hidden_column'),
  );

  const take = (columns: readonly string[], ...rows: readonly string[]) =>
    mirror.take(planOf(columns), pageOf(columns, ...rows), { kind: 'merge' }, instant, () => undefined);
  const stored = () => database.arrays('SELECT id, name, industry FROM account ORDER BY id');

  it('keeps the values of a column that is not shown any more, and takes the others', async () => {
    await take(all, `a,${instant},false,Acme,Energy`);
    const fewer = all.slice(0, -1);
    expect(await mirror.keepHidden(planOf(fewer))).toEqual(['industry']);
    await take(fewer, `a,${instant},false,Acme & Sons`, `b,${instant},false,New`);
    expect(await stored()).toEqual([
      ['a', 'Acme & Sons', 'Energy'],
      ['b', 'New', null],
    ]);
  });

  it('says which columns are hidden until they are shown again, and that they are not in what was read', async () => {
    expect(await mirror.keepHidden(planOf(all))).toEqual([]);
    await take(all, `a,${instant},false,Acme,Energy`);
    const fewer = all.slice(0, -1);
    await mirror.keepHidden(planOf(fewer));
    expect(await mirror.keepHidden(planOf(fewer))).toEqual(['industry']);
    expect(await mirror.cursor('account')).toEqual({ instant, columns: fewer });
    expect(await mirror.keepHidden(planOf(all))).toEqual([]);
    expect(await mirror.cursor('account')).toEqual({ instant, columns: fewer });
  });

  it('knows up to where nothing can come late', async () => {
    expect(await mirror.settled('account')).toBeUndefined();
    await take(all);
    expect(await mirror.settled('account')).toBeUndefined();
    await mirror.settle('account', instant);
    await take(all);
    expect(await mirror.settled('account')).toBe(instant);
  });

  it('points deals of merged accounts to the account that is left, over several merges', async () => {
    await database.exec(`
      INSERT INTO account (id, master_id) VALUES ('a', 'b'), ('b', 'c'), ('c', NULL), ('d', NULL);
      INSERT INTO opportunity (id, account_id) VALUES ('1', 'a'), ('2', 'b'), ('3', 'c'), ('4', 'd'), ('5', NULL)`);
    expect(await mirror.followMerges()).toBe(2);
    expect(await database.arrays('SELECT account_id FROM opportunity ORDER BY id')).toEqual([
      ['c'],
      ['c'],
      ['c'],
      ['d'],
      [null],
    ]);
    expect(await mirror.followMerges()).toBe(0);
  });

  it('does not run for ever where merges go in a circle', async () => {
    await database.exec(`
      INSERT INTO account (id, master_id) VALUES ('a', 'b'), ('b', 'a');
      INSERT INTO opportunity (id, account_id) VALUES ('1', 'a')`);
    expect(await mirror.followMerges()).toBeLessThanOrEqual(1);
  });
});
