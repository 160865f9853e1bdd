export interface Erased {
  /** Rows deleted, by table; empty where nothing was kept of the record. */
  readonly deleted: Readonly<Record<string, number>>;
  /** Rows of others that named the record, and do not any more. */
  readonly cleared: number;
  /** Files that history was exported to, and that may hold the record. */
  readonly exports: readonly string[];
}

/** Takes a record out of the companion's store for good. Throws StoreFailure. */
export interface Eraser {
  /** Erases the record and what belongs to it, everywhere, and sees to it that no later read brings it back. */
  erase(id: string): Promise<Erased>;
}

/** Whether the CRM still has a record, in use or not at all (the recycle bin does not count). Throws CrmFailure. */
export interface RecordPresence {
  /** Undefined where the id belongs to no object that the companion reads. */
  isThere(id: string): Promise<boolean | undefined>;
}
