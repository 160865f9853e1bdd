/** Waiting and chance, as arguments: tests neither sleep nor gamble. */
export interface Timing {
  /** Uniform in [0, 1). */
  random(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Wall clock in milliseconds, unshifted: a signed assertion must not come from another day. */
  now(): number;
}

const longestRetryMs = 20_000;
const longestRetryAfterMs = 60_000;

/**
 * How long to wait before the next try: full jitter over an exponential back-off, or what the server asks for.
 * Source: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 * @param tries Tries made so far, from 1.
 * @param retryAfter The header's value: seconds or a date.
 */
export const retryDelay = (tries: number, retryAfter: string | null, timing: Timing): number => {
  const asked = retryAfter === null ? undefined : askedFor(retryAfter, timing.now());
  if (asked !== undefined) return Math.min(asked, longestRetryAfterMs);
  return timing.random() * Math.min(longestRetryMs, 250 * 2 ** tries);
};

const askedFor = (retryAfter: string, now: number): number | undefined => {
  const seconds = Number(retryAfter);
  if (retryAfter.trim() !== '' && Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};

/** How long to wait between looks at a server-side job: quick at first, then ever slower up to 5 s. */
export const pollDelay = (looks: number): number => Math.min(5_000, 50 * 2 ** Math.min(looks, 10));
