import type { WriterSettings } from './as-writer.ts';
import { instantText, type Clock } from './ports/clock.ts';
import type { RunRequest, RunRequests } from './ports/run-requests.ts';
import { Fenced, type Lease } from './ports/writer-lease.ts';

export interface AbandonedPorts {
  readonly clock: Clock;
  readonly runs: RunRequests;
}

export interface AbandonedSettings extends WriterSettings {
  readonly serviceUserId: () => Promise<string>;
}

/**
 * A run that lives changes its record every minute. Its instants are the CRM's, and this machine's clock may be wrong
 * by an hour either way.
 */
const silentMs = 75 * 60_000;
/** Times that a run may end the worker that carries it out. */
const mostAttempts = 3;

/**
 * Ends the runs that a worker left under way when it died. What somebody asked for waits again, unless it has ended its
 * worker too often: then it is failed, so that others come to their turn. What such a run wrote stays, and the next run
 * finds it.
 * @param lease Whoever holds it knows that the worker before it has stopped.
 * @returns how many runs were abandoned.
 * @throws CrmFailure
 */
export const endAbandonedRuns = async (
  { clock, runs }: AbandonedPorts,
  { worker, isDead, serviceUserId }: AbandonedSettings,
  lease: Lease,
): Promise<number> => {
  const now = clock.now();
  const abandoned = (await runs.underWay()).filter(({ worker: other, changedAt, endedByHand }) => {
    if (endedByHand || other === undefined || other === worker || other === lease.after || isDead(other)) return true;
    return now - Date.parse(changedAt) > silentMs;
  });
  for (const run of abandoned) {
    try {
      await end(runs, run, instantText(now), await serviceUserId());
    } catch (error) {
      // It has ended meanwhile.
      if (!(error instanceof Fenced)) throw error;
    }
  }
  return abandoned.length;
};

const end = async (runs: RunRequests, run: RunRequest, finishedAt: string, serviceUserId: string): Promise<void> => {
  if (run.endedByHand) {
    await runs.vacate(run);
    return;
  }
  const poison = run.attempts >= mostAttempts;
  if (run.createdById !== serviceUserId && !poison) {
    await runs.release(run, 'Waiting: the companion ended before it was finished', run.attempts);
    return;
  }
  await runs.finish(run, {
    status: 'Failed',
    counts: { read: 0, written: 0, unchanged: 0, failed: 0 },
    message: poison
      ? `The companion ended ${run.attempts} times while it carried this run out, so it is not tried again. See the companion's log, then ask for it anew.`
      : 'The companion ended before the run was finished. Nothing was lost: ask for it again.',
    finishedAt,
  });
};
