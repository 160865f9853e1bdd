import type { Standing } from 'c/quotaData';
import { compactMoney, count, fill, UNKNOWN, wholePercent } from 'c/taktFormat';
import ABOVE from '@salesforce/label/c.Takt_Attain_Above';
import EVEN from '@salesforce/label/c.Takt_Attain_Even';
import HIDDEN from '@salesforce/label/c.Takt_Attain_Hidden';
import NO_CHANCE from '@salesforce/label/c.Takt_Attain_No_Chance';
import NO_PACE from '@salesforce/label/c.Takt_Attain_No_Pace';
import NO_QUOTA from '@salesforce/label/c.Takt_Attain_No_Quota';
import NOT_COMPUTED from '@salesforce/label/c.Takt_Attain_Not_Computed';
import NOTHING_LEFT from '@salesforce/label/c.Takt_Attain_Nothing_Left';
import SHORT from '@salesforce/label/c.Takt_Attain_Short';
import STORY from '@salesforce/label/c.Takt_Attain_Story';
import STORY_EVEN from '@salesforce/label/c.Takt_Attain_Story_Even';
import STORY_NO_CHANCE from '@salesforce/label/c.Takt_Attain_Story_No_Chance';
import STORY_OVER from '@salesforce/label/c.Takt_Attain_Story_Over';
import STORY_REACHED from '@salesforce/label/c.Takt_Attain_Story_Reached';
import STORY_UNKNOWN from '@salesforce/label/c.Takt_Attain_Story_Unknown';
import TIMES from '@salesforce/label/c.Takt_Attain_Times';
import ZERO_QUOTA from '@salesforce/label/c.Takt_Attain_Zero_Quota';

/** A figure, and the reason where it is a dash. */
export interface Told {
  readonly text: string;
  readonly reason: string;
}

const told = (text: string, reason: string): Told => ({ text, reason: text === UNKNOWN ? reason : '' });

/** Why there is no share of the quota; empty where there is one. */
export const whyNoShare = ({ attainment, hidden, quota }: Standing): string => {
  if (hidden) return HIDDEN;
  if (quota === undefined) return NO_QUOTA;
  if (quota <= 0) return ZERO_QUOTA;
  return attainment === undefined ? NOT_COMPUTED : '';
};

const isReached = ({ gap, quota }: Standing): boolean =>
  gap !== undefined && quota !== undefined && quota > 0 && gap >= 0;

/** What lies at or beyond the ends of what can be told is said as "< 1 %" and "> 99 %". */
const withinReach = (chance: number): number => (chance <= 1 ? 0.1 : chance >= 99 ? 99.9 : chance);

/** While the quarter runs nothing is certain. */
export const chance = (of: Standing): Told => {
  const certain = of.forecast.method === 'Actual' || isReached(of);
  const value = of.chance === undefined || certain ? of.chance : withinReach(of.chance);
  return told(wholePercent(value), whyNoShare(of) || NO_CHANCE);
};

export const attainment = (of: Standing): Told => told(wholePercent(of.attainment), whyNoShare(of));

export const pace = (of: Standing): Told => told(wholePercent(of.pace), of.hidden ? HIDDEN : NO_PACE);

const times = (ratio: number | undefined): string =>
  ratio === undefined ? UNKNOWN : fill(TIMES, count(Math.round(ratio * 10) / 10));

export const coverageA = (of: Standing): Told => told(times(of.coverageA), whyNoShare(of) || NOT_COMPUTED);

export const coverageB = (of: Standing): Told =>
  told(times(of.coverageB), whyNoShare(of) || (isReached(of) ? NOTHING_LEFT : NOT_COMPUTED));

/** Sign and word: `−€238K short`, `+€12K above`. */
export const gapInWords = (of: Standing): Told => {
  const { forecast, gap } = of;
  if (gap === undefined) return { text: UNKNOWN, reason: whyNoShare(of) || NOT_COMPUTED };
  if (gap === 0) return { text: EVEN, reason: '' };
  return { text: fill(gap < 0 ? SHORT : ABOVE, compactMoney(gap, forecast.currency)), reason: '' };
};

/** The answer in one sentence. */
export const story = (of: Standing): string => {
  const { forecast, gap } = of;
  const why = whyNoShare(of) || (gap === undefined ? NOT_COMPUTED : '');
  if (why || gap === undefined) return fill(STORY_UNKNOWN, compactMoney(forecast.won, forecast.currency), why);
  const reached = wholePercent(of.attainment);
  const left = compactMoney(Math.abs(gap), forecast.currency);
  if (gap === 0) return fill(STORY_EVEN, reached);
  if (gap > 0) return fill(STORY_REACHED, reached, left);
  if (forecast.method === 'Actual') return fill(STORY_OVER, reached, left);
  return of.chance === undefined ? fill(STORY_NO_CHANCE, reached, left) : fill(STORY, reached, chance(of).text, left);
};
