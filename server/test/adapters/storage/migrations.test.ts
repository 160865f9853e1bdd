import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Migrator } from 'kysely/migration';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase, openServerDatabase, type Database } from '../../../src/adapters/storage/database.ts';
import { openEmbeddedStore } from '../../../src/adapters/storage/embedded-store.ts';
import { firstStore } from '../../../src/adapters/storage/migrations/0001-first-store.ts';
import { createRunLedger } from '../../../src/adapters/storage/run-ledger.ts';
import { openServerStore } from '../../../src/adapters/storage/server-store.ts';
import { newPlace, stores, withPostgres, type Place } from '../../support/stores.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'takt-migrations-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const run = {
  id: 'a01',
  kind: 'Forecast',
  status: 'Succeeded',
  startedAt: '2026-01-24T05:00:00.000Z',
  finishedAt: '2026-01-24T05:01:00.000Z',
  counts: { read: 1, written: 2, unchanged: 3, failed: 4 },
  message: 'of old',
} as const;

/** Makes of an empty store what the first version made, with a run in it. */
const asTheFirstVersion = async (store: Database, place: { readonly migrationTableSchema?: string }): Promise<void> => {
  const provider = { getMigrations: () => Promise.resolve({ '0001-first-store': firstStore }) };
  const { error } = await new Migrator({ db: store.kysely, provider, ...place }).migrateToLatest();
  expect(error).toBeUndefined();
  await createRunLedger(store).save(run);
  await store.close();
};

const columnsOf = (database: Database): Promise<readonly (readonly unknown[])[]> =>
  database.arrays(`SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name NOT LIKE 'kysely%' ORDER BY table_name, column_name`);

const indexesOf = (database: Database): Promise<readonly (readonly unknown[])[]> =>
  database.arrays(`SELECT tablename, indexname FROM pg_indexes
    WHERE schemaname = current_schema() AND tablename NOT LIKE 'kysely%' ORDER BY tablename, indexname`);

const isUpToDate = async (newer: Database): Promise<void> => {
  const fresh = await openDatabase(undefined);
  expect(await columnsOf(newer)).toEqual(await columnsOf(fresh));
  expect(await createRunLedger(newer).last()).toEqual(run);
  await fresh.close();
  await newer.close();
};

describe('a store that an older version made', () => {
  it('is brought up to date in its folder, and keeps what it holds', async () => {
    const place = path.join(folder, 'store');
    await asTheFirstVersion(await openEmbeddedStore(place), {});
    await isUpToDate(await openDatabase(place));
  });

  it('is brought up to date in a PostgreSQL, and keeps what it holds', withPostgres, async () => {
    const place: Place = await newPlace();
    await asTheFirstVersion(await openServerStore(place), { migrationTableSchema: place.schema });
    await isUpToDate(await openServerDatabase(place));
  });
});

describe('the tables of a store', () => {
  it('are the same whichever kind of store it is', async () => {
    const databases = await Promise.all(stores.map(({ open }) => open()));
    const [first, ...others] = databases;
    if (first === undefined) throw new Error('no store');
    expect((await columnsOf(first)).length).toBeGreaterThan(100);
    for (const other of others) {
      expect(await columnsOf(other)).toEqual(await columnsOf(first));
      expect(await indexesOf(other)).toEqual(await indexesOf(first));
    }
    for (const database of databases) await database.close();
  });
});
