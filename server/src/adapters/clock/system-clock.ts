import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../application/ports/clock.ts';

const dayMs = 86_400_000;

/** The day in a zone; Canadian English writes dates as ISO 8601 does. */
const dayIn = (timeZone: string, milliseconds: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(milliseconds);

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

/**
 * The machine's clock. For demos and tests it can be set to another day: time of day goes on, shifted by whole days.
 * @param today `2026-11-24`: what day it is, at the start, in whatever zone is asked for; the real day where absent.
 * @param machine The machine's own clock, in milliseconds.
 */
export const createSystemClock = (today?: string, machine: () => number = Date.now): Clock => {
  const start = machine();
  const shift = (timeZone: string): number =>
    today === undefined ? 0 : daysBetween(dayIn(timeZone, start), today) * dayMs;
  return {
    now: () => machine() + shift('UTC'),
    elapsed: () => performance.now(),
    today: (timeZone) => dayIn(timeZone, machine() + shift(timeZone)),
    async sleep(milliseconds, signal) {
      try {
        await delay(milliseconds, undefined, signal === undefined ? {} : { signal });
      } catch (error) {
        if (signal?.aborted !== true) throw error;
      }
    },
    every(milliseconds, beat) {
      const timer = setInterval(beat, milliseconds).unref();
      return () => {
        clearInterval(timer);
      };
    },
  };
};
