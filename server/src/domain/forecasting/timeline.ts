import { quarterIndexOf, type DayNumber, type FiscalCalendar } from '../shared/index.ts';
import { amountOf, DealStatus, NEVER, type DealTable } from './deals.ts';
import { scopeOf, type ScopeIndex } from './scope-index.ts';

/** The end of a deal that is still open. */
export const NOT_YET: DayNumber = 0x7fffffff;

/**
 * When each deal began and ended, so that any past day can be seen as it was: at day d a deal exists if
 * `bornOn ≤ d`, and its outcome, value as won, and quarter are known if `endedOn ≤ d`.
 *
 * The table keeps one amount per deal, today's: it stands for the amount at earlier days too. Category, stage,
 * probability and expected close date of earlier days are not in the table, so nothing is learnt from them.
 */
export interface Timeline {
  readonly length: number;
  /** Scope that the deal counts in directly. */
  readonly leaf: Int32Array;
  /** Quarter of the CRM's close date in the calendar; −1 outside. */
  readonly quarter: Int32Array;
  readonly bornOn: Int32Array;
  /** Day of the close event, {@link NOT_YET} while open. */
  readonly endedOn: Int32Array;
  readonly won: Uint8Array;
  readonly value: Float64Array;
  readonly valueKnown: Uint8Array;
}

/** Derives the timeline. A closed deal without a close event ended on its close date. */
export function timelineOf(deals: DealTable, index: ScopeIndex, calendar: FiscalCalendar): Timeline {
  const { length } = deals;
  const leaf = new Int32Array(length);
  const quarter = new Int32Array(length);
  const endedOn = new Int32Array(length);
  const won = new Uint8Array(length);
  const value = new Float64Array(length);
  const valueKnown = new Uint8Array(length);
  for (let deal = 0; deal < length; deal += 1) {
    const amount = amountOf(deals, deal);
    const closeOn = deals.closeOn[deal] ?? 0;
    const event = deals.closedOn[deal] ?? NEVER;
    leaf[deal] = scopeOf(index, deals.owner[deal]);
    quarter[deal] = quarterIndexOf(calendar, closeOn);
    endedOn[deal] = deals.status[deal] === DealStatus.open ? NOT_YET : event === NEVER ? closeOn : event;
    won[deal] = deals.status[deal] === DealStatus.won ? 1 : 0;
    value[deal] = amount ?? 0;
    valueKnown[deal] = amount === undefined ? 0 : 1;
  }
  return { length, leaf, quarter, bornOn: deals.createdOn, endedOn, won, value, valueKnown };
}
