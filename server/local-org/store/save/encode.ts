import type { Field } from '../../metadata/schema.ts';
import type { FieldValue } from '../../org.ts';
import { storageOf, type SqlValue } from '../columns.ts';
import { isDate, parseDateTime } from '../date-times.ts';
import { javaDouble, toScaled } from '../decimals.ts';
import { toId18 } from '../ids.ts';
import { RecordProblem } from './record-problem.ts';

const decimalText = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** As Salesforce's JSON reader complains of a value that is no `type`. */
const unreadable = (field: Field, value: FieldValue): RecordProblem => {
  const kinds: Readonly<Record<string, string>> = { string: 'VALUE_STRING', number: 'VALUE_NUMBER_INT' };
  const kind = typeof value === 'boolean' ? (value ? 'VALUE_TRUE' : 'VALUE_FALSE') : (kinds[typeof value] ?? '');
  return new RecordProblem(
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${field.type} from ${kind} value ${String(value)} or request may be missing a required field`,
    [field.name],
  );
};

const encodeNumber = (field: Field, value: FieldValue): SqlValue => {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  if (typeof value === 'number' && !Number.isFinite(value)) throw unreadable(field, value);
  if (!decimalText.test(text)) throw unreadable(field, value);
  const scale = field.type === 'int' ? 0 : field.scale;
  const size = Math.abs(Number(text));
  const limit = field.type === 'int' ? 2 ** 31 : 10 ** (field.precision - scale);
  if (!(size < limit)) {
    throw new RecordProblem(
      'NUMBER_OUTSIDE_VALID_RANGE',
      `${field.label}: value outside of valid range on numeric field: ${javaDouble(Number(text))}`,
      [field.name],
    );
  }
  return toScaled(typeof value === 'number' ? value : text.replace(/^\+/, ''), scale);
};

const encodeText = (field: Field, value: FieldValue): SqlValue => {
  if (typeof value !== 'string') throw unreadable(field, value);
  if (value === '') return null;
  // Characters, not UTF-16 units: an emoji is one. Short text cannot be too long, so it is not counted.
  if (value.length > field.length && field.length > 0 && Array.from(value).length > field.length) {
    throw new RecordProblem(
      'STRING_TOO_LONG',
      `${field.label}: data value too large: ${value} (max length=${field.length})`,
      [field.name],
    );
  }
  return value;
};

const valuesByField = new WeakMap<Field, ReadonlyMap<string, string>>();

/** The active values by their lower-case form: a picklist takes any case and keeps its own. */
const picklistValues = (field: Field): ReadonlyMap<string, string> => {
  let known = valuesByField.get(field);
  if (known === undefined) {
    const active = (field.picklist ?? []).filter((one) => one.active);
    known = new Map(active.map((one) => [one.value.toLowerCase(), one.value]));
    valuesByField.set(field, known);
  }
  return known;
};

const encodePicklist = (field: Field, value: FieldValue): SqlValue => {
  const text = encodeText(field, value);
  if (text === null) return null;
  const known = picklistValues(field).get(String(text).toLowerCase());
  if (known !== undefined || !field.restrictedPicklist) return known ?? text;
  throw new RecordProblem(
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    `${field.label}: bad value for restricted picklist field: ${String(text)}`,
    [field.name],
  );
};

const encodeId = (field: Field, value: FieldValue): SqlValue => {
  if (typeof value !== 'string') throw unreadable(field, value);
  if (value === '') return null;
  const id = toId18(value);
  if (id !== undefined) return id;
  throw new RecordProblem('MALFORMED_ID', `${field.label}: id value of incorrect type: ${value}`, [field.name]);
};

const encodeEmail = (field: Field, value: FieldValue): SqlValue => {
  const text = encodeText(field, value);
  if (text === null || /^[^\s@]+@[^\s@]+$/.test(String(text))) return text;
  throw new RecordProblem('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${String(text)}`, [
    field.name,
  ]);
};

const encodeMultipicklist = (field: Field, value: FieldValue): SqlValue => {
  const text = encodeText(field, value);
  if (text === null) return null;
  const one = { ...field, length: 0 };
  return String(text)
    .split(';')
    .map((part) => encodePicklist(one, part.trim()))
    .join(';');
};

/**
 * An API value as it is stored.
 * @throws RecordProblem with Salesforce's code and words when it does not fit the field.
 */
export const encode = (field: Field, value: FieldValue): SqlValue => {
  if (value === null) return null;
  switch (field.type) {
    case 'id':
    case 'reference':
      return encodeId(field, value);
    case 'picklist':
      return encodePicklist(field, value);
    case 'multipicklist':
      return encodeMultipicklist(field, value);
    case 'email':
      return encodeEmail(field, value);
    default:
  }
  switch (storageOf(field)) {
    case 'text':
      return encodeText(field, value);
    case 'whole':
    case 'scaled':
      return value === '' ? null : encodeNumber(field, value);
    case 'flag': {
      if (typeof value === 'boolean') return value ? 1 : 0;
      const word = String(value).toLowerCase();
      if (word === 'true' || word === 'false') return word === 'true' ? 1 : 0;
      throw unreadable(field, value);
    }
    case 'day': {
      if (value === '') return null;
      const day = typeof value === 'string' ? value.replace(/T.*$/, '') : '';
      if (!isDate(day)) throw unreadable(field, value);
      return day;
    }
    case 'instant': {
      if (value === '') return null;
      const instant = typeof value === 'string' ? parseDateTime(value) : undefined;
      if (instant === undefined) throw unreadable(field, value);
      return instant;
    }
  }
};
