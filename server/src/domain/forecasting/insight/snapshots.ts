import { dayNumber, quarterIndexOf, type DayNumber, type FiscalCalendar } from '../../shared/index.ts';
import { DealStatus, type DealTable } from '../deals.ts';
import type { DealHistory } from './deal-history.ts';
import { endedOn, NOT_YET, stateAt, type DealState } from './deal-state.ts';

/** Past states of open deals, every second week, and what became of them: what the models learn from, as columns. */
export interface Snapshots {
  readonly length: number;
  readonly day: Int32Array;
  /** Last day of the quarter that the deal was then due in; {@link NOT_YET} outside the calendar. */
  readonly windowEnd: Int32Array;
  readonly stage: Int32Array;
  /** Days since creation. */
  readonly age: Int32Array;
  /** Days in the stage. */
  readonly stay: Int32Array;
  /** Days until the close date as it was then, negative when passed. */
  readonly dueIn: Int32Array;
  readonly pushes: Int32Array;
  /** Minor units as entered then; NaN = not known then. */
  readonly amount: Float64Array;
  /** Day of the end as known today, {@link NOT_YET} while open. */
  readonly endedOn: Int32Array;
  readonly won: Uint8Array;
}

const EVERY = 14;
/** What lies further back is another company. */
const LONGEST_MEMORY = 3 * 366;

/** The last day of the quarter that a deal is due in, at the earliest the quarter of `day` itself. */
export function windowEndOf(calendar: FiscalCalendar, state: Pick<DealState, 'closeOn'>, day: DayNumber): DayNumber {
  const quarter = calendar.quarters[quarterIndexOf(calendar, Math.max(state.closeOn, day))];
  return quarter ? dayNumber(quarter.end) : NOT_YET;
}

/**
 * Looks at every deal on every fourteenth day that it was open on, of the last three years, by what was known on that
 * day. The days are the same for all deals, so that a deal cannot be seen more often for the way it ended.
 */
export function snapshotsUpTo(
  deals: DealTable,
  history: DealHistory,
  calendar: FiscalCalendar,
  today: DayNumber,
): Snapshots {
  const visits = new Int32Array(deals.length);
  const firstVisit = new Int32Array(deals.length);
  let length = 0;
  for (let deal = 0; deal < deals.length; deal += 1) {
    const firstRow = history.start[deal] ?? 0;
    if (firstRow === history.start[deal + 1]) continue;
    const begins = Math.max(history.day[firstRow] ?? 0, deals.createdOn[deal] ?? 0, today - LONGEST_MEMORY);
    const ends = Math.min(endedOn(deals, deal, today), today) - 1;
    firstVisit[deal] = Math.ceil(begins / EVERY) * EVERY;
    visits[deal] = Math.max(0, Math.floor((ends - (firstVisit[deal] ?? 0)) / EVERY) + 1);
    length += visits[deal] ?? 0;
  }

  const column = (): Int32Array => new Int32Array(length);
  const [day, windowEnd, stage, age, stay] = [column(), column(), column(), column(), column()];
  const [dueIn, pushes, ended] = [column(), column(), column()];
  const amount = new Float64Array(length);
  const won = new Uint8Array(length);
  let at = 0;
  for (let deal = 0; deal < deals.length; deal += 1) {
    const end = endedOn(deals, deal, today);
    for (let visit = 0; visit < (visits[deal] ?? 0); visit += 1) {
      const on = (firstVisit[deal] ?? 0) + visit * EVERY;
      const state = stateAt(history, deal, on);
      day[at] = on;
      windowEnd[at] = state ? windowEndOf(calendar, state, on) : NOT_YET;
      stage[at] = state?.stage ?? 0;
      age[at] = on - (deals.createdOn[deal] ?? 0);
      stay[at] = on - (state?.stageSince ?? on);
      dueIn[at] = (state?.closeOn ?? on) - on;
      pushes[at] = state?.pushes ?? 0;
      amount[at] = state?.amount ?? Number.NaN;
      ended[at] = end;
      won[at] = end !== NOT_YET && deals.status[deal] === DealStatus.won ? 1 : 0;
      at += 1;
    }
  }
  return { length, day, windowEnd, stage, age, stay, dueIn, pushes, amount, endedOn: ended, won };
}
