import { count, daysBetween, fill, longDate, UNKNOWN, wholePercent } from 'c/taktFormat';
import EARLIER from '@salesforce/label/c.Takt_Insight_Earlier';
import LATER from '@salesforce/label/c.Takt_Insight_Later';
import NEVER from '@salesforce/label/c.Takt_Insight_Never';
import ON_TIME from '@salesforce/label/c.Takt_Insight_On_Time';
import ONCE from '@salesforce/label/c.Takt_Insight_Once';
import POINTS_DOWN from '@salesforce/label/c.Takt_Insight_Points_Down';
import POINTS_UP from '@salesforce/label/c.Takt_Insight_Points_Up';
import TIMES from '@salesforce/label/c.Takt_Insight_Times';
import USUAL from '@salesforce/label/c.Takt_Insight_Usual';
import WHY from '@salesforce/label/c.Takt_Insight_Why';
import WHY_PLAIN from '@salesforce/label/c.Takt_Insight_Why_Plain';
import WINS_BY from '@salesforce/label/c.Takt_Insight_Wins_By';
import type { Driver, Insight } from './insight';

/** The chance as a bar of 0 to 100 %, with a mark at what is usual. */
export interface Meter {
  readonly title: string;
  readonly figure: string;
  readonly bar: string;
  readonly mark: string | undefined;
  readonly usual: string | undefined;
}

/** One driver: its words, a bar to the left or right of the middle, its signed points. */
export interface DriverRow {
  readonly key: number;
  readonly text: string;
  readonly points: string;
  readonly spoken: string;
  readonly class: string;
  readonly bar: string;
}

const held = (percent: number): number => Math.min(100, Math.max(0, percent));

/** @returns undefined where no chance is known */
export const meter = ({ chance, usual, winBy }: Insight): Meter | undefined =>
  chance === undefined
    ? undefined
    : {
        title: fill(WINS_BY, winBy === undefined ? UNKNOWN : longDate(winBy)),
        figure: wholePercent(chance),
        bar: `width:${held(chance)}%`,
        mark: usual === undefined ? undefined : `inset-inline-start:${held(usual)}%`,
        usual: usual === undefined ? undefined : fill(USUAL, wholePercent(usual)),
      };

/** Heading of the drivers: their points stand on top of the stage's chance. */
export const whyHeading = ({ usual }: Insight): string =>
  usual === undefined ? WHY_PLAIN : fill(WHY, wholePercent(usual));

// Half of the track is for either side; small points stay small beside a full bar of ten.
const FULL = 10;

/** Drivers as bars on one scale. */
export const driverRows = (drivers: readonly Driver[]): readonly DriverRow[] => {
  const most = Math.max(FULL, ...drivers.map(({ points }) => Math.abs(points)));
  return drivers.map(({ points, text }, key) => {
    const size = count(Math.abs(points));
    const isFor = points >= 0;
    return {
      key,
      text,
      points: isFor ? `+${size}` : `\u2212${size}`,
      spoken: fill(isFor ? POINTS_UP : POINTS_DOWN, size),
      class: isFor ? 'driver for' : 'driver against',
      bar: `width:${((Math.abs(points) / most) * 50).toFixed(1)}%`,
    };
  });
};

/** How often the close date was pushed; undefined where no history was kept. */
export const pushesText = (pushes: number | undefined): string | undefined => {
  if (pushes === undefined) return undefined;
  if (pushes === 0) return NEVER;
  return pushes === 1 ? ONCE : fill(TIMES, count(pushes));
};

/** The expected close beside the date in the record; undefined where one of the two is not known. */
export const closeSentence = (own: string | undefined, expected: string | undefined): string | undefined => {
  if (!own || !expected) return undefined;
  const days = daysBetween(own, expected);
  if (Math.abs(days) <= 1) return ON_TIME;
  return fill(days > 0 ? LATER : EARLIER, count(Math.abs(days)));
};
