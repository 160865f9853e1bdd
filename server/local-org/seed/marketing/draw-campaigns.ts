import { dateOfDay, dayOf } from '../../import/calendar.ts';
import { wholeBetween, type Random } from '../random.ts';

export interface DemoCampaign {
  readonly name: string;
  /** Salesforce's type of campaign. */
  readonly type: string;
  /** Lead source that it brings; none for a year's roof. */
  readonly source: string | undefined;
  /** Position of the year's roof among the campaigns. */
  readonly parent: number | undefined;
  readonly firstDay: number;
  readonly lastDay: number;
  /** Whole euros. */
  readonly budget: number;
  readonly cost: number | undefined;
  readonly status: 'Planned' | 'In Progress' | 'Completed';
}

/** Three per half-year: first day and length, counted from the first of January or July. */
const kinds = [
  { name: 'Web campaign', type: 'Advertisement', source: 'Web', after: 0, days: 180, budget: [9, 16] },
  { name: 'Trade fair Flensburg', type: 'Trade Show', source: 'Trade Fair', after: 66, days: 4, budget: [32, 48] },
  { name: 'Partner days', type: 'Partners', source: 'Partner Referral', after: 24, days: 3, budget: [8, 14] },
] as const;

const statusOf = (first: number, last: number, today: number): DemoCampaign['status'] =>
  last < today ? 'Completed' : first <= today ? 'In Progress' : 'Planned';

/** The campaigns of all half-years from the one before `start` to today's and the next one, roofs of years before them. */
export const drawCampaigns = (
  random: Random,
  { start, today }: { readonly start: number; readonly today: number },
): readonly DemoCampaign[] => {
  const [firstYear, lastYear] = [start - 365, today + 120].map((day) => Number(dateOfDay(day).slice(0, 4)));
  const campaigns: DemoCampaign[] = [];
  for (let year = firstYear ?? 0; year <= (lastYear ?? 0); year += 1) {
    const parent = campaigns.length;
    const [firstDay, lastDay] = [dayOf(`${year}-01-01`), dayOf(`${year}-12-31`)];
    const children = ['01-01', '07-01'].flatMap((monthAndDay, half) =>
      kinds.map(({ name, type, source, after, days, budget: [low, high] }): DemoCampaign => {
        const first = dayOf(`${year}-${monthAndDay}`) + after;
        const status = statusOf(first, first + days - 1, today);
        const budget = wholeBetween(random, low, high) * 1000;
        const spent = Math.round((budget * wholeBetween(random, 85, 115)) / 1000) * 10;
        return {
          name: `${name} ${half === 0 ? 'spring' : 'autumn'} ${year}`,
          type,
          source,
          parent,
          firstDay: first,
          lastDay: first + days - 1,
          budget,
          cost: status === 'Completed' ? spent : undefined,
          status,
        };
      }),
    );
    const budget = children.reduce((sum, child) => sum + child.budget, 0);
    const status = statusOf(firstDay, lastDay, today);
    const cost = status === 'Completed' ? children.reduce((sum, child) => sum + (child.cost ?? 0), 0) : undefined;
    const roof = { name: `Marketing ${year}`, type: 'Other', source: undefined, parent: undefined };
    campaigns.push({ ...roof, firstDay, lastDay, budget, cost, status }, ...children);
  }
  return campaigns;
};

/** Finds the latest campaign of a source that had begun by a day, as its position among the campaigns. */
export const campaignFinder = (
  campaigns: readonly DemoCampaign[],
): ((source: string, day: number) => number | undefined) => {
  const bySource = Map.groupBy(campaigns.keys(), (index) => campaigns[index]?.source);
  return (source, day) => bySource.get(source)?.findLast((index) => (campaigns[index]?.firstDay ?? Infinity) <= day);
};
