import { read, refused, shown, type Read } from './outcome.ts';

export type DecimalSign = '.' | ',';

const plain = /^[+-]?\d+(\.\d+)?([eE][+-]?\d{1,3})?$/;
const withComma = /^[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$/;
const grouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;

/** Whole digits that the CRM keeps of a number. */
const largestMagnitude = 1e16;

/**
 * Reads a number with the declared decimal sign. Refused: anything else, NaN and infinities, numbers beyond 16 whole
 * digits. Minus zero becomes zero.
 */
export const readNumber = (text: string, decimal: DecimalSign): Read<number> => {
  const trimmed = text.trim();
  const matches = decimal === ',' ? withComma.test(trimmed) : plain.test(trimmed);
  if (!matches) {
    if (decimal === '.' && withComma.test(trimmed)) {
      return refused(
        `${shown(text)} has a decimal comma`,
        'Write it with a point (1234.50), or declare "decimal": "," for the file in a mapping.',
      );
    }
    if (grouped.test(trimmed)) return refused(`${shown(text)} has thousands separators`, 'Write it as 1234.50.');
    return refused(`${shown(text)} is not a number`, `Write it as 1234${decimal}50, or leave it empty for unknown.`);
  }
  const number = Number(decimal === ',' ? trimmed.replaceAll('.', '').replace(',', '.') : trimmed);
  if (!(Math.abs(number) < largestMagnitude)) {
    return refused(`${shown(text)} has more than 16 digits before the point`, 'Check the amount.');
  }
  return read(number === 0 ? 0 : number);
};

/** `number × factor` to two decimals, so that 1100.04 million stays 1,100,040,000. */
export const scaled = (number: number, factor: number): number => Number((number * factor).toFixed(2));
