import type { Field } from '../metadata/schema.ts';
import type { UserLocale } from './locale.ts';

/** `2026-11-24T05:28:19.000+0000`, REST's spelling, becomes `…Z`, User Interface API's. */
export const isoDateTime = (value: string): string => value.replace(/\+0000$/, 'Z');

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

const shownNumber = (value: unknown, locale: UserLocale, options: Intl.NumberFormatOptions): string | null => {
  const number = numberOf(value);
  return number === undefined ? null : new Intl.NumberFormat(locale.locale, options).format(number);
};

const shownDate = (value: unknown, locale: UserLocale): string | null =>
  typeof value === 'string'
    ? new Intl.DateTimeFormat(locale.locale, { timeZone: 'UTC', dateStyle: 'short' })
        .formatToParts(new Date(`${value}T00:00:00Z`))
        // Salesforce writes the year in full in every locale.
        .map(({ type, value: part }) => (type === 'year' ? value.slice(0, 4) : part))
        .join('')
    : null;

const shownDateTime = (value: unknown, locale: UserLocale): string | null =>
  typeof value === 'string'
    ? new Intl.DateTimeFormat(locale.locale, {
        timeZone: locale.timeZone,
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: '2-digit',
      }).format(new Date(isoDateTime(value)))
    : null;

const shownPicklist = (field: Field, value: unknown): string | null =>
  typeof value === 'string'
    ? value
        .split(';')
        .map((part) => field.picklist?.find((entry) => entry.value === part)?.label ?? part)
        .join(';')
    : null;

/**
 * The text that Salesforce shows for a field's value, in the person's locale; null where the value speaks for itself
 * (text, ids, check boxes), as in User Interface API.
 */
export const displayValue = (field: Field, value: unknown, locale: UserLocale): string | null => {
  const digits = { minimumFractionDigits: field.scale, maximumFractionDigits: field.scale };
  switch (field.type) {
    case 'currency':
      return shownNumber(value, locale, { style: 'currency', currency: locale.currency, ...digits });
    case 'double':
    case 'int':
      return shownNumber(value, locale, digits);
    case 'percent': {
      // The stored 14.2 means 14.2 %.
      const number = numberOf(value);
      return number === undefined ? null : shownNumber(number / 100, locale, { style: 'percent', ...digits });
    }
    case 'date':
      return shownDate(value, locale);
    case 'datetime':
      return shownDateTime(value, locale);
    case 'picklist':
    case 'multipicklist':
      return shownPicklist(field, value);
    default:
      return null;
  }
};

/** A field's value as User Interface API carries it: only date-times differ from REST. */
export const uiValue = (field: Field, value: unknown): unknown =>
  field.type === 'datetime' && typeof value === 'string' ? isoDateTime(value) : (value ?? null);
