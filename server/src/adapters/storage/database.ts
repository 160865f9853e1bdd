import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Migrator } from 'kysely/migration';
import { StoreFailure } from '../../application/ports/store-failure.ts';
import { openEmbeddedStore } from './embedded-store.ts';
import { firstStore } from './migrations/0001-first-store.ts';
import { quotas } from './migrations/0002-quotas.ts';
import { writeBack } from './migrations/0003-write-back.ts';
import { loading } from './migrations/0004-loading.ts';
import { sync } from './migrations/0005-sync.ts';
import { chores } from './migrations/0006-chores.ts';
import { createStore } from './new-store.ts';
import { openServerStore, type ServerStore } from './server-store.ts';
import type { Database } from './session.ts';
import { lockStore } from './store-lock.ts';

export type { Database, Session } from './session.ts';

const migrations = {
  '0001-first-store': firstStore,
  '0002-quotas': quotas,
  '0003-write-back': writeBack,
  '0004-loading': loading,
  '0005-sync': sync,
  '0006-chores': chores,
};

/**
 * Opens the store in a folder and brings its tables up to date.
 * @param folder Made where it is missing; undefined keeps everything in memory.
 * @throws StoreFailure when it is in use, cannot be opened, or cannot be brought up to date.
 */
export const openDatabase = async (folder: string | undefined): Promise<Database> => {
  const unlock = folder === undefined ? () => undefined : prepare(folder);
  try {
    if (folder !== undefined) await createStore(folder);
    const store = await openEmbeddedStore(folder);
    await bringUpToDate(store, {});
    return {
      ...store,
      async close() {
        await store.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    if (error instanceof StoreFailure) throw error;
    throw new StoreFailure(
      `The store in ${folder ?? 'memory'} could not be opened: ${error instanceof Error ? error.message : String(error)}. It can be deleted: everything but the snapshots comes back from the CRM.`,
      { cause: error },
    );
  }
};

/**
 * Opens the store in a PostgreSQL server and brings its tables up to date; where several programs begin at once, one
 * does so and the others wait.
 * @throws StoreFailure when the server cannot be reached or used, or its tables are a newer version's.
 */
export const openServerDatabase = async (options: ServerStore): Promise<Database> => {
  const store = await openServerStore(options);
  await bringUpToDate(store, { migrationTableSchema: options.schema });
  return store;
};

/**
 * Gives a store the tables of this version.
 * @throws StoreFailure; the store is closed then.
 */
export const bringUpToDate = async (
  store: Database,
  place: { readonly migrationTableSchema?: string },
): Promise<void> => {
  const provider = { getMigrations: () => Promise.resolve(migrations) };
  const { error } = await new Migrator({ db: store.kysely, provider, ...place }).migrateToLatest();
  if (error === undefined) return;
  await store.close();
  if (error instanceof StoreFailure) throw error;
  const reason = error instanceof Error ? `: ${error.message}` : '';
  throw new StoreFailure(`The store could not be brought up to this version${reason}.`, { cause: error });
};

const prepare = (folder: string): (() => void) => {
  try {
    mkdirSync(path.dirname(folder), { recursive: true, mode: 0o700 });
    return lockStore(`${folder}.lock`);
  } catch (error) {
    if (error instanceof StoreFailure) throw error;
    throw new StoreFailure(`The folder ${folder} cannot be made or written to.`, { cause: error });
  }
};
