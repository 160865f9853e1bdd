/** How long what is under way has to come to a good end. Whoever stops a process (systemd, Kubernetes) waits 30 s or more. */
export const drainMs = 25_000;

/** The work did not end in time after it was to stop. */
export class NotDrained extends Error {
  override readonly name = 'NotDrained';

  constructor() {
    super('Not everything came to an end in 25 s, so it was cut. Nothing is lost: the next start goes on from there.');
  }
}

/**
 * Waits for work, and after the signal no longer than is given.
 * @param sleep Waits; ends early when its signal is given.
 * @throws NotDrained, or whatever the work throws.
 */
export const drained = async <Result>(
  work: Promise<Result>,
  signal: AbortSignal,
  sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>,
): Promise<Result> => {
  const over = new AbortController();
  const late = new Promise<never>((_resolve, reject) => {
    const begin = (): void => {
      void sleep(drainMs, over.signal).then(() => {
        if (!over.signal.aborted) reject(new NotDrained());
      });
    };
    if (signal.aborted) begin();
    else signal.addEventListener('abort', begin, { once: true, signal: over.signal });
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
};
