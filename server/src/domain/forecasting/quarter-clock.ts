import { dayNumber, daysIn, type DayNumber, type FiscalCalendar } from '../shared/index.ts';

/** A quarter is told in so many parts: about weeks, whatever its length. */
export const POSITIONS = 13;

/** Part of the quarter (0…12) for each day of the calendar, for kernels. */
export interface QuarterClock {
  readonly firstDay: DayNumber;
  readonly lastDay: DayNumber;
  /** By day − firstDay. */
  readonly position: Uint8Array;
}

/** Reads the clock off the calendar. */
export function quarterClock(calendar: FiscalCalendar): QuarterClock {
  const first = calendar.quarters[0];
  const last = calendar.quarters.at(-1);
  if (!first || !last) return { firstDay: 0, lastDay: -1, position: new Uint8Array() };
  const firstDay = dayNumber(first.start);
  const lastDay = dayNumber(last.end);
  const position = new Uint8Array(lastDay - firstDay + 1);
  for (const quarter of calendar.quarters) {
    const start = dayNumber(quarter.start) - firstDay;
    const length = daysIn(quarter);
    for (let day = 0; day < length; day += 1) position[start + day] = Math.floor((day * POSITIONS) / length);
  }
  return { firstDay, lastDay, position };
}
