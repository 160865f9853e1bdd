import { instantBefore, lateCommitMs } from './late-commits.ts';
import type { Mark } from './ports/watch-marks.ts';

export interface ChangeSettings {
  /** Nothing may have changed for so long, so that many changes together become one forecast. */
  readonly quietMs: number;
  /** Between the beginnings of two forecasts that nobody asked for. */
  readonly gapMs: number;
}

/** Changes that never come to rest wait no longer than this. */
const patienceMs = 5 * 60_000;
const longestGapMs = 60 * 60_000;

/** What is seen that the last forecast did not know, as one text; undefined where it knew all of it. */
export const newsIn = (latest: ReadonlyMap<string, Mark>, marks: ReadonlyMap<string, Mark>): string | undefined => {
  const news = [...latest].filter(([name, { since, seen }]) => {
    const mark = marks.get(name);
    // What was counted from another instant says nothing: another worker may have set the mark meanwhile.
    return mark?.since === since && mark.seen !== seen;
  });
  return news.length === 0 ? undefined : news.map(([name, { seen }]) => `${name} ${seen}`).join('; ');
};

/** From where on changes are counted after a forecast that begins at that instant of the CRM. */
export const sinceOf = (at: string): string => instantBefore(at, lateCommitMs);

/** Decides from look to look whether a forecast is due. Times are milliseconds that only go forward. */
export interface ChangeTrigger {
  /** @param news undefined: nothing new. */
  consider(elapsed: number, news: string | undefined): 'rest' | 'wait' | 'begin';
  /** A forecast began: the next one keeps its distance, and a longer one the more often it failed. */
  began(elapsed: number, succeeded: boolean): void;
}

/** Waits until changes have come to rest, and keeps forecasts apart. */
export const createChangeTrigger = ({ quietMs, gapMs }: ChangeSettings): ChangeTrigger => {
  let waiting: { readonly from: number; news: string; at: number } | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;
  let failures = 0;
  return {
    consider(elapsed, news) {
      if (news === undefined) {
        waiting = undefined;
        return 'rest';
      }
      waiting ??= { from: elapsed, news, at: elapsed };
      if (waiting.news !== news) waiting = { ...waiting, news, at: elapsed };
      const isQuiet = elapsed - waiting.at >= quietMs || elapsed - waiting.from >= patienceMs;
      const gap = Math.min(longestGapMs, gapMs * 2 ** failures);
      return isQuiet && elapsed - lastAt >= gap ? 'begin' : 'wait';
    },

    began(elapsed, succeeded) {
      waiting = undefined;
      lastAt = elapsed;
      failures = succeeded ? 0 : failures + 1;
    },
  };
};
