import type { UsualDeals } from './usual-deals.ts';

/** What is looked at of an open deal on a day. Unknown things are undefined and speak neither for nor against it. */
export interface DealFacts {
  readonly stage: number;
  /** Days since creation. */
  readonly age: number;
  /** Days left until the end of the quarter that it is due in. */
  readonly left: number;
  /** Days until its close date, negative when passed. */
  readonly dueIn: number;
  /** Days in the stage. */
  readonly stay: number | undefined;
  readonly pushes: number | undefined;
  /** Minor units. */
  readonly amount: number | undefined;
}

/** The things that speak for or against a deal, in the order of {@link levelsOf}. */
export const FACTORS = ['age', 'left', 'due', 'stay', 'pushes', 'amount'] as const;

export type Factor = (typeof FACTORS)[number];

const AGES = [30, 60, 90, 180, 365];
const LEFT = [7, 14, 30, 60, 95];
const DUE = [-1, 14, 45, 95];
const STAYS = [0.5, 1, 2, 4];
const AMOUNTS = [0.25, 0.5, 2, 4];
const MOST_PUSHES = 3;

/** Ages are told apart in so many levels. */
export const AGE_LEVELS = AGES.length + 1;

/** Number of levels of each factor; age has its levels for every stage. */
export function levelCounts(stages: number): readonly number[] {
  return [stages * AGE_LEVELS, LEFT.length + 1, DUE.length + 1, STAYS.length + 1, MOST_PUSHES + 1, AMOUNTS.length + 1];
}

/** How many of the bounds lie below the value: level 0 is up to and including the first. */
function level(value: number, bounds: readonly number[]): number {
  let at = 0;
  while (at < bounds.length && value > (bounds[at] ?? 0)) at += 1;
  return at;
}

/** Level of an age in days. */
export function ageLevel(age: number): number {
  return level(age, AGES);
}

/** The deal's level in every factor; −1 = unknown. Stay and amount are told relative to what is usual. */
export function levelsOf(facts: DealFacts, usual: UsualDeals): readonly number[] {
  const { stage, age, left, dueIn, stay, pushes, amount } = facts;
  const usualStay = usual.stay[stage];
  return [
    stage * AGE_LEVELS + ageLevel(age),
    level(left, LEFT),
    level(dueIn, DUE),
    stay === undefined || usualStay === undefined ? -1 : level(stay / Math.max(1, usualStay), STAYS),
    pushes === undefined ? -1 : Math.min(MOST_PUSHES, pushes),
    amount === undefined || usual.amount === undefined ? -1 : level(amount / usual.amount, AMOUNTS),
  ];
}
