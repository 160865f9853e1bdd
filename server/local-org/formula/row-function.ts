import { type SqlValue, storageOf } from '../store/columns.ts';
import { scaledText, toScaled } from '../store/decimals.ts';
import { dayText } from './calendar.ts';
import type { CheckedFormula, ResultField } from './check-formula.ts';
import { fromFieldValue } from './field-values.ts';
import { FormulaError } from './formula-error.ts';
import { evaluateValue } from './evaluate.ts';
import type { FieldReference, ValueScope } from './operation.ts';
import { type FormulaScope, valueScope } from './scope.ts';
import { Decimal, isDay, isDecimal, isInstant, type Value } from './values.ts';

/** A stored column's value as formulas see it: scaled whole numbers become exact decimals. */
const fromStored = ({ field, type, blankAsZero }: FieldReference, stored: SqlValue | Uint8Array): Value => {
  if (stored === null || stored instanceof Uint8Array) {
    return blankAsZero ? new Decimal(0) : fromFieldValue(type, field, null);
  }
  switch (storageOf(field)) {
    case 'flag':
      return stored === 1 || stored === 1n;
    case 'scaled':
      return typeof stored === 'string'
        ? fromFieldValue(type, field, stored)
        : fromFieldValue(type, field, scaledText(stored, field.scale));
    case 'whole':
    case 'instant':
      return fromFieldValue(type, field, Number(stored));
    case 'day':
    case 'text':
      return fromFieldValue(type, field, String(stored));
  }
};

/** A fitted result as a column of its field would hold it. */
const toStored = (value: Value, field: ResultField): SqlValue => {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (isDecimal(value)) return toScaled(value.toFixed(), field.type === 'int' ? 0 : field.scale);
  if (isDay(value)) return dayText(value) ?? null;
  return isInstant(value) ? value.instant : value;
};

/** A formula field computed row by row: what a registered SQL function calls. */
export interface RowFunction {
  /** The columns it needs, in the order of its arguments. */
  readonly fields: readonly FieldReference[];
  /**
   * Stored values in, the stored value of the formula's field out; blank (an unchecked box) where it has no result.
   * Fit for `DatabaseSync.function(name, { varargs: true }, compute)`.
   */
  readonly compute: (...columns: readonly (SqlValue | Uint8Array)[]) => SqlValue;
}

/**
 * For formulas that toSql cannot say.
 * @param moment the day and the user at the time of each call
 * @throws RangeError when the formula was checked without the field that takes its result
 */
export const rowFunction = (
  formula: CheckedFormula,
  moment: () => Pick<FormulaScope, 'today' | 'now' | 'timeZone' | 'global'>,
): RowFunction => {
  const { fields, returns } = formula;
  if (returns === undefined) throw new RangeError('a row function needs the field that takes its result');
  const places = new Map(fields.map((reference, index) => [reference.path.join('.'), index]));
  return {
    fields,
    compute: (...columns) => {
      const scope: ValueScope = {
        ...valueScope({ ...moment(), field: () => null, isNew: false }),
        field: (reference) => fromStored(reference, columns[places.get(reference.path.join('.')) ?? -1] ?? null),
      };
      try {
        return toStored(evaluateValue(formula, scope), returns);
      } catch (error) {
        if (!(error instanceof FormulaError)) throw error;
        return returns.type === 'boolean' ? 0 : null;
      }
    },
  };
};
