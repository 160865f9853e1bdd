import { Decimal as PlainDecimal } from 'decimal.js';

/** Precision and rounding of Salesforce's engine (BigDecimalHelper: 39 digits, half up). */
export const Decimal = PlainDecimal.clone({
  precision: 39,
  rounding: PlainDecimal.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});
export type Decimal = PlainDecimal;

/** Days since 1970-01-01. */
export interface Day {
  readonly day: number;
}

/** Milliseconds since the epoch. */
export interface Instant {
  readonly instant: number;
}

/**
 * What a formula computes with. Blank is null, for text too: to Salesforce an empty text is no text.
 * Percentages are fractions: a field's 14.2 is 0.142.
 */
export type Value = null | boolean | string | Decimal | Day | Instant;

export const isDecimal = (value: Value): value is Decimal => PlainDecimal.isDecimal(value);
export const isDay = (value: Value): value is Day => typeof value === 'object' && value !== null && 'day' in value;
export const isInstant = (value: Value): value is Instant =>
  typeof value === 'object' && value !== null && 'instant' in value;

/** Empty text is blank. */
export const textOrBlank = (text: string): string | null => (text === '' ? null : text);

/** As TEXT() writes it: plain digits without trailing zeros. */
export const plainNumber = (value: Decimal): string => (value.isZero() ? '0' : value.toFixed());
