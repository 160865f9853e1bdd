import { quarterIndexOf, type DayNumber, type FiscalCalendar } from '../shared/index.ts';
import { DealStatus, type DealTable } from './deals.ts';

/** Most past quarters that are planned and learnt from. */
export const MOST_PAST_QUARTERS = 12;

/** Indices of quarters in the calendar. */
export interface PlannedQuarters {
  readonly first: number;
  readonly current: number;
  /** The next quarter, or the current one where the calendar ends with it. */
  readonly last: number;
}

/** The calendar has no quarter for the day that is to be planned. */
export class DayOutsideCalendar extends RangeError {
  override readonly name = 'DayOutsideCalendar';
  readonly day: DayNumber;

  constructor(day: DayNumber) {
    super(`The fiscal calendar has no quarter for day ${day} (days since 1970-01-01)`);
    this.day = day;
  }
}

/** Up to 12 past quarters that closed deals reach, the current one and the next. Throws {@link DayOutsideCalendar}. */
export function plannedQuarters(deals: DealTable, calendar: FiscalCalendar, today: DayNumber): PlannedQuarters {
  const current = quarterIndexOf(calendar, today);
  if (current < 0) throw new DayOutsideCalendar(today);
  const earliest = Math.max(0, current - MOST_PAST_QUARTERS);
  let first = current;
  for (let deal = 0; deal < deals.length && first > earliest; deal += 1) {
    if (deals.status[deal] === DealStatus.open) continue;
    const quarter = quarterIndexOf(calendar, deals.closeOn[deal] ?? 0);
    if (quarter >= earliest && quarter < first) first = quarter;
  }
  return { first, current, last: Math.min(current + 1, calendar.quarters.length - 1) };
}
