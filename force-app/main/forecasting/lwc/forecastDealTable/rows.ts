import type { Forecast } from 'c/forecastData';
import { count, dateTime, exactMoney, fill, longDate, UNKNOWN, wholePercent } from 'c/taktFormat';
import { differences, type Chance, type Deal, type Group } from './deals';
import { kindNames, labels } from './labels';

export interface DealRow {
  readonly id: string;
  readonly href: string;
  readonly name: string;
  readonly owner: string;
  readonly stage: string;
  readonly close: string;
  readonly amount: string;
  readonly chance: string;
  readonly isQuiet: boolean;
}

/** A group's heading with its sum, and those of its deals that are shown. */
export interface GroupRows {
  readonly key: string;
  readonly name: string;
  readonly deals: string;
  readonly sum: string;
  readonly rows: readonly DealRow[];
}

const dealRow = (deal: Deal, currency: string, chance: Chance | undefined): DealRow => ({
  id: deal.id,
  href: `/lightning/r/Opportunity/${deal.id}/view`,
  name: deal.name,
  owner: deal.owner ?? UNKNOWN,
  stage: deal.stage ?? UNKNOWN,
  close: deal.closeDate === undefined ? UNKNOWN : longDate(deal.closeDate),
  amount: deal.amount === undefined ? labels.NO_AMOUNT : exactMoney(deal.amount, currency),
  chance: deal.kind === 'won' ? '' : wholePercent(chance?.chance),
  isQuiet: chance?.isStale ?? false,
});

/** Groups as rows: at most so many deals, in their order; every group with its whole sum. */
export const groupRows = (
  groups: readonly Group[],
  currency: string,
  chances: ReadonlyMap<string, Chance>,
  most: number,
): readonly GroupRows[] => {
  let left = most;
  return groups.flatMap(({ deals, kind, sum }) => {
    if (deals.length === 0) return [];
    const shown = deals.slice(0, left);
    left -= shown.length;
    return [
      {
        key: kind,
        name: kindNames[kind],
        deals: deals.length === 1 ? labels.COUNT_ONE : fill(labels.COUNT, count(deals.length)),
        sum: exactMoney(sum, currency),
        rows: shown.map((deal) => dealRow(deal, currency, chances.get(deal.id))),
      },
    ];
  });
};

/** Whether the deals are the forecast's figures, and if not, by how much they differ. */
export const agreement = (groups: readonly Group[], forecast: Forecast, asOf: string | undefined): string => {
  const found = differences(groups, forecast);
  if (found.length === 0) return labels.AGREE;
  const sentence = found.map(({ amount, kind }) => {
    const money = exactMoney(amount, forecast.currency);
    return fill(labels.DIFFERENCE, kindNames[kind], amount > 0 ? `+${money}` : money);
  });
  return fill(labels.DIFFER, asOf === undefined ? UNKNOWN : dateTime(asOf), sentence.join(', '));
};
