import { DealStatus, type Person, type Role } from '../../../../src/domain/forecasting/index.ts';
import { dayNumber, type FiscalCalendar } from '../../../../src/domain/shared/index.ts';
import type { DealRow } from './deals.ts';
import type { Random } from './random.ts';

/** What an invented company is like. */
export interface CompanyShape {
  readonly teams: number;
  readonly peoplePerTeam: number;
  /** Mean deals that one person creates in a quarter. */
  readonly dealsPerQuarter: number;
  readonly growthPerQuarter: number;
  /** By quarter of the year, of creation. */
  readonly seasons: readonly [number, number, number, number];
  /** Spread (log) of a shock that all deals of a quarter share. */
  readonly shock: number;
  /** Mean days from creation to close. */
  readonly cycleDays: number;
  /** Share of closes that are moved into the last two weeks of their quarter. */
  readonly quarterEndRush: number;
  /** Spread (log) of amounts. */
  readonly amountSpread: number;
}

export const ORDINARY: CompanyShape = {
  teams: 6,
  peoplePerTeam: 6,
  dealsPerQuarter: 25,
  growthPerQuarter: 0.02,
  seasons: [0.9, 1, 0.95, 1.2],
  shock: 0.1,
  cycleDays: 70,
  quarterEndRush: 0.25,
  amountSpread: 1,
};

/** An invented company with all that happens until the calendar ends. */
export interface Company {
  readonly people: readonly Person[];
  readonly roles: readonly Role[];
  readonly rows: readonly DealRow[];
}

/** Lets a company of known nature live through the calendar. */
export function liveThrough(shape: CompanyShape, calendar: FiscalCalendar, random: Random): Company {
  const roles: Role[] = [{ id: 'ceo', name: 'Chief' }];
  const people: Person[] = [{ id: 'boss', name: 'Boss', active: true, roleId: 'ceo' }];
  const skill: { readonly pace: number; readonly winRate: number; readonly size: number }[] = [];
  for (let team = 0; team < shape.teams; team += 1) {
    roles.push({ id: `lead${team}`, name: `Team ${team}`, parentId: 'ceo' });
    roles.push({ id: `rep${team}`, name: `Rep ${team}`, parentId: `lead${team}` });
    for (let number = 0; number < shape.peoplePerTeam; number += 1) {
      people.push({ id: `p${team}-${number}`, name: `Person ${team}-${number}`, active: true, roleId: `rep${team}` });
      const pace = Math.exp(0.4 * random.normal());
      skill.push({ pace, winRate: 0.25 + 0.2 * random.uniform(), size: Math.exp(0.3 * random.normal()) });
    }
  }
  const rows = calendar.quarters.flatMap((quarter, passed) => {
    const season = shape.seasons[(quarter.number - 1) % 4] ?? 1;
    const level = season * (1 + shape.growthPerQuarter) ** passed * Math.exp(shape.shock * random.normal());
    return skill.flatMap(({ pace, winRate, size }, person) => {
      const count = random.poisson(shape.dealsPerQuarter * pace * level);
      return Array.from({ length: count }, () => oneDeal(shape, calendar, random, passed, person + 1, winRate, size));
    });
  });
  return { people, roles, rows };
}

function oneDeal(
  shape: CompanyShape,
  calendar: FiscalCalendar,
  random: Random,
  quarter: number,
  owner: number,
  winRate: number,
  size: number,
): DealRow {
  const period = calendar.quarters[quarter];
  if (!period) throw new RangeError('No such quarter');
  const [start, end] = [dayNumber(period.start), dayNumber(period.end)];
  const createdOn = start + Math.floor(random.uniform() * (end - start + 1));
  const won = random.uniform() < winRate;
  // Two exponential steps: few deals close at once. A tenth is forgotten and closed late as lost.
  const forgotten = !won && random.uniform() < 0.15;
  const cycle = forgotten ? 400 : shape.cycleDays * (won ? 1 : 0.8);
  const natural = createdOn + 1 + Math.floor(random.exponential(cycle / 2) + random.exponential(cycle / 2));
  const closedIn = calendar.quarters.find(({ end: last }) => dayNumber(last) >= natural);
  const rushed = closedIn && random.uniform() < shape.quarterEndRush;
  const closedOn = rushed ? Math.max(natural, dayNumber(closedIn.end) - Math.floor(random.uniform() * 14)) : natural;
  const amount = Math.round(1_000_000 * size * Math.exp(shape.amountSpread * random.normal()));
  const status = won ? DealStatus.won : DealStatus.lost;
  return { owner, status, amount, createdOn, closeOn: closedOn, closedOn };
}

/** The company's deals as they stood at the end of a day: later ones do not exist, later closes have not happened. */
export function asKnownOn(rows: readonly DealRow[], day: number): readonly DealRow[] {
  return rows
    .filter(({ createdOn }) => (createdOn ?? 0) <= day)
    .map((row) => ((row.closedOn ?? -1) > day ? { ...row, status: DealStatus.open, closedOn: -1 } : row));
}
