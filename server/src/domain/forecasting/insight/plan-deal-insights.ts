import { dateOfDay, quarterIndexOf, ratio } from '../../shared/index.ts';
import type { DayNumber, FiscalCalendar, PlainDate, Ratio } from '../../shared/index.ts';
import { checkDealTable, DealStatus, NEVER, type DealTable } from '../deals.ts';
import { DayOutsideCalendar } from '../planned-quarters.ts';
import { chooseWinModel, type ChosenWinModel, type InsightQuality } from './choose-win-model.ts';
import type { DealFacts } from './deal-features.ts';
import type { DealHistory } from './deal-history.ts';
import { NOT_YET, stateAt, stateWithoutHistory, type DealState } from './deal-state.ts';
import { driversOf, type Driver } from './drivers.ts';
import { fitRemaining } from './remaining-time.ts';
import { snapshotsUpTo, windowEndOf } from './snapshots.ts';
import { staleReason } from './staleness.ts';
import { suggestionFor } from './suggestion.ts';
import { usualDeals } from './usual-deals.ts';
import { winChance } from './win-model.ts';

/** What {@link planDealInsights} looks at. */
export interface InsightSources {
  readonly deals: DealTable;
  /** As dealHistory sorts it. */
  readonly history: DealHistory;
  readonly calendar: FiscalCalendar;
  readonly today: DayNumber;
  /** Day of the last activity by deal, −1 = none known. */
  readonly activeOn?: Int32Array;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What Takt says about one open deal. Undefined = cannot be told. */
export interface DealInsight {
  readonly dealId: string;
  readonly stageEnteredOn: PlainDate | undefined;
  readonly daysInStage: number | undefined;
  /** Moves of the close date to a later month. */
  readonly pushes: number | undefined;
  readonly stale: boolean;
  readonly staleReason: string | undefined;
  /** Last day of the quarter that the chance is for. */
  readonly winBy: PlainDate | undefined;
  readonly winProbability: Ratio | undefined;
  /** What is usual for deals in this stage. */
  readonly stageProbability: Ratio | undefined;
  /** Whole points that lead from the stage's to the deal's probability; none where the stage's rate is shown. */
  readonly drivers: readonly Driver[];
  readonly expectedClose: PlainDate | undefined;
  /** Eight in ten close between these. */
  readonly expectedBetween: readonly [PlainDate, PlainDate] | undefined;
  readonly suggestion: string | undefined;
}

/** Insights in the table's order, and how good their chances are. */
export interface DealInsights {
  readonly insights: readonly DealInsight[];
  readonly quality: InsightQuality;
}

const PROGRESS_EVERY = 5000;

/**
 * Looks at every deal that is open at the end of `today`, by nothing that happened later: rows of the history after
 * it, later ends and later deals change nothing. Deals without history are told what their stage usually does.
 * Throws {@link DayOutsideCalendar}, BrokenDealTable.
 */
export function planDealInsights(sources: InsightSources): DealInsights {
  const { deals, history, calendar, today, activeOn, onProgress } = sources;
  checkDealTable(deals);
  if (quarterIndexOf(calendar, today) < 0) throw new DayOutsideCalendar(today);
  const snapshots = snapshotsUpTo(deals, history, calendar, today);
  const chosen = chooseWinModel(deals, history, snapshots, today);
  const usual = chosen.model?.usual ?? usualDeals(deals, history, today - 1);
  const remaining = fitRemaining(snapshots, deals.stages.length);

  const insights: DealInsight[] = [];
  for (let deal = 0; deal < deals.length; deal += 1) {
    if (deal % PROGRESS_EVERY === 0) onProgress?.(deal, deals.length);
    if (!isOpen(deals, deal, today)) continue;
    const state = stateAt(history, deal, today) ?? stateWithoutHistory(deals, deal);
    const stageName = deals.stages[state.stage] ?? '';
    const age = today - (deals.createdOn[deal] ?? today);
    const days = remaining.of(state.stage, age);
    const active = activeOn?.[deal] ?? NEVER;
    const stale = staleReason(state, usual, stageName, today, active === NEVER ? undefined : active);
    const expectedOn = days && today + days.median;
    insights.push({
      dealId: deals.ids[deal] ?? '',
      stageEnteredOn: state.stageSince === undefined ? undefined : dateOfDay(state.stageSince),
      daysInStage: state.stageSince === undefined ? undefined : today - state.stageSince,
      pushes: state.pushes,
      stale: stale !== undefined,
      staleReason: stale,
      ...chanceOf(chosen, state, age, calendar, today, stageName),
      expectedClose: expectedOn === undefined ? undefined : dateOfDay(expectedOn),
      expectedBetween: days && [dateOfDay(today + days.soon), dateOfDay(today + days.late)],
      suggestion: suggestionFor({ state, today, expectedOn, stale }),
    });
  }
  onProgress?.(deals.length, deals.length);
  return { insights, quality: chosen.quality };
}

function isOpen(deals: DealTable, deal: number, today: DayNumber): boolean {
  if ((deals.createdOn[deal] ?? 0) > today) return false;
  return deals.status[deal] === DealStatus.open || (deals.closedOn[deal] ?? NEVER) > today;
}

function chanceOf(
  { model, quality }: ChosenWinModel,
  state: DealState,
  age: number,
  calendar: FiscalCalendar,
  today: DayNumber,
  stageName: string,
): Pick<DealInsight, 'winBy' | 'winProbability' | 'stageProbability' | 'drivers'> {
  const end = windowEndOf(calendar, state, today);
  const winBy = end === NOT_YET ? undefined : dateOfDay(end);
  if (!model || winBy === undefined) {
    return { winBy, winProbability: undefined, stageProbability: undefined, drivers: [] };
  }
  const facts: DealFacts = {
    stage: state.stage,
    age: Math.max(0, age),
    left: end - today,
    dueIn: state.closeOn - today,
    stay: state.stageSince === undefined ? undefined : today - state.stageSince,
    pushes: state.pushes,
    amount: state.amount,
  };
  const chance = winChance(model, facts);
  const stageProbability = ratio(chance.stageRate);
  if (quality.method !== 'Model') return { winBy, winProbability: stageProbability, stageProbability, drivers: [] };
  const drivers = driversOf(chance, facts, model.usual, stageName);
  return { winBy, winProbability: ratio(chance.probability), stageProbability, drivers };
}
