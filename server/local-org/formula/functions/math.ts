import type { Operation } from '../operation.ts';
import { Decimal } from '../values.ts';
import { noResult, ofNumber, ofNumbers, ofTwoNumbers } from './arguments.ts';
import { takes, takesAll } from './signatures.ts';

const zero = new Decimal(0);
const unary = takes(['number'], 'number');
const binary = takes(['number', 'number'], 'number');

const ofOne = (name: string, apply: (value: Decimal) => Decimal): Operation => ({
  name,
  check: unary,
  run: ofNumber(apply),
});

/** 1/3 * 3 is meant to be whole: the last digits of endless fractions are cut (FunctionCeiling of the engine). */
const settled = (value: Decimal): Decimal => value.toSignificantDigits(33, Decimal.ROUND_HALF_DOWN);

/** Half away from zero; negative places round before the point. */
export const roundTo = (value: Decimal, places: number): Decimal => {
  if (places >= 0) return value.toDecimalPlaces(Math.min(places, 100), Decimal.ROUND_HALF_UP);
  if (places < -100) return zero;
  const unit = new Decimal(10).pow(-places);
  return value.div(unit).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).times(unit);
};

const positive = (value: Decimal, name: string): Decimal => {
  if (value.lessThanOrEqualTo(0)) throw noResult(`${name}() needs a number above zero`);
  return value;
};

export const mathFunctions: readonly Operation[] = [
  ofOne('ABS', (value) => value.abs()),
  // Away from zero and towards zero (Salesforce help, CEILING and FLOOR); MCEILING and MFLOOR go up and down.
  ofOne('CEILING', (value) => settled(value).toDecimalPlaces(0, Decimal.ROUND_UP)),
  ofOne('FLOOR', (value) => settled(value).toDecimalPlaces(0, Decimal.ROUND_DOWN)),
  ofOne('MCEILING', (value) => settled(value).ceil()),
  ofOne('MFLOOR', (value) => settled(value).floor()),
  ofOne('SQRT', (value) => {
    if (value.isNegative() && !value.isZero()) throw noResult('SQRT() of a negative number');
    return value.sqrt();
  }),
  ofOne('EXP', (value) => {
    if (value.greaterThan(147)) throw noResult('Out of range argument to EXP()');
    return value.lessThan(-147) ? zero : value.exp();
  }),
  ofOne('LN', (value) => positive(value, 'LN').ln()),
  ofOne('LOG', (value) => positive(value, 'LOG').log(10)),
  { name: 'ROUND', check: binary, run: ofTwoNumbers((value, places) => roundTo(value, places.trunc().toNumber())) },
  {
    name: 'MOD',
    check: binary,
    // The sign is the dividend's.
    run: ofTwoNumbers((value, divisor) => {
      if (divisor.isZero()) throw noResult('MOD() by zero');
      return value.mod(divisor);
    }),
  },
  { name: 'MIN', check: takesAll('number', 'number'), run: ofNumbers((values) => Decimal.min(...values)) },
  { name: 'MAX', check: takesAll('number', 'number'), run: ofNumbers((values) => Decimal.max(...values)) },
];
