/** A record may become visible so long after the instant that it bears. */
export const lateCommitMs = 10 * 60_000;

/** An instant some milliseconds earlier, and not before the beginning of time. */
export const instantBefore = (instant: string, milliseconds: number): string =>
  new Date(Math.max(0, Date.parse(instant) - milliseconds)).toISOString();
