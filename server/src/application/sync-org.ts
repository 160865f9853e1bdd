import type { CrmReader, ReadPlan } from './ports/crm-reader.ts';
import type { MirrorStore, StoreCounts } from './ports/mirror-store.ts';
import { mirrorTables, type MirrorTableName } from './ports/mirror-tables.ts';
import type { ProgressListener } from './ports/progress.ts';

export interface SyncPorts {
  readonly reader: CrmReader;
  readonly mirror: MirrorStore;
}

export interface TableSync extends StoreCounts {
  readonly table: MirrorTableName;
}

export interface SyncOutcome extends StoreCounts {
  readonly tables: readonly TableSync[];
  /** Optional tables that this CRM does not show. */
  readonly left: readonly MirrorTableName[];
}

/** A record may become visible so long after the instant that it bears. */
const lateCommitMs = 10 * 60 * 1000;
const beginningOfTime = '1970-01-01T00:00:00.000Z';

/**
 * Brings the companion's copy of the CRM up to date: what is new in full, else what has changed since. Every table is
 * planned before the first is read, so that a hidden field stops the read before anything has moved.
 * @throws CrmFailure, StoreFailure; the signal's reason when it is given. Tables taken in so far stay.
 */
export const syncOrg = async (
  { reader, mirror }: SyncPorts,
  onProgress: ProgressListener,
  signal: AbortSignal,
): Promise<SyncOutcome> => {
  const plans = await Promise.all(mirrorTables.map((table) => reader.plan(table)));
  const tables: TableSync[] = [];
  let read = 0;
  for (const plan of plans) {
    if (plan === undefined) continue;
    signal.throwIfAborted();
    const before = read;
    const counts = await syncTable(
      reader,
      mirror,
      plan,
      (rows) => {
        onProgress({ step: 'Read changes', done: before + rows });
      },
      signal,
    );
    read += counts.read;
    tables.push({ table: plan.table.name, ...counts });
  }
  return {
    tables,
    read,
    changed: tables.reduce((sum, { changed }) => sum + changed, 0),
    left: mirrorTables.flatMap(({ name }, at) => (plans[at] === undefined ? [name] : [])),
  };
};

const syncTable = async (
  reader: CrmReader,
  mirror: MirrorStore,
  plan: ReadPlan,
  onRows: (rows: number) => void,
  signal: AbortSignal,
): Promise<StoreCounts> => {
  const { name, rhythm } = plan.table;
  const readAll = (upTo: string | undefined): Promise<StoreCounts> =>
    mirror.take(plan, reader.readAll(plan, signal), { kind: 'replace' }, upTo, onRows);
  if (rhythm === 'whole') return readAll(undefined);

  // Asked before reading: what changes while it is read lies after it, and comes with the next read.
  const newest = (await reader.latestChange(plan)) ?? beginningOfTime;
  const cursor = await mirror.cursor(name);
  // A column that has come or gone is in none of the rows read so far.
  if (cursor === undefined || cursor.columns.join() !== plan.columns.join()) return readAll(newest);

  let counts: StoreCounts = { read: 0, changed: 0 };
  if (newest > cursor.instant) {
    const pages = reader.readChanges(plan, { instant: cursor.instant, inclusive: false }, signal);
    counts = await mirror.take(plan, pages, { kind: 'merge' }, newest, onRows);
  }
  return plus(counts, await lateCommits(reader, mirror, plan, cursor.instant, onRows, signal));
};

/**
 * Records that became visible below the cursor after it was set. They are looked for by count, which is one small
 * question, and the window is read again only where the counts differ.
 */
const lateCommits = async (
  reader: CrmReader,
  mirror: MirrorStore,
  plan: ReadPlan,
  cursor: string,
  onRows: (rows: number) => void,
  signal: AbortSignal,
): Promise<StoreCounts> => {
  const from = new Date(Math.max(0, Date.parse(cursor) - lateCommitMs)).toISOString();
  const there = await reader.countChanged(plan, from, cursor);
  if (there === (await mirror.countChanged(plan.table.name, from, cursor))) return { read: 0, changed: 0 };
  const pages = reader.readChanges(plan, { instant: from, inclusive: true }, signal);
  return mirror.take(plan, pages, { kind: 'window', from, to: cursor }, undefined, onRows);
};

const plus = (one: StoreCounts, other: StoreCounts): StoreCounts => ({
  read: one.read + other.read,
  changed: one.changed + other.changed,
});
