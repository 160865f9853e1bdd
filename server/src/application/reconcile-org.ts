import { counted } from './counted.ts';
import type { CrmReader, ReadPlan } from './ports/crm-reader.ts';
import type { MirrorStore } from './ports/mirror-store.ts';
import { mirrorTables, type MirrorTableName } from './ports/mirror-tables.ts';
import type { ProgressListener } from './ports/progress.ts';
import type { Reconciler } from './ports/reconciler.ts';

export interface ReconcilePorts {
  readonly reader: CrmReader;
  readonly mirror: MirrorStore;
  readonly reconciler: Reconciler;
}

export interface ReconciledTable {
  readonly table: MirrorTableName;
  readonly gone: number;
  /** Not shown by the CRM any more, and left here: most of the table. */
  readonly doubted: number;
  /** Records that had been missed, or had changed without a stamp. */
  readonly changed: number;
}

/** More missing records than this are not asked for one by one. */
const mostUnread = 5_000;

/**
 * Compares the copy with the CRM, record by record: what is gone there for good goes here, what was missed is read, and
 * values that change without a stamp (formulas, fields of parents) are taken over. For the night: it asks for every
 * id. Tables never read are left out. To be called after a sync.
 * @param options `only` some tables; default: every one that is read by its changes. `sure`: somebody says that all that
 * the CRM does not show is gone, also where that is most of a table.
 * @returns the tables in which something differed.
 * @throws CrmFailure, StoreFailure; the signal's reason when it is given.
 */
export const reconcileOrg = async (
  ports: ReconcilePorts,
  onProgress: ProgressListener,
  signal: AbortSignal,
  { only, sure = false }: { readonly only?: readonly MirrorTableName[] | undefined; readonly sure?: boolean } = {},
): Promise<readonly ReconciledTable[]> => {
  const { reader, mirror } = ports;
  const tables = mirrorTables.filter(
    ({ name, rhythm }) => rhythm === 'changes' && (only === undefined || only.includes(name)),
  );
  const differing: ReconciledTable[] = [];
  for (const [at, table] of tables.entries()) {
    signal.throwIfAborted();
    onProgress({ step: 'Compare with the CRM', done: at, total: tables.length });
    const cursor = await mirror.cursor(table.name);
    const plan = cursor === undefined ? undefined : await reader.plan(table);
    if (cursor === undefined || plan === undefined) continue;
    const found = await reconcileTable(ports, plan, cursor.instant, sure, signal);
    if (found.gone + found.doubted + found.changed > 0) differing.push({ table: table.name, ...found });
  }
  if (differing.length > 0) await mirror.followMerges();
  return differing;
};

const reconcileTable = async (
  { reader, mirror, reconciler }: ReconcilePorts,
  plan: ReadPlan,
  cursor: string,
  sure: boolean,
  signal: AbortSignal,
): Promise<Omit<ReconciledTable, 'table'>> => {
  const keys = { ...plan, columns: ['id', 'modified_at', ...(plan.unstamped ?? [])] };
  const all = reader.readAll(keys, signal);
  const { gone, doubted, changed, unread } = await reconciler.compare(keys, all, cursor, mostUnread, sure);
  if (unread.count === 0) return { gone, doubted, changed };
  const pages = unread.count > mostUnread ? reader.readAll(plan, signal) : reader.readRecords(plan, unread.ids, signal);
  // The cursor stays: what changed since it is read with the next sync, here or again.
  const taken = await mirror.take(plan, pages, { kind: 'merge' }, undefined, () => undefined);
  return { gone, doubted, changed: changed + taken.changed };
};

/** What differed, in plain sentences. */
export const reconciledText = (tables: readonly ReconciledTable[]): string => {
  if (tables.length === 0) return 'Nothing differs from the CRM.';
  return tables
    .map(({ table, gone, doubted, changed }) => {
      const doubt = ` ${counted(doubted)} records of ${table}, most of them, are not shown by the CRM any more. They stay here: check that the service user still sees all of them (permission set Takt_Integration). Where they are deleted, takt sync --compare takes them out.`;
      return `${table}: ${counted(gone)} gone for good, ${counted(changed)} brought up to date.${doubted > 0 ? doubt : ''}`;
    })
    .join(' ');
};
