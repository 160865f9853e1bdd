import { dateOfDay, type DayNumber } from '../../shared/index.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A date for people: `14 Dec 2026`. */
export function dateText(day: DayNumber): string {
  const date = dateOfDay(day);
  return `${Number(date.slice(8))} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`;
}

/** `1 day`, `12 days`. */
export function daysText(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
