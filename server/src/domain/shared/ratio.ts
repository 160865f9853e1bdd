import { MixedCurrencies, type Money } from './money.ts';

declare const ratioBrand: unique symbol;

/** A share: 1 = 100 %. Always finite; it may be negative or above 1. */
export type Ratio = number & { readonly [ratioBrand]: true };

/** A number that is no ratio: NaN or infinite. */
export class NotARatio extends RangeError {
  override readonly name = 'NotARatio';

  constructor(value: number) {
    super(`${value} is not a ratio`);
  }
}

const isRatio = (value: number): value is Ratio => Number.isFinite(value);

/** A ratio from a finite number. Throws {@link NotARatio}. */
export function ratio(value: number): Ratio {
  if (!isRatio(value)) throw new NotARatio(value);
  return value;
}

/** part ÷ whole; undefined where either is unknown or the whole is 0 (an attainment without quota is not 0 % and not ∞). */
export function share(part: number | undefined, whole: number | undefined): Ratio | undefined {
  if (part === undefined || whole === undefined || whole === 0) return undefined;
  const value = part / whole;
  return isRatio(value) ? value : undefined;
}

/** part ÷ whole of amounts in one currency; undefined where either is unknown or the whole is 0. Throws {@link MixedCurrencies}. */
export function shareOf(part: Money | undefined, whole: Money | undefined): Ratio | undefined {
  if (part && whole && part.currency !== whole.currency) throw new MixedCurrencies(part.currency, whole.currency);
  return share(part?.minor, whole?.minor);
}

/** For people, in English: `12.4 %`. */
export function percentText(value: Ratio): string {
  return `${(value * 100).toFixed(1)} %`;
}
