/** A computation that somebody asked for in the CRM, or that is under way. */
export interface RunRequest {
  readonly id: string;
  readonly kind: string;
  /** The person who asked. */
  readonly createdById: string;
  /** Details of the request as JSON text. */
  readonly parameters: string | undefined;
  readonly worker: string | undefined;
  /** The CRM's time of its last change, `2026-11-24T05:28:19.000Z`. */
  readonly changedAt: string;
}

export interface RunCounts {
  readonly read: number;
  readonly written: number;
  readonly unchanged: number;
  readonly failed: number;
}

export interface RunReport {
  readonly step: string;
  /** 0 to 100. */
  readonly percent: number;
  readonly counts: RunCounts;
}

export interface RunOutcome {
  readonly status: 'Succeeded' | 'Failed';
  readonly counts: RunCounts;
  readonly message: string;
  readonly finishedAt: string;
}

/** Runs as the CRM records them: people ask there, and read there how far it is. Every method throws CrmFailure. */
export interface RunRequests {
  /** Oldest first. */
  requested(): Promise<readonly RunRequest[]>;
  underWay(): Promise<readonly RunRequest[]>;
  /** A run of the companion's own, under way from the start. Returns its id. */
  begin(kind: string, worker: string, startedAt: string): Promise<string>;
  /** Takes a requested run; false when another worker was quicker. */
  claim(id: string, worker: string, startedAt: string): Promise<boolean>;
  /** Gives a run back, so that it is taken up again later. */
  release(id: string, step: string): Promise<void>;
  report(id: string, report: RunReport): Promise<void>;
  finish(id: string, outcome: RunOutcome): Promise<void>;
}
