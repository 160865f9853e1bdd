import { afterEach, describe, expect, it } from 'vitest';
import { openServerDatabase, type Database } from '../../../src/adapters/storage/database.ts';
import { createRunLedger } from '../../../src/adapters/storage/run-ledger.ts';
import { newPlace, withPostgres } from '../../support/stores.ts';

const opened: Database[] = [];
const open = async (place: Parameters<typeof openServerDatabase>[0]): Promise<Database> => {
  const database = await openServerDatabase(place);
  opened.push(database);
  return database;
};
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
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

describe('the store in a PostgreSQL server', withPostgres, () => {
  it('is made in a schema of its own, and still there when it is opened again', async () => {
    const place = await newPlace();
    const first = await open(place);
    await createRunLedger(first).save(run);
    const elsewhere = await open(await newPlace());
    expect(await createRunLedger(elsewhere).last()).toBeUndefined();
    expect(await createRunLedger(await open(place)).last()).toEqual(run);
    const tables = 'SELECT DISTINCT schemaname FROM pg_tables WHERE tablename = $1 AND schemaname = $2';
    expect(await first.arrays(tables, ['kysely_migration', place.schema])).toEqual([[place.schema]]);
  });

  it('is made once where several programs begin at the same moment', async () => {
    const place = await newPlace();
    const databases = await Promise.all(Array.from({ length: 4 }, () => open(place)));
    const [first, , , last] = databases;
    if (first === undefined || last === undefined) throw new Error('not opened');
    await createRunLedger(first).save(run);
    expect(await createRunLedger(last).last()).toEqual(run);
  });

  it('is used by a role that may do nothing but what its own schema needs', async () => {
    const { url, schema } = await newPlace();
    const owner = await open({ url, schema });
    await owner.exec(
      `CREATE ROLE ${schema}_role LOGIN PASSWORD 'pw'; CREATE SCHEMA ${schema}_own AUTHORIZATION ${schema}_role`,
    );
    const address = new URL(url);
    [address.username, address.password] = [`${schema}_role`, 'pw'];
    const narrow = await open({ url: address.href, schema: `${schema}_own` });
    expect(await createRunLedger(narrow).last()).toBeUndefined();
    await expect(openServerDatabase({ url: address.href, schema: `${schema}_other` })).rejects.toMatchObject({
      name: 'StoreFailure',
      message: expect.stringContaining('its user must own the schema') as string,
    });
  });

  it('refuses tables that a newer version has made', async () => {
    const place = await newPlace();
    const newer = await open(place);
    await newer.query("INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-later', '2030-01-01')");
    await expect(openServerDatabase(place)).rejects.toMatchObject({
      name: 'StoreFailure',
      message: expect.stringContaining('9999-later') as string,
    });
  });

  it('refuses a database that cannot hold every letter', async () => {
    const { url, schema } = await newPlace();
    const database = await open({ url, schema });
    await database.exec(`CREATE DATABASE ${schema} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`);
    const address = new URL(url);
    address.pathname = `/${schema}`;
    await expect(openServerDatabase({ url: address.href, schema })).rejects.toMatchObject({
      name: 'StoreFailure',
      message: expect.stringContaining('LATIN1') as string,
    });
    await database.exec(`DROP DATABASE ${schema}`);
  });

  it.each([
    ['the password is wrong', (address: URL) => (address.password = 'hunter2'), /refuses the sign-in/],
    ['there is no such database', (address: URL) => (address.pathname = '/nowhere'), /no database of that name/],
    [
      'it has no certificate',
      (address: URL) => {
        address.searchParams.set('sslmode', 'verify-full');
      },
      /cannot be reached/,
    ],
    ['nobody listens', (address: URL) => (address.port = '1'), /cannot be reached/],
  ])('says what to check when %s, and never the password', async (_, change, message) => {
    const { url, schema } = await newPlace();
    const address = new URL(url);
    change(address);
    const failure: unknown = await openServerDatabase({ url: address.href, schema }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'StoreFailure', message: expect.stringMatching(message) as string });
    expect(String(failure)).not.toContain(address.password);
  });

  it('reads days and instants alike, whatever zone and style the server is set to', async () => {
    const { url, schema } = await newPlace();
    const database = await open({ url, schema });
    await database.exec(
      `CREATE ROLE ${schema} LOGIN SUPERUSER PASSWORD 'pw';
        ALTER ROLE ${schema} SET timezone = 'Pacific/Auckland'; ALTER ROLE ${schema} SET datestyle = 'German'`,
    );
    const address = new URL(url);
    [address.username, address.password] = [schema, 'pw'];
    const other = await open({ url: address.href, schema });
    const sql =
      "SELECT date '2026-11-24', timestamptz '2026-11-24T23:30:00Z', (timestamptz '2026-11-24T23:30:00Z')::date";
    expect(await other.arrays(sql)).toEqual([['2026-11-24', '2026-11-24 23:30:00+00', '2026-11-24']]);
  });
});
