/**
 * The right to write results to one org. Each new holder's token is greater than every one before, so that what an
 * earlier holder still does can be told from what the present one does.
 */
export interface Lease {
  readonly token: number;
  readonly worker: string;
  /** Who held it before and never gave it back: what that worker has under way will not be finished. */
  readonly after?: string;
}

/** One writer at a time, among the processes that share a store. Throws StoreFailure. */
export interface WriterLease {
  /**
   * Takes the lease where it is free, has run out, or is held by a worker of the same name.
   * @param isDead True where the holder of that name certainly lives no more: it need not run out then.
   * @returns undefined where another worker holds it.
   */
  acquire(worker: string, isDead: (worker: string) => boolean): Promise<Lease | undefined>;
  /** Says that the holder still lives. @returns false where another worker has it by now. */
  renew(lease: Lease): Promise<boolean>;
  /** Gives it back; nothing where it is another's. */
  release(lease: Lease): Promise<void>;
}

/** Another worker writes now, or a person ended the run: nothing more may be written in its name. */
export class Fenced extends Error {
  override readonly name = 'Fenced';

  constructor(message = 'Another worker of the companion has taken over, so this one has stopped. Nothing was lost.') {
    super(message);
  }
}
