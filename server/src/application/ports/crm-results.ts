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
  /** Who changed it last, and when: only where that was neither the companion nor whoever made the row. */
  readonly edited?: { readonly by: string; readonly at: string };
}

/** In whose name rows are written: only while that run is under way, by that worker. */
export interface WriteOrder extends Provenance {
  readonly worker: string;
  /** The kind's fingerprint as the rows are planned against. */
  readonly seen: string;
  /** Called with the CRM's job that carries the rows, where one does, before anything of it is carried out. */
  onJob(jobId: string): Promise<void>;
}

/** Somebody has changed rows of the kind since they were looked at: nothing was written over that. */
export class EditedMeanwhile extends Error {
  override readonly name = 'EditedMeanwhile';

  constructor() {
    super(
      'Somebody keeps changing result rows by hand while they are written. Nothing was written over it: see who, then run again.',
    );
  }
}

/** What came of a job that another process left. */
export interface FinishedJob {
  /** False where the job was not yet given to the CRM to carry out; it never will be. */
  readonly carriedOut: boolean;
  readonly refused: readonly WriteOutcome[];
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
   * @throws Fenced where the run is no longer under way, or another worker's; EditedMeanwhile. Nothing of the call was
   *   written then.
   */
  write(
    kind: ResultKind,
    rows: readonly ResultRow[],
    order: WriteOrder,
    signal: AbortSignal,
  ): AsyncIterable<readonly WriteOutcome[]>;
  /** Deletes rows, reported as `write` does. A row that is not there any more is deleted. @throws Fenced */
  remove(
    kind: ResultKind,
    keys: readonly string[],
    order: WriteOrder,
    signal: AbortSignal,
  ): AsyncIterable<readonly WriteOutcome[]>;
  /** Waits for a job that another process left, or takes it back where nothing of it is carried out yet. */
  finishJob(kind: ResultKind, jobId: string, signal: AbortSignal): Promise<FinishedJob>;
  /** The same of all jobs on result rows that nobody here knows of: a worker with a store of its own has left them. */
  endStrayJobs(signal: AbortSignal): Promise<void>;
}
