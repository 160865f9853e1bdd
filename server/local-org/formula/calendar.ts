import type { Day, Instant } from './values.ts';

export const millisecondsPerDay = 86_400_000;
/** 0000-01-01 and 9999-12-31, the span that SQLite's date functions know as well. */
const firstDay = -719_528;
const lastDay = 2_932_896;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

export interface CalendarDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

export const calendarDate = ({ day }: Day): CalendarDate => {
  const date = new Date(day * millisecondsPerDay);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};

const utcDays = (year: number, month: number, day: number): number => {
  const date = new Date(Date.UTC(2000, month - 1, day));
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / millisecondsPerDay;
};

/** The day, or undefined where the calendar has none (month 13, 30 February, year 0 or beyond 9999). */
export const dayOf = ({ year, month, day }: CalendarDate): Day | undefined => {
  if (year < 1 || year > 9999) return undefined;
  const candidate = { day: utcDays(year, month, day) };
  const found = calendarDate(candidate);
  return found.month === month && found.day === day ? candidate : undefined;
};

const lastOfMonth = (year: number, month: number): number =>
  new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

/** The same day of another month; of a month's last day the other month's last day (Salesforce help, ADDMONTHS). */
export const addMonths = (start: Day, months: number): Day | undefined => {
  const { year, month, day } = calendarDate(start);
  const index = year * 12 + month - 1 + months;
  const target = { year: Math.floor(index / 12), month: (index % 12) + 1 };
  if (target.year < 1 || target.year > 9999) return undefined;
  const last = lastOfMonth(target.year, target.month);
  return dayOf({ ...target, day: day === lastOfMonth(year, month) ? last : Math.min(day, last) });
};

/** `2026-11-24`; undefined outside the years 0 to 9999. */
export const dayText = ({ day }: Day): string | undefined => {
  if (day < firstDay || day > lastDay) return undefined;
  const { year, month, day: dayOfMonth } = calendarDate({ day });
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
};

/** The day that `2026-11-24` (or `2026-1-5`) names; what follows the day is not read, as in Salesforce's DATEVALUE. */
export const readDay = (text: string): Day | undefined => {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(text);
  return match === null ? undefined : dayOf({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) });
};

/** The instant that `2026-11-24 17:05:00` names in GMT. */
export const readInstant = (text: string): Instant | undefined => {
  const day = readDay(text);
  const match = /^\S+ (\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)/.exec(text);
  if (day === undefined || match === null) return undefined;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  return { instant: day.day * millisecondsPerDay + (hours * 3600 + minutes * 60 + seconds) * 1000 };
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day on which an instant falls in a time zone (`America/New_York`). */
export const dayInZone = ({ instant }: Instant, timeZone: string): Day => {
  if (timeZone === 'UTC' || timeZone === 'GMT') return { day: Math.floor(instant / millisecondsPerDay) };
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return readDay(format.format(instant)) ?? { day: Math.floor(instant / millisecondsPerDay) };
};
