import type { RunPorts } from './execute-run.ts';

/** What a chore works with: all that a run does. */
export type ChorePorts = RunPorts;

/**
 * Work that nobody asks for, done once on a day of the company: after the hour of the night that is configured, or as
 * soon as the companion runs again. Doing it twice must be doing it once, since a process may end in the middle.
 */
export interface Chore {
  /** Stable: the store remembers by it on which day it was done last. */
  readonly name: string;
  /** False where it can wait until the CRM has requests to spare. */
  readonly urgent: boolean;
  /** True where it is a run, which sees to it that it is the only one; else the chore is kept alone with the store. */
  readonly isRun?: boolean;
  /** Whether it is to be done on that day of the company, `2026-11-24`. */
  due(localDay: string, lastDone: string | undefined): boolean;
  /**
   * Does it. @returns what was found, in a sentence for the log.
   * @throws CrmFailure, StoreFailure; the signal's reason when it is given. It is tried again later.
   */
  run(ports: ChorePorts, signal: AbortSignal): Promise<string>;
}

/** Due on every day. */
export const daily = (): boolean => true;

/** Due on the first day that the companion runs in a month. */
export const monthly = (localDay: string, lastDone: string | undefined): boolean =>
  lastDone === undefined || localDay.slice(0, 7) > lastDone.slice(0, 7);
