import { asWriter } from './as-writer.ts';
import { createForecastStarter, type ForecastStarter } from './begin-forecasts.ts';
import { daily, type Chore } from './chore.ts';
import { doChores } from './do-chores.ts';
import { endAbandonedRuns } from './end-abandoned-runs.ts';
import { CrmFailure } from './ports/crm-failure.ts';
import type { Sight } from './ports/crm-watch.ts';
import { StoreFailure } from './ports/store-failure.ts';
import { pulseMs, pulseOf, withPulse } from './pulse.ts';
import { stampActions } from './stamp-actions.ts';
import { takeRequested } from './take-requested.ts';
import type { WatchListeners, WatchPorts, WatchSettings } from './watch-ports.ts';

/** While a run is open, or changes come to rest. */
const fastPollMs = 5_000;
/** When requests are scarce or the sign-in is refused, asking often makes it worse. */
const slowPollMs = 60_000;

/**
 * Looks at the CRM again and again, and does what there is to do: runs that people asked for, one at a time and oldest
 * first; forecasts where something has changed; the night's chores. It ends when the signal is given. The CRM or the
 * store being away is waited out.
 */
export const watchRuns = async (
  ports: WatchPorts,
  settings: WatchSettings,
  listeners: WatchListeners,
  signal: AbortSignal,
): Promise<void> => {
  const { clock, watch } = ports;
  const starter = createForecastStarter(ports, settings, listeners);
  const attend = attendant(ports, settings, listeners, starter);
  let trouble: string | undefined;
  let isOfStore = false;
  const isWell = (): void => {
    if (trouble !== undefined) listeners.onTrouble(undefined);
    trouble = undefined;
  };
  let pulseAt = Number.NEGATIVE_INFINITY;
  const isStopped = (): boolean => signal.aborted;
  while (!isStopped()) {
    let wait: number;
    try {
      const isPulse = clock.elapsed() - pulseAt >= pulseMs;
      const pulse = isPulse ? pulseOf(ports, settings) : undefined;
      const sight = await watch.look({ since: await starter.since(), pulse }, signal);
      if (isPulse) pulseAt = clock.elapsed();
      // The CRM answers; whether the store does is known when it was asked.
      if (!isOfStore) isWell();
      wait = await withPulse(ports, settings, () => attend(sight, signal));
      isWell();
    } catch (error) {
      if (isStopped()) return;
      if (!(error instanceof CrmFailure || error instanceof StoreFailure)) throw error;
      if (error.message !== trouble) listeners.onTrouble(error.message);
      trouble = error.message;
      isOfStore = error instanceof StoreFailure;
      const isSlow = error instanceof CrmFailure && (error.kind === 'limit' || error.kind === 'auth_failed');
      wait = isSlow ? Math.max(settings.pollMs, slowPollMs) : settings.pollMs;
    }
    await clock.sleep(wait, signal);
  }
};

/** Does what a sight asks for. @returns how long to wait before the next look */
const attendant = (
  ports: WatchPorts,
  settings: WatchSettings,
  listeners: WatchListeners,
  starter: ForecastStarter,
): ((sight: Sight, signal: AbortSignal) => Promise<number>) => {
  const fast = Math.min(settings.pollMs, fastPollMs);
  let first = settings.runOnStart;
  let noted = '';
  const note = (lines: readonly string[]): void => {
    const text = lines.join('\n');
    if (text !== '' && text !== noted) listeners.onNote?.(text);
    noted = text;
  };

  const requested = async (runs: Sight['requested'], signal: AbortSignal): Promise<boolean | undefined> => {
    const outcomes = await takeRequested(ports, settings, listeners, runs, signal);
    return outcomes.length === 0 ? undefined : outcomes.some(({ status }) => status === 'Succeeded');
  };

  /** By whoever may write: runs of workers that live no more, and of this one where it could not record the end. */
  const endAbandoned = async (signal: AbortSignal): Promise<number> =>
    (await asWriter(ports, settings, signal, (lease) => endAbandonedRuns(ports, settings, lease))) ?? 0;

  return async (sight, signal) => {
    starter.hear(sight);
    if (sight.at !== undefined) {
      // What ends here is asked for again, or seen no more, with the next look.
      if (sight.underWay.length > 0 && (await endAbandoned(signal)) > 0) return fast;
      if (sight.hasUnsettledActions) note(await stampActions(ports.actions));
    }
    if (first !== undefined) {
      await starter.run(first, signal);
      first = undefined;
      return fast;
    }
    if (sight.requested.length > 0) {
      if (sight.underWay.length === 0) await starter.remembering(() => requested(sight.requested, signal), signal);
      return fast;
    }
    const considered = await starter.consider(sight, signal);
    if (considered !== 'wait') note(await night(ports, settings, starter, signal));
    if (ports.budget.state() !== 'plenty') return Math.max(settings.pollMs, slowPollMs);
    return considered === 'rest' && sight.underWay.length === 0 ? settings.pollMs : fast;
  };
};

/** The chores of the night, and after them a forecast: what it says depends on the day. */
const night = async (
  ports: WatchPorts,
  settings: WatchSettings,
  starter: ForecastStarter,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const { night, changes } = settings;
  // Before the first read there is nothing to tidy up.
  if (night === undefined || (await ports.mirror.organizationId()) === undefined) return [];
  const timeZone = night.timeZone ?? (await ports.source.company()).timeZone;
  const forecast: Chore = {
    name: 'forecast',
    urgent: false,
    isRun: true,
    due: daily,
    run: async () => {
      if (await starter.run('Forecast', signal)) return 'planned anew for the day';
      throw new CrmFailure('api', 'the forecast failed, and its run says why');
    },
  };
  const chores = changes === undefined ? night.chores : [...night.chores, forecast];
  return doChores(ports, settings, { chores, from: night.from, timeZone }, signal);
};
