import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../../local-org/import/calendar.ts';
import { openOrg } from '../../../local-org/open-org.ts';
import type { Org, RecordOutput } from '../../../local-org/org.ts';
import { groundTruth, seedDemo } from '../../../local-org/seed/index.ts';
import { campaignFinder, drawCampaigns } from '../../../local-org/seed/marketing/draw-campaigns.ts';
import { shareWithLeads } from '../../../local-org/seed/marketing/draw-leads.ts';
import { seededRandom } from '../../../local-org/seed/random.ts';

const today = '2026-11-24';
const days = { start: dayOf('2023-10-01'), today: dayOf(today) };

describe('campaigns', () => {
  const campaigns = drawCampaigns(seededRandom(1, 'campaigns'), days);

  it('are three in a half-year, under the roof of their year', () => {
    const year = campaigns.filter(({ name }) => name.endsWith('2025'));
    expect(year.map(({ name }) => name)).toEqual([
      'Marketing 2025',
      'Web campaign spring 2025',
      'Trade fair Flensburg spring 2025',
      'Partner days spring 2025',
      'Web campaign autumn 2025',
      'Trade fair Flensburg autumn 2025',
      'Partner days autumn 2025',
    ]);
    for (const { parent, source } of year.slice(1)) {
      expect(campaigns[parent ?? -1]?.name).toBe('Marketing 2025');
      expect(source).toBeDefined();
    }
  });

  it('have cost what they cost once they are over, and are planned before they begin', () => {
    for (const { status, firstDay, lastDay, cost, budget } of campaigns) {
      expect(status === 'Completed').toBe(lastDay < days.today);
      expect(status === 'Planned').toBe(firstDay > days.today);
      expect(cost !== undefined).toBe(status === 'Completed');
      if (cost !== undefined) expect(cost / budget).toBeGreaterThan(0.8);
    }
    expect(campaigns.some(({ status }) => status === 'Planned')).toBe(true);
  });

  it('bring leads from the day on which they begin', () => {
    const find = campaignFinder(campaigns);
    const fair = find('Trade Fair', dayOf('2026-11-20'));
    expect(campaigns[fair ?? -1]?.name).toBe('Trade fair Flensburg autumn 2026');
    const before = find('Trade Fair', dayOf('2026-08-30'));
    expect(campaigns[before ?? -1]?.name).toBe('Trade fair Flensburg spring 2026');
    expect(find('Phone Inquiry', days.today)).toBeUndefined();
  });
});

describe('leads of the demo company', () => {
  let org: Org;
  const rows = (soql: string): readonly RecordOutput[] => org.query(org.system, soql).records;
  const count = (from: string): number => org.query(org.system, `SELECT COUNT() FROM ${from}`).totalSize;
  beforeAll(() => {
    org = openOrg({ data: ':memory:', today });
    seedDemo(org, { today, deals: 900 });
  });
  afterAll(() => {
    org.close();
  });

  it('are two for each deal from the web, a fair or a partner, and one of them became the deal', () => {
    const sources = "('Web', 'Trade Fair', 'Partner Referral')";
    const deals = count(`Opportunity WHERE LeadSource IN ${sources}`);
    expect(deals).toBeGreaterThan(400);
    expect(count('Lead')).toBe(2 * deals);
    expect(count("Lead WHERE IsConverted = true AND Status = 'Closed - Converted'")).toBe(deals);
    expect(count(`Lead WHERE LeadSource NOT IN ${sources}`)).toBe(0);
  });

  it('became the deal on its first day, at its customer, from the same source and campaign', () => {
    const converted = rows(
      'SELECT Id, Company, ConvertedDate, ConvertedAccountId, LeadSource, CreatedDate, ConvertedOpportunity.AccountId, ConvertedOpportunity.CreatedDate, ConvertedOpportunity.LeadSource, ConvertedOpportunity.CampaignId, ConvertedAccount.Name FROM Lead WHERE IsConverted = true LIMIT 300',
    );
    const campaigns = new Map(
      rows('SELECT LeadId, CampaignId FROM CampaignMember').map((row) => [row['LeadId'], row['CampaignId']]),
    );
    for (const lead of converted) {
      const deal: unknown = lead['ConvertedOpportunity'];
      const ofDeal = (field: string): unknown => Reflect.get(Object(deal), field);
      expect(ofDeal('AccountId')).toBe(lead['ConvertedAccountId']);
      expect(ofDeal('LeadSource')).toBe(lead['LeadSource']);
      expect(String(ofDeal('CreatedDate')).slice(0, 10)).toBe(lead['ConvertedDate']);
      expect(String(lead['CreatedDate']) < String(lead['ConvertedDate'])).toBe(true);
      expect(Reflect.get(Object(lead['ConvertedAccount']), 'Name')).toBe(lead['Company']);
      expect(ofDeal('CampaignId')).toBe(campaigns.get(lead['Id']) ?? null);
    }
  });

  it('are members of a campaign, apart from those that came by themselves', () => {
    expect(count('CampaignMember')).toBeLessThan(count('Lead'));
    expect(count("CampaignMember WHERE Lead.LeadSource = 'Trade Fair'")).toBe(
      count("Lead WHERE LeadSource = 'Trade Fair'"),
    );
    expect(count('Opportunity WHERE CampaignId != null')).toBeGreaterThan(200);
  });

  it('are seen by their owner and those above, campaigns by everybody', () => {
    const seen = (title: string, object: string): number => {
      const [user] = rows(`SELECT Id FROM User WHERE IsActive = true AND Title LIKE '${title}%' ORDER BY Id LIMIT 1`);
      return org.query(org.actor(String(user?.['Id'])), `SELECT COUNT() FROM ${object}`).totalSize;
    };
    expect(seen('Account Executive Hamburg', 'Lead')).toBeLessThan(seen('Sales Manager Hamburg', 'Lead'));
    expect(seen('Sales Manager Hamburg', 'Lead')).toBeLessThan(seen('VP Sales', 'Lead'));
    expect(seen('Account Executive Hamburg', 'Campaign')).toBe(count('Campaign'));
  });

  it('stay below a number, however many deals there are', () => {
    expect(shareWithLeads(6000)).toBe(1);
    expect(shareWithLeads(1_000_000) * 1_000_000 * 0.64 * 2).toBeCloseTo(groundTruth.marketing.most);
  });
});
