/** A computation that somebody asked for in the CRM, or that is under way. */
export interface RunRequest {
  readonly id: string;
  readonly kind: string;
  /** The person who asked. */
  readonly createdById: string;
  /** Details of the request as JSON text. */
  readonly parameters: string | undefined;
  readonly worker: string | undefined;
  /** How many times it was taken up. */
  readonly attempts: number;
  /** A person has ended it past the companion; it still keeps others from being under way. */
  readonly endedByHand: boolean;
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

/** A run and who has it: undefined where nobody has taken it up yet. */
export interface HeldRun {
  readonly id: string;
  readonly worker: string | undefined;
}

/**
 * Runs as the CRM records them: people ask there, and read there how far it is. One run is under way at a time, in the
 * whole org. Every method throws CrmFailure; what changes a run throws Fenced where it is no longer held as said.
 */
export interface RunRequests {
  /** Oldest first. */
  requested(): Promise<readonly RunRequest[]>;
  /** Under way, or still keeping others from being so. */
  underWay(): Promise<readonly RunRequest[]>;
  /** A run of the companion's own, under way from the start. @returns its id; undefined where another is under way. */
  begin(kind: string, worker: string, startedAt: string): Promise<string | undefined>;
  /** Takes a requested run. `taken`: another worker was quicker. `busy`: another run is under way. */
  claim(
    run: Pick<RunRequest, 'id' | 'attempts'>,
    worker: string,
    startedAt: string,
  ): Promise<'claimed' | 'taken' | 'busy'>;
  /** Gives a run back, so that it is taken up again later; `attempts`: how many times that was in vain. */
  release(run: HeldRun, step: string, attempts: number): Promise<void>;
  /** Lets others be under way; all else of the run stays as it is. */
  vacate(run: Pick<HeldRun, 'id'>): Promise<void>;
  report(run: HeldRun, report: RunReport): Promise<void>;
  finish(run: HeldRun, outcome: RunOutcome): Promise<void>;
}
