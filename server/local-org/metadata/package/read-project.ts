import { statSync } from 'node:fs';
import path from 'node:path';
import type { PackageContents, PackageFiles } from './component.ts';
import { folderFiles } from './folder-files.ts';
import { namespacedFiles } from './namespaced-files.ts';
import { readSource } from './read-source.ts';
import { sfdxProject } from './sfdx-project.ts';

const packageFolder = 'force-app';

/** Changes with every change of a file: when it was written last, to the fraction of a millisecond, and its size. */
const stateOf = (root: string, { paths }: PackageFiles): string =>
  paths
    .map((file) => {
      const { mtimeMs, size } = statSync(path.join(root, file));
      return `${file} ${mtimeMs} ${size}`;
    })
    .join('\n');

const known = new Map<string, { readonly state: string; readonly contents: PackageContents }>();

/**
 * The package below `force-app` of a project, in the namespace that the project gives it. A process that asks again
 * reads it anew only where a file changed.
 */
export const readProject = (root: string): PackageContents => {
  const files = folderFiles(root, [packageFolder]);
  const { namespace } = sfdxProject(root);
  const state = `${namespace}\n${stateOf(root, files)}`;
  const last = known.get(root);
  if (last?.state === state) return last.contents;
  const contents = readSource(namespacedFiles(files, namespace));
  known.set(root, { state, contents });
  return contents;
};

/** The whole path of a file of the project's package; what was deployed has none. */
export const projectFile =
  (root: string) =>
  (file: string): string =>
    file.startsWith(`${packageFolder}/`) ? path.join(root, file) : file;
