import { openDatabase, openServerDatabase, type Database } from './adapters/storage/database.ts';
import { StoreFailure } from './application/ports/store-failure.ts';
import type { Config } from './config.ts';
import { describeDatabase } from './database-url.ts';
import { recordId } from './domain/quota/import/index.ts';

/** A store, and how people find it. */
export interface OpenStore {
  readonly database: Database;
  /** Holds nothing secret. */
  readonly place: string;
}

/**
 * Opens the store that the configuration names: a PostgreSQL, else a folder.
 * @param organizationId Of the org; asked only where a schema is named for it.
 * @throws StoreFailure
 */
export const openStoreOf = async (config: Config, organizationId: () => Promise<string>): Promise<OpenStore> => {
  const { databaseUrl: url, storeFolder } = config;
  if (url === undefined) return { database: await openDatabase(storeFolder), place: storeFolder };
  const schema = config.databaseSchema ?? schemaOf(await organizationId());
  return { database: await openServerDatabase({ url, schema }), place: describeDatabase(url, schema) };
};

/** Ids of 15 characters differ by capital letters alone, those of 18 do not: each org has its own schema. */
export const schemaOf = (organizationId: string): string => {
  const id = recordId(organizationId);
  if (id !== undefined) return `takt_${id.toLowerCase()}`;
  throw new StoreFailure('The org did not say its id: set TAKT_DATABASE_SCHEMA to the schema that the store is in.');
};
