import { failure, success, type Result } from './result.ts';

declare const currencyBrand: unique symbol;

/** An ISO 4217 code, for example `USD`. */
export type Currency = string & { readonly [currencyBrand]: true };

/** A text that is no currency code was taken for one. */
export class UnknownCurrency extends Error {
  override readonly name = 'UnknownCurrency';
  readonly code: string;

  constructor(code: string) {
    super(`"${code}" is not an ISO 4217 currency code (three capital letters)`);
    this.code = code;
  }
}

// ISO 4217, table A.1 (minor units other than 2), active codes.
const DIGITS = new Map<string, number>([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG'].map((code) => [code, 0] as const),
  ...['RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'].map((code) => [code, 0] as const),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3] as const),
  ...['CLF', 'UYW'].map((code) => [code, 4] as const),
]);

const isCode = (text: string): text is Currency => /^[A-Z]{3}$/.test(text);

/** Reads a currency code; the reason of a refusal is `unknown-currency`. */
export function parseCurrency(
  code: string,
): Result<Currency, { readonly reason: 'unknown-currency'; readonly code: string }> {
  return isCode(code) ? success(code) : failure({ reason: 'unknown-currency', code });
}

/** The currency of a code known to be good. Throws {@link UnknownCurrency}. */
export function currencyOf(code: string): Currency {
  if (!isCode(code)) throw new UnknownCurrency(code);
  return code;
}

/** Decimal places of the currency's minor unit (ISO 4217; 2 where the standard names no other). */
export function minorUnitDigits(currency: Currency): number {
  return DIGITS.get(currency) ?? 2;
}
