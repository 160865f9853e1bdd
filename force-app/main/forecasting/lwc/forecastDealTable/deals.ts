import type { Known } from 'c/forecastData';
import { isNode, nodes, number, parent, text, type Node } from 'c/taktGraphql';

/** How a deal counts in a forecast; won, commit, best case and pipeline exclude each other. */
export type Kind = 'won' | 'commit' | 'bestCase' | 'pipeline';

export interface Deal {
  readonly id: string;
  readonly name: string;
  readonly owner: string | undefined;
  readonly stage: string | undefined;
  readonly closeDate: string | undefined;
  readonly amount: Known;
  readonly kind: Kind;
}

/** What is expected of an open deal, in percent. */
export interface Chance {
  readonly chance: Known;
  readonly isStale: boolean;
}

/** Deals that count alike. */
export interface Group {
  readonly kind: Kind;
  readonly deals: readonly Deal[];
  readonly sum: number;
}

const KINDS: readonly Kind[] = ['won', 'commit', 'bestCase', 'pipeline'];

const CATEGORIES: Readonly<Record<string, Kind>> = {
  Commit: 'commit',
  'Best Case': 'bestCase',
  // As the forecast counts it.
  'Most Likely': 'bestCase',
  Pipeline: 'pipeline',
};

const flag = (value: unknown): boolean => isNode(value) && value['value'] === true;

/** Deals that are omitted from the forecast are in none of its figures. */
const kindOf = (node: Node): Kind | undefined =>
  flag(node['IsWon']) ? 'won' : CATEGORIES[text(node, 'ForecastCategoryName') ?? ''];

/** The deals of the answer that count. */
export const dealsOf = (data: unknown): readonly Deal[] =>
  nodes(data, 'Opportunity').flatMap((node): readonly Deal[] => {
    const id = text(node, 'Id');
    const kind = kindOf(node);
    if (!id || !kind) return [];
    return [
      {
        id,
        name: text(node, 'Name') ?? id,
        owner: text(parent(node, 'Owner') ?? {}, 'Name'),
        stage: text(node, 'StageName'),
        closeDate: text(node, 'CloseDate'),
        amount: number(node, 'Amount'),
        kind,
      },
    ];
  });

/** What is expected of the deals, by their id. */
export const chancesOf = (data: unknown): ReadonlyMap<string, Chance> =>
  new Map(
    nodes(data, 'Takt_Deal_Insight__c').map((node) => [
      text(node, 'Opportunity__c') ?? '',
      { chance: number(node, 'Win_Probability__c'), isStale: flag(node['Stale__c']) },
    ]),
  );

/** Cents are added as whole numbers; a deal without an amount adds nothing, as in the forecast. */
export const groupsOf = (deals: readonly Deal[]): readonly Group[] =>
  KINDS.map((kind) => {
    const alike = deals.filter((deal) => deal.kind === kind);
    const cents = alike.reduce((sum, { amount }) => sum + Math.round((amount ?? 0) * 100), 0);
    return { kind, deals: alike, sum: cents / 100 };
  });

type Figures = Readonly<Record<Kind, Known>>;

/** By how much groups are above (+) or below the forecast's figures; only those that differ. */
export const differences = (
  groups: readonly Group[],
  figures: Figures,
): readonly { readonly kind: Kind; readonly amount: number }[] =>
  groups.flatMap(({ kind, sum }) => {
    const cents = Math.round(sum * 100) - Math.round((figures[kind] ?? 0) * 100);
    return cents === 0 ? [] : [{ kind, amount: cents / 100 }];
  });

/** Whether there are more deals than one answer holds. */
export const isCut = (data: unknown): boolean =>
  ['uiapi', 'query', 'Opportunity', 'pageInfo', 'hasNextPage'].reduce<unknown>(
    (value, key) => (isNode(value) ? value[key] : undefined),
    data,
  ) === true;
