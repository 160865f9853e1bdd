import type { ResultKind } from './result-rows.ts';
import type { Lease } from './writer-lease.ts';

/** A row that the CRM does not take. */
export interface Refusal {
  readonly kind: ResultKind;
  readonly key: string;
  /** Of the content that was refused. */
  readonly hash: string;
  readonly reason: string;
  /** Runs that tried this content. */
  readonly attempts: number;
  /** Days of the first and of the last try. */
  readonly since: string;
  readonly triedOn: string;
}

/** Runs that try the same content before it is set aside. */
export const mostAttempts = 3;

/** Tried often enough: the rest of a run does not wait for it any more. */
export const isSetAside = ({ attempts }: Pick<Refusal, 'attempts'>): boolean => attempts >= mostAttempts;

/** What could not be written, and waits for somebody. Throws StoreFailure. */
export interface DeadLetters {
  refusals(kind: ResultKind): Promise<ReadonlyMap<string, Refusal>>;
  /** Of rows that are planned no more. Throws Fenced. */
  forget(lease: Lease, kind: ResultKind, keys: readonly string[]): Promise<void>;
  /** Everything set aside, and edits by hand that nobody has decided on, as sentences can be made of them. */
  all(): Promise<readonly WaitingRow[]>;
  /** Has everything that waits written with the next run, over edits by hand as well. @returns how many. */
  retryAll(): Promise<number>;
}

export interface WaitingRow {
  readonly kind: ResultKind;
  readonly key: string;
  readonly cause: 'refused' | 'edited';
  /** The CRM's reason, or who edited it. */
  readonly reason: string;
  readonly attempts: number;
  readonly since: string;
}
