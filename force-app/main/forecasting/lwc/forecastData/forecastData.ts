import { isNode, nodes, number, oneOf, parent, text, type Node } from 'c/taktGraphql';
import type {
  Backtest,
  Expectation,
  Forecast,
  Method,
  Period,
  Quarter,
  RequestState,
  Scope,
  ScopeType,
  Setting,
} from './types';

export { BOARD } from './boardQuery';
export { PERIOD } from './periodQuery';
export { SCOPE } from './scopeQuery';
export type {
  Backtest,
  Expectation,
  Forecast,
  Known,
  Method,
  Period,
  Quarter,
  Requests,
  RequestState,
  Scope,
  ScopeType,
  Setting,
} from './types';

const METHODS: readonly Method[] = ['Model', 'Naive', 'Actual', 'Unknown'];
const REQUEST_STATES: readonly RequestState[] = ['Plenty', 'Saving', 'Used_Up'];
const SCOPE_TYPES: readonly ScopeType[] = ['Person', 'Team', 'Company'];

const expectation = (node: Node): Expectation | undefined => {
  const low = number(node, 'Model_P10__c');
  const middle = number(node, 'Model_P50__c');
  const high = number(node, 'Model_P90__c');
  return low === undefined || middle === undefined || high === undefined ? undefined : { low, middle, high };
};

const backtest = (node: Node): Backtest | undefined => {
  const count = number(node, 'Backtest_Count__c');
  if (!count) return undefined;
  return {
    error: number(node, 'Backtest_Wape__c'),
    naiveError: number(node, 'Backtest_Naive_Wape__c'),
    bias: number(node, 'Backtest_Bias__c'),
    coverage: number(node, 'Backtest_Coverage__c'),
    count,
    bandCount: number(node, 'Backtest_Band_Count__c'),
  };
};

/** A scope that the user may not see is known by its forecast alone. */
const scope = (node: Node): Scope => {
  const seen = parent(node, 'Scope__r') ?? {};
  const id = text(node, 'Scope__c') ?? text(node, 'Id') ?? '';
  return {
    id,
    name: text(seen, 'Name') ?? text(node, 'Name') ?? id,
    type: oneOf(seen, 'Type__c', SCOPE_TYPES, 'Person'),
    parentId: text(seen, 'Parent__c'),
    personId: text(seen, 'Person__c'),
    managerId: text(seen, 'Manager__c'),
  };
};

const forecast = (node: Node): Forecast => ({
  id: text(node, 'Id') ?? '',
  scope: scope(node),
  currency: text(node, 'Currency__c') ?? 'USD',
  won: number(node, 'Won__c'),
  commit: number(node, 'Commit__c'),
  bestCase: number(node, 'Best_Case__c'),
  pipeline: number(node, 'Pipeline__c'),
  weighted: number(node, 'Weighted__c'),
  expected: expectation(node),
  openDeals: number(node, 'Open_Deals__c'),
  wonDeals: number(node, 'Won_Deals__c'),
  dealsWithoutAmount: number(node, 'Deals_Without_Amount__c'),
  method: oneOf(node, 'Method__c', METHODS, 'Unknown'),
  methodReason: text(node, 'Method_Reason__c') ?? '',
  backtest: backtest(node),
});

const period = (node: Node): Period | undefined => {
  const id = text(node, 'Id');
  const start = text(node, 'Start_Date__c');
  const end = text(node, 'End_Date__c');
  return id && start && end ? { id, name: text(node, 'Name') ?? start, start, end } : undefined;
};

/** Rows of one period, one a scope. */
export const forecasts = (data: unknown): readonly Forecast[] => nodes(data, 'Takt_Forecast__c').map(forecast);

/** Whether there were more rows than one answer holds. */
export const isCut = (data: unknown): boolean => {
  const page = ['uiapi', 'query', 'Takt_Forecast__c', 'pageInfo', 'hasNextPage'].reduce<unknown>(
    (value, key) => (isNode(value) ? value[key] : undefined),
    data,
  );
  return page === true;
};

/** Quarters by start. */
export const periods = (data: unknown): readonly Period[] =>
  nodes(data, 'Takt_Period__c')
    .flatMap((node) => period(node) ?? [])
    .sort((a, b) => (a.start < b.start ? -1 : 1));

/** A scope's quarters by start; rows of other periods, as months, are left out. */
export const quarters = (data: unknown): readonly Quarter[] =>
  nodes(data, 'Takt_Forecast__c')
    .flatMap((node): readonly Quarter[] => {
      const of = parent(node, 'Period__r');
      const when = of && text(of, 'Type__c') === 'Quarter' ? period(of) : undefined;
      if (!when) return [];
      return [
        {
          period: when,
          currency: text(node, 'Currency__c') ?? 'USD',
          won: number(node, 'Won__c'),
          expected: expectation(node),
          method: oneOf(node, 'Method__c', METHODS, 'Unknown'),
        },
      ];
    })
    .sort((a, b) => (a.period.start < b.period.start ? -1 : 1));

/** How fresh the numbers are; both unknown before the first run. */
export const setting = (data: unknown): Setting => {
  const node = nodes(data, 'Takt_Setting__c')[0] ?? {};
  return {
    asOf: text(node, 'Forecast_As_Of__c'),
    heartbeat: text(node, 'Heartbeat_At__c'),
    requests: {
      state: oneOf(node, 'Request_State__c', REQUEST_STATES, 'Plenty'),
      used: number(node, 'Requests_Used__c'),
      allowed: number(node, 'Requests_Allowed__c'),
    },
  };
};

const HOUR = 3_600_000;

/** Id of a forecast run of the last hour that is not over yet; an older one is stuck, and nothing to wait for. */
export const openRun = (data: unknown, now: Date): string | undefined => {
  const node = nodes(data, 'Takt_Run__c')[0];
  const created = node && text(node, 'CreatedDate');
  if (!created || Math.abs(now.getTime() - new Date(created).getTime()) > HOUR) return undefined;
  return text(node, 'Id');
};
