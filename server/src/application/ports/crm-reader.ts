import type { MirrorTable } from './mirror-tables.ts';

/** What will be read of one table: the columns that this CRM has, in the order in which its pages carry them. */
export interface ReadPlan {
  readonly table: MirrorTable;
  readonly columns: readonly string[];
  /** Columns whose value changes without a new stamp on the record: formulas, and fields of its parents. */
  readonly unstamped?: readonly string[];
}

/**
 * One page of records as CSV: a header line, then `rows` records; an empty field is null. A page is whole: the adapter
 * has checked its end and its columns before it hands it over.
 */
export interface CsvPage {
  /** Byte for byte as sent, without byte order mark and NUL, in parts; none where there is only a position to keep. */
  readonly csv: readonly Uint8Array<ArrayBuffer>[];
  readonly rows: number;
  /** From where another process can go on after this page; opaque. */
  readonly position?: string;
}

/** Reads standard objects; never writes. Every method throws CrmFailure. */
export interface CrmReader {
  /**
   * Asks the CRM which of the table's columns it has.
   * @returns undefined where an optional table is not there or not readable.
   * @throws CrmFailure `missing`, naming object and field, where a required one is not.
   */
  plan(table: MirrorTable): Promise<ReadPlan | undefined>;
  /**
   * Every record, deleted ones too, for the first load.
   * @param position Of an earlier read of the same plan: only what comes after it is read.
   * @throws CrmFailure `gone` where the position is no longer good: begin again.
   */
  readAll(plan: ReadPlan, signal: AbortSignal, position?: string): AsyncIterable<CsvPage>;
  /** Records, deleted ones too, changed after (`inclusive`: at or after) an instant of the CRM's clock. */
  readChanges(
    plan: ReadPlan,
    since: { readonly instant: string; readonly inclusive: boolean },
    signal: AbortSignal,
  ): AsyncIterable<CsvPage>;
  /** Instant of the newest change, deletions too; undefined where there are no records. */
  latestChange(plan: ReadPlan): Promise<string | undefined>;
  /** Records with these ids, deleted ones too; those that the CRM no longer has are not among them. */
  readRecords(plan: ReadPlan, ids: readonly string[], signal: AbortSignal): AsyncIterable<CsvPage>;
  /** The CRM's own clock as its last answer told it, an instant of whole seconds; undefined before the first. */
  clock(): string | undefined;
  /** How many records, deleted ones too, were last changed within the two instants, both included. */
  countChanged(plan: ReadPlan, from: string, to: string): Promise<number>;
}
