import { executeRun, type ReleasedRun, type RunPorts, type RunSettings } from './execute-run.ts';
import { refusalOf } from './guard-run.ts';
import { instantText } from './ports/clock.ts';
import { CrmFailure } from './ports/crm-failure.ts';
import type { ProgressListener } from './ports/progress.ts';
import type { RunOutcome, RunRequest } from './ports/run-requests.ts';
import { stampActions } from './stamp-actions.ts';

export interface WatchSettings extends RunSettings {
  /** Unique to this process. */
  readonly worker: string;
  readonly pollMs: number;
  /** True when the worker of that name certainly lives no more. */
  readonly isDead: (worker: string) => boolean;
}

export interface WatchListeners {
  readonly onProgress: ProgressListener;
  readonly onRun: (outcome: RunOutcome) => void;
  /** The CRM is away, with the reason; told once until it is back, then with undefined. */
  readonly onTrouble: (message: string | undefined) => void;
  /** What went wrong beside the runs, told when it changes. */
  readonly onNote?: (message: string) => void;
}

const heartbeatMs = 60_000;
const silentMs = 15 * 60_000;
/** When the allowance is used up or the sign-in refused, asking often makes it worse. */
const slowPollMs = 60_000;

/**
 * Looks for requested runs and carries them out one at a time, oldest first, until the signal is given. The CRM being
 * away is waited out.
 * @throws StoreFailure
 */
export const watchRuns = async (
  ports: RunPorts,
  settings: WatchSettings,
  listeners: WatchListeners,
  signal: AbortSignal,
): Promise<void> => {
  let trouble: string | undefined;
  let heartbeatAt = Number.NEGATIVE_INFINITY;
  let noted = '';
  while (!signal.aborted) {
    let wait = settings.pollMs;
    try {
      if (ports.clock.now() - heartbeatAt >= heartbeatMs) {
        heartbeatAt = ports.clock.now();
        await ports.settings.heartbeat(instantText(heartbeatAt), settings.companionVersion);
        const note = (await stampActions(ports.actions)).join('\n');
        if (note !== '' && note !== noted) listeners.onNote?.(note);
        noted = note;
      }
      await takeRequested(ports, settings, listeners, signal);
      if (trouble !== undefined) listeners.onTrouble(undefined);
      trouble = undefined;
    } catch (error) {
      if (!(error instanceof CrmFailure)) throw error;
      if (error.message !== trouble) listeners.onTrouble(error.message);
      trouble = error.message;
      if (error.kind === 'limit' || error.kind === 'auth_failed') wait = Math.max(wait, slowPollMs);
    }
    await ports.clock.sleep(wait, signal);
  }
};

const takeRequested = async (
  ports: RunPorts,
  settings: WatchSettings,
  { onProgress, onRun }: WatchListeners,
  signal: AbortSignal,
): Promise<void> => {
  for (const request of await ports.runs.requested()) {
    if (signal.aborted) return;
    const { id, kind, parameters } = request;
    const refused = await refuse(ports, request);
    if (refused !== undefined) {
      onRun(refused);
      continue;
    }
    const startedAt = instantText(ports.clock.now());
    if (!(await ports.runs.claim(id, settings.worker, startedAt))) continue;
    const run = { id, kind, parameters, startedAt, requested: true };
    const outcome = await executeRun(ports, settings, run, onProgress, signal);
    if (!isReleased(outcome)) onRun(outcome);
  }
};

/** Ends a run that whoever asked for it may not have, before anything of it is begun. */
const refuse = async ({ rights, runs, clock }: RunPorts, request: RunRequest): Promise<RunOutcome | undefined> => {
  const message = await refusalOf(rights, request);
  if (message === undefined) return undefined;
  const counts = { read: 0, written: 0, unchanged: 0, failed: 0 };
  const outcome: RunOutcome = { status: 'Failed', counts, message, finishedAt: instantText(clock.now()) };
  await runs.finish(request.id, outcome);
  return outcome;
};

const isReleased = (outcome: RunOutcome | ReleasedRun): outcome is ReleasedRun => outcome.status === 'Released';

/**
 * Begins a run of the companion's own and carries it out.
 * @throws CrmFailure when the CRM cannot be asked, or told the outcome.
 */
export const runNow = async (
  ports: RunPorts,
  settings: RunSettings & { readonly worker: string },
  kind: string,
  onProgress: ProgressListener,
  signal: AbortSignal,
): Promise<RunOutcome> => {
  const startedAt = instantText(ports.clock.now());
  const id = await ports.runs.begin(kind, settings.worker, startedAt);
  const outcome = await executeRun(ports, settings, { id, kind, startedAt, requested: false }, onProgress, signal);
  if (isReleased(outcome)) throw new Error('A run of the companion’s own cannot be given back.');
  return outcome;
};

/**
 * Ends the runs that a worker left under way when it died. What such a run wrote stays, and the next run finds it.
 * @throws CrmFailure
 */
export const failAbandonedRuns = async (ports: RunPorts, settings: WatchSettings): Promise<number> => {
  const now = ports.clock.now();
  let abandoned = 0;
  for (const { id, worker, changedAt } of await ports.runs.underWay()) {
    const silent = now - Date.parse(changedAt) > silentMs;
    if (worker !== undefined && !settings.isDead(worker) && !silent) continue;
    abandoned += 1;
    await ports.runs.finish(id, {
      status: 'Failed',
      counts: { read: 0, written: 0, unchanged: 0, failed: 0 },
      message: 'The companion ended before the run was finished. Nothing was lost: ask for it again.',
      finishedAt: instantText(now),
    });
  }
  return abandoned;
};
