import type { DayNumber } from '../../shared/index.ts';
import { amountOf, DealStatus, LARGEST_AMOUNT, NEVER, type DealTable } from '../deals.ts';
import type { DealHistory } from './deal-history.ts';

/** An open deal as it was known at the end of a day. */
export interface DealState {
  readonly stage: number;
  readonly closeOn: DayNumber;
  /** Minor units; undefined = not known. */
  readonly amount: number | undefined;
  /** Day on which the stage was entered, of the last time; undefined without history. */
  readonly stageSince: DayNumber | undefined;
  /** Moves of the close date to a later month; undefined without history. */
  readonly pushes: number | undefined;
  /** Day of the last recorded change; undefined without history. */
  readonly changedOn: DayNumber | undefined;
}

/** The end of a deal that has not ended yet. */
export const NOT_YET: DayNumber = 0x7fffffff;

/**
 * The day on which a deal ended, as known at the end of `today`: later ends are {@link NOT_YET}. A closed deal
 * without a close event ended on its close date.
 */
export function endedOn(deals: DealTable, deal: number, today: DayNumber): DayNumber {
  if (deals.status[deal] === DealStatus.open) return NOT_YET;
  const event = deals.closedOn[deal] ?? NEVER;
  const end = event === NEVER ? (deals.closeOn[deal] ?? 0) : event;
  return end > today ? NOT_YET : end;
}

/** The deal at the end of a day by its history; undefined where nothing had been recorded by then. */
export function stateAt(history: DealHistory, deal: number, day: DayNumber): DealState | undefined {
  const first = history.start[deal] ?? 0;
  const end = history.start[deal + 1] ?? 0;
  let row = first;
  let stageSince = 0;
  let pushes = 0;
  for (; row < end && (history.day[row] ?? 0) <= day; row += 1) {
    const before = row - 1;
    if (before < first || history.stage[row] !== history.stage[before]) stageSince = history.day[row] ?? 0;
    if (before >= first && monthOf(history.closeOn[row] ?? 0) > monthOf(history.closeOn[before] ?? 0)) pushes += 1;
  }
  const last = row - 1;
  if (last < first) return undefined;
  const amount = history.amount[last] ?? 0;
  const known = history.amountKnown[last] === 1 && Number.isInteger(amount) && Math.abs(amount) <= LARGEST_AMOUNT;
  return {
    stage: history.stage[last] ?? 0,
    closeOn: history.closeOn[last] ?? 0,
    amount: known ? amount : undefined,
    stageSince,
    pushes,
    changedOn: history.day[last] ?? 0,
  };
}

/** The deal as the table has it, for deals whose history was not kept: only today's state can be told. */
export function stateWithoutHistory(deals: DealTable, deal: number): DealState {
  return {
    stage: deals.stage[deal] ?? 0,
    closeOn: deals.closeOn[deal] ?? 0,
    amount: amountOf(deals, deal),
    stageSince: undefined,
    pushes: undefined,
    changedOn: undefined,
  };
}

/** Months since March of year 0 (proleptic Gregorian; Hinnant, chrono-compatible date algorithms, 2013). */
function monthOf(day: DayNumber): number {
  const shifted = day + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  return (era * 400 + yearOfEra) * 12 + Math.floor((5 * dayOfYear + 2) / 153);
}
