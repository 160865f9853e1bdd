import { dayText, millisecondsPerDay } from '../calendar.ts';
import type { CallSite, Operation, TypedExpression } from '../operation.ts';
import { commonType, type FormulaType, isPicklist } from '../types.ts';
import { Decimal, isDay, isDecimal, isInstant, textOrBlank, type Value } from '../values.ts';
import { noResult, ofTwoNumbers, strict, textAt } from './arguments.ts';
import { demand, pair, single, takes, wrongType } from './signatures.ts';

const temporal = (type: FormulaType): boolean => type === 'date' || type === 'datetime';
const computable = ['number', 'date', 'datetime'] as const;

/** What can be added up: numbers, text with text, days to a date. OperatorAddOrSubtract of the engine. */
const checkSum = (site: CallSite): FormulaType => {
  if (site.args.length === 1) {
    demand(site, single(site), 'number');
    return 'number';
  }
  const [left, right] = pair(site);
  if (left.type === 'null' || right.type === 'null') return 'null';
  if (left.type === 'number') {
    if (right.type === 'number') return 'number';
    if (temporal(right.type) && site.name === '+') return right.type;
    throw wrongType(site, temporal(right.type) ? ['number'] : computable, right);
  }
  if (temporal(left.type)) {
    if (right.type === 'number') return left.type;
    if (right.type === left.type && site.name === '-') return 'number';
    throw wrongType(site, right.type === left.type ? ['number'] : computable, right);
  }
  if (left.type === 'text' && site.name === '+') {
    if (right.type === 'text') return 'text';
    throw wrongType(site, ['text'], right);
  }
  throw wrongType(site, computable, left);
};

/** Whole days are added to a date; to an instant days and their fractions, to the second. */
const shifted = (start: Value, days: Decimal, sign: 1 | -1): Value => {
  if (isDay(start)) {
    const day = { day: start.day + sign * days.trunc().toNumber() };
    return dayText(day) === undefined ? null : day;
  }
  if (!isInstant(start)) return null;
  const seconds = days.times(86_400).toDecimalPlaces(0).toNumber();
  const instant = start.instant + sign * seconds * 1000;
  return Math.abs(instant) > 8.64e15 ? null : { instant };
};

const add = (left: Value, right: Value): Value => {
  if (typeof left === 'string' || typeof right === 'string') return joined([left, right]);
  if (left === null || right === null) return null;
  if (isDecimal(left)) return isDecimal(right) ? left.plus(right) : shifted(right, left, 1);
  return isDecimal(right) ? shifted(left, right, 1) : null;
};

const subtract = (left: Value, right: Value): Value => {
  if (left === null || right === null) return null;
  if (isDecimal(right)) return isDecimal(left) ? left.minus(right) : shifted(left, right, -1);
  if (isDay(left) && isDay(right)) return new Decimal(left.day - right.day);
  if (isInstant(left) && isInstant(right)) return new Decimal(left.instant - right.instant).div(millisecondsPerDay);
  return null;
};

/** Blank is nothing to join: `"a" & NULL` is `a`. */
const joined = (values: readonly Value[]): Value =>
  textOrBlank(values.map((_, index) => textAt(values, index) ?? '').join(''));

/** Below 10^-39 is zero, above 10^64 is an error; whole exponents only (BigDecimalHelper.formulaPower). */
const power = (base: Decimal, exponent: Decimal): Decimal => {
  const size = base.isZero() ? 0 : base.abs().log(10).toNumber() * exponent.toNumber();
  if (!exponent.isInteger() || exponent.isNegative() || size > 64) throw noResult('Out of range argument to POWER()');
  if (size < -39) return new Decimal(0);
  return base.pow(exponent).toSignificantDigits(18);
};

const sameValue = (left: Value, right: Value): boolean => {
  if (isDecimal(left) && isDecimal(right)) return left.equals(right);
  if (isDay(left) && isDay(right)) return left.day === right.day;
  if (isInstant(left) && isInstant(right)) return left.instant === right.instant;
  return left === right;
};

/**
 * Whether two values are equal, with regard to case. Blank text equals blank text; any other blank compares to
 * nothing, and the comparison is blank itself (OperatorEquality.comparePointwise).
 */
export const equal = (left: Value, right: Value, asText: boolean): boolean | null =>
  !asText && (left === null || right === null) ? null : sameValue(left, right);

export const comparesText = (left: TypedExpression, right: TypedExpression): boolean =>
  [left.type, right.type].some((type) => type === 'text' || isPicklist(type));

const equality = (name: '=' | '<>'): Operation => ({
  name,
  check: (site) => {
    const [left, right] = pair(site);
    for (const side of [left, right]) if (isPicklist(side.type)) throw wrongType(site, ['text'], side);
    if (commonType(left.type, right.type) === undefined) throw wrongType(site, [left.type], right);
    return 'boolean';
  },
  run: (call, evaluation) => {
    const [left, right] = pair(call);
    const same = equal(evaluation.value(left), evaluation.value(right), comparesText(left, right));
    return same === null ? null : same === (name === '=');
  },
});

const order = (left: Value, right: Value): number | null => {
  if (isDecimal(left) && isDecimal(right)) return left.comparedTo(right);
  if (isDay(left) && isDay(right)) return left.day - right.day;
  if (isInstant(left) && isInstant(right)) return left.instant - right.instant;
  return null;
};

const comparison = (name: string, holds: (order: number) => boolean): Operation => ({
  name,
  check: (site) => {
    const [left, right] = pair(site);
    if (commonType(left.type, right.type) === undefined) throw wrongType(site, [left.type], right);
    for (const side of [left, right]) demand(site, side, ...computable);
    return 'boolean';
  },
  run: strict(([left = null, right = null]) => {
    const found = order(left, right);
    return found === null ? null : holds(found);
  }),
});

const numeric = takes(['number', 'number'], 'number');

export const operators: readonly Operation[] = [
  {
    name: '+',
    check: checkSum,
    run: strict(([left = null, right], _, { type }) => {
      if (right === undefined) return left;
      // With a written NULL nothing is added, not even text.
      return type === 'null' ? null : add(left, right);
    }),
  },
  {
    name: '-',
    check: checkSum,
    run: strict(([left = null, right]) => {
      if (right !== undefined) return subtract(left, right);
      return isDecimal(left) ? left.negated() : null;
    }),
  },
  { name: '*', check: numeric, run: ofTwoNumbers((left, right) => left.times(right)) },
  {
    name: '/',
    check: numeric,
    run: ofTwoNumbers((left, right) => {
      if (right.isZero()) throw noResult('Division by zero');
      return left.div(right);
    }),
  },
  { name: '^', check: numeric, run: ofTwoNumbers((left, right) => power(left, right)) },
  { name: '&', check: takes(['text', 'text'], 'text'), run: strict(joined) },
  equality('='),
  equality('<>'),
  comparison('<', (found) => found < 0),
  comparison('<=', (found) => found <= 0),
  comparison('>', (found) => found > 0),
  comparison('>=', (found) => found >= 0),
];
