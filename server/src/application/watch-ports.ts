import type { WriterSettings } from './as-writer.ts';
import type { ChangeSettings } from './change-trigger.ts';
import type { Chore, ChorePorts } from './chore.ts';
import type { RunSettings } from './execute-run.ts';
import type { ChoreLedger } from './ports/chore-ledger.ts';
import type { CrmWatch } from './ports/crm-watch.ts';
import type { ProgressListener } from './ports/progress.ts';
import type { RequestBudget } from './ports/request-budget.ts';
import type { RunOutcome } from './ports/run-requests.ts';
import type { WatchMarks } from './ports/watch-marks.ts';

/** What the companion works with while it waits for work. */
export interface WatchPorts extends ChorePorts {
  readonly watch: CrmWatch;
  readonly marks: WatchMarks;
  readonly chores: ChoreLedger;
  readonly budget: RequestBudget;
}

/** Chores, and from which local time of the company on they are done. */
export interface NightSettings {
  readonly chores: readonly Chore[];
  /** `02:30` */
  readonly from: string;
  /** IANA name; the company's own where absent. */
  readonly timeZone?: string | undefined;
}

export interface WatchSettings extends RunSettings, WriterSettings {
  readonly pollMs: number;
  /** A run of that kind begins as soon as the CRM is there. */
  readonly runOnStart?: string | undefined;
  /** Absent: no forecast begins that nobody asked for. */
  readonly changes?: ChangeSettings;
  /** Absent: no chores. */
  readonly night?: NightSettings;
}

export interface WatchListeners {
  readonly onProgress: ProgressListener;
  readonly onRun: (outcome: RunOutcome) => void;
  /** The CRM is away, with the reason; told once until it is back, then with undefined. */
  readonly onTrouble: (message: string | undefined) => void;
  /** What went wrong beside the runs, told when it changes. */
  readonly onNote?: (message: string) => void;
}
