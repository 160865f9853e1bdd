/**
 * Numbers are kept as whole multiples of 10^-scale, so that sums of money are exact.
 * Beyond 2^53 they are bigints: node:sqlite would otherwise refuse to read them.
 */
export type Scaled = number | bigint;

const safe = (value: bigint): Scaled =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;

/** Digits of a finite number without exponent: 1e21 → `1000000000000000000000`. */
const plainDigits = (text: string): string => {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text);
  if (match === null) throw new RangeError(`not a number: ${text}`);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  const digits = whole + fraction;
  const point = whole.length + shift;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length);
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
};

/** Rounds half away from zero, as Salesforce does, on the decimal digits: 1.005 at scale 2 is 1.01. */
const scaleText = (text: string, scale: number): Scaled => {
  const plain = plainDigits(text);
  const negative = plain.startsWith('-');
  const [whole = '0', fraction = ''] = plain.replace('-', '').split('.');
  const padded = fraction.padEnd(scale + 1, '0');
  let value = BigInt(whole + padded.slice(0, scale));
  if (padded.charAt(scale) >= '5') value += 1n;
  return safe(negative ? -value : value);
};

/** A number (or its decimal text) as a whole multiple of 10^-scale. */
export const toScaled = (value: number | string, scale: number): Scaled => {
  if (typeof value === 'number') {
    const factor = 10 ** scale;
    const rounded = Math.round(value * factor);
    if (Number.isSafeInteger(rounded) && rounded / factor === value) return rounded === 0 ? 0 : rounded;
  }
  return scaleText(String(value), scale);
};

/** The nearest double of the exact decimal: what a JSON number can say. */
export const fromScaled = (value: Scaled, scale: number): number =>
  typeof value === 'bigint' ? Number(scaledText(value, scale)) : value / 10 ** scale;

/** The exact decimal: `123.40` for 12340 at scale 2. */
export const scaledText = (value: Scaled, scale: number): string => {
  const digits = String(value)
    .replace('-', '')
    .padStart(scale + 1, '0');
  const sign = value < 0 ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};

/** A double as Salesforce prints it in CSV: Java's way, `100.0` and, from ten million on, `1.2345678E7`. */
export const javaDouble = (value: number): string => {
  if (value === 0) return '0.0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${exponent.replace('+', '')}`;
};
