import { instantBefore, lateCommitMs } from './late-commits.ts';
import type { CrmReader, ReadPlan } from './ports/crm-reader.ts';
import type { MirrorStore, StoreCounts } from './ports/mirror-store.ts';

export const beginningOfTime = '1970-01-01T00:00:00.000Z';

/** Between a query and the clock of its answer. */
const answerMs = 60 * 1000;
/** An overlap of more rows than this is not read again while it may still grow, unless the CRM's count says so. */
const mostOverlap = 2_000;

/** What the CRM said before anything was read. */
export interface Heard {
  /** The instant of the table's newest change. What changes later comes with the next read. */
  readonly newest: string;
  /** The CRM's clock, not after the instant at which it was asked for the newest change. */
  readonly clock: string | undefined;
}

interface ChangePorts {
  readonly reader: CrmReader;
  readonly mirror: MirrorStore;
}

/**
 * Reads what has changed since the cursor, and with it what became visible late below it. All instants are the CRM's
 * own. Below `settled` nothing can come late any more; from there to the cursor lies the overlap, which is read again
 * until it is settled too. A large one (somebody loads data) is read again only once, when it is settled, and before
 * that where its count differs.
 * @throws CrmFailure, StoreFailure
 */
export const readChanged = async (
  { reader, mirror }: ChangePorts,
  plan: ReadPlan,
  cursor: string,
  { newest, clock }: Heard,
  onRows: (rows: number) => void,
  signal: AbortSignal,
): Promise<StoreCounts> => {
  const { name } = plan.table;
  const final = settledBy(clock ?? cursor);
  const settled = earlier((await mirror.settled(name)) ?? instantBefore(cursor, lateCommitMs), cursor);
  const upTo = later(newest, cursor);
  const settleTo = async (instant: string): Promise<void> => {
    if (instant > settled) await mirror.settle(name, instant);
  };

  const overlaps = settled < cursor;
  if (overlaps && (final >= cursor || (await isOverlapDue({ reader, mirror }, plan, settled, cursor)))) {
    const pages = reader.readChanges(plan, { instant: settled, inclusive: true }, signal);
    const counts = await mirror.take(plan, pages, { kind: 'window', from: settled, to: cursor }, upTo, onRows);
    await settleTo(earlier(final, upTo));
    return counts;
  }
  if (newest <= cursor) return { read: 0, changed: 0 };
  const pages = reader.readChanges(plan, { instant: cursor, inclusive: false }, signal);
  const counts = await mirror.take(plan, pages, { kind: 'merge' }, upTo, onRows);
  if (!overlaps) await settleTo(earlier(final, upTo));
  return counts;
};

/** Whether an overlap that may still grow is read again now. */
const isOverlapDue = async (
  { reader, mirror }: ChangePorts,
  plan: ReadPlan,
  from: string,
  to: string,
): Promise<boolean> => {
  const here = await mirror.countChanged(plan.table.name, from, to);
  return here <= mostOverlap || here !== (await reader.countChanged(plan, from, to));
};

/** Up to where nothing can come late any more, by the CRM's clock. */
export const settledBy = (clock: string): string => instantBefore(clock, lateCommitMs + answerMs);

export const earlier = (one: string, other: string): string => (one < other ? one : other);
const later = (one: string, other: string): string => (one < other ? other : one);
