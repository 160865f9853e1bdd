import type { Period } from 'c/forecastData';
import { daysBetween } from 'c/taktFormat';

/** Where a day stands in a period: `day` counts from 1, and is beyond `of` or below 1 outside the period. */
export interface Pace {
  readonly day: number;
  readonly of: number;
}

/** @param today plain date of the records */
export const pace = (period: Period, today: string | undefined): Pace | undefined =>
  today === undefined
    ? undefined
    : { day: daysBetween(period.start, today) + 1, of: daysBetween(period.start, period.end) + 1 };
