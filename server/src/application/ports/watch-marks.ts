/** What the last forecast knew of: since when changes were looked at, and what was seen. */
export interface Mark {
  /** The CRM's instant. */
  readonly since: string;
  readonly seen: string;
}

/** What was seen before the last good forecast, kept over restarts. Throws StoreFailure. */
export interface WatchMarks {
  /** By name of what is watched; empty before the first good forecast. */
  read(): Promise<ReadonlyMap<string, Mark>>;
  write(marks: ReadonlyMap<string, Mark>): Promise<void>;
}
