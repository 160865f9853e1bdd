import type { Component, PackageContents, PackageFiles } from '../../../server/local-org/metadata/package/component.ts';
import { readSource } from '../../../server/local-org/metadata/package/read-source.ts';

/** Files that are read together: a bundle's, a resource's; any other file stands alone. */
const groupOf = (file: string): string =>
  /\/lwc\/([^/]+)\//.exec(file)?.[0] ?? /\/staticresources\/[^./]+/.exec(file)?.[0] ?? file;

/**
 * The contents of the changed files. Only what a change touches is read anew, which gives what reading all of them
 * would give at a hundredth of the time.
 */
export const changedContents = (
  clean: PackageContents,
  files: PackageFiles,
  touched: readonly string[],
): PackageContents => {
  const before = new Set(clean.files.paths);
  const after = new Set(files.paths);
  const moved = [
    ...clean.files.paths.filter((file) => !after.has(file)),
    ...files.paths.filter((file) => !before.has(file)),
  ];
  const groups = new Set([...touched, ...moved].map(groupOf));
  const isTouched = (file: string): boolean => groups.has(groupOf(file));
  const read = readSource({ ...files, paths: files.paths.filter(isTouched) });
  const stays = ({ file }: { readonly file: string }): boolean => !isTouched(file);
  const components: readonly Component[] = [...clean.components.filter(stays), ...read.components];
  return { files, components, problems: [...clean.problems.filter(stays), ...read.problems] };
};
