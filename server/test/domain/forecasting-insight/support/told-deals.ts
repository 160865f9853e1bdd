import { DealStatus, type DealTable } from '../../../../src/domain/forecasting/index.ts';
import { dealHistory, type DealHistory } from '../../../../src/domain/forecasting/insight/index.ts';

export const STAGES = ['Discovery', 'Proposal', 'Negotiation', 'Closed Won', 'Closed Lost'] as const;

/** A recorded change: day, stage, close date, amount in minor units (undefined = unknown). */
export interface Change {
  readonly day: number;
  readonly stage: number;
  readonly closeOn: number;
  readonly amount?: number | undefined;
}

/** A deal as a test tells it: its changes in order; the first is its creation. */
export interface ToldDeal {
  readonly id?: string;
  readonly changes: readonly Change[];
  /** Day of the close event and its outcome; absent while open. */
  readonly closed?: { readonly day: number; readonly won: boolean };
}

/** Deals and their history as columns. */
export function told(deals: readonly ToldDeal[]): { readonly deals: DealTable; readonly history: DealHistory } {
  const { length } = deals;
  const last = deals.map(({ changes }) => changes.at(-1) ?? { day: 0, stage: 0, closeOn: 0 });
  const rows = deals.flatMap(({ changes }, deal) => changes.map((change) => ({ deal, ...change })));
  const table: DealTable = {
    length,
    ids: deals.map(({ id }, index) => id ?? `D${index}`),
    owner: new Int32Array(length),
    status: Uint8Array.from(deals, ({ closed }) =>
      closed ? (closed.won ? DealStatus.won : DealStatus.lost) : DealStatus.open,
    ),
    category: new Uint8Array(length),
    amount: Float64Array.from(last, ({ amount }) => amount ?? 0),
    amountKnown: Uint8Array.from(last, ({ amount }) => (amount === undefined ? 0 : 1)),
    probability: new Float64Array(length),
    createdOn: Int32Array.from(deals, ({ changes }) => changes[0]?.day ?? 0),
    closeOn: Int32Array.from(last, ({ closeOn }) => closeOn),
    closedOn: Int32Array.from(deals, ({ closed }) => closed?.day ?? -1),
    stage: Int32Array.from(last, ({ stage }) => stage),
    stages: STAGES,
  };
  const history = dealHistory(length, {
    length: rows.length,
    deal: Int32Array.from(rows, ({ deal }) => deal),
    day: Int32Array.from(rows, ({ day }) => day),
    stage: Int32Array.from(rows, ({ stage }) => stage),
    closeOn: Int32Array.from(rows, ({ closeOn }) => closeOn),
    amount: Float64Array.from(rows, ({ amount }) => amount ?? 0),
    amountKnown: Uint8Array.from(rows, ({ amount }) => (amount === undefined ? 0 : 1)),
  });
  return { deals: table, history };
}
