import { dayOf, quarterIndex, quarterStart } from '../import/calendar.ts';
import type { DemoUser, Progress } from '../import/report.ts';
import type { Org } from '../org.ts';
import { accountCount, drawAccounts } from './company/accounts.ts';
import { products } from './company/products.ts';
import { drawSalesForce } from './company/sales-force.ts';
import { DayTable } from './deals/day-table.ts';
import { simulateDeals, type DemoDeal } from './deals/simulate-deals.ts';
import { batchSize, DealWriter } from './deal-writer.ts';
import { openStages, quartersOfHistory, warmUpWeeks } from './ground-truth.ts';
import { writeCampaigns } from './lead-records.ts';
import { campaignFinder, drawCampaigns } from './marketing/draw-campaigns.ts';
import { drawLeads, shareWithLeads, type DemoLead } from './marketing/draw-leads.ts';
import { seededRandom } from './random.ts';
import {
  companyName,
  currency,
  writeAccounts,
  writeOrganization,
  writeProducts,
  writeStages,
} from './write-company.ts';
import { writeMeetings } from './write-meetings.ts';
import { operations, writePeople } from './write-people.ts';
import { writeQuotas } from './write-quotas.ts';

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
    const people = writePeople(org, force, start);
    const { userIds, roleCount, demoUsers } = people;
    const prices = writeProducts(org, start);
    const accountIds = writeAccounts(org, force, accounts, userIds, { start, today: end });
    onProgress({ title: 'Founding the company', done: 1, total: 1 });
    const days = new DayTable(start - 7 * warmUpWeeks - 30, end + 1500);
    const world = { force, days, today: end };
    const campaigns = drawCampaigns(seededRandom(randomSeed, 'campaigns'), { start, today: end });
    const campaignIds = writeCampaigns(org, campaigns, userIds.get(operations.username) ?? null);
    const plan = { campaignOf: campaignFinder(campaigns), share: shareWithLeads(deals), today: end };
    const chance = seededRandom(randomSeed, 'leads');
    const leadsOf = (deal: DemoDeal): readonly DemoLead[] => drawLeads(chance, deal, plan);
    const writer = new DealWriter(org, { userIds, accountIds, prices, leadsOf, campaignIds });
    for (const deal of simulateDeals(seededRandom(randomSeed, 'deals'), accounts, world, { start, count: deals })) {
      writer.add(deal);
      if (deal.index % batchSize === 0) onProgress({ title: 'Simulating deals', done: deal.index, total: deals });
    }
    writer.flush();
    const planned = writeQuotas(org, seededRandom(randomSeed, 'quotas'), force, people, { start, today: end, deals });
    const company = { force, people, accounts, accountIds, today };
    const met = writeMeetings(org, seededRandom(randomSeed, 'meetings'), company, writer.largest.list());
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
        Campaign: campaigns.length,
        ...writer.rows,
        ...planned,
        ...met,
      },
      demoUsers,
    };
  });
};
