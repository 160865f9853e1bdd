import type { LiteralType } from '@jetstreamapp/soql-parser-js';
import type { Field } from '../metadata/schema.ts';
import { isFolded, storageOf, type SqlValue } from '../store/columns.ts';
import { parseDateTime } from '../store/date-times.ts';
import { toScaled } from '../store/decimals.ts';
import { fold } from '../store/fold.ts';
import type { FiscalRule } from '../store/fiscal/fiscal-date.ts';
import { toId18 } from '../store/ids.ts';
import { dateRange } from './date-literals.ts';
import { invalidField, invalidFilter } from './soql-error.ts';
import { startOfDay } from './time-zone.ts';

/** What literals mean depends on who asks, and when. */
export interface LiteralContext {
  readonly query: string;
  readonly today: string;
  readonly timeZone: string;
  readonly fiscalRule: FiscalRule;
}

/** A literal as the field stores it: one value, or a span of days. */
export type Operand =
  | { readonly kind: 'value'; readonly value: SqlValue }
  | { readonly kind: 'span'; readonly from: SqlValue; readonly to: SqlValue };

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The text between the quotes, its escapes resolved; under LIKE `\%` and `\_` stay escaped. */
export const textOf = (quotedText: string, underLike = false): string =>
  quotedText.replace(/^'|'$/g, '').replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (_match, code: string) => {
    if (/^u.{4}$/.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    if (underLike && (code === '%' || code === '_' || code === '\\')) return `\\${code}`;
    return escapes[code] ?? code;
  });

const kindNames: Partial<Record<Field['type'], string>> = { currency: 'currency', datetime: 'dateTime', int: 'int' };

const wrongType = (context: LiteralContext, field: Field, word: string, quotes: boolean): Error =>
  invalidField(
    context.query,
    word,
    `value of filter criterion for field '${field.name}' must be of type ${kindNames[field.type] ?? field.type} and ` +
      `should ${quotes ? '' : 'not '}be enclosed in quotes`,
  );

const textOperand = (context: LiteralContext, field: Field, literal: string): SqlValue => {
  const text = textOf(literal);
  if (field.type === 'id' || field.type === 'reference') {
    if (text === '') return null;
    const id = toId18(text);
    if (id === undefined) throw invalidFilter(context.query, field.name, `invalid ID field: ${text}`);
    return id;
  }
  // An empty text and no text are the same to Salesforce.
  if (text === '') return null;
  return isFolded(field) ? fold(text) : text;
};

/** A number as the field's multiples; one between two multiples stays between them. */
const numberOperand = (field: Field, literal: string): SqlValue => {
  const scale = storageOf(field) === 'whole' ? 0 : field.scale;
  const scaled = toScaled(literal, scale);
  return Number(scaled) / 10 ** scale === Number(literal) ? scaled : Number(literal) * 10 ** scale;
};

const spanOperand = (context: LiteralContext, field: Field, literal: string): Operand | undefined => {
  const range = dateRange(literal, context.today, context.fiscalRule);
  if (range === undefined) return undefined;
  if (field.type === 'date') return { kind: 'span', from: range.start, to: range.end };
  return {
    kind: 'span',
    from: startOfDay(context.timeZone, range.start),
    to: startOfDay(context.timeZone, range.end),
  };
};

/**
 * One literal for a comparison with a field.
 * @throws ApiError INVALID_FIELD when the literal's type is not the field's.
 */
export const operandOf = (
  context: LiteralContext,
  field: Field,
  literal: string,
  type: LiteralType | undefined,
): Operand => {
  if (type === 'NULL') return { kind: 'value', value: null };
  const value = (stored: SqlValue): Operand => ({ kind: 'value', value: stored });
  switch (storageOf(field)) {
    case 'text':
      if (type !== 'STRING') throw wrongType(context, field, literal, true);
      return value(textOperand(context, field, literal));
    case 'flag':
      if (type !== 'BOOLEAN') throw wrongType(context, field, literal, false);
      return value(literal.toUpperCase() === 'TRUE' ? 1 : 0);
    case 'whole':
    case 'scaled':
      if (type !== 'INTEGER' && type !== 'DECIMAL') throw wrongType(context, field, literal, false);
      return value(numberOperand(field, literal));
    case 'day':
    case 'instant': {
      if (type === 'DATE_LITERAL' || type === 'DATE_N_LITERAL') {
        const span = spanOperand(context, field, literal);
        if (span !== undefined) return span;
      }
      if (field.type === 'date' && type === 'DATE') return value(literal);
      const instant = type === 'DATETIME' ? parseDateTime(literal) : undefined;
      if (field.type === 'datetime' && instant !== undefined) return value(instant);
      throw wrongType(context, field, literal, false);
    }
  }
};
