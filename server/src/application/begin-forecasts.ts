import { createChangeTrigger, newsIn, sinceOf } from './change-trigger.ts';
import type { Sight } from './ports/crm-watch.ts';
import type { Mark } from './ports/watch-marks.ts';
import { runNow } from './take-run.ts';
import type { WatchListeners, WatchPorts, WatchSettings } from './watch-ports.ts';

/** Begins forecasts that nobody asked for, where something they depend on has changed. */
export interface ForecastStarter {
  /** From where on changes are looked at. */
  since(): Promise<ReadonlyMap<string, string>>;
  /** Every sight comes here, before anything is done about it. */
  hear(sight: Sight): void;
  /** @returns whether a forecast was carried out, is due soon, or nothing has changed. @throws CrmFailure */
  consider(sight: Sight, signal: AbortSignal): Promise<'rest' | 'wait' | 'ran'>;
  /** Carries out a run whatever has changed. @returns whether it succeeded. @throws CrmFailure */
  run(kind: string, signal: AbortSignal): Promise<boolean>;
  /**
   * Remembers what was seen before the work, where the work ends in a good forecast.
   * @param work Whether it did; undefined where there was none.
   */
  remembering(work: () => Promise<boolean | undefined>, signal: AbortSignal): Promise<void>;
}

/** Before the first good forecast everything is new. */
const never = 'nothing was planned yet';

export const createForecastStarter = (
  { clock, watch, marks, budget, ...ports }: WatchPorts,
  settings: WatchSettings,
  { onProgress, onRun }: WatchListeners,
): ForecastStarter => {
  const trigger = createChangeTrigger(settings.changes ?? { quietMs: 0, gapMs: 0 });
  const latest = new Map<string, Mark>();
  let asked: ReadonlyMap<string, string> = new Map();
  /** The CRM's instant as last heard. */
  let crmAt: string | undefined;

  /** What there is to see now, of all that is watched; what comes in turn takes more than one look. */
  const lookAtAll = async (signal: AbortSignal): Promise<ReadonlyMap<string, Mark>> => {
    const seen = new Map<string, Mark>();
    if (settings.changes === undefined || crmAt === undefined) return seen;
    const since = sinceOf(crmAt);
    for (let rest = watch.watched; rest.length > 0;) {
      const look = { since: new Map(rest.map((name) => [name, since])), pulse: undefined };
      const sight = await watch.look(look, signal);
      if (sight.seen.size === 0) break;
      for (const [name, text] of sight.seen) seen.set(name, { since, seen: text });
      rest = rest.filter((name) => !seen.has(name));
    }
    return seen;
  };

  const remembering: ForecastStarter['remembering'] = async (work, signal) => {
    const before = await lookAtAll(signal);
    const elapsed = clock.elapsed();
    let succeeded: boolean | undefined = false;
    try {
      succeeded = await work();
      if (succeeded === true && before.size > 0) await marks.write(before);
    } finally {
      if (succeeded !== undefined) {
        latest.clear();
        trigger.began(elapsed, succeeded);
      }
    }
  };

  const run = async (kind: string, signal: AbortSignal): Promise<boolean> => {
    let succeeded = false;
    await remembering(async () => {
      const outcome = await runNow({ clock, ...ports }, settings, kind, onProgress, signal);
      onRun(outcome);
      succeeded = outcome.status === 'Succeeded';
      return succeeded;
    }, signal);
    return succeeded;
  };

  return {
    run,
    remembering,

    async since() {
      const known = settings.changes === undefined ? [] : [...(await marks.read())];
      asked = new Map(known.map(([name, { since }]) => [name, since]));
      return asked;
    },

    hear({ at, seen }) {
      crmAt = at ?? crmAt;
      for (const [name, text] of seen) latest.set(name, { since: asked.get(name) ?? '', seen: text });
    },

    async consider(sight, signal) {
      if (settings.changes === undefined || crmAt === undefined) return 'rest';
      const known = await marks.read();
      const decided = trigger.consider(clock.elapsed(), known.size === 0 ? never : newsIn(latest, known));
      if (decided === 'rest') return 'rest';
      // What nobody asked for waits while requests are scarce, and while another run is under way.
      if (decided === 'wait' || budget.state() !== 'plenty' || sight.underWay.length > 0) return 'wait';
      await run('Forecast', signal);
      return 'ran';
    },
  };
};
