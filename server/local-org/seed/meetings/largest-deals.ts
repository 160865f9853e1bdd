import type { DemoDeal } from '../deals/simulate-deals.ts';

/** An open deal that a meeting may talk about. */
export interface TalkedDeal {
  readonly id: string;
  readonly deal: DemoDeal;
  readonly begunOn: number;
  /** Cents. */
  readonly amount: number;
}

const kept = 60;

/** Keeps the largest open deals out of many, without keeping the others. */
export class LargestDeals {
  private deals: TalkedDeal[] = [];

  add(id: string, deal: DemoDeal): void {
    const [first] = deal.events;
    const last = deal.events.at(-1);
    const amount = deal.amounts.at(-1);
    if (first === undefined || last === undefined || last.stage.startsWith('Closed')) return;
    if (amount === undefined || amount === null) return;
    this.deals.push({ id, deal, begunOn: first.day, amount });
    if (this.deals.length > 20 * kept) this.deals = [...this.list()];
  }

  /** Largest first. */
  list(): readonly TalkedDeal[] {
    return this.deals.toSorted((a, b) => b.amount - a.amount || a.deal.index - b.deal.index).slice(0, kept);
  }
}
