import { shrink } from '../shared/index.ts';

/** What closed deals say about amounts, counted up to one day. */
export interface ClosedValues {
  readonly won: number;
  readonly wonKnown: number;
  readonly wonValue: number;
  readonly lost: number;
  /** Lost deals with an amount other than 0. */
  readonly lostKnown: number;
  readonly lostValue: number;
}

const FEWEST_LOST = 20;
const VALUE_STRENGTH = 50;

/**
 * What a known amount of an open deal is worth per chance of winning, or undefined where amounts cannot be trusted
 * before the close: many teams enter or zero them only then, and a model learnt on such amounts knows the outcome.
 * They are trusted where lost deals carry amounts about as often and as large as won ones do.
 *
 * The factor is how much less (or more) often money is won than deals are, shrunk to 1.
 */
export function amountFactor(closed: ClosedValues): number | undefined {
  const { won, wonKnown, wonValue, lost, lostKnown, lostValue } = closed;
  if (lost < FEWEST_LOST || wonKnown === 0 || wonValue <= 0) return undefined;
  if (lostKnown / lost < (0.5 * wonKnown) / won) return undefined;
  const relative = lostValue / lostKnown / (wonValue / wonKnown);
  if (!(relative > 0.2 && relative < 5)) return undefined;
  const byMoney = wonValue / (wonValue + lostValue);
  const byCount = wonKnown / (wonKnown + lostKnown);
  return shrink(byMoney / byCount, wonKnown + lostKnown, 1, VALUE_STRENGTH);
}
