import type { ReadRow } from './read-row.ts';
import type { AcceptedQuota, ChildDifference, Finding, ImportMonth, QuotaImportContext } from './types.ts';

/** Key of the scope that a row is about. */
export function scopeKeyOf({ whose }: ReadRow): string {
  return whose.type === 'Person' ? `person:${whose.person.id}` : whose.team.key;
}

const from = (row: ReadRow): string => row.effectiveFrom ?? '0000';
const to = (row: ReadRow): string => row.effectiveTo ?? '9999';
const nameOf = ({ whose }: ReadRow): string => (whose.type === 'Person' ? whose.person.name : whose.team.name);

/**
 * The rows of one person or team, one quota out of them: rows must not overlap in days, nor give a month twice. Days
 * between them, months in force without an amount and amounts of months not in force are told.
 */
export function mergeRows(
  rows: readonly ReadRow[],
  months: readonly ImportMonth[],
): { readonly quota?: AcceptedQuota; readonly errors: readonly Finding[]; readonly warnings: readonly Finding[] } {
  const ordered = rows.toSorted((a, b) => (from(a) < from(b) ? -1 : from(a) > from(b) ? 1 : a.line - b.line));
  const [first] = ordered;
  const last = ordered.at(-1);
  if (!first || !last) return { errors: [], warnings: [] };
  const errors: Finding[] = [];
  const warnings: Finding[] = [];
  const amounts: (number | null)[] = months.map(() => null);
  for (const [index, row] of ordered.entries()) {
    const before = ordered[index - 1];
    if (before) {
      const finding = between(before, row);
      if (finding?.reason === 'gap') warnings.push(finding);
      else if (finding) errors.push(finding);
      if (finding?.reason === 'overlap' || finding?.reason === 'duplicate') continue;
    }
    for (const [month, amount] of row.months.entries()) {
      const { label = '' } = months[month] ?? {};
      if (amount === null) continue;
      if (amounts[month] != null) errors.push(twice(row, label));
      amounts[month] = amount;
    }
  }
  warnings.push(...monthWarnings(ordered, months));
  if (errors.length > 0) return { errors, warnings };
  const { whose } = first;
  const person = whose.type === 'Person' ? whose.person : undefined;
  const team = whose.type === 'Team' ? whose.team : undefined;
  const quota: AcceptedQuota = {
    line: Math.min(...rows.map(({ line }) => line)),
    scopeKey: scopeKeyOf(first),
    name: nameOf(first),
    personId: person?.id,
    ownerId: person?.active === true ? person.id : (person?.managerId ?? team?.managerId),
    currency: first.currency,
    months: amounts,
    total: amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0),
    effectiveFrom: first.effectiveFrom,
    effectiveTo: last.effectiveTo,
  };
  return { quota, errors, warnings };
}

function between(before: ReadRow, row: ReadRow): Finding | undefined {
  const { line } = row;
  const name = nameOf(row);
  if (before.currency !== row.currency) {
    const text = `${name} has quotas in ${before.currency} (line ${before.line}) and ${row.currency}`;
    return { line, column: 'Currency', reason: 'two-currencies', text, remedy: 'One quota has one currency.' };
  }
  if (to(before) >= from(row)) {
    const text = `${name} is on line ${before.line} too, for the same days`;
    const same = from(before) === from(row) && to(before) === to(row);
    const remedy = 'Keep one row for each person, or give rows that follow each other their own dates.';
    return { line, column: 'Effective From', reason: same ? 'duplicate' : 'overlap', text, remedy };
  }
  if (nextDay(to(before)) === from(row)) return undefined;
  const text = `${name} has no quota from ${nextDay(to(before))} until ${from(row)}`;
  return { line, column: 'Effective From', reason: 'gap', text, remedy: 'Nothing to do if that is meant.' };
}

function twice(row: ReadRow, month: string): Finding {
  const text = `${month} is given twice for ${nameOf(row)}`;
  const remedy = 'Give the whole month on one of the rows: it is shared out by days.';
  return { line: row.line, column: month, reason: 'duplicate-period', text, remedy };
}

function monthWarnings(rows: readonly ReadRow[], months: readonly ImportMonth[]): readonly Finding[] {
  const found: Finding[] = [];
  for (const [index, { label, start, end }] of months.entries()) {
    const inForce = rows.find((row) => from(row) <= end && to(row) >= start);
    const given = rows.find((row) => row.months[index] != null);
    if (inForce && !given) {
      const text = `${nameOf(inForce)} has no amount for ${label}`;
      found.push({
        line: inForce.line,
        column: label,
        reason: 'blank-month',
        text,
        remedy: 'Write 0 if there is no quota: empty is unknown.',
      });
    }
    if (given && given.months[index] !== 0 && !inForce) {
      const text = `${label} of ${nameOf(given)} is not in force on any day and will not count`;
      found.push({
        line: given.line,
        column: label,
        reason: 'not-in-force',
        text,
        remedy: 'Correct the dates, or empty the cell.',
      });
    }
  }
  return found;
}

/** The day after a date between 1900 and 4000. */
function nextDay(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day + 1)).toISOString().slice(0, 10);
}

/** Teams whose own quota is not the sum of those directly below them, in the plan's currency. */
export function childDifferences(
  quotas: readonly AcceptedQuota[],
  { people, teams, currencies }: QuotaImportContext,
): readonly ChildDifference[] {
  const currency = currencies[0]?.code;
  const own = new Map(
    quotas.filter((quota) => quota.currency === currency).map(({ scopeKey, total }) => [scopeKey, total]),
  );
  const below = new Map<string, number>();
  const addTo = (key: string | undefined, amount: number | undefined): void => {
    if (key !== undefined && amount !== undefined) below.set(key, (below.get(key) ?? 0) + amount);
  };
  for (const { id, teamKey } of people) addTo(teamKey, own.get(`person:${id}`));
  for (const { key, parentKey } of childrenFirst(teams)) addTo(parentKey, own.get(key) ?? below.get(key));
  return teams.flatMap(({ key, name }) => {
    const [given, children] = [own.get(key), below.get(key)];
    if (given === undefined || children === undefined || given === children) return [];
    return [{ teamKey: key, name, given, children, difference: given - children }];
  });
}

/** Teams deepest first; a team on a cycle comes once. */
function childrenFirst(teams: QuotaImportContext['teams']): QuotaImportContext['teams'] {
  const parents = new Map(teams.map(({ key, parentKey }) => [key, parentKey]));
  const depthOf = (key: string): number => {
    let depth = 0;
    for (let at = parents.get(key); at !== undefined && depth <= teams.length; at = parents.get(at)) depth += 1;
    return depth;
  };
  const depths = new Map(teams.map(({ key }) => [key, depthOf(key)]));
  return teams.toSorted((a, b) => (depths.get(b.key) ?? 0) - (depths.get(a.key) ?? 0));
}
