import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../src/application/ports/clock.ts';

export interface SteppedClock extends Clock {
  /** As when somebody sets the machine's clock. Nothing that only goes forward notices. */
  set(byMs: number): void;
}

/** A clock that goes on only when somebody waits, while all else happens as it does. @param start An instant. */
export const steppedClock = (start: string): SteppedClock => {
  let elapsed = 0;
  let offset = 0;
  const begun = Date.parse(start);
  const ticking = new Set<{ readonly milliseconds: number; readonly tick: () => void; next: number }>();
  const now = (): number => begun + elapsed + offset;
  return {
    now,
    elapsed: () => elapsed,
    today: (timeZone) => new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now()),
    set(byMs) {
      offset += byMs;
    },
    async sleep(milliseconds) {
      elapsed += milliseconds;
      for (const one of ticking) for (; one.next <= elapsed; one.next += one.milliseconds) one.tick();
      await setImmediate();
    },
    every(milliseconds, tick) {
      const one = { milliseconds, tick, next: elapsed + milliseconds };
      ticking.add(one);
      return () => ticking.delete(one);
    },
  };
};
