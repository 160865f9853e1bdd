import type { DealTable, Person, Role } from '../../domain/forecasting/index.ts';

/** A fiscal period as the CRM has it. */
export interface PeriodRow {
  readonly type: string;
  readonly start: string;
  readonly end: string;
  readonly number: number;
  readonly fiscalYear: string;
}

export interface Company {
  readonly name: string;
  /** IANA name; the company's days begin and end in it. */
  readonly timeZone: string;
}

export interface DealColumns {
  readonly deals: DealTable;
  /** Deals whose amount is in another currency: counted, their amount unknown. */
  readonly foreignCurrency: number;
}

/** What planning reads from the companion's copy of the CRM. Throws StoreFailure. */
export interface PlanningSource {
  company(): Promise<Company>;
  /** Every user of the CRM, ordered by id: a deal's owner is an index into this list. */
  people(): Promise<readonly Person[]>;
  roles(): Promise<readonly Role[]>;
  periods(): Promise<readonly PeriodRow[]>;
  /** Deals that are not deleted, as columns. */
  deals(people: readonly Person[], timeZone: string, currency: string): Promise<DealColumns>;
  /** Keeps the open deals as they stand today; the first snapshot of a day stays. Returns the rows added. */
  snapshotOpenDeals(today: string): Promise<number>;
}
