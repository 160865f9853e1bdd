import { minorUnitDigits, parseCurrency } from './currency.ts';
import { money, type Money } from './money.ts';
import { failure, success, type Result } from './result.ts';

/** Why a text is no exact amount. */
export interface NotMoney {
  readonly reason: 'not-a-number' | 'too-precise' | 'too-large' | 'unknown-currency';
  readonly text: string;
}

/**
 * Reads an amount such as `1054.50`, `-3`, `1.05e3` exactly, digit by digit: no binary fraction is ever involved.
 * Trailing zeros beyond the minor unit are no precision (`1.500` USD is 1.50); other digits there are refused, and so
 * are NaN, Infinity, blanks, separators and amounts beyond ±(2^53 − 1) minor units.
 */
export function fromDecimalString(text: string, currencyCode: string): Result<Money, NotMoney> {
  const currency = parseCurrency(currencyCode);
  if (!currency.ok) return failure({ reason: 'unknown-currency', text: currencyCode });
  const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  if (!match) return failure({ reason: 'not-a-number', text });
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') return success(money(0, currency.value));

  const places = fraction.length - Number(exponent) - minorUnitDigits(currency.value);
  const minor = places > 0 ? dropZeros(digits, places) : digits + '0'.repeat(-places);
  if (minor === undefined) return failure({ reason: 'too-precise', text });
  const value = Number(minor) * (sign === '-' ? -1 : 1);
  return Number.isSafeInteger(value) ? success(money(value, currency.value)) : failure({ reason: 'too-large', text });
}

/** The digits without their last `places`, which must be zeros. */
function dropZeros(digits: string, places: number): string | undefined {
  const kept = Math.max(0, digits.length - places);
  if (/[^0]/.test(digits.slice(kept))) return undefined;
  return digits.slice(0, kept) || undefined;
}

/** The amount as decimal text with the currency's own number of places: `1054.50`, `-0.05`, in yen `1054`. */
export function toDecimalString(amount: Money): string {
  const places = minorUnitDigits(amount.currency);
  const digits = String(Math.abs(amount.minor)).padStart(places + 1, '0');
  const sign = amount.minor < 0 ? '-' : '';
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
