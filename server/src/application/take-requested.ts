import { refusalOf } from './guard-run.ts';
import { instantText } from './ports/clock.ts';
import type { RunOutcome, RunRequest } from './ports/run-requests.ts';
import { Fenced } from './ports/writer-lease.ts';
import { isReleased, takeRun } from './take-run.ts';
import type { WatchListeners, WatchPorts, WatchSettings } from './watch-ports.ts';

/**
 * Carries out runs that people asked for, one at a time, oldest first. A request that is out of date, or that another
 * worker has taken, is passed over.
 * @returns what became of those that were carried out.
 * @throws CrmFailure
 */
export const takeRequested = async (
  ports: WatchPorts,
  settings: WatchSettings,
  { onProgress, onRun }: WatchListeners,
  requested: readonly RunRequest[],
  signal: AbortSignal,
): Promise<readonly RunOutcome[]> => {
  const outcomes: RunOutcome[] = [];
  for (const request of requested) {
    if (signal.aborted) break;
    const refused = await refuse(ports, request);
    if (refused === 'taken') continue;
    if (refused !== undefined) {
      onRun(refused);
      continue;
    }
    const taken = await takeRun(ports, settings, request, onProgress, signal);
    if (taken === 'taken') continue;
    if (taken === 'busy' || isReleased(taken)) break;
    outcomes.push(taken);
    onRun(taken);
  }
  return outcomes;
};

/** Ends a run that whoever asked for it may not have, before anything of it is begun. */
const refuse = async (
  { rights, runs, clock }: WatchPorts,
  request: RunRequest,
): Promise<RunOutcome | 'taken' | undefined> => {
  const message = await refusalOf(rights, request);
  if (message === undefined) return undefined;
  const counts = { read: 0, written: 0, unchanged: 0, failed: 0 };
  const outcome: RunOutcome = { status: 'Failed', counts, message, finishedAt: instantText(clock.now()) };
  try {
    await runs.finish({ id: request.id, worker: undefined }, outcome);
    return outcome;
  } catch (error) {
    // It is not as it was seen: somebody else has refused it, or taken it up.
    if (error instanceof Fenced) return 'taken';
    throw error;
  }
};
