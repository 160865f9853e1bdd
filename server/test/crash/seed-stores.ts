import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { openDatabase } from '../../src/adapters/storage/database.ts';
import { postgresPrograms } from '../support/postgres-programs.ts';
import { startPostgres } from '../support/postgres.ts';

export type StoreKind = 'PGlite' | 'PostgreSQL';

/** Where the stores of a kind lie, by name; each can be the beginning of another. */
export interface StoreRoom {
  readonly kind: StoreKind;
  /** An empty store. */
  make(name: string): Promise<void>;
  copy(from: string, to: string): Promise<void>;
  /** What a worker is told of the store. */
  environment(name: string): Readonly<Record<string, string>>;
  drop(name: string): Promise<void>;
  /** Ends all of it. */
  remove(): Promise<void>;
}

/** Folders with an embedded store. */
export const embeddedRoom = (folder: string): StoreRoom => ({
  kind: 'PGlite',
  async make(name) {
    const store = await openDatabase(path.join(folder, name, 'store'));
    await store.close();
  },
  copy(from, to) {
    cpSync(path.join(folder, from), path.join(folder, to), { recursive: true });
    return Promise.resolve();
  },
  environment: (name) => ({ TAKT_DATA_DIR: path.join(folder, name) }),
  drop(name) {
    rmSync(path.join(folder, name), { recursive: true, force: true });
    return Promise.resolve();
  },
  remove: () => Promise.resolve(),
});

/** Databases of a PostgreSQL of the harness's own; undefined where this machine has none. */
export const serverRoom = async (): Promise<StoreRoom | undefined> => {
  if (postgresPrograms() === undefined) return undefined;
  const postgres = await startPostgres();
  const asOwner = async (statement: string): Promise<void> => {
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  const nameIn = (name: string): string => `"${name}"`;
  return {
    kind: 'PostgreSQL',
    make: (name) => asOwner(`CREATE DATABASE ${nameIn(name)}`),
    copy: (from, to) => asOwner(`CREATE DATABASE ${nameIn(to)} TEMPLATE ${nameIn(from)}`),
    environment: (name) => ({ DATABASE_URL: postgres.url.replace(/\/postgres$/, `/${name}`) }),
    drop: (name) => asOwner(`DROP DATABASE IF EXISTS ${nameIn(name)} WITH (FORCE)`),
    remove: () => postgres.remove(),
  };
};
