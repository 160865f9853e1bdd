import { instantText } from './ports/clock.ts';
import { CrmFailure } from './ports/crm-failure.ts';
import type { Pulse } from './ports/crm-watch.ts';
import type { WatchPorts, WatchSettings } from './watch-ports.ts';

export const pulseMs = 60_000;

/** What the CRM is told of the companion now. */
export const pulseOf = ({ clock, budget }: WatchPorts, { companionVersion }: WatchSettings): Pulse => ({
  at: instantText(clock.now()),
  companionVersion,
  allowance: budget.allowance(),
  budget: budget.state(),
});

/** Does something that may take long, and tells the CRM every minute that the companion lives. */
export const withPulse = async <Result>(
  ports: WatchPorts,
  settings: WatchSettings,
  work: () => Promise<Result>,
): Promise<Result> => {
  let telling: Promise<void> | undefined;
  let broken: Error | undefined;
  const stop = ports.clock.every(pulseMs, () => {
    telling ??= ports.settings
      .heartbeat(pulseOf(ports, settings))
      .catch((error: unknown) => {
        // A pulse that is lost is no reason to lose the work: the next one tells all that it told.
        if (!(error instanceof CrmFailure)) broken = error instanceof Error ? error : new Error(String(error));
      })
      .finally(() => {
        telling = undefined;
      });
  });
  try {
    const result = await work();
    if (broken !== undefined) throw broken;
    return result;
  } finally {
    stop();
    await telling;
  }
};
