/** Time for use cases: given, never taken. */
export interface Clock {
  /** Milliseconds since the epoch; shifted by whole days in demos and tests. */
  now(): number;
  /** Milliseconds that only go forward, whatever becomes of the clock: for waiting and for timeouts. */
  elapsed(): number;
  /** The day in a time zone (IANA name), `2026-11-24`. */
  today(timeZone: string): string;
  /** Waits; ends early, without an error, when the signal is given. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Calls again and again, for as long as something is under way. @returns stops it */
  every(milliseconds: number, tick: () => void): () => void;
}

/** `2026-11-24T05:28:19.000Z` of a clock's reading. */
export const instantText = (milliseconds: number): string => new Date(milliseconds).toISOString();
