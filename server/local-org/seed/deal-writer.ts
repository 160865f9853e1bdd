import type { Org, RecordInput } from '../org.ts';
import type { DemoDeal } from './deals/simulate-deals.ts';
import { historyRecords, lineRecords, opportunityRecord, type DealLinks } from './deal-records.ts';
import { leadRecord, memberRecord } from './lead-records.ts';
import type { DemoLead } from './marketing/draw-leads.ts';
import { LargestDeals } from './meetings/largest-deals.ts';
import { created } from './saved.ts';

export const batchSize = 500;

/** Where deals come from. */
export interface LeadLinks {
  /** The leads of a deal, the converted one first. Asked for once per deal, in the order of the deals. */
  readonly leadsOf: (deal: DemoDeal) => readonly DemoLead[];
  readonly campaignIds: readonly string[];
}

interface LedDeal {
  readonly deal: DemoDeal;
  readonly leads: readonly DemoLead[];
}

/** Writes deals with their products, history and leads, a batch at a time, so that memory stays flat. */
export class DealWriter {
  readonly rows = { Opportunity: 0, OpportunityLineItem: 0, OpportunityHistory: 0, Lead: 0, CampaignMember: 0 };
  /** Open deals that meetings talk about. */
  readonly largest = new LargestDeals();
  private waiting: LedDeal[] = [];
  private readonly org: Org;
  private readonly links: DealLinks & LeadLinks;

  constructor(org: Org, links: DealLinks & LeadLinks) {
    this.org = org;
    this.links = links;
  }

  add(deal: DemoDeal): void {
    this.waiting.push({ deal, leads: this.links.leadsOf(deal) });
    if (this.waiting.length >= batchSize) this.flush();
  }

  flush(): void {
    const batch = this.waiting;
    this.waiting = [];
    const ids = created(
      this.org,
      'Opportunity',
      batch.map((led) => this.opportunity(led)),
    );
    const lines: RecordInput[] = [];
    const history: RecordInput[] = [];
    const leads: (readonly [lead: DemoLead, record: RecordInput])[] = [];
    for (const [index, { deal, leads: own }] of batch.entries()) {
      const id = ids[index];
      if (id === undefined) continue;
      this.largest.add(id, deal);
      lines.push(...lineRecords(deal, id, this.links));
      history.push(...historyRecords(deal, id, this.links));
      const became = { opportunityId: id, accountId: this.links.accountIds[deal.account.index] ?? null };
      for (const lead of own) leads.push([lead, leadRecord(lead, this.links.userIds, became)]);
    }
    created(this.org, 'OpportunityLineItem', lines);
    created(this.org, 'OpportunityHistory', history);
    this.rows.Opportunity += batch.length;
    this.rows.OpportunityLineItem += lines.length;
    this.rows.OpportunityHistory += history.length;
    this.writeLeads(leads);
  }

  private opportunity({ deal, leads: [converted] }: LedDeal): RecordInput {
    const campaignId = converted?.campaign === undefined ? undefined : this.links.campaignIds[converted.campaign];
    return { ...opportunityRecord(deal, this.links), CampaignId: campaignId ?? null };
  }

  private writeLeads(leads: readonly (readonly [lead: DemoLead, record: RecordInput])[]): void {
    const ids = created(
      this.org,
      'Lead',
      leads.map(([, record]) => record),
    );
    const members = leads.flatMap(([lead], index) => memberRecord(lead, ids[index] ?? '', this.links.campaignIds));
    created(this.org, 'CampaignMember', members);
    this.rows.Lead += leads.length;
    this.rows.CampaignMember += members.length;
  }
}
