/** Waiting and chance, as arguments: tests neither sleep nor gamble. */
export interface Timing {
  /** Uniform in [0, 1). */
  random(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Wall clock in milliseconds, unshifted: a signed assertion must not come from another day. */
  now(): number;
  /** Milliseconds that only go forward, whatever becomes of the clock; the process's own where not given. */
  readonly elapsed?: () => number;
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

/**
 * How long to wait between looks at a job of the server: at once, quick at first, then ever slower: up to 5 s, and
 * after some minutes up to half a minute.
 */
export const pollDelay = (looks: number, waitedMs: number): number => {
  if (looks === 0) return 0;
  const ceiling = Math.min(30_000, Math.max(5_000, waitedMs / 20));
  return Math.min(ceiling, 50 * 2 ** Math.min(looks - 1, 12));
};

const shortestLookMs = 250;
const longestLookMs = 30_000;

/**
 * How long to wait between looks at a job that writes rows: at first by their number, then by how far it has come, so
 * that a job of any size takes few looks. Where nothing is known, ever slower.
 * @param rows How many were sent.
 */
export const ingestLook =
  (rows: number | undefined) =>
  (
    looks: number,
    waitedMs: number,
    seen: { readonly numberRecordsProcessed?: number | undefined } | undefined,
  ): number => {
    const processed = seen?.numberRecordsProcessed ?? 0;
    if (looks === 0) return bounded(rows === undefined ? 0 : rows / 50);
    if (rows === undefined || processed === 0) return bounded(waitedMs);
    return bounded((1.1 * waitedMs * (rows - processed)) / processed);
  };

const bounded = (milliseconds: number): number =>
  Math.round(Math.min(longestLookMs, Math.max(shortestLookMs, milliseconds)));
