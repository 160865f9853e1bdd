import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/adapters/storage/database.ts';
import { createEraser } from '../../../src/adapters/storage/eraser.ts';
import { createMirror } from '../../../src/adapters/storage/mirror.ts';
import type { CsvPage, ReadPlan } from '../../../src/application/ports/crm-reader.ts';
import { mirrorTables } from '../../../src/application/ports/mirror-tables.ts';
import { stores } from '../../support/stores.ts';

const deal = '006000000000001AAA';
const other = '006000000000002AAA';
const buyer = '001000000000001AAA';

/** Every value of every row of the store, as text. */
const everything = async (database: Database): Promise<string> => {
  const tables = await database.arrays<[string]>(
    `SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`,
  );
  const texts: string[] = [];
  for (const [table] of tables)
    texts.push(JSON.stringify(await database.arrays(`SELECT t::text FROM "${table}" AS t`)));
  return texts.join('\n');
};

describe.each(stores)('erasing a record from $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    const tables = await database.arrays<[string]>(
      `SELECT table_name FROM information_schema.tables
        WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'kysely%'`,
    );
    await database.exec(`TRUNCATE ${tables.map(([table]) => `"${table}"`).join(', ')}`);
    await database.exec(`
      INSERT INTO account (id, name) VALUES ('${buyer}', 'Erika Mustermann');
      INSERT INTO opportunity (id, name, account_id) VALUES ('${deal}', 'Mustermann renewal', '${buyer}'), ('${other}', 'Other', '${buyer}');
      INSERT INTO opportunity_history (id, opportunity_id) VALUES ('h1', '${deal}'), ('h2', '${other}');
      INSERT INTO opportunity_line_item (id, opportunity_id) VALUES ('l1', '${deal}');
      INSERT INTO line_item_schedule (id, line_item_id) VALUES ('s1', 'l1'), ('s2', 'l2');
      INSERT INTO deal_snapshot (day, opportunity_id) VALUES ('2026-11-23', '${deal}'), ('2026-11-23', '${other}');
      INSERT INTO result_row (kind, key, hash, content) VALUES
        ('insight', 'deal:${deal}', 'x', '{"deal": "${deal}"}'), ('insight', 'deal:${other}', 'x', '{}');
      INSERT INTO outbox (id, token, run_id, kind, operation) VALUES (1, 1, 'r', 'insight', 'write');
      INSERT INTO outbox_row (shipment, key, hash, content) VALUES (1, 'k', 'x', '{"deal": "${deal}"}'), (1, 'l', 'x', '{}');
      INSERT INTO run (id, kind, status, started_at, read, written, unchanged, failed, message) VALUES
        ('r', 'Forecast', 'Failed', '', 0, 0, 0, 0, 'The row of ${deal} (Mustermann renewal) was refused.');
      INSERT INTO history_export (path, exported_at) VALUES ('/backup/history.ndjson', '2026-11-23')`);
  });

  it('leaves nothing of it anywhere, and leaves others alone', async () => {
    const { deleted, exports } = await createEraser(database).erase(deal);
    expect(deleted).toEqual({
      opportunity: 1,
      opportunity_history: 1,
      opportunity_line_item: 1,
      line_item_schedule: 1,
      deal_snapshot: 1,
      result_row: 1,
      outbox_row: 1,
    });
    expect(exports).toEqual(['/backup/history.ndjson']);
    const left = await everything(database);
    expect(left).not.toContain(deal.slice(0, 15));
    expect(left).not.toContain('Mustermann renewal');
    expect(left).toContain('Erika Mustermann');
    for (const table of [
      'opportunity',
      'opportunity_history',
      'line_item_schedule',
      'deal_snapshot',
      'outbox_row',
      'run',
    ]) {
      expect(await database.arrays(`SELECT 1 FROM ${table}`)).toHaveLength(1);
    }
  });

  it('keeps the deals of an account that is erased, without saying whose they are', async () => {
    const { deleted, cleared } = await createEraser(database).erase(buyer);
    expect(deleted).toEqual({ account: 1 });
    expect(cleared).toBe(2);
    const left = await everything(database);
    expect(left).not.toContain(buyer.slice(0, 15));
    expect(left).not.toContain('Erika');
    expect(await database.arrays('SELECT 1 FROM opportunity WHERE account_id IS NULL')).toHaveLength(2);
  });

  it('lets no later read bring it back, also not with what belongs to it', async () => {
    await createEraser(database).erase(deal);
    const take = async (name: string, columns: readonly string[], ...rows: readonly string[]) => {
      const table = mirrorTables.find((one) => one.name === name);
      if (table === undefined) throw new Error(`no ${name}`);
      async function* pages(): AsyncGenerator<CsvPage> {
        const csv = [new TextEncoder().encode(`${[columns.join(','), ...rows].join('\n')}\n`)];
        yield await Promise.resolve({ csv, rows: rows.length });
      }
      const plan: ReadPlan = { table, columns };
      await createMirror(database).take(plan, pages(), { kind: 'replace' }, undefined, () => undefined);
      const keys = { ...plan, columns: columns.slice(0, 2) };
      return { plan, keys };
    };
    await take('opportunity', ['id', 'name'], `${deal},Mustermann renewal`, `${other},Other`);
    await take('opportunity_history', ['id', 'opportunity_id'], `h1,${deal}`, `h9,${deal}`, `h2,${other}`);
    await take('line_item_schedule', ['id', 'line_item_id'], 's1,l1', 's7,l1', 's2,l2');
    expect(await database.arrays('SELECT id FROM opportunity')).toEqual([[other]]);
    expect(await database.arrays('SELECT id FROM opportunity_history')).toEqual([['h2']]);
    expect(await database.arrays('SELECT id FROM line_item_schedule')).toEqual([['s2']]);
  });

  it('does nothing the second time', async () => {
    await createEraser(database).erase(deal);
    expect(await createEraser(database).erase(deal)).toMatchObject({ deleted: {}, cleared: 0 });
  });
});
