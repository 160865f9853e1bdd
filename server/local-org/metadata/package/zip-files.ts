import { unzipSync } from 'fflate';
import type { PackageFiles } from './component.ts';

/** Salesforce takes 600 MB at most when unpacked; what claims more is not unpacked at all. */
const mostBytes = 600 * 1024 * 1024;

/** An archive cannot be opened. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Files in memory, by their path. @throws Error from `text` and `bytes` when there is no such file. */
export const filesInMemory = (entries: ReadonlyMap<string, Uint8Array>): PackageFiles => {
  const bytes = (path: string): Uint8Array => {
    const found = entries.get(path);
    if (found === undefined) throw new Error(`there is no file ${path}`);
    return found;
  };
  return { paths: [...entries.keys()].toSorted(), bytes, text: (path) => decoder.decode(bytes(path)) };
};

/** The files of a zip archive. @throws ArchiveError when it is none, or too large. */
export const zipFiles = (archive: Uint8Array): PackageFiles => {
  let total = 0;
  try {
    const entries = unzipSync(archive, {
      filter: ({ originalSize }) => {
        total += originalSize;
        if (total > mostBytes) throw new ArchiveError('The archive holds more than 600 MB.');
        return true;
      },
    });
    return filesInMemory(
      new Map(
        Object.entries(entries)
          .map(([path, bytes]) => [path.replaceAll('\\', '/'), bytes] as const)
          .filter(([path]) => !path.endsWith('/')),
      ),
    );
  } catch (cause) {
    if (cause instanceof ArchiveError) throw cause;
    throw new ArchiveError('The archive is no zip file, or a damaged one.', { cause });
  }
};

/** The part of the files below a folder, without the folder in their paths. */
export const filesBelow = (files: PackageFiles, folder: string): PackageFiles => ({
  paths: files.paths.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length)),
  text: (path) => files.text(`${folder}${path}`),
  bytes: (path) => files.bytes(`${folder}${path}`),
});
