import type { DayNumber } from '../../shared/index.ts';
import type { DealTable } from '../deals.ts';
import { calibration, orderedSplit, type Calibration } from './calibration.ts';
import type { DealHistory } from './deal-history.ts';
import type { Snapshots } from './snapshots.ts';
import { usualDeals } from './usual-deals.ts';
import { factsAt, fitWinModel, isDecided, winChance, wonInTime, type FittedWinModel } from './win-model.ts';

/** Which chances are shown, and how good they were on later deals than those they were learnt from. */
export interface InsightQuality {
  /** `Model`: it was better than the stage's plain rate. `StageRate`: it was not. `Unknown`: too little history. */
  readonly method: 'Model' | 'StageRate' | 'Unknown';
  /** One plain sentence. */
  readonly reason: string;
  /** Past states of deals that the chances were learnt from. */
  readonly learntFrom: number;
  /** Later ones that they were tried on. */
  readonly triedOn: number;
  readonly model?: Calibration;
  readonly stageRate?: Calibration;
}

/** The model to use and why. */
export interface ChosenWinModel {
  /** Absent when `Unknown`. */
  readonly model?: FittedWinModel;
  readonly quality: InsightQuality;
}

const FEWEST_WINS = 20;
const FEWEST_TRIED = 50;

/**
 * Learns on all quarters that are over, and tries the same way of learning on the last of them from what was known
 * before they began. The model is used only where its log-loss there beats the stage's rate.
 */
export function chooseWinModel(
  deals: DealTable,
  history: DealHistory,
  snapshots: Snapshots,
  today: DayNumber,
): ChosenWinModel {
  const stages = deals.stages.length;
  const yesterday = today - 1;
  const model = fitWinModel(snapshots, usualDeals(deals, history, yesterday), stages, yesterday);
  const learntFrom = model?.seen ?? 0;
  if (!model || model.wins < FEWEST_WINS || model.seen - model.wins < FEWEST_WINS) {
    const reason = `Too little history: ${model?.wins ?? 0} won in time, ${FEWEST_WINS} are needed.`;
    return { quality: { method: 'Unknown', reason, learntFrom, triedOn: 0 } };
  }
  const trial = tryOut(deals, history, snapshots, yesterday);
  if (!trial) {
    const reason = 'Too few past quarters to try a model on; the usual rate of the stage is shown.';
    return { model, quality: { method: 'StageRate', reason, learntFrom, triedOn: 0 } };
  }
  const better = trial.model.logLoss < trial.stageRate.logLoss;
  const reason = better
    ? `Closer than the stage’s rate on later deals (log-loss ${trial.model.logLoss.toFixed(3)} instead of ${trial.stageRate.logLoss.toFixed(3)}).`
    : `A model was no closer than the stage’s rate on later deals (log-loss ${trial.model.logLoss.toFixed(3)}, the stage ${trial.stageRate.logLoss.toFixed(3)}): the rate is shown.`;
  return { model, quality: { method: better ? 'Model' : 'StageRate', reason, learntFrom, ...trial } };
}

interface Trial {
  readonly triedOn: number;
  readonly model: Calibration;
  readonly stageRate: Calibration;
}

function tryOut(deals: DealTable, history: DealHistory, snapshots: Snapshots, upTo: DayNumber): Trial | undefined {
  const split = orderedSplit(snapshots.windowEnd.filter((end) => end <= upTo));
  if (split === undefined) return undefined;
  const early = fitWinModel(snapshots, usualDeals(deals, history, split), deals.stages.length, split);
  if (!early || early.wins < FEWEST_WINS || early.seen - early.wins < FEWEST_WINS) return undefined;
  const chances: number[] = [];
  const rates: number[] = [];
  const outcomes: number[] = [];
  for (let at = 0; at < snapshots.length; at += 1) {
    if ((snapshots.day[at] ?? 0) <= split || !isDecided(snapshots, at, upTo)) continue;
    const { probability, stageRate } = winChance(early, factsAt(snapshots, at));
    chances.push(probability);
    rates.push(stageRate);
    outcomes.push(wonInTime(snapshots, at) ? 1 : 0);
  }
  const model = calibration(chances, outcomes);
  const stageRate = calibration(rates, outcomes);
  const wins = outcomes.reduce((sum, outcome) => sum + outcome, 0);
  if (!model || !stageRate || outcomes.length < FEWEST_TRIED || wins === 0) return undefined;
  return { triedOn: outcomes.length, model, stageRate };
}
