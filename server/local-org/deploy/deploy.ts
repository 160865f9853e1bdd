import type { LocalOrg } from '../local-org.ts';
import { ArchiveError } from '../metadata/package/zip-files.ts';
import { componentResults } from './component-results.ts';
import type { ComponentResult, DeployOptions, DeployResult } from './deploy-result.ts';
import { Deployment } from './deployment.ts';
import { readArchive, type Archive } from './read-archive.ts';

export type { ComponentResult, DeployOptions, DeployResult } from './deploy-result.ts';

const nothingDone = (options: DeployOptions, errorMessage: string): DeployResult => ({
  success: false,
  status: 'Failed',
  checkOnly: options.checkOnly,
  rollbackOnError: options.rollbackOnError,
  components: [],
  numberComponentsTotal: 0,
  numberComponentsDeployed: 0,
  numberComponentErrors: 0,
  errorMessage,
});

/** The whole of what its parts say; package.xml is told but not counted. */
const counted = (
  components: readonly ComponentResult[],
  done: boolean,
): Omit<DeployResult, 'checkOnly' | 'rollbackOnError'> => {
  const keys = (some: readonly ComponentResult[]): number =>
    new Set(some.map(({ componentType, fullName }) => `${componentType} ${fullName}`)).size;
  const named = components.filter(({ fullName }) => fullName !== 'package.xml');
  const total = keys(named);
  const failed = keys(named.filter(({ success }) => !success));
  const success = done && (failed === 0 || failed < total);
  return {
    success,
    status: !success ? 'Failed' : failed > 0 ? 'SucceededPartial' : 'Succeeded',
    components,
    numberComponentsTotal: total,
    numberComponentsDeployed: total - failed,
    numberComponentErrors: failed,
  };
};

/**
 * Takes an archive in metadata format into the org: validates it against what the org has, makes the tables fit, and
 * lets every door see the result at once. Never throws for what is wrong with the archive.
 */
export const deploy = (org: LocalOrg, zip: Uint8Array, options: DeployOptions): DeployResult => {
  let archive: Archive;
  try {
    archive = readArchive(zip, options.singlePackage);
  } catch (error) {
    if (error instanceof ArchiveError) return nothingDone(options, error.message);
    throw error;
  }
  const present = org.contents;
  const work = new Deployment(org, archive);
  const done = work.run(options);
  const components = componentResults({ archive, errors: work.errors, absent: work.absent }, present);
  return { ...counted(components, done), checkOnly: options.checkOnly, rollbackOnError: options.rollbackOnError };
};
