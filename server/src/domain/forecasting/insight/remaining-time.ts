import { quantile } from '../../shared/index.ts';
import { AGE_LEVELS, ageLevel } from './deal-features.ts';
import { NOT_YET } from './deal-state.ts';
import type { Snapshots } from './snapshots.ts';

/** Days until deals were won, from a state like this one. */
export interface RemainingDays {
  readonly median: number;
  /** One in ten was sooner, one in ten later. */
  readonly soon: number;
  readonly late: number;
  /** Past states that it was learnt from. */
  readonly count: number;
}

/** Remaining days by stage and age. */
export interface FittedRemaining {
  /** Undefined where too few deals were won at all. */
  of(stage: number, age: number): RemainingDays | undefined;
}

const FEWEST = 10;

/**
 * Learns from the snapshots of deals that are won by now: by stage and age, by stage alone where those are fewer than
 * ten, else by all of them.
 */
export function fitRemaining(snapshots: Snapshots, stages: number): FittedRemaining {
  const byCell: number[][] = Array.from({ length: stages * AGE_LEVELS }, () => []);
  const byStage: number[][] = Array.from({ length: stages }, () => []);
  const all: number[] = [];
  for (let at = 0; at < snapshots.length; at += 1) {
    const end = snapshots.endedOn[at] ?? NOT_YET;
    if (snapshots.won[at] !== 1 || end === NOT_YET) continue;
    const days = end - (snapshots.day[at] ?? 0);
    const stage = snapshots.stage[at] ?? 0;
    byCell[stage * AGE_LEVELS + ageLevel(snapshots.age[at] ?? 0)]?.push(days);
    byStage[stage]?.push(days);
    all.push(days);
  }
  const cells = byCell.map(describe);
  const wholeStages = byStage.map(describe);
  const overall = describe(all);
  return { of: (stage, age) => cells[stage * AGE_LEVELS + ageLevel(age)] ?? wholeStages[stage] ?? overall };
}

function describe(days: readonly number[]): RemainingDays | undefined {
  const [soon, median, late] = [0.1, 0.5, 0.9].map((part) => quantile(days, part));
  if (days.length < FEWEST || soon === undefined || median === undefined || late === undefined) return undefined;
  return { median: Math.round(median), soon: Math.round(soon), late: Math.round(late), count: days.length };
}
