import { asWriter, type WriterSettings } from './as-writer.ts';
import { endAbandonedRuns } from './end-abandoned-runs.ts';
import { executeRun, type ReleasedRun, type RunPorts, type RunSettings } from './execute-run.ts';
import { instantText } from './ports/clock.ts';
import type { ProgressListener } from './ports/progress.ts';
import type { RunOutcome, RunRequest } from './ports/run-requests.ts';

/** `taken`: another worker has it, or it is no longer asked for. `busy`: another run is under way. */
export type NotTaken = 'taken' | 'busy';

export const isReleased = (outcome: RunOutcome | ReleasedRun): outcome is ReleasedRun => outcome.status === 'Released';

/**
 * Takes up a requested run and carries it out, where no other run is under way.
 * @throws CrmFailure, StoreFailure
 */
export const takeRun = async (
  ports: RunPorts,
  settings: RunSettings & WriterSettings,
  request: RunRequest,
  onProgress: ProgressListener,
  signal: AbortSignal,
): Promise<RunOutcome | ReleasedRun | NotTaken> => {
  const { worker } = settings;
  const outcome = await asWriter(ports, settings, signal, async (lease, held) => {
    const startedAt = instantText(ports.clock.now());
    const claim = (): Promise<'claimed' | NotTaken> => ports.runs.claim(request, worker, startedAt);
    let claimed = await claim();
    const tookOver = claimed === 'busy' && (await endAbandonedRuns(ports, settings, lease)) > 0;
    if (tookOver) claimed = await claim();
    if (claimed !== 'claimed') return claimed;
    const { id, kind, parameters, attempts } = request;
    const run = { id, kind, parameters, startedAt, requested: true, attempts: attempts + 1, worker, lease, tookOver };
    return executeRun(ports, settings, run, onProgress, held);
  });
  return outcome ?? 'busy';
};

/**
 * Begins a run of the companion's own and carries it out.
 * @returns A failed outcome, which the CRM has no record of, where another run is under way.
 * @throws CrmFailure when the CRM cannot be asked, or told the outcome; StoreFailure.
 */
export const runNow = async (
  ports: RunPorts,
  settings: RunSettings & Pick<WriterSettings, 'worker'> & Partial<WriterSettings>,
  kind: string,
  onProgress: ProgressListener,
  signal: AbortSignal,
): Promise<RunOutcome> => {
  const { worker, isDead = () => false } = settings;
  const outcome = await asWriter(ports, { worker, isDead }, signal, async (lease, held) => {
    const startedAt = instantText(ports.clock.now());
    const begin = (): Promise<string | undefined> => ports.runs.begin(kind, worker, startedAt);
    let id = await begin();
    const tookOver = id === undefined && (await endAbandonedRuns(ports, { ...settings, isDead, worker }, lease)) > 0;
    if (tookOver) id = await begin();
    if (id === undefined) return undefined;
    const run = { id, kind, startedAt, requested: false, attempts: 1, worker, lease, tookOver };
    return executeRun(ports, settings, run, onProgress, held);
  });
  if (outcome !== undefined && isReleased(outcome))
    throw new Error('A run of the companion’s own cannot be given back.');
  return outcome ?? busy(instantText(ports.clock.now()));
};

const busy = (finishedAt: string): RunOutcome => ({
  status: 'Failed',
  counts: { read: 0, written: 0, unchanged: 0, failed: 0 },
  message: 'Another run is under way in this org. Nothing was done: ask again when it has ended.',
  finishedAt,
});
