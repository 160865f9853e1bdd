import { dateOfDay } from '../import/calendar.ts';
import { firstCharacters } from '../import/values/text.ts';
import type { RecordInput } from '../org.ts';
import type { DealEvent } from './deals/deal-path.ts';
import type { DemoDeal } from './deals/simulate-deals.ts';
import { closedLost, closedWon } from './ground-truth.ts';
import { categoryCode, type PriceList } from './write-company.ts';

/** Ids that a deal's records point to. */
export interface DealLinks {
  readonly userIds: ReadonlyMap<string, string>;
  readonly accountIds: readonly string[];
  readonly prices: PriceList;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Office hours, different from deal to deal, later for later events of the same day. */
const timeOf = (deal: DemoDeal, event: DealEvent, index: number): string => {
  const minute = 8 * 60 + ((deal.index * 37 + index * 11) % 480);
  return `${dateOfDay(event.day)}T${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}:00.000+0000`;
};

const euros = (cents: number | null | undefined): number | null =>
  cents === null || cents === undefined ? null : cents / 100;

const isClosed = (stage: string): boolean => stage === closedWon.name || stage === closedLost.name;

const nameOf = (deal: DemoDeal): string => {
  const subject = deal.lines[0]?.product.family ?? 'Enquiry';
  const room = 120 - subject.length - 3;
  return `${firstCharacters(deal.account.name, room)} · ${subject}`;
};

const firstLast = <T>(items: readonly T[]): readonly [T, T] => {
  const [first] = items;
  const last = items.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('A deal has at least its beginning.');
  return [first, last];
};

/** The opportunity as it stands at the end of its events. */
export const opportunityRecord = (deal: DemoDeal, { userIds, accountIds, prices }: DealLinks): RecordInput => {
  const { events } = deal;
  const [first, last] = firstLast(events);
  const lastIndex = events.length - 1;
  const staged = events.findLastIndex((event, index) => index > 0 && event.stage !== events[index - 1]?.stage);
  const moved = events[staged];
  const pushes = events.filter((event, index) => {
    const before = events[index - 1];
    return (
      before !== undefined &&
      !isClosed(event.stage) &&
      dateOfDay(event.closeOn).slice(0, 7) > dateOfDay(before.closeOn).slice(0, 7)
    );
  }).length;
  return {
    Name: nameOf(deal),
    AccountId: accountIds[deal.account.index] ?? null,
    OwnerId: userIds.get(deal.owner.username) ?? null,
    Pricebook2Id: prices.pricebookId,
    StageName: last.stage,
    ForecastCategoryName: last.category,
    Probability: last.probability,
    Amount: euros(deal.amounts.at(-1)),
    CloseDate: dateOfDay(last.closeOn),
    Type: deal.type,
    LeadSource: deal.leadSource,
    PushCount: pushes,
    HasOpportunityLineItem: deal.lines.length > 0,
    TotalOpportunityQuantity:
      deal.lines.length === 0 ? null : deal.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    LastStageChangeDate: moved === undefined ? null : timeOf(deal, moved, staged),
    CreatedDate: timeOf(deal, first, 0),
    CreatedById: userIds.get(deal.begunBy.username) ?? null,
    LastModifiedDate: timeOf(deal, last, lastIndex),
    LastModifiedById: userIds.get(last.by.username) ?? null,
  };
};

export const lineRecords = (
  deal: DemoDeal,
  opportunityId: string,
  { prices, userIds }: DealLinks,
): readonly RecordInput[] =>
  deal.lines.map(({ product, quantity, unitPrice }, index) => ({
    OpportunityId: opportunityId,
    PricebookEntryId: prices.entryIds.get(product.code) ?? null,
    Quantity: quantity,
    UnitPrice: unitPrice / 100,
    SortOrder: index + 1,
    CreatedDate: timeOf(deal, firstLast(deal.events)[0], 0),
    CreatedById: userIds.get(deal.begunBy.username) ?? null,
  }));

/** One row per change of stage, amount, probability or close date, with what was before where it changed. */
export const historyRecords = (deal: DemoDeal, opportunityId: string, { userIds }: DealLinks): readonly RecordInput[] =>
  deal.events.map((event, index): RecordInput => {
    const before = deal.events[index - 1];
    const amount = deal.amounts[index] ?? null;
    const amountBefore = deal.amounts[index - 1] ?? null;
    return {
      OpportunityId: opportunityId,
      CreatedDate: timeOf(deal, event, index),
      CreatedById: userIds.get(event.by.username) ?? null,
      StageName: event.stage,
      Amount: euros(amount),
      ExpectedRevenue: amount === null ? null : Math.round((amount * event.probability) / 100) / 100,
      CloseDate: dateOfDay(event.closeOn),
      Probability: event.probability,
      ForecastCategory: categoryCode(event.category),
      PrevAmount: before !== undefined && amountBefore !== amount ? euros(amountBefore) : null,
      PrevCloseDate: before !== undefined && before.closeOn !== event.closeOn ? dateOfDay(before.closeOn) : null,
    };
  });
