import { isSameRecord } from './ports/record-id.ts';
import { instantText, type Clock } from './ports/clock.ts';
import { BadHistoryFile, type HistoryArchive, type HistoryFiles } from './ports/history-archive.ts';

export interface HistoryPorts {
  readonly clock: Pick<Clock, 'now'>;
  readonly archive: HistoryArchive;
  readonly files: HistoryFiles;
}

/**
 * Writes the daily snapshots into a file: the CRM does not have them, and a new store would begin without.
 * @returns the rows written. @throws StoreFailure, BadHistoryFile
 */
export const exportHistory = async (
  { clock, archive, files }: HistoryPorts,
  organizationId: string | undefined,
  path: string,
): Promise<number> => {
  const exportedAt = instantText(clock.now());
  // Noted before it is written: a file that nobody knows of could not be found for an erasure.
  await archive.noteExport(path, exportedAt);
  return files.write(path, { organizationId, exportedAt }, archive.snapshots());
};

/**
 * Takes an export back in, all of it or nothing. Days that are here already stay as they are.
 * @throws StoreFailure; BadHistoryFile where the file is damaged or another org's.
 */
export const importHistory = async (
  { archive, files }: Pick<HistoryPorts, 'archive' | 'files'>,
  organizationId: string | undefined,
  path: string,
): Promise<{ readonly taken: number; readonly daysKept: readonly string[] }> => {
  const { organizationId: theirs, exportedAt } = await files.head(path);
  if (organizationId !== undefined && theirs !== undefined && !isSameRecord(theirs, organizationId)) {
    throw new BadHistoryFile(
      `${path} is the history of the org ${theirs}, and this store belongs to ${organizationId}.`,
    );
  }
  const outcome = await archive.takeIn(files.read(path));
  // The store that it was written from may be gone, and with it who knew of the file.
  await archive.noteExport(path, exportedAt);
  return outcome;
};
