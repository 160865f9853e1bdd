import { isNode, nodes, number, parent, text } from 'c/taktGraphql';

/** Something that speaks for a deal (+) or against it, in points of probability. */
export interface Driver {
  readonly text: string;
  readonly points: number;
}

/** What is expected of an open deal; unknown things are undefined, never 0. Chances in percent. */
export interface Insight {
  readonly chance: number | undefined;
  readonly winBy: string | undefined;
  readonly usual: number | undefined;
  readonly drivers: readonly Driver[];
  readonly daysInStage: number | undefined;
  readonly pushes: number | undefined;
  readonly expectedClose: string | undefined;
  readonly isStale: boolean;
  readonly suggestion: string | undefined;
  /** When the row last changed; how fresh it is says the setting. */
  readonly changedAsOf: string | undefined;
  readonly run: string | undefined;
}

/** The deal as the CRM has it now. */
export interface Deal {
  readonly closeDate: string | undefined;
  readonly isClosed: boolean;
  readonly isWon: boolean;
}

const MOST_DRIVERS = 12;

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

/** Drivers as a record holds them: whatever is not a text with points is left out. */
export const driversOf = (json: string | undefined): readonly Driver[] => {
  const list = json === undefined ? undefined : parsed(json);
  if (!Array.isArray(list)) return [];
  return list
    .flatMap((each: unknown): readonly Driver[] => {
      if (!isNode(each)) return [];
      const words = text(each, 'text')?.trim();
      const points = number(each, 'points');
      return words && points !== undefined ? [{ text: words, points }] : [];
    })
    .slice(0, MOST_DRIVERS);
};

const flag = (value: unknown): boolean => isNode(value) && value['value'] === true;

/** The insight of the answer; undefined where the deal has none. */
export const insightOf = (data: unknown): Insight | undefined => {
  const [node] = nodes(data, 'Takt_Deal_Insight__c');
  if (!node) return undefined;
  return {
    chance: number(node, 'Win_Probability__c'),
    winBy: text(node, 'Win_By__c'),
    usual: number(node, 'Stage_Probability__c'),
    drivers: driversOf(text(node, 'Drivers__c')),
    daysInStage: number(node, 'Days_In_Stage__c'),
    pushes: number(node, 'Pushes__c'),
    expectedClose: text(node, 'Expected_Close__c'),
    isStale: flag(node['Stale__c']),
    suggestion: text(node, 'Suggestion__c'),
    changedAsOf: text(node, 'As_Of__c'),
    run: text(parent(node, 'Run__r') ?? {}, 'Name'),
  };
};

/** The deal of the answer; undefined where the user may not see it. */
export const dealOf = (data: unknown): Deal | undefined => {
  const [node] = nodes(data, 'Opportunity');
  return node && { closeDate: text(node, 'CloseDate'), isClosed: flag(node['IsClosed']), isWon: flag(node['IsWon']) };
};

/** Up to when the deals are known to the forecasts. */
export const asOfOf = (data: unknown): string | undefined => {
  const [node] = nodes(data, 'Takt_Setting__c');
  return node && text(node, 'Forecast_As_Of__c');
};
