import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { withDeployed } from './deploy/component-store.ts';
import { LocalOrg } from './local-org.ts';
import { makeKernel } from './make-kernel.ts';
import type { OrgFeature } from './metadata/features.ts';
import { metadataOf } from './metadata/load-metadata.ts';
import type { PackageContents } from './metadata/package/component.ts';
import { projectFile, readProject } from './metadata/package/read-project.ts';
import { filesInMemory } from './metadata/package/zip-files.ts';
import { bootstrap, organizationId } from './store/bootstrap.ts';
import { createClock } from './store/clock.ts';
import { Database } from './store/database.ts';
import { keepFeatures } from './store/features.ts';
import { registerFormulaFunctions } from './store/formula-fields.ts';
import { Memory } from './store/memory.ts';
import { keepBooks, migrate } from './store/migrate.ts';
import { Sequences } from './store/sequences.ts';

export interface OrgOptions {
  /** Folder of `local-org.db`, made when missing; or `:memory:`. */
  readonly data: string;
  /** The day on which the org's clock starts, `2026-11-24`; without it the real one. */
  readonly today?: string;
  /**
   * Where `force-app` is; the project's own by default. `null` opens an org without any package, to be deployed into;
   * an org that was made so stays so.
   */
  readonly projectRoot?: string | null;
  /** IANA name; that of a new org, UTC by default. */
  readonly timeZone?: string;
  /** What the org has beyond every org: several currencies, splits, schedules, territories. Once there, they stay. */
  readonly features?: readonly OrgFeature[];
}

const ownRoot = path.resolve(import.meta.dirname, '../..');

const lastStamp = (database: Database, objectNames: readonly string[]): number =>
  Math.max(
    0,
    ...objectNames.map((name) =>
      Number(database.row(`SELECT max("SystemModstamp") AS last FROM "${name}"`)?.['last'] ?? 0),
    ),
  );

const nothing: PackageContents = { files: filesInMemory(new Map()), components: [], problems: [] };
const withoutFolder = 'without-folder';

/** The package in the folder that the org stands on, and from now on will. */
const folderPackage = (database: Database, projectRoot: string | null | undefined): PackageContents => {
  const empty = database.row('SELECT 1 AS one FROM "_setting" WHERE name = ?', [withoutFolder]) !== undefined;
  if (projectRoot === null && !empty) {
    database.run('INSERT INTO "_setting" (name, value) VALUES (?, ?)', [withoutFolder, 'true']);
  }
  return projectRoot === null || (projectRoot === undefined && empty) ? nothing : readProject(projectRoot ?? ownRoot);
};

/**
 * Opens the org of a folder, makes its tables fit its package and what was deployed into it since, and fills it with
 * what every org is born with.
 * @throws MetadataError, MigrationError, or node:sqlite's error when the file cannot be opened.
 */
export const openOrg = (options: OrgOptions): LocalOrg => {
  const inMemory = options.data === ':memory:';
  if (!inMemory) mkdirSync(options.data, { recursive: true });
  const database = new Database(inMemory ? ':memory:' : path.join(options.data, 'local-org.db'));
  try {
    keepBooks(database);
    const folder = folderPackage(database, options.projectRoot);
    const contents = withDeployed(database, folder);
    const metadata = metadataOf(
      contents,
      projectFile(options.projectRoot ?? ownRoot),
      keepFeatures(database, options.features),
    );
    const objects = migrate(database, metadata.objects);
    const timeZone = String(
      database.row('SELECT "TimeZoneSidKey" AS zone FROM "Organization"')?.['zone'] ?? options.timeZone ?? 'UTC',
    );
    const stamped = objects.filter((object) => object.fields.has('systemmodstamp')).map((object) => object.name);
    const clock = createClock({
      ...(options.today === undefined ? {} : { today: options.today }),
      timeZone: () => timeZone,
      after: lastStamp(database, stamped),
    });
    const lasting = {
      organizationId,
      database,
      clock,
      sequences: new Sequences(database),
      memory: new Memory(database),
    };
    const kernel = makeKernel(lasting, metadata, objects);
    registerFormulaFunctions(kernel);
    bootstrap(kernel, timeZone);
    return new LocalOrg(kernel, folder, contents);
  } catch (error) {
    database.close();
    throw error;
  }
};
