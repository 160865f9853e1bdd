/** Plain dates as `2026-11-24` and as day numbers (days since 1970-01-01); no clock, no time zone. */

const millisecondsPerDay = 86_400_000;

/** Day number of a date that is known to be right. */
export const dayOf = (date: string): number => Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / millisecondsPerDay;

const datesByDay = new Map<number, string>();

/** `2026-11-24` of a day number. Remembered, because simulations and imports ask for the same few thousand days. */
export const dateOfDay = (day: number): string => {
  const known = datesByDay.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
  datesByDay.set(day, date);
  return date;
};

/** The date where year, month (1–12) and day exist in the calendar, else undefined (31 February, month 13). */
export const existingDate = (year: number, month: number, day: number): string | undefined => {
  const time = new Date(Date.UTC(2000, 0, 1));
  time.setUTCFullYear(year, month - 1, day);
  const right = time.getUTCFullYear() === year && time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
  return right ? time.toISOString().slice(0, 10) : undefined;
};

/**
 * Number of the fiscal quarter that holds the date, counted from the first one of year 0.
 * @param startMonth First month of the fiscal year, 1–12.
 */
export const quarterIndex = (date: string, startMonth: number): number => {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  return Math.floor((year * 12 + month - startMonth) / 3);
};

/** First day of a fiscal quarter by its number. */
export const quarterStart = (index: number, startMonth: number): string => {
  const months = index * 3 + startMonth - 1;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;
};

/** Last day of a fiscal quarter by its number. */
export const quarterEnd = (index: number, startMonth: number): string =>
  dateOfDay(dayOf(quarterStart(index + 1, startMonth)) - 1);

/**
 * The same day of another fiscal quarter: the n-th day stays the n-th; where that quarter is shorter, its last day.
 * Order is kept, and no date leaves its quarter.
 */
export const moveByQuarters = (date: string, quarters: number, startMonth: number): string => {
  const from = quarterIndex(date, startMonth);
  const dayOfQuarter = dayOf(date) - dayOf(quarterStart(from, startMonth));
  const moved = dayOf(quarterStart(from + quarters, startMonth)) + dayOfQuarter;
  return dateOfDay(Math.min(moved, dayOf(quarterEnd(from + quarters, startMonth))));
};

/** The largest number of quarters by which `last` can be moved without coming to lie after `today`. */
export const quartersUntil = (last: string, today: string, startMonth: number): number => {
  const whole = quarterIndex(today, startMonth) - quarterIndex(last, startMonth);
  return moveByQuarters(last, whole, startMonth) <= today ? whole : whole - 1;
};
