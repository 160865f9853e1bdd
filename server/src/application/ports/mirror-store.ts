import type { CsvPage, ReadPlan } from './crm-reader.ts';
import type { MirrorTableName } from './mirror-tables.ts';
import type { Reconciler } from './reconciler.ts';
import type { SyncState } from './sync-state.ts';

/** Where the next read of a table goes on: everything changed up to `instant` is here, in these columns. */
export interface SyncCursor {
  readonly instant: string;
  readonly columns: readonly string[];
}

/**
 * What becomes of rows that the pages do not hold: `replace` removes them all, `merge` keeps them, `window` removes
 * those last changed within the window, since the pages hold all that the CRM still has of it.
 */
export type StoreMode =
  | { readonly kind: 'replace' }
  | { readonly kind: 'merge' }
  | { readonly kind: 'window'; readonly from: string; readonly to: string };

/** A read of a whole table that was interrupted. */
export interface BegunLoad {
  /** For `CrmReader.readAll`. */
  readonly position: string;
  /** Where the cursor goes once all is here. */
  readonly upTo: string | undefined;
  /** Rows that are here already. */
  readonly read: number;
}

export interface StoreCounts {
  readonly read: number;
  /** Rows that differ from before. */
  readonly changed: number;
}

/** The companion's copy of the CRM. Throws StoreFailure. */
export interface MirrorStore extends SyncState, Reconciler {
  /** Id of the organisation whose copy this is; undefined before the first read. */
  organizationId(): Promise<string | undefined>;
  /** Undefined before the first load. */
  cursor(table: MirrorTableName): Promise<SyncCursor | undefined>;
  /**
   * Takes pages in, all of them or none, and moves the cursor with them to `upTo`, where that is given. Taking the
   * same pages twice changes nothing. Pages wait apart until the last is here; those that say from where a later
   * process can go on wait there when this one ends.
   * @param begun What the pages go on with; where it is not given, what waits of this table is thrown away.
   * @throws CrmFailure `protocol` where a page does not hold the rows that it says.
   */
  take(
    plan: ReadPlan,
    pages: AsyncIterable<CsvPage>,
    mode: StoreMode,
    upTo: string | undefined,
    onRows: (read: number) => void,
    begun?: BegunLoad,
  ): Promise<StoreCounts>;
  /** What an interrupted read of the plan left, where it can be gone on with; undefined where there is nothing. */
  begun(plan: ReadPlan): Promise<BegunLoad | undefined>;
  countChanged(table: MirrorTableName, from: string, to: string): Promise<number>;
}
