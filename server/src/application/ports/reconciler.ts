import type { CsvPage, ReadPlan } from './crm-reader.ts';

export interface Comparison {
  /** Rows that the CRM no longer has, removed. */
  readonly gone: number;
  /** Rows that the CRM does not show, and that were left here: more than it is likely to have deleted. */
  readonly doubted: number;
  /** Rows whose unstamped columns were brought up to date. */
  readonly changed: number;
  /** Records that are not here, or only as they were before; the first of them by id. */
  readonly unread: { readonly count: number; readonly ids: readonly string[] };
}

/** Compares the companion's copy with all that the CRM has. Throws StoreFailure. */
export interface Reconciler {
  /**
   * @param keys What to compare by: id, stamp, and the columns that change without one.
   * @param upTo Rows changed later than this are left alone: the pages may not know them yet.
   * @param most Ids to name in `unread`.
   * @param sure Whether all that is not there is removed, also where that is most of a table.
   * @throws CrmFailure `protocol` where a page does not hold the rows that it says.
   */
  compare(
    keys: ReadPlan,
    pages: AsyncIterable<CsvPage>,
    upTo: string,
    most: number,
    sure: boolean,
  ): Promise<Comparison>;
}
