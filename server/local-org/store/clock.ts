import type { OrgClock } from '../org.ts';

const millisecondsPerDay = 86_400_000;

/** `2026-11-24` at an instant in a time zone. */
export const dateIn = (timeZone: string, milliseconds: number): string => {
  const date = new Date(milliseconds);
  if (timeZone === 'UTC') return date.toISOString().slice(0, 10);
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(date);
};

/** A clock that a test can move. */
export interface MovableClock extends OrgClock {
  /** What it is now, never before a stamp that was given; asking changes nothing. */
  instant(): number;
  /** Milliseconds on, or back when negative; stamps go on growing. */
  move(milliseconds: number): void;
}

/**
 * A clock that runs on from `today` (else from the real day), shifted by whole days; `after` is the last stamp that the
 * org has given, which stays the last even when the machine's clock goes back.
 */
export const createClock = (options: {
  readonly today?: string;
  readonly timeZone: () => string;
  readonly after: number;
  readonly wallClock?: () => number;
}): MovableClock => {
  const wallClock = options.wallClock ?? Date.now;
  const realToday = dateIn(options.timeZone(), wallClock());
  const shift = options.today === undefined ? 0 : Date.parse(options.today) - Date.parse(realToday);
  let last = options.after;
  let moved = 0;
  const shifted = (): number => wallClock() + moved + Math.round(shift / millisecondsPerDay) * millisecondsPerDay;
  return {
    now: () => {
      last = Math.max(last + 1, shifted());
      return last;
    },
    instant: () => Math.max(last, shifted()),
    today: () => dateIn(options.timeZone(), shifted()),
    move: (milliseconds) => {
      moved += milliseconds;
    },
  };
};
