import type { ResultContent, ResultKind } from './result-rows.ts';
import type { Lease } from './writer-lease.ts';

export interface LedgerRow {
  readonly key: string;
  readonly hash: string;
  readonly content: ResultContent;
}

/** A row of the CRM that somebody else than the companion changed last, and not back to what was written. */
export interface HandEdit {
  readonly key: string;
  /** As it stands in the CRM. */
  readonly content: ResultContent;
  readonly by: string;
  /** The CRM's instant. */
  readonly at: string;
}

/**
 * Remembers what stands in the CRM, so that an unchanged row is not sent again. What changes it throws Fenced where the
 * lease is no longer the newest; every method throws StoreFailure.
 */
export interface ResultLedger {
  /** The CRM's fingerprint of the kind when the ledger last agreed with it; undefined when it never did. */
  fingerprint(kind: ResultKind): Promise<string | undefined>;
  /** undefined: the CRM is to be read again, whatever it says. */
  setFingerprint(lease: Lease, kind: ResultKind, fingerprint: string | undefined): Promise<void>;
  /** Hash of the content by key. */
  hashes(kind: ResultKind): Promise<ReadonlyMap<string, string>>;
  contents(kind: ResultKind, keys: readonly string[]): Promise<ReadonlyMap<string, ResultContent>>;
  /** Edits by hand that nobody has decided on yet. */
  edits(kind: ResultKind): Promise<ReadonlyMap<string, HandEdit>>;
  /** Forgets the kind's rows and edits, and takes these instead. */
  replace(lease: Lease, kind: ResultKind, rows: readonly LedgerRow[], edits: readonly HandEdit[]): Promise<void>;
  /** These are no longer edits to decide on. */
  settle(lease: Lease, kind: ResultKind, keys: readonly string[]): Promise<void>;
}
