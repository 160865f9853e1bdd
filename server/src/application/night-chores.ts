import { counted } from './counted.ts';
import { daily, monthly, type Chore, type ChorePorts } from './chore.ts';
import { compareCounts, countProblems } from './compare-counts.ts';
import type { MirrorTableName } from './ports/mirror-tables.ts';
import { reconciledText, reconcileOrg } from './reconcile-org.ts';
import { syncOrg } from './sync-org.ts';
const quietly = (): void => undefined;

/** Deals as they stand today: nobody else keeps that, so it is urgent. */
const snapshot: Chore = {
  name: 'snapshot',
  urgent: true,
  due: daily,
  async run(ports, signal) {
    await syncOrg(ports, quietly, signal);
    const { timeZone } = await ports.source.company();
    const rows = await ports.source.snapshotOpenDeals(ports.clock.today(timeZone));
    return rows === 0
      ? 'The snapshot of today was there already.'
      : `${counted(rows)} open deals kept as they stand today.`;
  },
};

const reconciled = async (ports: ChorePorts, signal: AbortSignal, only?: readonly MirrorTableName[]): Promise<string> =>
  reconciledText(await reconcileOrg({ ...ports, reconciler: ports.mirror }, quietly, signal, { only }));

/** What no cursor sees: records that are gone for good, and values that change without a stamp. */
const reconcile: Chore = {
  name: 'reconcile',
  urgent: false,
  due: daily,
  async run(ports, signal) {
    await syncOrg(ports, quietly, signal);
    return reconciled(ports, signal);
  },
};

/** Whether all of the above has left nothing out; where it has, the tables are compared record by record. */
const compare: Chore = {
  name: 'count',
  urgent: false,
  due: monthly,
  async run(ports, signal) {
    await syncOrg(ports, quietly, signal);
    const differences = await compareCounts(ports, signal);
    if (differences.length === 0) return 'The CRM counts as many records as are here.';
    const found = await reconciled(
      ports,
      signal,
      differences.map(({ table }) => table),
    );
    return [...countProblems(differences), found].join(' ');
  },
};

/** What the companion does for its copy of the CRM each night. */
export const nightChores: readonly Chore[] = [snapshot, reconcile, compare];
