import { DealStatus, type DealTable } from '../../../../src/domain/forecasting/index.ts';

/** A deal as a row, for tests. */
export interface DealRow {
  readonly id?: string;
  readonly owner?: number;
  readonly status?: number;
  readonly category?: number;
  /** Minor units; undefined = unknown. */
  readonly amount?: number | undefined;
  readonly probability?: number;
  readonly createdOn?: number;
  readonly closeOn?: number;
  readonly closedOn?: number | undefined;
}

/** Rows as columns. A closed deal closes on its close date unless said otherwise. */
export function dealTable(rows: readonly DealRow[]): DealTable {
  const closeOn = rows.map((row) => row.closeOn ?? 0);
  return {
    length: rows.length,
    ids: rows.map(({ id }, index) => id ?? `D${index}`),
    owner: Int32Array.from(rows, ({ owner }) => owner ?? 0),
    status: Uint8Array.from(rows, ({ status }) => status ?? DealStatus.open),
    category: Uint8Array.from(rows, ({ category }) => category ?? 1),
    amount: Float64Array.from(rows, ({ amount }) => amount ?? 0),
    amountKnown: Uint8Array.from(rows, ({ amount }) => (amount === undefined ? 0 : 1)),
    probability: Float64Array.from(rows, ({ probability }) => probability ?? 0.5),
    createdOn: Int32Array.from(rows, ({ createdOn }, index) => createdOn ?? (closeOn[index] ?? 0) - 30),
    closeOn: Int32Array.from(closeOn),
    closedOn: Int32Array.from(rows, ({ closedOn, status }, index) =>
      (status ?? DealStatus.open) === DealStatus.open ? -1 : (closedOn ?? closeOn[index] ?? 0),
    ),
    stage: new Int32Array(rows.length),
    stages: ['Any'],
  };
}
