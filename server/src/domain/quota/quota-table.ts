import { add, subtract, toDecimalString } from '../shared/index.ts';
import type { Currency, Money } from '../shared/index.ts';
import { TOTAL_KEY, UNASSIGNED_KEY, type Scope } from '../forecasting/index.ts';
import type { FiscalYear } from './fiscal-year.ts';
import { quarterQuotas, type QuotaRow } from './quota-in-force.ts';

/** The rows of the plan in force for one fiscal year. */
export interface QuotaPlan {
  readonly year: FiscalYear;
  readonly rows: readonly QuotaRow[];
}

/** Quota of one scope in one quarter. */
export interface QuotaFigure {
  readonly scopeKey: string;
  readonly periodKey: string;
  readonly amount: Money;
  /** `Given` by a row of its own, or the `Sum` of the scopes directly below. */
  readonly source: 'Given' | 'Sum';
  /** Sum of the scopes directly below that have a quota; absent where none has. */
  readonly children?: Money;
}

/** Something that a person must know about the quotas. */
export interface QuotaProblem {
  readonly reason: 'not-in-the-tree' | 'other-currency' | 'given-twice' | 'blank-months' | 'children-differ';
  readonly scopeKey: string;
  readonly periodKey?: string;
  /** The scope's own quota − the sum of its children's, for `children-differ`. */
  readonly difference?: Money;
  /** One plain sentence. */
  readonly text: string;
}

/** Quotas of every scope by quarter. */
export interface QuotaTable {
  readonly figures: readonly QuotaFigure[];
  readonly problems: readonly QuotaProblem[];
  /** Undefined = no quota is known, which is not a quota of 0. */
  of(scopeKey: string, periodKey: string): QuotaFigure | undefined;
}

/** What {@link quotaTable} reckons with. */
export interface QuotaSources {
  /** One per fiscal year; years do not share quarters. */
  readonly plans: readonly QuotaPlan[];
  /** As buildScopes gives them: parents before children, the company first. */
  readonly scopes: readonly Scope[];
  readonly currency: Currency;
}

/**
 * Quotas per scope and quarter. A scope's quota is its own row where it has one, else the sum of the scopes directly
 * below it; where both exist, the row counts and the difference is a problem to show. Rows of scopes that are not in
 * the tree count under "Unassigned", else directly in the company, so that totals tie out. Rows in another currency
 * are left out and named: no rate is ever assumed to be 1.
 */
export function quotaTable({ plans, scopes, currency }: QuotaSources): QuotaTable {
  const problems: QuotaProblem[] = [];
  const figures: QuotaFigure[] = [];
  const names = new Map(scopes.map(({ key, name }) => [key, name]));
  for (const { year, rows } of plans) {
    const given = givenByQuarter(rows, year, currency, names, problems);
    for (const [periodKey, quotas] of given) figures.push(...rollUp(quotas, periodKey, scopes, names, problems));
  }
  const byKey = new Map(figures.map((figure) => [`${figure.scopeKey}|${figure.periodKey}`, figure]));
  return { figures, problems, of: (scopeKey, periodKey) => byKey.get(`${scopeKey}|${periodKey}`) };
}

/** Rows by quarter and scope. */
function givenByQuarter(
  rows: readonly QuotaRow[],
  year: FiscalYear,
  currency: Currency,
  names: ReadonlyMap<string, string>,
  problems: QuotaProblem[],
): ReadonlyMap<string, ReadonlyMap<string, Money>> {
  const given = new Map<string, Map<string, Money>>();
  const seen = new Set<string>();
  for (const row of rows) {
    const { scopeKey } = row;
    const name = names.get(scopeKey) ?? scopeKey;
    const tell = (reason: QuotaProblem['reason'], text: string): number => problems.push({ reason, scopeKey, text });
    if (row.currency !== currency) {
      tell('other-currency', `The quota of ${name} is in ${row.currency}, the plan in ${currency}: left out.`);
      continue;
    }
    if (seen.has(scopeKey)) {
      tell('given-twice', `${name} has two quotas in fiscal year ${year.label}: only the first counts.`);
      continue;
    }
    seen.add(scopeKey);
    if (!names.has(scopeKey)) {
      tell('not-in-the-tree', `The quota of ${name} belongs to nobody in the tree: counted as unassigned.`);
    }
    for (const { periodKey, amount, blankMonths } of quarterQuotas(row, year)) {
      const quotas = given.get(periodKey) ?? new Map<string, Money>();
      given.set(periodKey, quotas.set(scopeKey, amount));
      if (blankMonths.length === 0) continue;
      const text = `${name} has no quota for ${blankMonths.join(', ')}: the quarter counts the other months only.`;
      problems.push({ reason: 'blank-months', scopeKey, periodKey, text });
    }
  }
  return given;
}

function rollUp(
  given: ReadonlyMap<string, Money>,
  periodKey: string,
  scopes: readonly Scope[],
  names: ReadonlyMap<string, string>,
  problems: QuotaProblem[],
): readonly QuotaFigure[] {
  const children = new Map<string, Money>();
  const addTo = (key: string, amount: Money): void => {
    const before = children.get(key);
    children.set(key, before ? add(before, amount) : amount);
  };
  const nobody = names.has(UNASSIGNED_KEY) ? UNASSIGNED_KEY : TOTAL_KEY;
  for (const [key, amount] of given) if (!names.has(key)) addTo(nobody, amount);

  const figures: QuotaFigure[] = [];
  for (const { key: scopeKey, name, parentKey } of scopes.toReversed()) {
    const own = given.get(scopeKey);
    const below = children.get(scopeKey);
    const amount = own ?? below;
    if (!amount) continue;
    if (parentKey !== undefined) addTo(parentKey, amount);
    const source = own ? 'Given' : 'Sum';
    figures.push({ scopeKey, periodKey, amount, source, ...(below ? { children: below } : {}) });
    if (!own || !below || own.minor === below.minor) continue;
    const difference = subtract(own, below);
    const text = `${name} has ${toDecimalString(own)}, those below have ${toDecimalString(below)}: ${toDecimalString(difference)} apart.`;
    problems.push({ reason: 'children-differ', scopeKey, periodKey, difference, text });
  }
  return figures.reverse();
}
