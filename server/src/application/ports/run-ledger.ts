import type { RunCounts } from './run-requests.ts';

/** A run as the companion remembers it. */
export interface RunRecord {
  readonly id: string;
  readonly kind: string;
  readonly status: 'Running' | 'Succeeded' | 'Failed';
  readonly startedAt: string;
  readonly finishedAt: string | undefined;
  readonly counts: RunCounts;
  readonly message: string;
}

/** The companion's own memory of runs: what the status page shows when the CRM is away. Throws StoreFailure. */
export interface RunLedger {
  save(run: RunRecord): Promise<void>;
  last(): Promise<RunRecord | undefined>;
}
