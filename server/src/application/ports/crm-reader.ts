import type { MirrorTable } from './mirror-tables.ts';

/** What will be read of one table: the columns that this CRM has, in the order in which its pages carry them. */
export interface ReadPlan {
  readonly table: MirrorTable;
  readonly columns: readonly string[];
}

/**
 * One page of records as CSV: a header line, then `rows` records; an empty field is null. A page is whole: the adapter
 * has checked its end and its columns before it hands it over.
 */
export interface CsvPage {
  readonly csv: Blob;
  readonly rows: number;
}

/** Reads standard objects; never writes. Every method throws CrmFailure. */
export interface CrmReader {
  /**
   * Asks the CRM which of the table's columns it has.
   * @returns undefined where an optional table is not there or not readable.
   * @throws CrmFailure `missing`, naming object and field, where a required one is not.
   */
  plan(table: MirrorTable): Promise<ReadPlan | undefined>;
  /** Every record, deleted ones too, for the first load. */
  readAll(plan: ReadPlan, signal: AbortSignal): AsyncIterable<CsvPage>;
  /** Records, deleted ones too, changed after (`inclusive`: at or after) an instant of the CRM's clock. */
  readChanges(
    plan: ReadPlan,
    since: { readonly instant: string; readonly inclusive: boolean },
    signal: AbortSignal,
  ): AsyncIterable<CsvPage>;
  /** Instant of the newest change, deletions too; undefined where there are no records. */
  latestChange(plan: ReadPlan): Promise<string | undefined>;
  /** How many records, deleted ones too, were last changed within the two instants, both included. */
  countChanged(plan: ReadPlan, from: string, to: string): Promise<number>;
}
