import type { DealColumns } from './ports/planning-source.ts';

const mostStages = 5;

/** What is odd in the deals, in plain sentences: nothing of it is left out in silence. */
export const oddDeals = (
  { unrated, unknownStages, beyondBelief, outsideCalendar }: Omit<DealColumns, 'deals'>,
  currency: string,
): readonly string[] => {
  const told = [...unrated]
    .sort()
    .map(
      ([other, count]) =>
        `The CRM has no rate from ${other} to ${currency} for ${count} deals: they are counted, and their amounts are missing in the totals.`,
    );
  if (beyondBelief > 0) {
    told.push(
      `${count(beyondBelief)} an amount that no deal has, or that is no number: counted, and the amount is missing in the totals.`,
    );
  }
  if (outsideCalendar > 0) {
    told.push(`${count(outsideCalendar)} a close date outside the CRM's fiscal years: in no quarter, and in no trend.`);
  }
  const stages = [...unknownStages].sort().slice(0, mostStages);
  const more = unknownStages.size > mostStages ? ' and others' : '';
  if (stages.length > 0) {
    const names = stages.map(([stage, deals]) => `"${stage}" (${deals})`).join(', ');
    told.push(
      `Unmapped: deals are in stages that the CRM does not define, ${names}${more}. They count by their own forecast category.`,
    );
  }
  return told;
};

const count = (deals: number): string => (deals === 1 ? '1 deal has' : `${deals.toLocaleString('en')} deals have`);
