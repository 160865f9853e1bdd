import { existingDate } from '../calendar.ts';
import { read, refused, shown, type Read } from './outcome.ts';

const parts: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
};
const token = /yyyy|MM|dd|HH|mm|ss|M|d/g;

/** A declared format such as `dd.MM.yyyy` or `yyyy-MM-dd HH:mm`; throws nothing, see `dateFormatFault`. */
export const dateFormat = (format: string): RegExp => {
  const pattern = format.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(token, (name) => parts[name] ?? name);
  return new RegExp(`^${pattern}$`);
};

/** Why a declared format cannot be used, if so: year, month and day must each occur once. */
export const dateFormatFault = (format: string): string | undefined => {
  const names = format.match(token) ?? [];
  const once = (...wanted: string[]) => names.filter((name) => wanted.includes(name)).length === 1;
  return once('yyyy') && once('MM', 'M') && once('dd', 'd') && new Set(names).size === names.length
    ? undefined
    : `"${format}" needs yyyy, MM (or M) and dd (or d) exactly once, e.g. "dd.MM.yyyy"`;
};

/** Salesforce's range of dates. */
const earliest = '1700-01-01';
const latest = '4000-12-31';

const inRange = (date: string, text: string): Read<string> =>
  date >= earliest && date <= latest
    ? read(date)
    : refused(`${shown(text)} lies outside ${earliest} … ${latest}`, 'Check the year.');

/** Reads a date by its declared format into `2026-11-24`; days that no calendar has are refused. */
export const readDate = (text: string, format: RegExp, formatName: string): Read<string> => {
  const groups = format.exec(text.trim())?.groups;
  if (groups === undefined) return refused(`${shown(text)} is not a date of the form ${formatName}`, 'Mend the date.');
  const date = existingDate(Number(groups['year']), Number(groups['month']), Number(groups['day']));
  if (date === undefined) return refused(`${shown(text)} does not exist in the calendar`, 'Mend the date.');
  return inRange(date, text);
};

const isoDate = dateFormat('yyyy-MM-dd');
const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A date as Salesforce exports it: `2026-11-24`; a time behind it is cut off. */
export const readExportedDate = (text: string): Read<string> => {
  const [, date] = iso.exec(text.trim()) ?? [];
  if (date === undefined) {
    return refused(`${shown(text)} is not a date of the form yyyy-MM-dd`, 'Export ISO dates, or declare the format.');
  }
  return readDate(date, isoDate, 'yyyy-MM-dd');
};

/** A date-time as Salesforce exports it, in UTC where it names no zone: `2026-11-24T05:28:19.000+0000`. */
export const readExportedDateTime = (text: string): Read<string> => {
  const [, date, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = iso.exec(text.trim()) ?? [];
  if (date === undefined) {
    return refused(`${shown(text)} is not of the form yyyy-MM-ddTHH:mm:ssZ`, 'Export ISO date-times in UTC.');
  }
  const exists = readDate(date, isoDate, 'yyyy-MM-dd');
  if (!exists.ok) return exists;
  const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const time = Date.parse(`${date}T${hour}:${minute}:${second}${fraction}${offset}`);
  if (Number.isNaN(time)) return refused(`${shown(text)} has no such time of day`, 'Mend the time.');
  return read(new Date(time).toISOString().replace('Z', '+0000'));
};

/** Noon of a plain date, so that no time zone of the org moves it to another day. */
export const noonOf = (date: string): string => `${date}T12:00:00.000+0000`;
