import type { Field } from '../metadata/schema.ts';
import type { FieldValue } from '../org.ts';
import { restDateTime } from '../store/date-times.ts';
import { dayText, readDay } from './calendar.ts';
import { FormulaError } from './formula-error.ts';
import { noResult } from './functions/arguments.ts';
import { roundTo } from './functions/math.ts';
import type { FormulaType } from './types.ts';
import { typeOfField } from './types.ts';
import { type Day, Decimal, type Instant, isDay, isDecimal, isInstant, textOrBlank, type Value } from './values.ts';

const unfit = (value: unknown, type: string): FormulaError =>
  new FormulaError('evaluation', `#Error! ${JSON.stringify(value)} is no ${type}`);

/** @throws FormulaError when the text is no day. */
export const dayFrom = (text: string): Day => {
  const day = readDay(text);
  if (day === undefined) throw unfit(text, 'date');
  return day;
};

const instantFrom = (value: FieldValue): Instant => {
  // Node reads `+0000`, which is how the REST API writes GMT.
  const instant = typeof value === 'number' ? value : Date.parse(String(value));
  if (Number.isNaN(instant)) throw unfit(value, 'date/time');
  return { instant };
};

const numberFrom = (value: FieldValue): Decimal => {
  try {
    return new Decimal(String(value));
  } catch (cause) {
    throw new FormulaError('evaluation', `#Error! ${String(value)} is no number`, 0, { cause });
  }
};

const ofType = (type: FormulaType, value: FieldValue): Value => {
  switch (type) {
    case 'number':
      return numberFrom(value);
    case 'date':
      return dayFrom(String(value));
    case 'datetime':
      return instantFrom(value);
    case 'boolean':
      return value === true || value === 'true';
    case 'text':
    case 'picklist':
    case 'multipicklist':
      return textOrBlank(String(value));
    case 'null':
      return null;
  }
};

/**
 * A field's value as formulas see it: a percent field's 14.2 is 0.142, an unset checkbox is false. Numbers beyond 15
 * digits may come as text.
 * @throws FormulaError of kind `evaluation` where the value is not of the field's type.
 */
export const fromFieldValue = (type: FormulaType, field: Pick<Field, 'type'> | undefined, value: FieldValue): Value => {
  if (value === null) return type === 'boolean' ? false : null;
  const read = ofType(type, value);
  return field?.type === 'percent' && isDecimal(read) ? read.div(100) : read;
};

/** Salesforce keeps 18 digits. */
const mostDigits = 18;

/**
 * The result as its field keeps it: rounded half up to the field's scale, percent in hundredths, a blank checkbox off.
 * @throws FormulaError of kind `evaluation` for a number of more than 18 digits (`#Too Big!`).
 */
export const fitResult = (value: Value, field: Pick<Field, 'type' | 'scale'> | undefined): Value => {
  if (field === undefined) return value;
  if (value === null) return typeOfField(field) === 'boolean' ? false : null;
  if (!isDecimal(value)) return value;
  const scale = field.type === 'int' ? 0 : field.scale;
  const rounded = roundTo(field.type === 'percent' ? value.times(100) : value, scale);
  if (!rounded.isZero() && rounded.e >= mostDigits - scale) throw noResult('#Too Big!');
  return rounded;
};

/** As the REST API shows it. Numbers are the nearest double of the exact decimal. */
export const toFieldValue = (value: Value): FieldValue => {
  // A decimal's zero may be negative; JSON would say -0.
  if (isDecimal(value)) return value.toNumber() + 0;
  if (isDay(value)) return dayText(value) ?? null;
  return isInstant(value) ? restDateTime(value.instant) : value;
};
