import type { Component, PackageContents, Problem } from '../metadata/package/component.ts';
import { componentKey } from '../metadata/package/component-text.ts';
import { contentOfFolder, namedBy, readManifest, type Manifest, type Member } from '../metadata/package/manifest.ts';
import { containerOf } from '../metadata/package/parts.ts';
import { readMetadataFormat } from '../metadata/package/read-metadata-format.ts';
import { ArchiveError, filesBelow, zipFiles } from '../metadata/package/zip-files.ts';

/** What an archive asks for. */
export interface Archive {
  /** The components that package.xml means, with what could not be read. */
  readonly contents: PackageContents;
  /** What is to be deleted. */
  readonly deletions: readonly Deletion[];
  /** Where the package lies in the archive: '', or a folder with a slash. */
  readonly folder: string;
  readonly problems: readonly Problem[];
}

export interface Deletion extends Member {
  readonly file: string;
}

const deletionFiles = ['destructiveChangesPre.xml', 'destructiveChanges.xml', 'destructiveChangesPost.xml'];

const manifestProblem = (manifest: Manifest, { type, name, line }: Member, message: string): Problem => ({
  rule: 'manifest',
  severity: 'error',
  type,
  fullName: name,
  file: manifest.file,
  line,
  message,
});

const packageFolder = (paths: readonly string[], singlePackage: boolean): string => {
  if (singlePackage) {
    if (paths.includes('package.xml')) return '';
    throw new ArchiveError('No package.xml found');
  }
  const found = paths.filter((path) => /^[^/]+\/package\.xml$/.test(path)).map((path) => path.slice(0, -11));
  const [folder, ...others] = found;
  if (folder === undefined) throw new ArchiveError('No package.xml found');
  if (others.length > 0) throw new ArchiveError(`The local org takes one package at a time, not ${found.join(', ')}`);
  return folder;
};

/** Members that nothing in the archive answers to; parts of a named object come with it. */
const missingMembers = (manifest: Manifest, components: readonly Component[]): readonly Problem[] => {
  const there = new Set(
    components.flatMap((one) => [
      componentKey(one),
      componentKey({ ...one, type: contentOfFolder(one.type) }),
      ...[containerOf(one)].filter((container) => container !== undefined).map(componentKey),
    ]),
  );
  return manifest.members
    .filter(({ type, name }) => name !== '*' && !there.has(componentKey({ type, fullName: name })))
    .map((member) => {
      const what = `An object '${member.name}' of type ${member.type}`;
      return manifestProblem(
        manifest,
        member,
        `${what} was named in package.xml, but was not found in zipped directory`,
      );
    });
};

/** Files of which the manifest means nothing at all. */
const unlisted = (all: readonly Component[], meant: readonly Component[]): readonly Problem[] => {
  const files = new Set(meant.map(({ file }) => file));
  return [...new Map(all.filter(({ file }) => !files.has(file)).map((one) => [one.file, one] as const)).values()].map(
    ({ type, fullName, file }) => ({
      rule: 'manifest',
      severity: 'error',
      type,
      fullName,
      file,
      line: undefined,
      message: 'Not in package.xml',
    }),
  );
};

const deletionsOf = (
  manifest: Manifest,
): { readonly deletions: readonly Deletion[]; readonly problems: readonly Problem[] } => ({
  deletions: manifest.members.filter(({ name }) => name !== '*').map((member) => ({ ...member, file: manifest.file })),
  problems: manifest.members
    .filter(({ name }) => name === '*')
    .map((member) => manifestProblem(manifest, member, 'Deletions are named one by one; * is not allowed here')),
});

/**
 * Reads an archive in metadata format.
 * @throws ArchiveError when there is no package to be found in it at all
 */
export const readArchive = (zip: Uint8Array, singlePackage: boolean): Archive => {
  const all = zipFiles(zip);
  const folder = packageFolder(all.paths, singlePackage);
  const files = filesBelow(all, folder);
  const manifestOf = (file: string): Manifest => {
    try {
      return readManifest(files, file);
    } catch (cause) {
      throw new ArchiveError(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  };
  const manifest = manifestOf('package.xml');
  const read = readMetadataFormat(files);
  const isMeant = namedBy(manifest);
  const components = read.components.filter(isMeant);
  const deleting = deletionFiles
    .filter((file) => files.paths.includes(file))
    .map((file) => deletionsOf(manifestOf(file)));
  return {
    folder,
    contents: { files, components, problems: read.problems },
    deletions: deleting.flatMap(({ deletions }) => deletions),
    problems: [
      ...missingMembers(manifest, read.components),
      ...unlisted(read.components, components),
      ...deleting.flatMap(({ problems }) => problems),
    ],
  };
};
