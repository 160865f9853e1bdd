import type { Eraser, Erased, RecordPresence } from './ports/eraser.ts';
import type { HistoryFiles } from './ports/history-archive.ts';
import { recordId } from '../domain/quota/import/index.ts';

export interface ErasePorts {
  readonly presence: RecordPresence;
  readonly eraser: Eraser;
  readonly files: HistoryFiles;
}

export interface ErasureReport extends Erased {
  readonly id: string;
  /** Exports that were found and written anew without the record. */
  readonly rewritten: readonly string[];
  /** Exports that are not where they were written to: whoever moved them erases there. */
  readonly elsewhere: readonly string[];
}

/** The record is not erased; the message says why and what to do first. */
export class CannotErase extends Error {
  override readonly name = 'CannotErase';
}

/**
 * Answers a request for erasure: the record leaves tables, snapshots, what is on its way to the CRM, messages of runs,
 * and exports of history. It is deleted in the CRM first, since the CRM is where it comes from.
 * @param given An id of 15 or 18 characters.
 * @throws CannotErase, CrmFailure, StoreFailure
 */
export const eraseRecord = async ({ presence, eraser, files }: ErasePorts, given: string): Promise<ErasureReport> => {
  const id = recordId(given);
  if (id === undefined) throw new CannotErase(`"${given}" is no record id of 15 or 18 characters.`);
  const isThere = await presence.isThere(id);
  if (isThere === undefined) throw new CannotErase(`${id} belongs to no object that the companion reads.`);
  if (isThere) {
    throw new CannotErase(
      id.startsWith('005')
        ? `The CRM never deletes users, and deals need their owner: make the user ${id} anonymous there, and the name here follows with the next sync.`
        : `The CRM still has ${id}, and the next sync would bring it back: delete it there first, then erase it here.`,
    );
  }
  const erased = await eraser.erase(id);
  const [rewritten, elsewhere]: [string[], string[]] = [[], []];
  for (const path of erased.exports) {
    ((await files.withoutRecord(path, id)) === 'missing' ? elsewhere : rewritten).push(path);
  }
  return { ...erased, id, rewritten, elsewhere };
};
