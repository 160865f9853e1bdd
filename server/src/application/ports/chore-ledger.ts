/** Which chore was done on which day of the company. Throws StoreFailure. */
export interface ChoreLedger {
  /** The day on which it was last done, `2026-11-24`. */
  lastDone(name: string): Promise<string | undefined>;
  /**
   * Takes a chore for that day.
   * @param notSince Instant: where somebody began it after that, it is left to them.
   * @returns false where it is done, or somebody is at it.
   */
  begin(name: string, localDay: string, at: string, notSince: string): Promise<boolean>;
  done(name: string, localDay: string, message: string): Promise<void>;
}
