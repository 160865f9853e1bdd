import { add, roundToMoney, share, shareOf, subtract, type Money, type Ratio } from '../shared/index.ts';

/** Only a quota above 0 can be attained: with 0 any sum would be ∞, with less the sign would turn. */
const attainable = (quota: Money | undefined): Money | undefined => (quota && quota.minor > 0 ? quota : undefined);

/** Won ÷ quota; undefined where the quota is unknown or not above 0, never 0 % and never ∞. */
export function attainment(won: Money, quota: Money | undefined): Ratio | undefined {
  return shareOf(won, attainable(quota));
}

/** Won − quota: negative is short; undefined where the quota is unknown. */
export function gap(won: Money, quota: Money | undefined): Money | undefined {
  return quota && subtract(won, quota);
}

/** Coverage A: open pipeline closing in the period ÷ quota. */
export function coverageA(open: Money, quota: Money | undefined): Ratio | undefined {
  return shareOf(open, attainable(quota));
}

/** Coverage B: open pipeline closing in the period ÷ (quota − won); undefined once the quota is reached. */
export function coverageB(open: Money, quota: Money | undefined, won: Money): Ratio | undefined {
  const whole = attainable(quota);
  return shareOf(open, attainable(whole && subtract(whole, won)));
}

/** Coverage that a quota needs, about 1 ÷ the win rate by value; undefined for a rate of 0 or unknown. */
export function neededCoverage(valueWinRate: Ratio | undefined): Ratio | undefined {
  return share(1, valueWinRate);
}

/** Street quota (the sum of what people carry) ÷ target: 1.25 means 25 % more is assigned than is aimed at. */
export function overAssignment(streetQuota: Money | undefined, target: Money | undefined): Ratio | undefined {
  return shareOf(streetQuota, attainable(target));
}

/** Open pipeline: commit, best case and pipeline exclude each other, omitted deals are none of it. */
export function openPipeline(sums: {
  readonly commit: Money;
  readonly bestCase: Money;
  readonly pipeline: Money;
}): Money {
  return add(add(sums.commit, sums.bestCase), sums.pipeline);
}

/** A share of an amount, rounded to the minor unit: what should be won by now where that share usually is. */
export function partOf(amount: Money, part: Ratio): Money {
  return roundToMoney(amount.minor * part, amount.currency);
}
