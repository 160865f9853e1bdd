import { failure, success, type Result } from './result.ts';

declare const plainDateBrand: unique symbol;

/** A day of the Gregorian calendar without time or zone: `2026-11-24`. */
export type PlainDate = string & { readonly [plainDateBrand]: true };

/** Days since 1970-01-01 (day 0); whole, negative before. */
export type DayNumber = number;

/** A text or number was taken for a date and is none between 1900-01-01 and 4000-12-31. */
export class NotADate extends RangeError {
  override readonly name = 'NotADate';
  readonly value: string;

  constructor(value: string) {
    super(`"${value}" is not a date between 1900-01-01 and 4000-12-31 (YYYY-MM-DD)`);
    this.value = value;
  }
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 4000;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a year has a 29 February (proleptic Gregorian). */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);

const isPlainDate = (text: string): text is PlainDate => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= FIRST_YEAR && year <= LAST_YEAR && day >= 1 && day <= daysInMonth(year, month);
};

/** Reads a date written `YYYY-MM-DD`; the reason of a refusal is `not-a-date`. */
export function parsePlainDate(
  text: string,
): Result<PlainDate, { readonly reason: 'not-a-date'; readonly text: string }> {
  return isPlainDate(text) ? success(text) : failure({ reason: 'not-a-date', text });
}

/** The date of a text known to be one. Throws {@link NotADate}. */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new NotADate(text);
  return text;
}

/** Days before 1 January of the year, counted from 0001-01-01. */
const daysBeforeYear = (year: number): number => {
  const past = year - 1;
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
};

const EPOCH = daysBeforeYear(1970);

const daysBeforeMonth = (year: number, month: number): number =>
  (DAYS_BEFORE_MONTH[month - 1] ?? 0) + (month > 2 && isLeapYear(year) ? 1 : 0);

/** The day's number, 0 for 1970-01-01. */
export function dayNumber(date: PlainDate): DayNumber {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  return daysBeforeYear(year) + daysBeforeMonth(year, month) + day - 1 - EPOCH;
}

/** The date of a day number. Throws {@link NotADate} outside 1900–4000 or for a fraction of a day. */
export function dateOfDay(day: DayNumber): PlainDate {
  if (!Number.isInteger(day)) throw new NotADate(String(day));
  // The mean year has 365.2425 days: the guess is right or one year off.
  let year = Math.floor((day + EPOCH) / 365.2425) + 1;
  while (daysBeforeYear(year) - EPOCH > day) year -= 1;
  while (daysBeforeYear(year + 1) - EPOCH <= day) year += 1;
  const dayOfYear = day + EPOCH - daysBeforeYear(year);
  let month = 12;
  while (daysBeforeMonth(year, month) > dayOfYear) month -= 1;
  const dayOfMonth = dayOfYear - daysBeforeMonth(year, month) + 1;
  return plainDate(`${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`);
}

/** The date so many days later (earlier for negative). Throws {@link NotADate} outside 1900–4000. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return dateOfDay(dayNumber(date) + days);
}
