/** How many records the next page is to hold. */
export interface PageSize {
  next(): number;
  /** A page came. */
  seen(rows: number, bytes: number): void;
}

const targetBytes = 8 << 20;
const firstRecords = 2_000;
const fewest = 100;
const most = 250_000;
/** Records of one result are not all alike: a page is never more than so many times as large as the one before. */
const growth = 8;

/**
 * Pages of about 8 MiB, whatever a record weighs: large enough to be few, small enough to be held whole.
 * @param widest Bytes that one record can have; the first page stays below twice the target even so.
 * @param fixed Records of every page, instead.
 */
export const pageSize = (widest: number | undefined, fixed?: number): PageSize => {
  if (fixed !== undefined) return { next: () => fixed, seen: () => undefined };
  const ceiling = widest === undefined ? most : Math.max(fewest, Math.floor((4 * targetBytes) / widest));
  let records = Math.min(firstRecords, ceiling);
  return {
    next: () => records,
    seen: (rows, bytes) => {
      if (rows === 0) return;
      const fitting = Math.floor((rows * targetBytes) / Math.max(1, bytes));
      records = Math.min(most, ceiling, records * growth, Math.max(fewest, fitting));
    },
  };
};
