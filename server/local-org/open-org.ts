import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { loadMetadata } from './metadata/load-metadata.ts';
import { SchemaRegistry } from './metadata/registry.ts';
import { unsupportedMetadata } from './metadata/unsupported.ts';
import { LocalOrg } from './local-org.ts';
import { Actors } from './security/actors.ts';
import { RecordAccess } from './security/record-access.ts';
import { bootstrap, organizationId } from './store/bootstrap.ts';
import { createClock } from './store/clock.ts';
import { Database } from './store/database.ts';
import { registerFormulaFunctions } from './store/formula-fields.ts';
import type { Kernel } from './store/kernel.ts';
import { Memory } from './store/memory.ts';
import { migrate } from './store/migrate.ts';
import { Sequences } from './store/sequences.ts';
import { makeTable } from './store/tables.ts';

export interface OrgOptions {
  /** Folder of `local-org.db`, made when missing; or `:memory:`. */
  readonly data: string;
  /** The day on which the org's clock starts, `2026-11-24`; without it the real one. */
  readonly today?: string;
  /** Where `force-app` is; the project's own by default. */
  readonly projectRoot?: string;
  /** IANA name; that of a new org, UTC by default. */
  readonly timeZone?: string;
}

const ownRoot = path.resolve(import.meta.dirname, '../..');

const lastStamp = (database: Database, objectNames: readonly string[]): number =>
  Math.max(
    0,
    ...objectNames.map((name) =>
      Number(database.row(`SELECT max("SystemModstamp") AS last FROM "${name}"`)?.['last'] ?? 0),
    ),
  );

/**
 * Opens the org of a folder, makes its tables fit the package, and fills it with what every org is born with.
 * @throws MetadataError, MigrationError, or node:sqlite's error when the file cannot be opened.
 */
export const openOrg = (options: OrgOptions): LocalOrg => {
  const metadata = loadMetadata(options.projectRoot ?? ownRoot);
  const inMemory = options.data === ':memory:';
  if (!inMemory) mkdirSync(options.data, { recursive: true });
  const database = new Database(inMemory ? ':memory:' : path.join(options.data, 'local-org.db'));
  try {
    const objects = migrate(database, metadata.objects);
    const schema = new SchemaRegistry(objects);
    const timeZone = String(
      database.row('SELECT "TimeZoneSidKey" AS zone FROM "Organization"')?.['zone'] ?? options.timeZone ?? 'UTC',
    );
    const stamped = objects.filter((object) => object.fields.has('systemmodstamp')).map((object) => object.name);
    const kernel: Kernel = {
      organizationId,
      database,
      metadata,
      schema,
      tables: new Map(objects.map((object) => [object.name, makeTable(object)])),
      clock: createClock({
        ...(options.today === undefined ? {} : { today: options.today }),
        timeZone: () => timeZone,
        after: lastStamp(database, stamped),
      }),
      sequences: new Sequences(database),
      memory: new Memory(database),
      actors: new Actors(database, schema, metadata),
      access: new RecordAccess(schema, metadata),
    };
    registerFormulaFunctions(kernel);
    bootstrap(kernel, timeZone);
    return new LocalOrg(kernel, unsupportedMetadata(objects));
  } catch (error) {
    database.close();
    throw error;
  }
};
