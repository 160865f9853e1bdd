import { dateOfDay } from '../import/calendar.ts';
import { firstCharacters } from '../import/values/text.ts';
import { noonOf } from '../import/values/date.ts';
import type { Org, RecordInput } from '../org.ts';
import type { DemoCampaign } from './marketing/draw-campaigns.ts';
import type { DemoLead } from './marketing/draw-leads.ts';
import { created } from './saved.ts';

/** Writes campaigns, the roofs of the years first, and returns their ids in the order given. */
export const writeCampaigns = (
  org: Org,
  campaigns: readonly DemoCampaign[],
  ownerId: string | null,
): readonly string[] => {
  const ids = new Map<DemoCampaign, string>();
  const write = (some: readonly DemoCampaign[]): void => {
    const records = some.map((campaign): RecordInput => {
      const roof = campaign.parent === undefined ? undefined : campaigns[campaign.parent];
      return {
        Name: campaign.name,
        Type: campaign.type,
        Status: campaign.status,
        IsActive: campaign.status !== 'Completed',
        StartDate: dateOfDay(campaign.firstDay),
        EndDate: dateOfDay(campaign.lastDay),
        BudgetedCost: campaign.budget,
        ActualCost: campaign.cost ?? null,
        ParentId: roof === undefined ? null : (ids.get(roof) ?? null),
        OwnerId: ownerId,
      };
    });
    for (const [index, id] of created(org, 'Campaign', records).entries()) {
      const campaign = some[index];
      if (campaign !== undefined) ids.set(campaign, id);
    }
  };
  write(campaigns.filter(({ parent }) => parent === undefined));
  write(campaigns.filter(({ parent }) => parent !== undefined));
  return campaigns.map((campaign) => ids.get(campaign) ?? '');
};

/** A lead; the converted one knows the deal and the customer that it became. */
export const leadRecord = (
  lead: DemoLead,
  userIds: ReadonlyMap<string, string>,
  became: { readonly opportunityId: string; readonly accountId: string | null },
): RecordInput => {
  const ownerId = userIds.get(lead.owner) ?? null;
  const createdOn = noonOf(dateOfDay(lead.createdOn));
  return {
    FirstName: lead.firstName,
    LastName: lead.lastName,
    Company: firstCharacters(lead.company, 255),
    Industry: lead.industry,
    City: lead.city,
    Country: 'Germany',
    LeadSource: lead.source,
    Status: lead.status,
    OwnerId: ownerId,
    CreatedDate: createdOn,
    CreatedById: ownerId,
    ...(lead.convertedOn === undefined
      ? {}
      : {
          IsConverted: true,
          ConvertedDate: dateOfDay(lead.convertedOn),
          ConvertedOpportunityId: became.opportunityId,
          ConvertedAccountId: became.accountId,
        }),
  };
};

/** The lead's place in its campaign; none where it came by itself. */
export const memberRecord = (
  lead: DemoLead,
  leadId: string,
  campaignIds: readonly string[],
): readonly RecordInput[] => {
  if (lead.campaign === undefined) return [];
  const day = dateOfDay(lead.createdOn);
  return [
    {
      CampaignId: campaignIds[lead.campaign] ?? null,
      LeadId: leadId,
      Status: lead.responded ? 'Responded' : 'Sent',
      HasResponded: lead.responded,
      FirstRespondedDate: lead.responded ? day : null,
      CreatedDate: noonOf(day),
    },
  ];
};
