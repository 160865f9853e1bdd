import { FormulaError } from '../formula-error.ts';
import type { Evaluation, Operation, OperationCall } from '../operation.ts';
import { type Day, type Decimal, type Instant, isDay, isDecimal, isInstant, type Value } from '../values.ts';

/** No result for this record: what Salesforce shows as `#Error!`. */
export const noResult = (reason: string, position = 0): FormulaError =>
  new FormulaError('evaluation', `#Error! ${reason}`, position);

const broken = (): FormulaError => new FormulaError('evaluation', '#Error! A value does not have its type');

export const numberAt = (values: readonly Value[], index: number): Decimal | null => {
  const value = values[index] ?? null;
  if (value === null || isDecimal(value)) return value;
  throw broken();
};

export const textAt = (values: readonly Value[], index: number): string | null => {
  const value = values[index] ?? null;
  if (value === null || typeof value === 'string') return value;
  throw broken();
};

export const dayAt = (values: readonly Value[], index: number): Day | null => {
  const value = values[index] ?? null;
  if (value === null || isDay(value)) return value;
  throw broken();
};

export const instantAt = (values: readonly Value[], index: number): Instant | null => {
  const value = values[index] ?? null;
  if (value === null || isInstant(value)) return value;
  throw broken();
};

/** Blank conditions are false to AND, OR and IF. */
export const isTrue = (value: Value): boolean => value === true;

/** An operation that needs the values of all its arguments. */
export const strict =
  (apply: (values: readonly Value[], evaluation: Evaluation, call: OperationCall) => Value): Operation['run'] =>
  (call, evaluation) =>
    apply(
      call.args.map((arg) => evaluation.value(arg)),
      evaluation,
      call,
    );

/** Numbers in, a value out; blank where one of them is. */
export const ofNumbers = (apply: (numbers: readonly Decimal[]) => Value): Operation['run'] =>
  strict((values) => {
    const numbers: Decimal[] = [];
    for (const index of values.keys()) {
      const number = numberAt(values, index);
      if (number === null) return null;
      numbers.push(number);
    }
    return apply(numbers);
  });

export const ofNumber = (apply: (number: Decimal) => Value): Operation['run'] =>
  ofNumbers(([number]) => (number === undefined ? null : apply(number)));

export const ofTwoNumbers = (apply: (left: Decimal, right: Decimal) => Value): Operation['run'] =>
  ofNumbers(([left, right]) => (left === undefined || right === undefined ? null : apply(left, right)));
