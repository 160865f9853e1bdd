import type { CsvPage, ReadPlan } from './crm-reader.ts';
import type { MirrorTableName } from './mirror-tables.ts';

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

export interface StoreCounts {
  readonly read: number;
  /** Rows that differ from before. */
  readonly changed: number;
}

/** The companion's copy of the CRM. Throws StoreFailure. */
export interface MirrorStore {
  /** Id of the organisation whose copy this is; undefined before the first read. */
  organizationId(): Promise<string | undefined>;
  /** Undefined before the first load. */
  cursor(table: MirrorTableName): Promise<SyncCursor | undefined>;
  /**
   * Takes pages in, all of them or none, and moves the cursor with them to `upTo`, where that is given. Taking the
   * same pages twice changes nothing.
   * @throws CrmFailure `protocol` where a page does not hold the rows that it says.
   */
  take(
    plan: ReadPlan,
    pages: AsyncIterable<CsvPage>,
    mode: StoreMode,
    upTo: string | undefined,
    onRows: (read: number) => void,
  ): Promise<StoreCounts>;
  countChanged(table: MirrorTableName, from: string, to: string): Promise<number>;
}
