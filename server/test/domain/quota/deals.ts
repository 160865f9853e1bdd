import { dayNumber, plainDate } from '../../../src/domain/shared/index.ts';
import { DealStatus, NEVER, type DealTable } from '../../../src/domain/forecasting/index.ts';

/** A deal as a test tells it; money in minor units. */
export interface WonDeal {
  readonly amount: number | undefined;
  readonly closeOn: string;
  readonly closedOn?: string;
  readonly lost?: boolean;
}

const day = (date: string): number => dayNumber(plainDate(date));

/** A table of closed deals. */
export function closedDeals(deals: readonly WonDeal[]): DealTable {
  const { length } = deals;
  return {
    length,
    ids: deals.map((_, index) => `deal ${index}`),
    owner: new Int32Array(length),
    status: Uint8Array.from(deals, ({ lost }) => (lost ? DealStatus.lost : DealStatus.won)),
    category: new Uint8Array(length),
    amount: Float64Array.from(deals, ({ amount }) => amount ?? Number.NaN),
    amountKnown: Uint8Array.from(deals, ({ amount }) => (amount === undefined ? 0 : 1)),
    probability: new Float64Array(length),
    createdOn: Int32Array.from(deals, ({ closeOn }) => day(closeOn) - 60),
    closeOn: Int32Array.from(deals, ({ closeOn }) => day(closeOn)),
    closedOn: Int32Array.from(deals, ({ closedOn, closeOn }) => (closedOn === '' ? NEVER : day(closedOn ?? closeOn))),
    stage: new Int32Array(length),
    stages: ['Closed'],
  };
}
