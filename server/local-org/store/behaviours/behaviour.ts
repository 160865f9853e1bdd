import type { WriteOptions } from '../../org.ts';
import type { Row } from '../columns.ts';
import type { Kernel } from '../kernel.ts';

/** One record on its way into its table. */
export interface Change {
  /** As it will be; behaviours may write into it. */
  readonly row: Row;
  /** As it was; absent on insert. */
  readonly before?: Row;
  /** The fields that the request itself set. */
  readonly given: ReadonlySet<string>;
  readonly options: WriteOptions;
  readonly system: boolean;
}

/** What Salesforce itself does when records of an object are written. */
export interface Behaviour {
  /** Derives fields before validation. @throws RecordProblem to refuse the record. */
  beforeSave?(kernel: Kernel, change: Change): void;
  /** After the records of one request are in their table. */
  afterSave?(kernel: Kernel, changes: readonly Change[]): void;
  /** After records went to the recycle bin; their rows as they were. */
  afterRemove?(kernel: Kernel, rows: readonly Row[]): void;
}
