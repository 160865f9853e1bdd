import type { ResultContent, ResultKind } from './result-rows.ts';

export interface LedgerRow {
  readonly key: string;
  readonly hash: string;
  readonly content: ResultContent;
}

/** Remembers what was last written, so that an unchanged row is not sent again. Throws StoreFailure. */
export interface ResultLedger {
  /** The CRM's fingerprint of the kind when the ledger last agreed with it; undefined when it never did. */
  fingerprint(kind: ResultKind): Promise<string | undefined>;
  setFingerprint(kind: ResultKind, fingerprint: string): Promise<void>;
  /** Hash of the content by key. */
  hashes(kind: ResultKind): Promise<ReadonlyMap<string, string>>;
  contents(kind: ResultKind, keys: readonly string[]): Promise<ReadonlyMap<string, ResultContent>>;
  record(kind: ResultKind, rows: readonly LedgerRow[]): Promise<void>;
  /** Rows that the CRM does not hold any more. */
  forget(kind: ResultKind, keys: readonly string[]): Promise<void>;
  /** Forgets the kind's rows and takes these instead. */
  replace(kind: ResultKind, rows: AsyncIterable<readonly LedgerRow[]>): Promise<void>;
}
