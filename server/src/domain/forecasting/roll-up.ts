import { dayNumber, quarterIndexOf, type FiscalCalendar } from '../shared/index.ts';
import { amountOf, DealCategory, DealStatus, probabilityOf, type DealTable } from './deals.ts';
import { addUpwards, scopeOf, type ScopeIndex } from './scope-index.ts';

/** What the CRM's records add up to for one scope and quarter; money in whole minor units. */
export interface RolledUp {
  readonly won: number;
  /** Open deals of exactly that category closing in the quarter: the three exclude each other. */
  readonly commit: number;
  readonly bestCase: number;
  readonly pipeline: number;
  /** Σ amount × probability of the open deals, each deal rounded to the minor unit so that children add up exactly. */
  readonly weighted: number;
  readonly wonDeals: number;
  readonly openDeals: number;
  /** Won and open deals whose amount is unknown. */
  readonly dealsWithoutAmount: number;
  /** Won deals with a negative amount: where there are some, the quarter's won may still fall. */
  readonly credits: number;
}

/** A sum left the range in which minor units are exact. */
export class SumOutOfRange extends RangeError {
  override readonly name = 'SumOutOfRange';

  constructor(scopeKey: string) {
    super(`The deals of ${scopeKey} add up to more than 2^53 − 1 minor units: an amount must be wrong`);
  }
}

const WIDTH = 9;
const Column = { won: 0, commit: 1, bestCase: 2, pipeline: 3, weighted: 4, wonDeals: 5, openDeals: 6 } as const;
const WITHOUT_AMOUNT = 7;
const CREDITS = 8;
const MONEY_COLUMNS = 5;

/** Every scope's sums by quarter of the calendar. */
export interface RollUp {
  /** Throws {@link SumOutOfRange}. */
  at(scope: number, quarter: number): RolledUp;
}

/**
 * Rolls all deals up the scope tree in one pass over the columns, by the quarter of the CRM's close date. Deals
 * closing outside the calendar are in no quarter. Every deal counts in exactly one leaf and in all above it.
 */
export function rollUp(deals: DealTable, index: ScopeIndex, calendar: FiscalCalendar): RollUp {
  const quarters = calendar.quarters.length;
  const rows = new Float64Array(index.scopes.length * quarters * WIDTH);
  const add = (at: number, value: number): void => {
    rows[at] = (rows[at] ?? 0) + value;
  };
  const quarterOfDay = quarterLookup(calendar);

  for (let deal = 0; deal < deals.length; deal += 1) {
    const quarter = quarterOfDay(deals.closeOn[deal] ?? 0);
    const status = deals.status[deal];
    if (quarter < 0 || status === DealStatus.lost) continue;
    const row = (scopeOf(index, deals.owner[deal]) * quarters + quarter) * WIDTH;
    const amount = amountOf(deals, deal);
    if (amount === undefined) add(row + WITHOUT_AMOUNT, 1);
    if (status === DealStatus.won) {
      add(row + Column.wonDeals, 1);
      add(row + Column.won, amount ?? 0);
      if (amount !== undefined && amount < 0) add(row + CREDITS, 1);
      continue;
    }
    add(row + Column.openDeals, 1);
    if (amount === undefined) continue;
    add(row + Column.weighted, roundHalfAway(amount * probabilityOf(deals, deal)));
    const column = categoryColumn(deals.category[deal]);
    if (column !== undefined) add(row + column, amount);
  }
  addUpwards(index, rows, quarters * WIDTH);
  return { at: (scope, quarter) => read(rows, (scope * quarters + quarter) * WIDTH, index.scopes[scope]?.key ?? '') };
}

function categoryColumn(category: number | undefined): number | undefined {
  if (category === DealCategory.commit) return Column.commit;
  if (category === DealCategory.bestCase) return Column.bestCase;
  return category === DealCategory.pipeline ? Column.pipeline : undefined;
}

function roundHalfAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}

/** Quarter by day, remembering the last answer: tables come roughly in date order. */
function quarterLookup(calendar: FiscalCalendar): (day: number) => number {
  let low = 0;
  let high = -1;
  let last = -1;
  return (day) => {
    if (day >= low && day <= high) return last;
    const quarter = quarterIndexOf(calendar, day);
    const found = calendar.quarters[quarter];
    if (found) {
      low = dayNumber(found.start);
      high = dayNumber(found.end);
      last = quarter;
    }
    return quarter;
  };
}

function read(rows: Float64Array, row: number, scopeKey: string): RolledUp {
  const cell = (column: number): number => (rows[row + column] ?? 0) + 0;
  for (let column = 0; column < MONEY_COLUMNS; column += 1) {
    if (!Number.isSafeInteger(cell(column))) throw new SumOutOfRange(scopeKey);
  }
  return {
    won: cell(Column.won),
    commit: cell(Column.commit),
    bestCase: cell(Column.bestCase),
    pipeline: cell(Column.pipeline),
    weighted: cell(Column.weighted),
    wonDeals: cell(Column.wonDeals),
    openDeals: cell(Column.openDeals),
    dealsWithoutAmount: cell(WITHOUT_AMOUNT),
    credits: cell(CREDITS),
  };
}
