import { quantile, type DayNumber } from '../../shared/index.ts';
import { DealStatus, type DealTable } from '../deals.ts';
import type { DealHistory } from './deal-history.ts';
import { endedOn, NOT_YET, stateAt } from './deal-state.ts';

/** What is usual for deals that were won, by stage. Undefined = too few of them to say. */
export interface UsualDeals {
  /** Median days in the stage. */
  readonly stay: readonly (number | undefined)[];
  /** Days in the stage that nine in ten did not exceed. */
  readonly longStay: readonly (number | undefined)[];
  /** Longest time without a recorded change within the stage that nine in ten did not exceed, days. */
  readonly longQuiet: readonly (number | undefined)[];
  /** Median amount when won, minor units. */
  readonly amount: number | undefined;
}

const FEWEST = 10;

/** Learns from the deals won up to a day. A stage that fewer than ten of them passed is judged by all stages together. */
export function usualDeals(deals: DealTable, history: DealHistory, upTo: DayNumber): UsualDeals {
  const stages = deals.stages.length;
  const stays: number[][] = Array.from({ length: stages }, () => []);
  const quiets: number[][] = Array.from({ length: stages }, () => []);
  const amounts: number[] = [];
  for (let deal = 0; deal < deals.length; deal += 1) {
    if (deals.status[deal] !== DealStatus.won) continue;
    const end = endedOn(deals, deal, upTo);
    if (end === NOT_YET) continue;
    addStays(history, deal, end, stays, quiets);
    const { amount } = stateAt(history, deal, end) ?? {};
    if (amount !== undefined && amount > 0) amounts.push(amount);
  }
  const byStage = (values: readonly number[][], probability: number): readonly (number | undefined)[] => {
    const all = values.flat();
    const pooled = all.length < FEWEST ? undefined : quantile(all, probability);
    return values.map((own) => (own.length < FEWEST ? pooled : quantile(own, probability)));
  };
  return {
    stay: byStage(stays, 0.5),
    longStay: byStage(stays, 0.9),
    longQuiet: byStage(quiets, 0.9),
    amount: amounts.length < FEWEST ? undefined : quantile(amounts, 0.5),
  };
}

/** Adds one deal's stay in every stage, and the longest quiet time within it, up to its end. */
function addStays(
  history: DealHistory,
  deal: number,
  end: DayNumber,
  stays: readonly number[][],
  quiets: readonly number[][],
): void {
  const last = history.start[deal + 1] ?? 0;
  let row = history.start[deal] ?? 0;
  while (row < last && (history.day[row] ?? 0) < end) {
    const stage = history.stage[row] ?? 0;
    const entered = history.day[row] ?? 0;
    let changed = entered;
    let quiet = 0;
    do {
      row += 1;
      const next = row < last ? Math.min(history.day[row] ?? 0, end) : end;
      quiet = Math.max(quiet, next - changed);
      changed = next;
    } while (row < last && changed < end && history.stage[row] === stage);
    stays[stage]?.push(changed - entered);
    quiets[stage]?.push(quiet);
  }
}
