import type { Field, FieldType } from '../metadata/schema.ts';
import type { FieldValue } from '../org.ts';
import { restDateTime } from './date-times.ts';
import { fromScaled } from './decimals.ts';

export type SqlValue = string | number | bigint | null;

/** A stored record: field names as in the schema to stored values. */
export type Row = Record<string, SqlValue>;

/** How a field lies in its column. */
export type Storage = 'text' | 'flag' | 'whole' | 'scaled' | 'day' | 'instant';

const storages: Readonly<Record<FieldType, Storage>> = {
  id: 'text',
  string: 'text',
  textarea: 'text',
  picklist: 'text',
  multipicklist: 'text',
  boolean: 'flag',
  int: 'whole',
  double: 'scaled',
  currency: 'scaled',
  percent: 'scaled',
  date: 'day',
  datetime: 'instant',
  reference: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  address: 'text',
};

export const storageOf = (field: Field): Storage => storages[field.type];

/** Formula fields are computed, never stored. */
export const isStored = (field: Field): boolean => field.formula === undefined && field.type !== 'address';

/** What a query can give: columns and formulas, no compound fields. */
export const isReadable = (field: Field): boolean => field.type !== 'address';

/** Text that is compared without regard to case; ids and case-sensitive keys are compared as they are. */
export const isFolded = (field: Field): boolean =>
  storageOf(field) === 'text' && field.type !== 'id' && field.type !== 'reference' && !field.caseSensitive;

/** Long text cannot be filtered, sorted or grouped by, so it needs no shadow. */
export const isFilterable = (field: Field): boolean => field.type !== 'textarea' || field.length <= 255;

export const hasShadow = (field: Field): boolean => isStored(field) && isFolded(field) && isFilterable(field);

/** Stored → API value, by field. */
export const decoder = (field: Field): ((value: SqlValue) => FieldValue) => {
  switch (storageOf(field)) {
    case 'flag':
      return (value) => value === 1;
    case 'scaled': {
      const { scale } = field;
      return (value) => (typeof value === 'number' || typeof value === 'bigint' ? fromScaled(value, scale) : null);
    }
    case 'instant':
      return (value) => (typeof value === 'number' ? restDateTime(value) : null);
    case 'whole':
    case 'day':
    case 'text':
      return (value) => (typeof value === 'bigint' ? Number(value) : value);
  }
};

export const quoted = (name: string): string => `"${name}"`;
