import { clamp, shrink, type DayNumber } from '../../shared/index.ts';
import { FACTORS, levelCounts, levelsOf, type DealFacts } from './deal-features.ts';
import type { Snapshots } from './snapshots.ts';
import type { UsualDeals } from './usual-deals.ts';

/** Chances learnt from past deals. */
export interface FittedWinModel {
  readonly usual: UsualDeals;
  /** By stage: share of deals in it that were won by the end of the quarter they were due in. */
  readonly stageRate: Float64Array;
  /** By factor and level: log of the factor by which the odds change. */
  readonly effects: readonly Float64Array[];
  /** Snapshots learnt from. */
  readonly seen: number;
  /** Those among them that were won in time. */
  readonly wins: number;
}

/** A deal's chance and what it is made of. */
export interface WinChance {
  readonly probability: number;
  readonly stageRate: number;
  /** By factor, in the order of FACTORS: probability on top of the stage's rate; they add up to the difference. */
  readonly contributions: readonly number[];
}

/** Seldom is a deal safer or more hopeless than what so few like it can prove. */
const LEAST = 0.01;
const STAGE_STRENGTH = 20;
/** Prior precision of an effect: its log-odds are within ±0.3 two times in three unless many deals say otherwise. */
const EFFECT_PRECISION = 10;
const ROUNDS = 20;
const LONGEST_STEP = 1;

const logit = (probability: number): number => Math.log(probability / (1 - probability));
const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** Whether a snapshot may be learnt from at the end of a day: the quarter that the deal was due in is over. */
export const isDecided = (snapshots: Snapshots, at: number, upTo: DayNumber): boolean =>
  (snapshots.windowEnd[at] ?? 0) <= upTo;

/** Whether the deal was won by the end of the quarter that it was due in at the snapshot. */
export const wonInTime = (snapshots: Snapshots, at: number): boolean =>
  snapshots.won[at] === 1 && (snapshots.endedOn[at] ?? 0) <= (snapshots.windowEnd[at] ?? 0);

/** What was known of a deal at a snapshot. */
export function factsAt(snapshots: Snapshots, at: number): DealFacts {
  const amount = snapshots.amount[at] ?? Number.NaN;
  return {
    stage: snapshots.stage[at] ?? 0,
    age: snapshots.age[at] ?? 0,
    left: (snapshots.windowEnd[at] ?? 0) - (snapshots.day[at] ?? 0),
    dueIn: snapshots.dueIn[at] ?? 0,
    stay: snapshots.stay[at] ?? 0,
    pushes: snapshots.pushes[at] ?? 0,
    amount: Number.isNaN(amount) ? undefined : amount,
  };
}

/**
 * Learns from all snapshots decided by the end of a day, also of deals that slipped and are open still: leaving those
 * out would flatter. Undefined where none is decided.
 *
 * The stage's rate is shrunk to everybody's (empirical Bayes); on top of it, each factor multiplies the odds, its
 * effects fitted together by cyclic Newton steps under a normal prior (penalised logistic regression on categories;
 * Hastie, Tibshirani & Friedman 2009, §4.4), so that two factors that say the same are not counted twice.
 */
export function fitWinModel(
  snapshots: Snapshots,
  usual: UsualDeals,
  stages: number,
  upTo: DayNumber,
): FittedWinModel | undefined {
  const cells = cellsOf(snapshots, usual, upTo);
  const stageSeen = new Float64Array(stages);
  const stageWins = new Float64Array(stages);
  let seen = 0;
  let wins = 0;
  for (const cell of cells) {
    seen += cell.seen;
    wins += cell.wins;
    stageSeen[cell.stage] = (stageSeen[cell.stage] ?? 0) + cell.seen;
    stageWins[cell.stage] = (stageWins[cell.stage] ?? 0) + cell.wins;
  }
  if (seen === 0) return undefined;
  const overall = clamp(wins / seen, LEAST, 1 - LEAST);
  const stageRate = stageSeen.map((count, stage) => {
    const own = count === 0 ? 0 : (stageWins[stage] ?? 0) / count;
    return clamp(shrink(own, count, overall, STAGE_STRENGTH), LEAST, 1 - LEAST);
  });
  return { usual, stageRate, effects: fitEffects(cells, stageRate, levelCounts(stages)), seen, wins };
}

/** Snapshots that are alike in everything, counted. */
interface Cell {
  readonly stage: number;
  readonly levels: readonly number[];
  seen: number;
  wins: number;
}

function cellsOf(snapshots: Snapshots, usual: UsualDeals, upTo: DayNumber): readonly Cell[] {
  const cells = new Map<number, Cell>();
  for (let at = 0; at < snapshots.length; at += 1) {
    if (!isDecided(snapshots, at, upTo)) continue;
    const facts = factsAt(snapshots, at);
    const levels = levelsOf(facts, usual);
    // Age comes first and alone has more than seven levels, the unknown one counted.
    const key = levels.reduce((code, level) => code * 7 + level + 1, 0);
    let cell = cells.get(key);
    if (!cell) cells.set(key, (cell = { stage: facts.stage, levels, seen: 0, wins: 0 }));
    cell.seen += 1;
    if (wonInTime(snapshots, at)) cell.wins += 1;
  }
  // Sums of fractions depend on their order: sorted, the order of deals changes no digit.
  return [...cells].toSorted(([a], [b]) => a - b).map(([, cell]) => cell);
}

function fitEffects(
  cells: readonly Cell[],
  stageRate: Float64Array,
  counts: readonly number[],
): readonly Float64Array[] {
  const effects = counts.map((count) => new Float64Array(count));
  const logOdds = Float64Array.from(cells, ({ stage }) => logit(stageRate[stage] ?? 0.5));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [factor, effect] of effects.entries()) {
      const pull = effect.map((value) => -EFFECT_PRECISION * value);
      const curve = effect.map(() => EFFECT_PRECISION);
      for (const [at, { levels, seen, wins }] of cells.entries()) {
        const level = levels[factor] ?? -1;
        if (level < 0) continue;
        const chance = logistic(logOdds[at] ?? 0);
        pull[level] = (pull[level] ?? 0) + wins - seen * chance;
        curve[level] = (curve[level] ?? 0) + seen * chance * (1 - chance);
      }
      const step = pull.map((value, level) => clamp(value / (curve[level] ?? 1), -LONGEST_STEP, LONGEST_STEP));
      for (const [level, by] of step.entries()) effect[level] = (effect[level] ?? 0) + by;
      for (const [at, { levels }] of cells.entries()) {
        const level = levels[factor] ?? -1;
        if (level >= 0) logOdds[at] = (logOdds[at] ?? 0) + (step[level] ?? 0);
      }
    }
  }
  return effects;
}

/**
 * The chance that a deal is won by the end of the quarter it is due in, within [0.01, 0.99]. The difference to the
 * stage's rate is shared among the factors in proportion to their log-odds: exact, and in no order (Aumann–Shapley
 * values along the straight line; Sundararajan, Taly & Yan 2017).
 */
export function winChance(model: FittedWinModel, facts: DealFacts): WinChance {
  const stageRate = model.stageRate[facts.stage] ?? 0.5;
  const levels = levelsOf(facts, model.usual);
  const terms = FACTORS.map((_, factor) => model.effects[factor]?.[levels[factor] ?? -1] ?? 0);
  const sum = terms.reduce((total, term) => total + term, 0);
  const probability = clamp(logistic(logit(stageRate) + sum), LEAST, 1 - LEAST);
  const slope = Math.abs(sum) < 1e-9 ? stageRate * (1 - stageRate) : (probability - stageRate) / sum;
  return { probability, stageRate, contributions: terms.map((term) => term * slope) };
}
