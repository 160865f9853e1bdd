import { pick, pickWeighted, wholeBetween, normal, type Random } from '../random.ts';
import { industries, legalForms, placeEnds, placeStarts, trickyAccounts } from './names.ts';

export interface DemoAccount {
  readonly index: number;
  readonly name: string;
  readonly industry: string;
  readonly city: string;
  readonly employees: number;
  /** Whole euros a year. */
  readonly revenue: number;
  /** The seat that looks after the account. */
  readonly seat: number;
}

/** Accounts of a company with so many deals. */
export const accountCount = (deals: number): number => Math.min(30_000, Math.max(150, Math.round(deals / 12)));

/** Draws the customers; every seat gets its share, and no two have the same name. */
export const drawAccounts = (random: Random, count: number, seats: number): readonly DemoAccount[] => {
  const taken = new Map<string, number>();
  const weighted = industries.map((industry) => [industry, industry.weight] as const);
  return Array.from({ length: count }, (_, index) => {
    const industry = pickWeighted(random, weighted);
    const place = pick(random, placeStarts) + pick(random, placeEnds);
    const base = pick(random, industry.patterns).replace('*', place);
    const repeated = taken.get(base) ?? 0;
    taken.set(base, repeated + 1);
    const plant = repeated === 0 ? '' : ` ${repeated === 1 ? 'Nord' : `Werk ${repeated}`}`;
    const name = trickyAccounts[index - 20] ?? `${base}${plant} ${pick(random, legalForms)}`;
    const employees = Math.max(4, Math.round(Math.exp(4.6 + 1.2 * normal(random))));
    const revenue = employees * wholeBetween(random, 120, 320) * 1000;
    return { index, name, industry: industry.name, city: place, employees, revenue, seat: index % seats };
  });
};

/** How much more than usual an account orders: grows with its size, slower than it. */
export const sizeFactor = (account: DemoAccount): number => Math.sqrt(account.employees / 55);
