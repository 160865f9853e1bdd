import type { DealFacts, Factor } from './deal-features.ts';
import { FACTORS } from './deal-features.ts';
import type { UsualDeals } from './usual-deals.ts';
import type { WinChance } from './win-model.ts';
import { daysText } from './words.ts';

/** Something that speaks for a deal or against it, in whole points of probability. */
export interface Driver {
  readonly text: string;
  /** + speaks for it. */
  readonly points: number;
}

/**
 * A chance as people add it up: the stage's whole points and every driver's, which sum to the chance's whole points
 * exactly. Drivers of less than half a point are left out, unless the sum needs them; best first.
 */
export function driversOf(
  chance: WinChance,
  facts: DealFacts,
  usual: UsualDeals,
  stageName: string,
): readonly Driver[] {
  const target = Math.round(chance.probability * 100) - Math.round(chance.stageRate * 100);
  const points = wholePoints(
    chance.contributions.map((contribution) => contribution * 100),
    target,
  );
  return FACTORS.flatMap((factor, at): readonly Driver[] => {
    const own = points[at] ?? 0;
    return own === 0 ? [] : [{ text: textOf(factor, facts, usual, stageName), points: own }];
  }).toSorted((a, b) => b.points - a.points);
}

/**
 * Rounds parts so that they add up to a whole: each down, then up those with the largest fractions; where the whole
 * is further away, the largest parts carry what is left, for there it shows least.
 */
export function wholePoints(parts: readonly number[], whole: number): readonly number[] {
  // A part that is 0 has nothing to do with the deal: it stays 0.
  const rounded = parts.map((part) => (part === 0 ? 0 : Math.floor(part)));
  const order = parts
    .map((part, at) => ({ at, fraction: part - Math.floor(part), size: Math.abs(part) }))
    .filter(({ size }) => size > 0)
    .toSorted((a, b) => b.fraction - a.fraction || a.at - b.at);
  let left = whole - rounded.reduce((sum, part) => sum + part, 0);
  for (const { at, fraction } of order) {
    if (left <= 0 || fraction === 0) break;
    rounded[at] = (rounded[at] ?? 0) + 1;
    left -= 1;
  }
  const largest = order.toSorted((a, b) => b.size - a.size || a.at - b.at)[0];
  if (left !== 0 && largest) rounded[largest.at] = (rounded[largest.at] ?? 0) + left;
  return rounded.map((part) => part + 0);
}

function textOf(factor: Factor, facts: DealFacts, usual: UsualDeals, stageName: string): string {
  const { age, left, dueIn, stage } = facts;
  switch (factor) {
    case 'age':
      return `Open for ${daysText(age)}`;
    case 'left':
      return left === 0 ? 'Last day of the quarter' : `${daysText(left)} left to win it in time`;
    case 'due':
      if (dueIn < 0) return `Close date passed ${daysText(-dueIn)} ago`;
      return dueIn === 0 ? 'Due today' : `Due in ${daysText(dueIn)}`;
    case 'stay':
      return `${daysText(facts.stay ?? 0)} in ${stageName}; usual is ${Math.round(usual.stay[stage] ?? 0)}`;
    case 'pushes':
      return pushesText(facts.pushes ?? 0);
    case 'amount':
      return amountText((facts.amount ?? 0) / (usual.amount ?? 1));
  }
}

function pushesText(pushes: number): string {
  if (pushes === 0) return 'Close date never pushed';
  return pushes === 1 ? 'Close date pushed once' : `Close date pushed ${pushes} times`;
}

function amountText(relative: number): string {
  if (relative > 2) return `Amount ${relative < 10 ? relative.toFixed(1) : Math.round(relative)} times the usual`;
  return relative > 0.5 ? 'Usual deal size' : `Amount ${Math.max(0, Math.round(relative * 100))} % of the usual`;
}
