/** A deal as it stood on one day; decimals as text, digit by digit. */
export interface SnapshotRow {
  readonly day: string;
  readonly dealId: string;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly stage: string | null;
  readonly closeDate: string | null;
  readonly ownerId: string | null;
  readonly category: string | null;
  readonly probability: string | null;
}

/** History that exists nowhere but here. Throws StoreFailure. */
export interface HistoryArchive {
  /** Every snapshot, day by day. */
  snapshots(): AsyncIterable<readonly SnapshotRow[]>;
  /**
   * Takes snapshots in, all or none: when the rows end with an error, nothing has changed. A day that is here already
   * stays as it is, and erased records stay erased.
   * @returns the rows taken, and the days passed over.
   */
  takeIn(
    rows: AsyncIterable<readonly SnapshotRow[]>,
  ): Promise<{ readonly taken: number; readonly daysKept: readonly string[] }>;
  /** Remembers where an export lies, for requests for erasure. */
  noteExport(path: string, exportedAt: string): Promise<void>;
}

export interface HistoryHead {
  /** Whose history it is; undefined where the companion has read no org yet. */
  readonly organizationId: string | undefined;
  readonly exportedAt: string;
}

/** Files of history. Throws BadHistoryFile. */
export interface HistoryFiles {
  /** Writes a new file, whole or not at all. Returns the rows. */
  write(path: string, head: HistoryHead, rows: AsyncIterable<readonly SnapshotRow[]>): Promise<number>;
  head(path: string): Promise<HistoryHead>;
  /** The rows, checked one by one; after the last the file's own count and checksum. */
  read(path: string): AsyncIterable<readonly SnapshotRow[]>;
  withoutRecord(path: string, id: string): Promise<'rewritten' | 'missing'>;
}

/** A file that is no whole export of history; the message names the line. */
export class BadHistoryFile extends Error {
  override readonly name = 'BadHistoryFile';
}
