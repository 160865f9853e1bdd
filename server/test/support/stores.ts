import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import { openDatabase, openServerDatabase, type Database } from '../../src/adapters/storage/database.ts';
import { postgresPrograms, withoutPostgres } from './postgres-programs.ts';

export interface KindOfStore {
  readonly name: 'PGlite' | 'PostgreSQL';
  /** An empty store of its own, gone when it is closed. */
  readonly open: () => Promise<Database>;
}

const installed = postgresPrograms() !== undefined;
if (!installed) {
  if (process.env['CI'] === 'true') throw new Error(withoutPostgres);
  console.warn(`${withoutPostgres}\nTests of the shared store are skipped.`);
}

/** Tests that need a PostgreSQL are skipped where there is none, which is nowhere in CI. */
export const withPostgres = { skip: !installed } as const;

let address: Promise<string> | undefined;

/** The PostgreSQL that the test files of this run share. */
const sharedPostgres = (): Promise<string> => {
  address ??= text(connect(inject('postgresPort'), '127.0.0.1'));
  return address;
};

export interface Place {
  readonly url: string;
  readonly schema: string;
}

/** Where a store can be made in the shared PostgreSQL: nothing is there yet. */
export const newPlace = async (): Promise<Place> => ({
  url: await sharedPostgres(),
  schema: `takt_${randomBytes(6).toString('hex')}`,
});

const openOnServer = async (): Promise<Database> => {
  const place = await newPlace();
  const database = await openServerDatabase(place);
  return {
    ...database,
    async close() {
      await database.exec(`DROP SCHEMA ${place.schema} CASCADE`);
      await database.close();
    },
  };
};

/** For `describe.each`: whatever is promised of the store is promised of both. */
export const stores: readonly KindOfStore[] = [
  { name: 'PGlite', open: () => openDatabase(undefined) },
  ...(installed ? [{ name: 'PostgreSQL' as const, open: openOnServer }] : []),
];
