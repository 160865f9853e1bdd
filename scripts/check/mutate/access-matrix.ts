import { readFileSync } from 'node:fs';
import { MetadataError, metadataOf } from '../../../server/local-org/metadata/load-metadata.ts';
import type { PackageContents } from '../../../server/local-org/metadata/package/component.ts';
import { securityDocument } from '../../docs/security/document.ts';

/** What the local org and the access matrix say of a package: the one cannot use it, or the other no longer fits. */
export const orgAndMatrix = (
  contents: PackageContents,
): { readonly by: string; readonly message: string } | undefined => {
  try {
    return securityDocument(metadataOf(contents)) === readFileSync('docs/security.md', 'utf8')
      ? undefined
      : { by: 'access-matrix', message: 'docs/security.md is not what the metadata say.' };
  } catch (error) {
    if (error instanceof MetadataError) return { by: 'local-org', message: error.message.replaceAll('\n', ' ') };
    throw error;
  }
};
