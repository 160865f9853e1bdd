import type { Field } from '../../metadata/schema.ts';
import type { FieldValue, RecordError, RecordInput } from '../../org.ts';
import type { Column } from './header.ts';

/** What Bulk reads as no value; an empty cell leaves the field as it is. */
const noValue = '#N/A';

const flags: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  y: true,
  on: true,
  '1': true,
  false: false,
  no: false,
  n: false,
  off: false,
  '0': false,
};

const valueOf = (field: Field, text: string): FieldValue => {
  if (text === noValue) return null;
  return field.type === 'boolean' ? (flags[text.trim().toLowerCase()] ?? text) : text;
};

type Entry = readonly [string, RecordInput[string]];

const entryOf = (column: Column, text: string): Entry => {
  if (column.kind === 'field') return [column.field.name, valueOf(column.field, text)];
  if (text === noValue) return [column.field.name, null];
  const { relationship, parent, key } = column;
  return [relationship, { attributes: { type: parent }, [key.name]: text }];
};

/** A line as the record that it asks for. */
export const recordOf = (columns: readonly Column[], values: readonly string[]): RecordInput =>
  Object.fromEntries(
    columns.flatMap((column, index): readonly Entry[] => {
      const text = values[index] ?? '';
      return text === '' ? [] : [entryOf(column, text)];
    }),
  );

/** A value that cannot be read is told in other words here than in JSON. */
const inBulkWords = (error: RecordError, columns: readonly Column[], values: readonly string[]): RecordError => {
  if (error.statusCode !== 'JSON_PARSER_ERROR') return error;
  const index = columns.findIndex(({ field }) => field.name === error.fields[0]);
  const label = columns[index]?.field.label ?? '';
  const message = `${label}: value not of required type: ${values[index] ?? ''}`;
  return { ...error, statusCode: 'INVALID_TYPE_ON_FIELD_IN_RECORD', message };
};

/** `REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --`, one after another. */
export const errorText = (
  errors: readonly RecordError[],
  columns: readonly Column[],
  values: readonly string[],
): string =>
  errors
    .map((error) => inBulkWords(error, columns, values))
    .map(({ statusCode, message, fields }) => {
      const named = fields.length === 0 ? '' : `${fields.join(',')} `;
      return `${statusCode}:${message}:${named}--`;
    })
    .join(';');
