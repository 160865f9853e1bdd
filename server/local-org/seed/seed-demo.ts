import { dayOf, quarterIndex, quarterStart } from '../import/calendar.ts';
import type { DemoUser, Progress } from '../import/report.ts';
import type { Org, RecordInput } from '../org.ts';
import { accountCount, drawAccounts } from './company/accounts.ts';
import { products } from './company/products.ts';
import { drawSalesForce } from './company/sales-force.ts';
import { DayTable } from './deals/day-table.ts';
import { simulateDeals, type DemoDeal } from './deals/simulate-deals.ts';
import { historyRecords, lineRecords, opportunityRecord, type DealLinks } from './deal-records.ts';
import { openStages, quartersOfHistory, warmUpWeeks } from './ground-truth.ts';
import { seededRandom } from './random.ts';
import { created } from './saved.ts';
import {
  companyName,
  currency,
  writeAccounts,
  writeOrganization,
  writeProducts,
  writeStages,
} from './write-company.ts';
import { writePeople } from './write-people.ts';

export const defaultDeals = 6000;
export const mostDeals = 1_000_000;

export interface SeedOptions {
  /** Last day of the simulation, `2026-11-24`. */
  readonly today: string;
  /** 1 to 1,000,000; 6,000 unless told. */
  readonly deals?: number;
  /** Whole number; the same seed on the same day gives the same company. */
  readonly randomSeed?: number;
  readonly onProgress?: (progress: Progress) => void;
}

/** What was made, as plain JSON. */
export interface SeedReport {
  readonly title: string;
  readonly currency: string;
  readonly today: string;
  readonly firstDay: string;
  readonly randomSeed: number;
  readonly rows: Readonly<Record<string, number>>;
  readonly demoUsers: readonly DemoUser[];
}

/** The demo company was asked for with a size or seed that it cannot have. */
export class SeedOptionError extends Error {
  override readonly name = 'SeedOptionError';
}

const checkOptions = (deals: number, randomSeed: number): void => {
  if (!Number.isInteger(deals) || deals < 1 || deals > mostDeals) {
    throw new SeedOptionError(`The demo company can have 1 to ${mostDeals} deals, not ${deals}.`);
  }
  if (!Number.isSafeInteger(randomSeed))
    throw new SeedOptionError(`The random seed is a whole number, not ${randomSeed}.`);
};

const batchSize = 500;

/** Writes deals with their products and history, a batch at a time, so that memory stays flat. */
class DealWriter {
  readonly rows = { Opportunity: 0, OpportunityLineItem: 0, OpportunityHistory: 0 };
  private waiting: DemoDeal[] = [];
  private readonly org: Org;
  private readonly links: DealLinks;

  constructor(org: Org, links: DealLinks) {
    this.org = org;
    this.links = links;
  }

  add(deal: DemoDeal): void {
    this.waiting.push(deal);
    if (this.waiting.length >= batchSize) this.flush();
  }

  flush(): void {
    const deals = this.waiting;
    this.waiting = [];
    const ids = created(
      this.org,
      'Opportunity',
      deals.map((deal) => opportunityRecord(deal, this.links)),
    );
    const lines: RecordInput[] = [];
    const history: RecordInput[] = [];
    for (const [index, deal] of deals.entries()) {
      const id = ids[index];
      if (id === undefined) continue;
      lines.push(...lineRecords(deal, id, this.links));
      history.push(...historyRecords(deal, id, this.links));
    }
    created(this.org, 'OpportunityLineItem', lines);
    created(this.org, 'OpportunityHistory', history);
    this.rows.Opportunity += deals.length;
    this.rows.OpportunityLineItem += lines.length;
    this.rows.OpportunityHistory += history.length;
  }
}

/**
 * Fills an empty org with the demo company of docs/demo-company.md, in one transaction.
 * @throws SeedOptionError for a size or seed out of range; SeedError where the org refuses a record.
 */
export const seedDemo = (org: Org, options: SeedOptions): SeedReport => {
  const { today, deals = defaultDeals, randomSeed = 1, onProgress = () => undefined } = options;
  checkOptions(deals, randomSeed);
  const firstDay = quarterStart(quarterIndex(today, 1) - quartersOfHistory, 1);
  const start = dayOf(firstDay);
  const end = dayOf(today);
  const force = drawSalesForce(seededRandom(randomSeed, 'people'), start, today);
  const accounts = drawAccounts(seededRandom(randomSeed, 'accounts'), accountCount(deals), force.seats.length);
  return org.transaction(() => {
    onProgress({ title: 'Founding the company', done: 0, total: 1 });
    writeOrganization(org);
    writeStages(org);
    const { userIds, roleCount, demoUsers } = writePeople(org, force, start);
    const prices = writeProducts(org, start);
    const accountIds = writeAccounts(org, force, accounts, userIds, { start, today: end });
    onProgress({ title: 'Founding the company', done: 1, total: 1 });
    const days = new DayTable(start - 7 * warmUpWeeks - 30, end + 1500);
    const world = { force, days, today: end };
    const writer = new DealWriter(org, { userIds, accountIds, prices });
    for (const deal of simulateDeals(seededRandom(randomSeed, 'deals'), accounts, world, { start, count: deals })) {
      writer.add(deal);
      if (deal.index % batchSize === 0) onProgress({ title: 'Simulating deals', done: deal.index, total: deals });
    }
    writer.flush();
    onProgress({ title: 'Simulating deals', done: deals, total: deals });
    return {
      title: companyName,
      currency,
      today,
      firstDay,
      randomSeed,
      rows: {
        Organization: 1,
        OpportunityStage: openStages.length + 2,
        UserRole: roleCount,
        User: userIds.size,
        Product2: products.length,
        PricebookEntry: products.length,
        Account: accounts.length,
        ...writer.rows,
      },
      demoUsers,
    };
  });
};
