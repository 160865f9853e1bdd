import type { DayNumber } from '../shared/index.ts';

/** What became of a deal. */
export const DealStatus = { open: 0, won: 1, lost: 2 } as const;

/** Forecast category of a deal; commit, best case and pipeline exclude each other. */
export const DealCategory = { omitted: 0, pipeline: 1, bestCase: 2, commit: 3, closed: 4 } as const;

/** A day that has not come: the close event of an open deal. */
export const NEVER: DayNumber = -1;

/** Index of a deal's owner where nobody owns it. */
export const NOBODY = -1;

/**
 * All deals as columns, one index per deal: what hot kernels read. The table holds each deal as it is known today;
 * what was known at an earlier day is derived from `createdOn` and `closedOn` (see known-at.ts).
 */
export interface DealTable {
  readonly length: number;
  readonly ids: readonly string[];
  /** Index into people, −1 = nobody. */
  readonly owner: Int32Array;
  /** {@link DealStatus}. */
  readonly status: Uint8Array;
  /** {@link DealCategory}. */
  readonly category: Uint8Array;
  /** Whole minor units of the plan's currency, negative for credits; meaningful only where `amountKnown` is 1. */
  readonly amount: Float64Array;
  readonly amountKnown: Uint8Array;
  /** 0…1. */
  readonly probability: Float64Array;
  /** Day number of creation. */
  readonly createdOn: Int32Array;
  /** Day number of the CRM's close date: expected while open, and what a won deal counts by. */
  readonly closeOn: Int32Array;
  /** Day number of the close event, −1 while open. */
  readonly closedOn: Int32Array;
  /** Index into `stages`. */
  readonly stage: Int32Array;
  readonly stages: readonly string[];
}

/** The columns of a deal table do not fit together. */
export class BrokenDealTable extends Error {
  override readonly name = 'BrokenDealTable';
}

/** Throws {@link BrokenDealTable} unless every column has one entry per deal. */
export function checkDealTable(deals: DealTable): void {
  const { length, ids, owner, status, category, amount, amountKnown, probability } = deals;
  const { createdOn, closeOn, closedOn, stage } = deals;
  const columns = { ids, owner, status, category, amount, amountKnown, probability };
  for (const [name, column] of Object.entries({ ...columns, createdOn, closeOn, closedOn, stage })) {
    if (column.length !== length) {
      throw new BrokenDealTable(`Column ${name} has ${column.length} entries for ${length} deals`);
    }
  }
}

/**
 * The largest believable amount of one deal, in minor units (a hundred billion dollars). What lies beyond, is not
 * finite, or has fractions of a cent counts as unknown, so that sums over nine hundred such deals stay exact.
 */
export const LARGEST_AMOUNT = 1e13;

/** The deal's amount in whole minor units, or undefined where it is unknown or no amount can be that. */
export function amountOf(deals: DealTable, deal: number): number | undefined {
  const amount = deals.amount[deal];
  if (deals.amountKnown[deal] !== 1 || amount === undefined) return undefined;
  return Number.isInteger(amount) && Math.abs(amount) <= LARGEST_AMOUNT ? amount : undefined;
}

/** The deal's probability within 0…1; one that is no number counts for nothing. */
export function probabilityOf(deals: DealTable, deal: number): number {
  const probability = deals.probability[deal] ?? 0;
  return probability > 0 ? Math.min(1, probability) : 0;
}
