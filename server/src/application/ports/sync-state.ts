import type { ReadPlan } from './crm-reader.ts';
import type { MirrorTableName } from './mirror-tables.ts';

/** What the companion remembers of its reads of the CRM, beside the records. Throws StoreFailure. */
export interface SyncState {
  /** All that the CRM changed up to this instant is here for good: nothing of it can still come late. */
  settled(table: MirrorTableName): Promise<string | undefined>;
  settle(table: MirrorTableName, instant: string): Promise<void>;
  /**
   * Columns that were read before and that the plan does not have keep their values; from now on the cursor stands
   * for the others alone, so that such a column is read anew in full once it is shown again.
   * @returns the columns that are hidden now, in alphabetical order.
   */
  keepHidden(plan: ReadPlan): Promise<readonly string[]>;
  /** Points what refers to a merged account to the one that it went into. Returns the rows changed. */
  followMerges(): Promise<number>;
}
