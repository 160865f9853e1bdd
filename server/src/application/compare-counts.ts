import type { CrmReader } from './ports/crm-reader.ts';
import type { MirrorStore } from './ports/mirror-store.ts';
import { mirrorTables, type MirrorTableName } from './ports/mirror-tables.ts';
import { beginningOfTime } from './read-changed.ts';

export interface CountDifference {
  readonly table: MirrorTableName;
  readonly there: number;
  readonly here: number;
}

/**
 * Counts the records of every table in the CRM and here, deleted ones too, up to the cursor. One small question a
 * table: to be asked once a month, and followed by a reconcile of the tables that differ.
 * @returns the tables that differ. @throws CrmFailure, StoreFailure; the signal's reason when it is given.
 */
export const compareCounts = async (
  { reader, mirror }: { readonly reader: CrmReader; readonly mirror: MirrorStore },
  signal: AbortSignal,
): Promise<readonly CountDifference[]> => {
  const differing: CountDifference[] = [];
  for (const table of mirrorTables.filter(({ rhythm }) => rhythm === 'changes')) {
    signal.throwIfAborted();
    const cursor = await mirror.cursor(table.name);
    const plan = cursor === undefined ? undefined : await reader.plan(table);
    if (cursor === undefined || plan === undefined) continue;
    const there = await reader.countChanged(plan, beginningOfTime, cursor.instant);
    const here = await mirror.countChanged(table.name, beginningOfTime, cursor.instant);
    if (there !== here) differing.push({ table: table.name, there, here });
  }
  return differing;
};

/** The differences in plain sentences. */
export const countProblems = (differences: readonly CountDifference[]): readonly string[] =>
  differences.map(
    ({ table, there, here }) =>
      `The CRM counts ${there.toLocaleString('en')} records of ${table}, the companion has ${here.toLocaleString('en')}.`,
  );
