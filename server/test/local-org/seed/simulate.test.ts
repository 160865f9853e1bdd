import { beforeAll, describe, expect, it } from 'vitest';
import { dateOfDay, dayOf, quarterIndex, quarterStart } from '../../../local-org/import/calendar.ts';
import { accountCount, drawAccounts } from '../../../local-org/seed/company/accounts.ts';
import { drawSalesForce, type SalesForce } from '../../../local-org/seed/company/sales-force.ts';
import { totalOf } from '../../../local-org/seed/deals/deal-lines.ts';
import { DayTable } from '../../../local-org/seed/deals/day-table.ts';
import { simulateDeals, type DemoDeal } from '../../../local-org/seed/deals/simulate-deals.ts';
import { openStages, people, type RepStyle } from '../../../local-org/seed/ground-truth.ts';
import { seededRandom } from '../../../local-org/seed/random.ts';

const today = '2026-11-24';
const end = dayOf(today);
const start = dayOf(quarterStart(quarterIndex(today, 1) - 12, 1));

const simulate = (count: number, seed: number): { deals: readonly DemoDeal[]; force: SalesForce } => {
  const force = drawSalesForce(seededRandom(seed, 'people'), start, today);
  const accounts = drawAccounts(seededRandom(seed, 'accounts'), accountCount(count), force.seats.length);
  const days = new DayTable(start - 400, end + 1500);
  const world = { force, days, today: end };
  return { force, deals: [...simulateDeals(seededRandom(seed, 'deals'), accounts, world, { start, count })] };
};

const lastOf = (deal: DemoDeal) => {
  const last = deal.events.at(-1);
  if (last === undefined) throw new Error('a deal without events');
  return last;
};
const isWon = (deal: DemoDeal) => lastOf(deal).stage === 'Closed Won';
const isLost = (deal: DemoDeal) => lastOf(deal).stage === 'Closed Lost';

describe('the simulated sales process', () => {
  let deals: readonly DemoDeal[] = [];
  let force: SalesForce;
  beforeAll(() => {
    ({ deals, force } = simulate(12_000, 11));
  });

  it('makes exactly as many deals as asked for, of any number', () => {
    expect(deals).toHaveLength(12_000);
    expect(simulate(1, 3).deals).toHaveLength(1);
    expect(simulate(37, 3).deals).toHaveLength(37);
  });

  it('is the same for the same seed and another one for another', () => {
    expect(simulate(300, 4).deals).toEqual(simulate(300, 4).deals);
    expect(simulate(300, 4).deals.map(({ amounts }) => amounts)).not.toEqual(
      simulate(300, 5).deals.map(({ amounts }) => amounts),
    );
  });

  it('tells stories in order: events never go back in time or stage, and nothing happens after today or the end', () => {
    const order = [...openStages.map(({ name }) => name), 'Closed Won', 'Closed Lost'];
    for (const { events } of deals) {
      for (const [index, event] of events.entries()) {
        expect(event.day).toBeLessThanOrEqual(end);
        const before = events[index - 1];
        if (before === undefined) continue;
        expect(event.day).toBeGreaterThanOrEqual(before.day);
        expect(order.indexOf(event.stage)).toBeGreaterThanOrEqual(order.indexOf(before.stage));
        expect(before.stage.startsWith('Closed')).toBe(false);
      }
    }
  });

  it('ends with an amount that is the sum of the lines to the cent, or with neither', () => {
    for (const deal of deals) {
      expect(deal.amounts.at(-1) ?? 0).toBe(totalOf(deal.lines));
      expect(deal.amounts.every((amount) => amount === null || Number.isSafeInteger(amount))).toBe(true);
    }
    expect(deals.some((deal) => deal.lines.length === 0 && !isLost(deal))).toBe(true);
  });

  it('keeps of the deals begun before the first day only those still open on it', () => {
    const early = deals.filter(({ events }) => (events[0]?.day ?? start) < start);
    expect(early.length).toBeGreaterThan(100);
    for (const deal of early) {
      const last = lastOf(deal);
      expect(last.stage.startsWith('Closed') && last.day < start).toBe(false);
    }
  });

  it('has credible figures: win rate, cycle, pipeline, stale deals, history', () => {
    const won = deals.filter(isWon);
    const lost = deals.filter(isLost);
    const open = deals.filter((deal) => !isWon(deal) && !isLost(deal));
    const winRate = won.length / (won.length + lost.length);
    expect(winRate).toBeGreaterThan(0.2);
    expect(winRate).toBeLessThan(0.35);
    const cycle = won.reduce((sum, deal) => sum + lastOf(deal).day - (deal.events[0]?.day ?? 0), 0) / won.length;
    expect(cycle).toBeGreaterThan(60);
    expect(cycle).toBeLessThan(120);
    const lastYear = won.filter((deal) => lastOf(deal).day > end - 365);
    const quarter = lastYear.reduce((sum, deal) => sum + totalOf(deal.lines), 0) / 4;
    const pipeline = open.reduce((sum, deal) => sum + totalOf(deal.lines), 0);
    expect(pipeline / quarter).toBeGreaterThan(2.2);
    expect(pipeline / quarter).toBeLessThan(4.5);
    const overdue = open.filter((deal) => lastOf(deal).closeOn < end).length / open.length;
    expect(overdue).toBeGreaterThan(0.05);
    expect(overdue).toBeLessThan(0.3);
    const events = deals.reduce((sum, deal) => sum + deal.events.length, 0) / deals.length;
    expect(events).toBeGreaterThan(3.5);
    expect(events).toBeLessThan(7);
  });

  it('shows the quarter-end effect, the summer dip and growth', () => {
    const won = deals.filter(isWon).map((deal) => lastOf(deal).day);
    const days = new DayTable(start - 400, end + 1500);
    const lastTwoWeeks = won.filter((day) => days.quarterEnd(day) - day < 14).length / won.length;
    expect(lastTwoWeeks).toBeGreaterThan((14 / 91) * 1.4);
    const begun = deals.map(({ events }) => dateOfDay(events[0]?.day ?? 0));
    const inMonth = (month: string) => begun.filter((date) => date.slice(5, 7) === month).length;
    expect(inMonth('08')).toBeLessThan(inMonth('09') * 0.8);
    const inYear = (year: string) => begun.filter((date) => date.startsWith(year) && date.slice(5) <= '10-31').length;
    expect(inYear('2026')).toBeGreaterThan(inYear('2024') * 1.1);
  });

  it('has people who come and go, and deals that stay with those who left', () => {
    expect(force.teams).toHaveLength(people.teams);
    const present = force.reps.filter(({ leftOn }) => leftOn < 0);
    expect(present.length).toBeGreaterThanOrEqual(38);
    expect(present.length).toBeLessThanOrEqual(42);
    expect(force.reps.filter(({ leftOn }) => leftOn >= 0)).toHaveLength(people.departures);
    const gone = new Set(force.reps.filter(({ leftOn }) => leftOn >= 0).map(({ username }) => username));
    const open = deals.filter((deal) => !isWon(deal) && !isLost(deal));
    expect(open.some(({ owner }) => gone.has(owner.username))).toBe(true);
    expect(deals.some(({ owner, begunBy }) => gone.has(begunBy.username) && owner !== begunBy)).toBe(true);
    expect(new Set(force.reps.map(({ username }) => username)).size).toBe(force.reps.length);
  });

  it('lets reps misjudge as their style has it', () => {
    const styleOf = new Map(force.reps.map(({ username, style }) => [username, style]));
    const early = (style: RepStyle) => {
      const own = deals.flatMap(({ events }) =>
        events.filter(({ by, stage }) => styleOf.get(by.username) === style && stage === 'Proposal'),
      );
      return own.filter(({ category }) => category === 'Commit').length / own.length;
    };
    expect(early('happy ears')).toBeGreaterThan(0.4);
    expect(early('steady')).toBeLessThan(0.12);
    expect(early('sandbagger')).toBe(0);
  });
});
