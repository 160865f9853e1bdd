import LANGUAGE from '@salesforce/i18n/lang';
import LOCALE from '@salesforce/i18n/locale';
import TIME_ZONE from '@salesforce/i18n/timeZone';
import DAYS_AGO from '@salesforce/label/c.Takt_Age_Days';
import HOURS_AGO from '@salesforce/label/c.Takt_Age_Hours';
import JUST_NOW from '@salesforce/label/c.Takt_Age_Now';
import MINUTES_AGO from '@salesforce/label/c.Takt_Age_Minutes';
import THOUSAND from '@salesforce/label/c.Takt_Unit_Thousand';

/** What stands where a number is not known; the reason stands beside it. */
export const UNKNOWN = '—';

/** How a table or chart writes money: plain digits, with the unit said once. */
export interface MoneyUnit {
  readonly divisor: 1 | 1000;
  /** For the header: `€` or `€ thousand`. */
  readonly label: string;
}

type Amount = number | undefined;

const MINUS = '\u2212';
const trueMinus = (text: string): string => text.replace('-', MINUS);

const formats = new Map<string, Intl.NumberFormat>();
/** Formats are costly to make and a board of 500 rows asks for thousands. */
const numberFormat = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(LOCALE, options);
  formats.set(key, made);
  return made;
};

/** Puts values into a label's `{0}`, `{1}` …; a place without a value stays as it is. */
export const fill = (template: string, ...values: readonly string[]): string =>
  template.replace(/\{(\d+)\}/g, (place, index: string) => values[Number(index)] ?? place);

/** `€172K`, `€1.18M`: three digits, as the locale shortens them. */
export const compactMoney = (amount: Amount, currency: string): string =>
  amount === undefined
    ? UNKNOWN
    : trueMinus(
        numberFormat({
          style: 'currency',
          currency,
          notation: 'compact',
          maximumSignificantDigits: 3,
          useGrouping: 'always',
        }).format(amount),
      );

/** The whole amount with currency and cents, for those who want it exactly. */
export const exactMoney = (amount: Amount, currency: string): string =>
  amount === undefined ? UNKNOWN : trueMinus(numberFormat({ style: 'currency', currency }).format(amount));

const symbolOf = (currency: string): string =>
  numberFormat({ style: 'currency', currency })
    .formatToParts(0)
    .find((part) => part.type === 'currency')?.value ?? currency;

/** Thousands as soon as the largest amount has six digits, so that columns stay narrow. */
export const moneyUnit = (amounts: readonly Amount[], currency: string): MoneyUnit => {
  const largest = Math.max(0, ...amounts.map((amount) => Math.abs(amount ?? 0)));
  const symbol = symbolOf(currency);
  return largest >= 100_000 ? { divisor: 1000, label: fill(THOUSAND, symbol) } : { divisor: 1, label: symbol };
};

/** Digits alone, in the unit of the header, without decimals. */
export const inUnit = (amount: Amount, unit: MoneyUnit): string =>
  amount === undefined ? UNKNOWN : trueMinus(numberFormat({ maximumFractionDigits: 0 }).format(amount / unit.divisor));

/** A number of things. */
export const count = (value: Amount): string => (value === undefined ? UNKNOWN : numberFormat({}).format(value));

/** A percentage as records hold it: 14.2 means 14.2 %. */
export const percent = (value: Amount): string =>
  value === undefined
    ? UNKNOWN
    : `${trueMinus(numberFormat({ minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value))}\u00a0%`;

/** A chance in whole percent: 54.4 is `54 %`. What is not sure is never written as 0 or 100 %. */
export const wholePercent = (value: Amount): string => {
  if (value === undefined) return UNKNOWN;
  const whole = numberFormat({ maximumFractionDigits: 0 });
  if (value > 0 && value < 0.5) return `< ${whole.format(1)}\u00a0%`;
  if (value >= 99.5 && value < 100) return `> ${whole.format(99)}\u00a0%`;
  return `${trueMinus(whole.format(value))}\u00a0%`;
};

// Plain dates are read as midnight UTC and written in UTC, so that no time zone moves them.
const plainDate = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** `Oct – Dec 2026` for the first and last day of a period: words of the user's language, as the labels around it. */
export const monthRange = (start: string, end: string): string =>
  new Intl.DateTimeFormat(LANGUAGE, { month: 'short', year: 'numeric', timeZone: 'UTC' }).formatRange(
    plainDate(start),
    plainDate(end),
  );

/** `Dec 31, 2026` for a plain date, as the user's locale writes it. */
export const longDate = (date: string): string =>
  new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone: 'UTC' }).format(plainDate(date));

/** `Fri, Nov 20` for a plain date of this year, with the year for any other. */
export const nearDate = (date: string, today: string): string =>
  new Intl.DateTimeFormat(LOCALE, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...(date.slice(0, 4) !== today.slice(0, 4) && { year: 'numeric' }),
  }).format(plainDate(date));

/** `24 Nov 2026, 06:10` in the user's time zone. */
export const dateTime = (instant: string): string =>
  new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short', timeZone: TIME_ZONE }).format(
    new Date(instant),
  );

/** The user's date at an instant, as `2026-11-24`. */
export const dateOf = (instant: string): string =>
  new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: TIME_ZONE }).format(new Date(instant));

const DAY = 86_400_000;

/** Days from one plain date to another; 0 for the same. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((plainDate(to).getTime() - plainDate(from).getTime()) / DAY);

/** `5 hours ago`. An instant that lies ahead, as clocks may differ, is "just now". */
export const age = (instant: string, now: Date): string => {
  const minutes = Math.floor((now.getTime() - new Date(instant).getTime()) / 60_000);
  if (minutes < 2) return JUST_NOW;
  if (minutes < 120) return fill(MINUTES_AGO, count(minutes));
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? fill(HOURS_AGO, count(hours)) : fill(DAYS_AGO, count(Math.floor(hours / 24)));
};

/** Whether an instant lies more than so many hours back. */
export const isOlderThan = (instant: string, hours: number, now: Date): boolean =>
  now.getTime() - new Date(instant).getTime() > hours * 3_600_000;
