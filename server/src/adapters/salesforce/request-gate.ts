/** A place among the requests under way. */
export interface Place {
  leave(): void;
  /** The CRM did what was asked. */
  taken(): void;
  /** The CRM has too many requests at once. */
  refused(): void;
}

export interface RequestGate {
  /** Waits for a place. @throws the signal's reason when it is given */
  enter(signal?: AbortSignal): Promise<Place>;
  /** How many requests may be under way at the moment. */
  width(): number;
}

const goodUntilWider = 10;

/**
 * How many requests are under way at once: half as many when the CRM says that it is too many, and one more after every
 * ten that it took. Requests that were under way together halve it once, not once each.
 * Source: additive increase, multiplicative decrease; Chiu and Jain, 1989.
 */
export const createRequestGate = (most: number): RequestGate => {
  let width = most;
  let busy = 0;
  let good = 0;
  let round = 0;
  const waiting: (() => void)[] = [];

  const admit = (): void => {
    while (busy < width) {
      const next = waiting.shift();
      if (next === undefined) return;
      busy += 1;
      next();
    }
  };

  const place = (): Place => {
    const entered = round;
    return {
      leave() {
        busy -= 1;
        admit();
      },
      taken() {
        good += 1;
        if (good < goodUntilWider) return;
        good = 0;
        width = Math.min(most, width + 1);
      },
      refused() {
        good = 0;
        if (entered !== round) return;
        round += 1;
        width = Math.max(1, Math.floor(width / 2));
      },
    };
  };

  return {
    width: () => width,
    enter: (signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const stop = (): void => {
          const at = waiting.indexOf(start);
          if (at < 0) return;
          waiting.splice(at, 1);
          reject(reasonOf(signal));
        };
        const start = (): void => {
          signal?.removeEventListener('abort', stop);
          resolve(place());
        };
        signal?.addEventListener('abort', stop, { once: true });
        waiting.push(start);
        admit();
      }),
  };
};

const reasonOf = (signal: AbortSignal | undefined): Error =>
  signal?.reason instanceof Error ? signal.reason : new Error('stopped');
