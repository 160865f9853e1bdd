import type { DemoAccount } from '../company/accounts.ts';
import type { Person } from '../company/sales-force.ts';
import { signals, withoutAmount } from '../ground-truth.ts';
import { normal, pick, pickWeighted, type Random } from '../random.ts';
import { arrivals, type Arrival } from './arrivals.ts';
import { DayTable } from './day-table.ts';
import { drawLines, totalOf, type DealLine } from './deal-lines.ts';
import { simulatePath, type DealEvent, type DealPath, type World } from './deal-path.ts';

export interface DemoDeal {
  readonly index: number;
  readonly account: DemoAccount;
  /** Who owns the deal now, and who began it. */
  readonly owner: Person;
  readonly begunBy: Person;
  readonly type: 'New Business' | 'Existing Business';
  readonly leadSource: string;
  /** Empty where nothing was quoted yet. */
  readonly lines: readonly DealLine[];
  readonly events: readonly DealEvent[];
  /** Cents after each event, null where nothing was quoted yet. */
  readonly amounts: readonly (number | null)[];
}

const usualAmount = 1_200_000;
const leadSources: readonly (readonly [source: keyof typeof signals.leadSource, weight: number])[] = [
  ['Web', 30],
  ['Phone Inquiry', 22],
  ['Partner Referral', 18],
  ['Trade Fair', 16],
  ['Purchased List', 14],
];

/** Amounts after each event, such that the last one is the sum of the lines to the cent. */
const amountsOf = (events: readonly DealEvent[], total: number, quotedFrom: number): readonly (number | null)[] => {
  const last = events.at(-1)?.factor ?? 1;
  return events.map(({ factor, depth }) => (depth < quotedFrom ? null : Math.round((total * factor) / last)));
};

/**
 * A path that is still open on the company's first day, where the deal began before it. The hidden part of its quality
 * is drawn anew with every attempt: those that survive are the better ones.
 */
const survivingPath = (random: Random, arrival: Arrival, seen: number, world: World, start: number): DealPath => {
  for (let attempt = 0; ; attempt += 1) {
    // After many deaths the deal is begun later instead: one in some thousand.
    const day = attempt < 60 ? arrival.day : Math.max(arrival.day, DayTable.workday(start));
    const path = simulatePath(random, { day, owner: arrival.owner, quality: seen + normal(random) }, world);
    const end = path.events.at(-1);
    const closed = end !== undefined && end.stage.startsWith('Closed');
    if (day >= start || !closed || end.day >= start) return path;
  }
};

/** Deals of the company, in the order in which they begin, one at a time: nothing is kept. */
export function* simulateDeals(
  random: Random,
  accounts: readonly DemoAccount[],
  world: World,
  { start, count }: { readonly start: number; readonly count: number },
): Generator<DemoDeal> {
  const bySeat = Map.groupBy(accounts, ({ seat }) => seat);
  let index = 0;
  for (const arrival of arrivals(random, world.force, world.days, { start, today: world.today, count })) {
    const account = pick(random, bySeat.get(arrival.seat) ?? accounts);
    const leadSource = pickWeighted(random, leadSources);
    const existing = random() < 0.5;
    const lines = drawLines(random, account);
    const total = totalOf(lines);
    const seen =
      (existing ? signals.existingCustomer : 0) +
      signals.leadSource[leadSource] +
      signals.largeAmount * Math.log(total / usualAmount);
    const { events, owner } = survivingPath(random, arrival, seen, world, start);
    const quotedFrom = random() < withoutAmount.share ? withoutAmount.untilStage + 1 : 0;
    const quoted = (events.at(-1)?.depth ?? 0) >= quotedFrom;
    yield {
      index,
      account,
      owner: owner.person,
      begunBy: arrival.owner.person,
      type: existing ? 'Existing Business' : 'New Business',
      leadSource,
      lines: quoted ? lines : [],
      events,
      amounts: quoted ? amountsOf(events, total, quotedFrom) : events.map(() => null),
    };
    index += 1;
  }
}
