import { asWriter, type WriterSettings } from './as-writer.ts';
import type { Chore } from './chore.ts';
import { timeOfDay } from './local-time.ts';
import { instantText } from './ports/clock.ts';
import { CrmFailure } from './ports/crm-failure.ts';
import { Fenced } from './ports/writer-lease.ts';
import type { NightSettings, WatchPorts } from './watch-ports.ts';

/** A chore that was begun so long ago, and is not done, is begun again: its process has ended, or it went wrong. */
const againMs = 30 * 60_000;

/**
 * Does the chores that are due on this day of the company: from the hour of the night on, each once a day, whatever
 * clocks and processes do. An hour that a day does not have begins with the next one that it has; one that it has twice
 * finds everything done.
 * @returns what was done, or went wrong, in a sentence each.
 * @throws StoreFailure; the signal's reason
 */
export const doChores = async (
  ports: WatchPorts,
  settings: WriterSettings,
  { chores, from, timeZone }: NightSettings & { readonly timeZone: string },
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const { clock } = ports;
  const day = clock.today(timeZone);
  if (timeOfDay(clock.now(), timeZone) < from) return [];
  const told: string[] = [];
  for (const chore of chores) {
    signal.throwIfAborted();
    // What can wait does, while requests are scarce; it is still due when they no longer are.
    if (!chore.urgent && ports.budget.state() !== 'plenty') continue;
    if (await isTaken(ports, chore, day)) told.push(await done(ports, settings, chore, day, signal));
  }
  return told;
};

const isTaken = async ({ chores, clock }: WatchPorts, chore: Chore, day: string): Promise<boolean> => {
  const lastDone = await chores.lastDone(chore.name);
  if ((lastDone !== undefined && lastDone >= day) || !chore.due(day, lastDone)) return false;
  const now = clock.now();
  const isBegun = await chores.begin(chore.name, day, instantText(now), instantText(now - againMs));
  if (!isBegun || lastDone !== undefined || chore.urgent) return isBegun;
  await chores.done(chore.name, day, 'Not needed on the first day: everything has just been read.');
  return false;
};

const done = async (
  ports: WatchPorts,
  settings: WriterSettings,
  chore: Chore,
  day: string,
  signal: AbortSignal,
): Promise<string> => {
  try {
    const message =
      chore.isRun === true
        ? await chore.run(ports, signal)
        : await asWriter(ports, settings, signal, (_lease, held) => chore.run(ports, held));
    if (message === undefined) return `${chore.name} waits: another worker is writing.`;
    await ports.chores.done(chore.name, day, message);
    return `${chore.name}: ${message}`;
  } catch (error) {
    if (!(error instanceof CrmFailure) && !(error instanceof Fenced)) throw error;
    return `${chore.name} was not done, and is tried again in half an hour: ${error.message}`;
  }
};
