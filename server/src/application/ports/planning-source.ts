import type { DealTable, Person, Role } from '../../domain/forecasting/index.ts';
import type { HistoryRows } from '../../domain/forecasting/insight/index.ts';

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
  /** By currency, deals in one for which the CRM has no rate: counted, their amount unknown. */
  readonly unrated: ReadonlyMap<string, number>;
  /** By stage, deals in one that the CRM does not define: each counts by its own forecast category. */
  readonly unknownStages: ReadonlyMap<string, number>;
  /** Deals whose amount no deal has: counted, their amount unknown. */
  readonly beyondBelief: number;
  /** Deals that close outside the CRM's fiscal calendar: in no quarter, and left out of what is planned. */
  readonly outsideCalendar: number;
}

/** A quota as the CRM has it; decimals as text, digit by digit. */
export interface QuotaRecord {
  readonly key: string | null;
  /** The linked scope's key, where one is linked. */
  readonly scopeKey: string | null;
  readonly personId: string | null;
  readonly currency: string | null;
  /** Approved amounts by column; null = not known. */
  readonly months: readonly (string | null)[];
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
}

/** The plan in force for one fiscal year. */
export interface QuotaPlanRecord {
  readonly key: string | null;
  /** As the CRM's fiscal calendar names it. */
  readonly fiscalYear: string;
  readonly currency: string | null;
  readonly quotas: readonly QuotaRecord[];
}

export interface DealHistoryColumns {
  readonly rows: HistoryRows;
  /** The deals' stages, in their order, and after them those that only the history knows. */
  readonly stages: readonly string[];
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
  /** By fiscal year the approved or published plan with the highest version, with its quotas; deleted ones left out. */
  quotas(): Promise<readonly QuotaPlanRecord[]>;
  /** Recorded changes of these deals; the last one of each is how it stands today. Amounts as in `deals`. */
  history(deals: DealTable, timeZone: string, currency: string): Promise<DealHistoryColumns>;
  /** Keeps the open deals as they stand today; the first snapshot of a day stays. Returns the rows added. */
  snapshotOpenDeals(today: string): Promise<number>;
}
