import type { Currency } from './currency.ts';

/** An exact amount: whole minor units (cents) of one currency, always a safe integer, never −0. */
export interface Money {
  readonly minor: number;
  readonly currency: Currency;
}

/** A number that cannot be exact money: NaN, infinite, a fraction of a cent, or beyond ±(2^53 − 1) minor units. */
export class InexactMoney extends RangeError {
  override readonly name = 'InexactMoney';
  readonly minor: number;

  constructor(minor: number) {
    super(`${minor} is not a whole number of minor units within ±(2^53 − 1)`);
    this.minor = minor;
  }
}

/** Two currencies met in one sum. */
export class MixedCurrencies extends Error {
  override readonly name = 'MixedCurrencies';
  readonly currencies: readonly [Currency, Currency];

  constructor(left: Currency, right: Currency) {
    super(`Cannot reckon ${left} with ${right}: convert by a stated rate first`);
    this.currencies = [left, right];
  }
}

/** Money from whole minor units. Throws {@link InexactMoney}. */
export function money(minor: number, currency: Currency): Money {
  if (!Number.isSafeInteger(minor)) throw new InexactMoney(minor);
  return { minor: minor + 0 === 0 ? 0 : minor, currency };
}

/** Nothing, in that currency. */
export function zero(currency: Currency): Money {
  return { minor: 0, currency };
}

/** Money from a fractional number of minor units, half away from zero: the one rounding, at the edge of a kernel. Throws {@link InexactMoney}. */
export function roundToMoney(minor: number, currency: Currency): Money {
  return money(Math.sign(minor) * Math.round(Math.abs(minor)), currency);
}

/** left + right. Throws {@link MixedCurrencies}, {@link InexactMoney}. */
export function add(left: Money, right: Money): Money {
  checkSameCurrency(left, right);
  return money(left.minor + right.minor, left.currency);
}

/** left − right. Throws {@link MixedCurrencies}, {@link InexactMoney}. */
export function subtract(left: Money, right: Money): Money {
  checkSameCurrency(left, right);
  return money(left.minor - right.minor, left.currency);
}

/** −amount. */
export function negate(amount: Money): Money {
  return money(-amount.minor, amount.currency);
}

/** The total of amounts in one currency; of none, zero. Throws {@link MixedCurrencies}, {@link InexactMoney}. */
export function sum(amounts: readonly Money[], currency: Currency): Money {
  return amounts.reduce(add, zero(currency));
}

/** −1, 0 or 1 as left is below, equal to or above right. Throws {@link MixedCurrencies}. */
export function compare(left: Money, right: Money): -1 | 0 | 1 {
  checkSameCurrency(left, right);
  if (left.minor === right.minor) return 0;
  return left.minor < right.minor ? -1 : 1;
}

function checkSameCurrency(left: Money, right: Money): void {
  if (left.currency !== right.currency) throw new MixedCurrencies(left.currency, right.currency);
}
