import { BrokenDealTable } from '../deals.ts';

/** Recorded changes of deals as columns, in any order; of one day's rows the later one is the later state. */
export interface HistoryRows {
  readonly length: number;
  /** Index into the deal table; rows of other deals (−1) are left out. */
  readonly deal: Int32Array;
  /** Day number of the change. The first row of a deal is its creation, where the CRM kept it. */
  readonly day: Int32Array;
  /** Stage after the change: index into the deal table's stages. */
  readonly stage: Int32Array;
  /** Day number of the CRM's close date after the change. */
  readonly closeOn: Int32Array;
  /** Amount after the change in minor units; meaningful only where `amountKnown` is 1. */
  readonly amount: Float64Array;
  readonly amountKnown: Uint8Array;
}

/** The same, sorted by deal and day: rows `start[deal]` up to but not including `start[deal + 1]` are one deal's. */
export interface DealHistory extends Omit<HistoryRows, 'deal'> {
  readonly start: Int32Array;
}

/** Sorts history rows by deal and day, keeping the given order within a day. Throws {@link BrokenDealTable}. */
export function dealHistory(deals: number, rows: HistoryRows): DealHistory {
  for (const [name, column] of Object.entries({ ...rows, length: rows.deal })) {
    if (column.length !== rows.length) {
      throw new BrokenDealTable(`History column ${name} has ${column.length} entries for ${rows.length} rows`);
    }
  }
  const start = startsOf(deals, rows);
  const order = new Int32Array(start[deals] ?? 0);
  const next = start.slice();
  for (let row = 0; row < rows.length; row += 1) {
    const deal = rows.deal[row] ?? -1;
    if (deal < 0 || deal >= deals) continue;
    const first = start[deal] ?? 0;
    let at = next[deal] ?? 0;
    next[deal] = at + 1;
    // Rows come nearly in order of time, so moving the few late ones back is quicker than sorting.
    while (at > first && (rows.day[order[at - 1] ?? 0] ?? 0) > (rows.day[row] ?? 0)) {
      order[at] = order[at - 1] ?? 0;
      at -= 1;
    }
    order[at] = row;
  }
  return {
    length: order.length,
    start,
    day: order.map((row) => rows.day[row] ?? 0),
    stage: order.map((row) => rows.stage[row] ?? 0),
    closeOn: order.map((row) => rows.closeOn[row] ?? 0),
    amount: Float64Array.from(order, (row) => rows.amount[row] ?? 0),
    amountKnown: Uint8Array.from(order, (row) => rows.amountKnown[row] ?? 0),
  };
}

function startsOf(deals: number, rows: HistoryRows): Int32Array {
  const start = new Int32Array(deals + 1);
  for (const deal of rows.deal) if (deal >= 0 && deal < deals) start[deal + 1] = (start[deal + 1] ?? 0) + 1;
  for (let deal = 0; deal < deals; deal += 1) start[deal + 1] = (start[deal + 1] ?? 0) + (start[deal] ?? 0);
  return start;
}
