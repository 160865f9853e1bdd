import { firstNames, lastNames, legalForms, placeEnds, placeStarts, industries } from '../company/names.ts';
import type { DemoDeal } from '../deals/simulate-deals.ts';
import { DayTable } from '../deals/day-table.ts';
import { marketing } from '../ground-truth.ts';
import { pick, wholeBetween, type Random } from '../random.ts';

export type LeadStatus =
  'Open - Not Contacted' | 'Working - Contacted' | 'Closed - Converted' | 'Closed - Not Converted';

export interface DemoLead {
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string;
  readonly industry: string;
  readonly city: string;
  readonly source: string;
  readonly status: LeadStatus;
  /** Username of the owner. */
  readonly owner: string;
  readonly createdOn: number;
  /** Day of the conversion into the deal; absent where none came of it. */
  readonly convertedOn?: number;
  /** Position among the campaigns. */
  readonly campaign?: number;
  readonly responded: boolean;
}

export interface Marketing {
  readonly campaignOf: (source: string, day: number) => number | undefined;
  /** Share of deals from campaign-like sources that have leads. */
  readonly share: number;
  readonly today: number;
}

/** Deals with leads, so that a company of so many deals stays under the limit (a fifth of deals has other sources). */
export const shareWithLeads = (deals: number): number =>
  Math.min(1, marketing.most / ((1 + marketing.lostPerDeal) * deals * 0.64));

const campaignLike: ReadonlySet<string> = new Set(marketing.sources);

const statusOfLost = (random: Random, age: number): LeadStatus => {
  const closed = random() < marketing.closed;
  if (age > marketing.closedAfter) return closed ? 'Closed - Not Converted' : 'Working - Contacted';
  return age > 10 ? 'Working - Contacted' : 'Open - Not Contacted';
};

const campaignFor = (random: Random, source: string, day: number, { campaignOf }: Marketing): number | undefined => {
  const byItself = random() < marketing.webByItself && source === 'Web';
  return byItself ? undefined : campaignOf(source, day);
};

/** The leads behind and beside a deal, the converted one first; none for deals of other sources. */
export const drawLeads = (random: Random, deal: DemoDeal, plan: Marketing): readonly DemoLead[] => {
  const begunOn = deal.events[0]?.day ?? plan.today;
  const source = deal.leadSource;
  if (!campaignLike.has(source) || random() >= plan.share) return [];
  return Array.from({ length: 1 + marketing.lostPerDeal }, (_, order): DemoLead => {
    const converted = order === 0;
    const createdOn = converted
      ? begunOn - wholeBetween(random, 2, 40)
      : Math.min(plan.today, DayTable.workday(begunOn - 20 + wholeBetween(random, 0, 40)));
    const city = converted ? deal.account.city : pick(random, placeStarts) + pick(random, placeEnds);
    const industry = pick(random, industries);
    const invented = `${pick(random, industry.patterns).replace('*', city)} ${pick(random, legalForms)}`;
    const campaign = campaignFor(random, source, createdOn, plan);
    const lost = statusOfLost(random, plan.today - createdOn);
    return {
      firstName: pick(random, firstNames),
      lastName: pick(random, lastNames),
      company: converted ? deal.account.name : invented,
      industry: converted ? deal.account.industry : industry.name,
      city,
      source,
      status: converted ? 'Closed - Converted' : lost,
      owner: deal.begunBy.username,
      createdOn,
      responded: random() < marketing.responds || converted,
      ...(converted ? { convertedOn: begunOn } : {}),
      ...(campaign === undefined ? {} : { campaign }),
    };
  });
};
