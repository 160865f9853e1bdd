import { CrmFailure } from './ports/crm-failure.ts';
import type { CrmReader, ReadPlan } from './ports/crm-reader.ts';
import type { MirrorStore, StoreCounts } from './ports/mirror-store.ts';
import { mirrorTables, type MirrorTable, type MirrorTableName } from './ports/mirror-tables.ts';
import type { ProgressListener } from './ports/progress.ts';
import { beginningOfTime, earlier, readChanged, settledBy, type Heard } from './read-changed.ts';

export interface SyncPorts {
  readonly reader: CrmReader;
  readonly mirror: MirrorStore;
}

export interface TableSync extends StoreCounts {
  readonly table: MirrorTableName;
}

/** What the CRM showed once and does not show any more; its values are those of then. */
export interface HiddenColumns {
  readonly table: MirrorTableName;
  /** Empty where the whole table is hidden. */
  readonly columns: readonly string[];
}

export interface SyncOutcome extends StoreCounts {
  readonly tables: readonly TableSync[];
  /** Optional tables that this CRM does not show. */
  readonly left: readonly MirrorTableName[];
  readonly hidden: readonly HiddenColumns[];
}

/**
 * Brings the companion's copy of the CRM up to date: what is new in full, else what has changed since. Every table is
 * planned before the first is read, so that a needed field that is hidden stops the read before anything has moved.
 * @throws CrmFailure, StoreFailure; the signal's reason when it is given. Tables taken in so far stay.
 */
export const syncOrg = async (
  ports: SyncPorts,
  onProgress: ProgressListener,
  signal: AbortSignal,
): Promise<SyncOutcome> => {
  const { reader, mirror } = ports;
  const plans = await Promise.all(mirrorTables.map((table) => reader.plan(table)));
  const heard = await askNewest(reader, plans);
  const tables: TableSync[] = [];
  const left: MirrorTableName[] = [];
  const hidden: HiddenColumns[] = [];
  let read = 0;
  for (const [at, table] of mirrorTables.entries()) {
    const plan = plans[at];
    if (plan === undefined) {
      left.push(table.name);
      // It has been read before: what is here stays.
      if ((await mirror.cursor(table.name)) !== undefined) hidden.push({ table: table.name, columns: [] });
      continue;
    }
    signal.throwIfAborted();
    const columns = await mirror.keepHidden(plan);
    if (columns.length > 0) hidden.push({ table: table.name, columns });
    const before = read;
    const onRows = (rows: number): void => {
      onProgress({ step: 'Read changes', done: before + rows });
    };
    const counts = await syncTable(ports, plan, heard(table.name), onRows, signal);
    read += counts.read;
    tables.push({ table: table.name, ...counts });
  }
  const moved = tables.some(({ table, changed }) => changed > 0 && isAboutAccounts(table));
  const followed = moved ? await mirror.followMerges() : 0;
  const changed = tables.reduce((sum, table) => sum + table.changed, 0) + followed;
  return { tables, read, changed, left, hidden };
};

const isAboutAccounts = (table: MirrorTable['name']): boolean =>
  table === 'account' || table === 'opportunity' || table === 'territory_account';

/** Asked for all tables at once, before the first is read. */
const askNewest = async (
  reader: CrmReader,
  plans: readonly (ReadPlan | undefined)[],
): Promise<(table: MirrorTableName) => Heard> => {
  const clock = reader.clock();
  const newest = await Promise.all(
    plans.map(async (plan) =>
      plan?.table.rhythm === 'changes' ? ([plan.table.name, await reader.latestChange(plan)] as const) : undefined,
    ),
  );
  const instants = new Map(newest.filter((one) => one !== undefined));
  return (table) => ({ newest: instants.get(table) ?? beginningOfTime, clock });
};

const syncTable = async (
  { reader, mirror }: SyncPorts,
  plan: ReadPlan,
  heard: Heard,
  onRows: (rows: number) => void,
  signal: AbortSignal,
): Promise<StoreCounts> => {
  const { name, rhythm } = plan.table;
  if (rhythm === 'whole') {
    // It has no instant to go on from; the cursor says which columns are here.
    const readWhole = () =>
      mirror.take(plan, reader.readAll(plan, signal), { kind: 'replace' }, beginningOfTime, onRows);
    return orAnew(readWhole, readWhole);
  }
  const cursor = await mirror.cursor(name);
  // A column that has come is in none of the rows read so far.
  const known = cursor !== undefined && plan.columns.every((column) => cursor.columns.includes(column));
  if (known) {
    const changes = () => readChanged({ reader, mirror }, plan, cursor.instant, heard, onRows, signal);
    return orAnew(changes, changes);
  }
  const begun = await mirror.begun(plan);
  const load = () => loadTable({ reader, mirror }, plan, heard, onRows, signal);
  if (begun === undefined) return orAnew(load, load);
  const goOn = () => {
    const pages = reader.readAll(plan, signal, begun.position);
    return mirror.take(plan, pages, { kind: 'replace' }, begun.upTo, onRows, begun);
  };
  return orAnew(goOn, load);
};

/** What a read was to go on with can be gone, an interrupted one's as well as amid it: then it begins again, once. */
const orAnew = async <Outcome>(read: () => Promise<Outcome>, anew: () => Promise<Outcome>): Promise<Outcome> => {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CrmFailure && error.kind === 'gone')) throw error;
    return anew();
  }
};

/** All of a table, from its beginning. */
const loadTable = async (
  { reader, mirror }: SyncPorts,
  plan: ReadPlan,
  { newest, clock }: Heard,
  onRows: (rows: number) => void,
  signal: AbortSignal,
): Promise<StoreCounts> => {
  const counts = await mirror.take(plan, reader.readAll(plan, signal), { kind: 'replace' }, newest, onRows);
  if (clock !== undefined) await mirror.settle(plan.table.name, earlier(settledBy(clock), newest));
  return counts;
};

/** What is hidden, in plain sentences. */
export const hiddenProblems = (hidden: readonly HiddenColumns[]): readonly string[] =>
  hidden.map(({ table, columns }) => {
    const what = columns.length === 0 ? table : columns.map((column) => `${table}.${column}`).join(', ');
    return `The CRM no longer shows ${what}: what was read before stays, and does not change any more. Give the service user read access again.`;
  });
