import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { StoreFailure } from '../../application/ports/store-failure.ts';
import { firstStore } from './migrations/0001-first-store.ts';
import { quotas } from './migrations/0002-quotas.ts';
import { createStore } from './new-store.ts';
import type { StoreSchema } from './schema.ts';
import { lockStore } from './store-lock.ts';

export interface Database {
  /** For what kysely has no words: COPY, and rows as arrays. */
  readonly embedded: PGlite;
  readonly kysely: Kysely<StoreSchema>;
  close(): Promise<void>;
}

const migrations = { '0001-first-store': firstStore, '0002-quotas': quotas };

/**
 * Opens the store in a folder and brings its tables up to date.
 * @param folder Made where it is missing; undefined keeps everything in memory.
 * @throws StoreFailure when it is in use, cannot be opened, or cannot be brought up to date.
 */
export const openDatabase = async (folder: string | undefined): Promise<Database> => {
  const unlock = folder === undefined ? () => undefined : prepare(folder);
  try {
    if (folder !== undefined) await createStore(folder);
    const embedded = await PGlite.create(folder === undefined ? 'memory://' : folder);
    // The server's own zone is UTC on every machine, so that dates never depend on where the companion runs.
    await embedded.exec("SET TIME ZONE 'UTC'");
    const kysely = new Kysely<StoreSchema>({ dialect: new PGliteDialect({ pglite: embedded }) });
    const migrator = new Migrator({ db: kysely, provider: { getMigrations: () => Promise.resolve(migrations) } });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) {
      await kysely.destroy();
      throw new StoreFailure('The store could not be brought up to this version.', { cause: error });
    }
    return {
      embedded,
      kysely,
      async close() {
        await kysely.destroy();
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

const prepare = (folder: string): (() => void) => {
  try {
    mkdirSync(path.dirname(folder), { recursive: true, mode: 0o700 });
    return lockStore(`${folder}.lock`);
  } catch (error) {
    if (error instanceof StoreFailure) throw error;
    throw new StoreFailure(`The folder ${folder} cannot be made or written to.`, { cause: error });
  }
};
