import { isNode, nodes, number, text, type Node } from 'c/taktGraphql';
import { exactMoney, fill } from 'c/taktFormat';
import { childDifferences, type AcceptedQuota, type ImportPerson, type ImportTeam } from 'c/quotaImportRules';
import { labels } from './labels';

/** What the plan says about itself. */
export interface Plan {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly year: string;
  readonly version: string;
  readonly status: string;
  readonly currency: string;
}

export const planOf = (data: unknown): Plan | undefined => {
  const [node] = nodes(data, 'Takt_Plan__c');
  const id = node && text(node, 'Id');
  if (!node || id === undefined) return undefined;
  return {
    id,
    name: text(node, 'Name') ?? id,
    key: text(node, 'External_Key__c') ?? '',
    year: text(node, 'Fiscal_Year__c') ?? '',
    version: String(number(node, 'Version__c') ?? 1),
    status: text(node, 'Status__c') ?? '',
    currency: text(node, 'Currency__c') ?? 'USD',
  };
};

/** A cell of the table. */
export interface Cell {
  readonly key: string;
  readonly text: string;
}

export interface Row {
  readonly key: string;
  readonly name: string;
  readonly className: string;
  readonly total: string;
  readonly off: string;
  readonly months: readonly Cell[];
}

export interface Table {
  readonly months: readonly Cell[];
  readonly rows: readonly Row[];
  readonly sum: Row;
  /** Some rows are in another currency than the plan. */
  readonly mixed: boolean;
  readonly cut: boolean;
}

// Amount fields have two decimal places, so a hundredth is the unit in which sums come out to the cent.
const hundredths = (amount: number | undefined): number | null =>
  amount === undefined ? null : Math.round(amount * 100);

const PERIODS = Array.from({ length: 13 }, (_, index) => index);

const quotaOf = (node: Node, plan: Plan): AcceptedQuota => {
  const key = text(node, 'External_Key__c') ?? '';
  const personId = text(node, 'Person__c');
  const months = PERIODS.map((index) => hundredths(number(node, `Approved_${index + 1}__c`)));
  const given = key.startsWith(`${plan.key}|`) ? key.slice(plan.key.length + 1) : undefined;
  return {
    line: 0,
    scopeKey: given ?? (personId === undefined ? key : `person:${personId}`),
    name: text(node, 'Name') ?? '',
    personId,
    ownerId: undefined,
    currency: text(node, 'Currency__c') ?? plan.currency,
    months,
    total: months.reduce<number>((sum, amount) => sum + (amount ?? 0), 0),
    effectiveFrom: undefined,
    effectiveTo: undefined,
  };
};

/** The tree as the import's rules know it. */
const tree = (data: unknown): { readonly people: readonly ImportPerson[]; readonly teams: readonly ImportTeam[] } => {
  const scopes = nodes(data, 'Takt_Scope__c');
  const keys = new Map(scopes.map((scope) => [text(scope, 'Id'), text(scope, 'External_Key__c') ?? '']));
  const all = scopes.map((scope) => {
    const parentKey = keys.get(text(scope, 'Parent__c') ?? '');
    const key = text(scope, 'External_Key__c') ?? '';
    return { key, name: text(scope, 'Name') ?? key, ...(parentKey === undefined ? {} : { parentKey }) };
  });
  const isPerson = ({ key }: { readonly key: string }): boolean => key.startsWith('person:');
  return {
    people: all.filter(isPerson).map(({ key, name, parentKey }) => ({
      id: key.slice('person:'.length),
      name,
      username: name,
      active: true,
      ...(parentKey === undefined ? {} : { teamKey: parentKey }),
    })),
    teams: all.filter((one) => !isPerson(one)),
  };
};

const rank = ({ scopeKey }: AcceptedQuota): number =>
  scopeKey === 'total' ? 0 : scopeKey.startsWith('person:') ? 2 : 1;

const isCut = (data: unknown): boolean =>
  ['uiapi', 'query', 'Takt_Quota__c', 'pageInfo', 'hasNextPage'].reduce<unknown>(
    (value, key) => (isNode(value) ? value[key] : undefined),
    data,
  ) === true;

/**
 * The plan's quotas, company and teams first; people's sum below, exact to the cent, in the plan's currency. What
 * nobody has given stays unknown and does not become 0.
 */
export const tableOf = (data: unknown, plan: Plan): Table => {
  const quotas = nodes(data, 'Takt_Quota__c')
    .map((node) => quotaOf(node, plan))
    .toSorted((a, b) => rank(a) - rank(b));
  const used = PERIODS.filter((index) => index < 12 || quotas.some(({ months }) => months[index] != null));
  const off = new Map(
    childDifferences(quotas, {
      ...tree(data),
      format: { decimal: '.', group: '', date: 'YYYY-MM-DD' },
      months: [],
      currencies: [{ code: plan.currency, digits: 2 }],
    }).map(({ teamKey, difference }) => [teamKey, difference]),
  );
  const money = (amount: number | null | undefined, currency: string): string =>
    exactMoney(amount == null ? undefined : amount / 100, currency);
  const sumOf = (amounts: readonly (number | null | undefined)[]): number | null =>
    amounts.every((amount) => amount == null) ? null : amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
  const people = quotas.filter((quota) => rank(quota) === 2 && quota.currency === plan.currency);
  const rowOf = (quota: AcceptedQuota, className: string): Row => ({
    key: quota.scopeKey,
    name: quota.name,
    className,
    total: money(sumOf(quota.months), quota.currency),
    off: off.has(quota.scopeKey) ? money(off.get(quota.scopeKey), quota.currency) : '',
    months: used.map((index) => ({ key: String(index), text: money(quota.months[index], quota.currency) })),
  });
  return {
    months: used.map((index) => ({ key: String(index), text: fill(labels.MONTH, String(index + 1)) })),
    rows: quotas.map((quota) => rowOf(quota, rank(quota) < 2 ? 'team' : 'person')),
    sum: {
      key: 'sum',
      name: labels.SUM,
      className: 'sum',
      total: money(sumOf(people.map(({ total }) => total)), plan.currency),
      off: '',
      months: used.map((index) => ({
        key: String(index),
        text: money(sumOf(people.map(({ months }) => months[index])), plan.currency),
      })),
    },
    mixed: quotas.some(({ currency }) => currency !== plan.currency),
    cut: isCut(data),
  };
};
