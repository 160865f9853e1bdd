import type { LocalOrg } from '../local-org.ts';
import { makeKernel } from '../make-kernel.ts';
import type { Metadata } from '../metadata/load-metadata.ts';
import type { Component, PackageContents } from '../metadata/package/component.ts';
import { fillFromMetadata } from '../store/bootstrap.ts';
import type { Kernel } from '../store/kernel.ts';
import { migrate } from '../store/migrate.ts';
import { storeComponents } from './component-store.ts';
import { deleteStored } from './delete-components.ts';

/** A deploy that can be taken in as it is. */
export interface Installation {
  readonly contents: PackageContents;
  readonly metadata: Metadata;
  readonly brought: Pick<PackageContents, 'components' | 'files'>;
  readonly deleted: readonly Component[];
}

/** Thrown to undo everything that a check did. */
class OnlyChecked extends Error {
  override readonly name = 'OnlyChecked';
}

/**
 * Makes the tables fit, writes the records that stand for metadata and keeps the components, in one transaction; then
 * every door sees the new org. A check does the same and undoes it.
 * @throws MigrationError, or what the database says; the org is as it was before then
 */
export const install = (org: LocalOrg, installation: Installation, checkOnly: boolean): void => {
  const { contents, metadata, brought, deleted } = installation;
  const before = org.kernel;
  try {
    const after = before.database.transaction((): Kernel => {
      deleteStored(before, deleted);
      const kernel = makeKernel(before, metadata, migrate(before.database, metadata.objects));
      before.memory.forget();
      fillFromMetadata(kernel);
      before.sequences.save();
      storeComponents(before.database, org.folder, brought, deleted);
      if (checkOnly) throw new OnlyChecked();
      return kernel;
    });
    org.adopt(after, contents);
  } catch (error) {
    if (!(error instanceof OnlyChecked)) throw error;
  }
};
