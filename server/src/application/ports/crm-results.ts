import type { Provenance, ResultContent, ResultKind, ResultRow } from './result-rows.ts';

/** What became of one written row. */
export interface WriteOutcome {
  readonly key: string;
  readonly ok: boolean;
  /** Why not, with the CRM's error code. */
  readonly reason?: string;
}

/** A row as the CRM holds it now. */
export interface HeldRow {
  readonly key: string;
  readonly content: ResultContent;
}

/** Writes result rows by key, so that writing twice is writing once. Every method throws CrmFailure. */
export interface CrmResults {
  /** A short text that changes when anybody writes, adds or removes a row of the kind. */
  fingerprint(kind: ResultKind): Promise<string>;
  /** Every row of the kind with its content, as `write` would send it. */
  readBack(kind: ResultKind, signal: AbortSignal): AsyncIterable<readonly HeldRow[]>;
  /**
   * Writes rows in their order, some calls at a time, and reports each call's rows as they are known.
   * Rows that refer to another row of the list must come in a later list.
   */
  write(
    kind: ResultKind,
    rows: readonly ResultRow[],
    provenance: Provenance,
    signal: AbortSignal,
  ): AsyncIterable<readonly WriteOutcome[]>;
  /** Deletes rows, reported as `write` does. A row that is not there any more is deleted. */
  remove(kind: ResultKind, keys: readonly string[], signal: AbortSignal): AsyncIterable<readonly WriteOutcome[]>;
}
