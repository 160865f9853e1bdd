import { isAuditField } from './audit-fields.ts';
import type { Org, RecordInput, SaveResult, WriteOptions } from '../org.ts';
import type { KeyRing } from './key-ring.ts';
import { comparableKey, isReference, type Draft } from './draft.ts';
import { matcherOf } from './match-existing.ts';
import type { ProblemList } from './problem.ts';
import type { Progress } from './report.ts';

const batchSize = 2000;

class Batch {
  readonly drafts: Draft[] = [];
  readonly records: RecordInput[] = [];
  private readonly keys = new Set<string>();

  add(draft: Draft, record: RecordInput): void {
    this.drafts.push(draft);
    this.records.push(record);
    if (draft.key !== undefined) this.keys.add(comparableKey(draft.key));
  }

  /** True where the draft points to one that waits here and so has no id yet. */
  holdsParentOf(draft: Draft): boolean {
    for (const value of draft.fields.values()) {
      if (isReference(value) && value.objects.includes(draft.object) && this.keys.has(comparableKey(value.key)))
        return true;
    }
    return false;
  }
}

/** The draft as a record; undefined where a parent could not be written (that is told at the parent). */
const recordOf = (draft: Draft, keys: KeyRing): Record<string, string | number | boolean | null> | undefined => {
  const record: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of draft.fields) {
    if (!isReference(value)) {
      record[name] = value;
      continue;
    }
    const id = keys.idOf(value.objects, value.key);
    if (id !== undefined) record[name] = id;
    // Who typed a role or a user in may come later than the role or user itself.
    else if (!isAuditField(name)) return undefined;
  }
  return record;
};

const tellErrors = (draft: Draft, result: SaveResult, problems: ProblemList): void => {
  for (const { statusCode, message, fields } of result.errors) {
    const column = fields.join(', ');
    problems.add({
      file: draft.file,
      ...(draft.line === undefined ? {} : { line: draft.line }),
      ...(column === '' ? {} : { column }),
      reason: `the org refuses the ${draft.object}: ${message} (${statusCode})`,
      remedy: 'Mend the row.',
    });
  }
};

/**
 * Writes the drafts of one object and notes the ids they get. Errors are told, not thrown, so that the next rows are
 * tried too; the caller rolls back.
 * @returns Number of rows written.
 */
export const writeObject = (
  org: Org,
  object: string,
  drafts: readonly Draft[],
  keys: KeyRing,
  options: WriteOptions,
  problems: ProblemList,
  onProgress: (progress: Progress) => void,
): number => {
  const title = `Writing ${org.schema.object(object)?.labelPlural ?? object}`;
  const match = matcherOf(org, object);
  let written = 0;
  const flush = ({ drafts: batch, records }: Batch, update: boolean): void => {
    if (records.length === 0) return;
    const results = update
      ? org.update(org.system, object, records, options)
      : org.create(org.system, object, records, options);
    for (const [index, result] of results.entries()) {
      const draft = batch[index];
      if (draft === undefined) continue;
      if (!result.success) tellErrors(draft, result, problems);
      else {
        written += 1;
        if (draft.key !== undefined) keys.add(object, draft.key, result.id);
      }
    }
  };
  for (let start = 0; start < drafts.length;) {
    const created = new Batch();
    const updated = new Batch();
    for (; start < drafts.length && created.records.length + updated.records.length < batchSize; start += 1) {
      const draft = drafts[start];
      if (draft === undefined) continue;
      if (created.holdsParentOf(draft)) break;
      const record = recordOf(draft, keys);
      if (record === undefined) continue;
      const id = match(record);
      if (id === undefined) created.add(draft, record);
      else updated.add(draft, { ...record, Id: id });
    }
    flush(created, false);
    flush(updated, true);
    onProgress({ title, done: start, total: drafts.length });
  }
  return written;
};
