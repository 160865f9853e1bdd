import type { OperationCall, TypedExpression } from '../operation.ts';
import { type Decimal, isDecimal } from '../values.ts';
import { aligned, blank, greatestScale, plain, roundedTo, type SqlExpression, truncated } from './sql-expression.ts';

/** Undefined: SQLite cannot say it exactly. */
export type Translation = (args: readonly SqlExpression[], call: OperationCall) => SqlExpression | undefined;

export const constantNumber = (arg: TypedExpression | undefined): Decimal | undefined =>
  arg?.kind === 'constant' && isDecimal(arg.value) ? arg.value : undefined;

/** SQLite goes on before the year 0, formulas do not. */
const shiftedDay = (day: SqlExpression, days: SqlExpression, sign: '' | '-'): SqlExpression => {
  const shift = `(${sign === '' ? '' : '-1 * '}${truncated(days).sql}) || ' days'`;
  return plain(`(SELECT CASE WHEN d >= '0000' THEN d END FROM (SELECT date(${day.sql}, ${shift}) AS d))`);
};

const shiftedInstant = (instant: SqlExpression, days: SqlExpression, sign: '+' | '-'): SqlExpression => {
  const seconds = roundedTo({ sql: `(${days.sql} * 86400)`, scale: days.scale }, 0);
  return plain(`(${instant.sql} ${sign} ${seconds.sql} * 1000)`);
};

const sum =
  (sign: '+' | '-'): Translation =>
  ([left = blank, right], { args: [leftArg, rightArg], type }) => {
    if (right === undefined) return { sql: `(${sign}${left.sql})`, scale: left.scale };
    if (type === 'null') return blank;
    if (type === 'text') return joined(left, right);
    if (leftArg?.type === 'date' && rightArg?.type === 'date') {
      return plain(`CAST(julianday(${left.sql}) - julianday(${right.sql}) AS INTEGER)`);
    }
    // The difference of two instants is a fraction of days without end.
    if (leftArg?.type === 'datetime' && rightArg?.type === 'datetime') return undefined;
    if (type === 'date') {
      return leftArg?.type === 'date' ? shiftedDay(left, right, sign === '-' ? '-' : '') : shiftedDay(right, left, '');
    }
    if (type === 'datetime') {
      return leftArg?.type === 'datetime' ? shiftedInstant(left, right, sign) : shiftedInstant(right, left, '+');
    }
    const { sqls, scale } = aligned(left, right);
    return { sql: `(${sqls.join(` ${sign} `)})`, scale };
  };

const joined = (...args: readonly SqlExpression[]): SqlExpression =>
  plain(`nullif(${args.map(({ sql }) => `coalesce(${sql}, '')`).join(' || ')}, '')`);

const product: Translation = ([left = blank, right = blank]) => {
  const scale = left.scale + right.scale;
  return scale > greatestScale ? undefined : { sql: `(${left.sql} * ${right.sql})`, scale };
};

/** Only by constants whose reciprocal ends (2, 4, 100): it is multiplied with. */
const quotient: Translation = ([left = blank], { args }) => {
  const divisor = constantNumber(args[1]);
  if (divisor === undefined || divisor.isZero()) return undefined;
  const reciprocal = divisor.pow(-1);
  const places = reciprocal.decimalPlaces();
  const scale = left.scale + places;
  if (scale > greatestScale || !reciprocal.times(divisor).equals(1)) return undefined;
  return { sql: `(${left.sql} * ${reciprocal.times(`1e${places}`).toFixed()})`, scale };
};

const rounded: Translation = ([value = blank], { args }) => {
  const places = constantNumber(args[1])?.trunc().toNumber();
  return places === undefined || places < 0 || places > greatestScale
    ? undefined
    : roundedTo(value, Math.min(places, value.scale));
};

const remainder: Translation = ([value = blank, divisor = blank], { args }) => {
  const constant = constantNumber(args[1]);
  if (constant === undefined || constant.isZero()) return undefined;
  const { sqls, scale } = aligned(value, divisor);
  return { sql: `(${sqls.join(' % ')})`, scale };
};

/** Away from zero. */
const ceiling: Translation = ([value = blank]) => {
  if (value.scale === 0) return value;
  const unit = `1${'0'.repeat(value.scale)}`;
  return plain(`(SELECT (v + sign(v) * (${unit} - 1)) / ${unit} FROM (SELECT ${value.sql} AS v))`);
};

const extreme =
  (name: 'min' | 'max'): Translation =>
  (args) => {
    const [only] = args;
    // With one argument SQLite's min() is the aggregate.
    if (only !== undefined && args.length === 1) return only;
    const { sqls, scale } = aligned(...args);
    return { sql: `${name}(${sqls.join(', ')})`, scale };
  };

export const arithmetic: Readonly<Record<string, Translation>> = {
  '+': sum('+'),
  '-': sum('-'),
  '*': product,
  '/': quotient,
  '&': (args) => joined(...args),
  ABS: ([value = blank]) => ({ sql: `abs(${value.sql})`, scale: value.scale }),
  ROUND: rounded,
  MOD: remainder,
  CEILING: ceiling,
  FLOOR: ([value = blank]) => truncated(value),
  MIN: extreme('min'),
  MAX: extreme('max'),
};
