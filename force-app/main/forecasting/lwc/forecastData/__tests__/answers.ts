/** A small team in two quarters, as GraphQL answers it. */
import { connections, node } from '../../../../foundation/lwc/taktGraphql/__tests__/elements';

export const USER = '005000000000001AAA';
export const AS_OF = '2026-11-24T06:10:00.000Z';

const quarter = (id: string, name: string, start: string, end: string): Record<string, unknown> =>
  node({ Id: id, Name: name, Type__c: 'Quarter', Start_Date__c: start, End_Date__c: end });

export const Q2 = quarter('p2', 'Q2 2026', '2026-04-01', '2026-06-30');
export const Q3 = quarter('p3', 'Q3 2026', '2026-07-01', '2026-09-30');
export const Q4 = quarter('p4', 'Q4 2026', '2026-10-01', '2026-12-31');
export const Q1 = quarter('p5', 'Q1 2027', '2027-01-01', '2027-03-31');

interface ScopeFields {
  readonly id: string;
  readonly name: string;
  readonly type: 'Person' | 'Team' | 'Company';
  readonly parent?: string;
  readonly person?: string;
  readonly manager?: string;
}
export const NORTH: ScopeFields = { id: 'north', name: 'Team North', type: 'Team', parent: 'total', manager: USER };
export const ANN: ScopeFields = { id: 'ann', name: 'Ann Ash', type: 'Person', parent: 'north', person: '005A' };
export const BEN: ScopeFields = { id: 'ben', name: 'Ben Birch', type: 'Person', parent: 'north', person: '005B' };

/** A forecast of a scope; fields that matter to a test are given, the rest is usual. */
export const forecastNode = (
  scope: ScopeFields,
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  ...node({
    Id: `f-${scope.id}`,
    Name: `${scope.name} · Q4 2026`,
    Scope__c: scope.id,
    Currency__c: 'EUR',
    Won__c: 120_000.5,
    Commit__c: 40_000,
    Best_Case__c: 30_000,
    Pipeline__c: 80_000,
    Weighted__c: 70_000,
    Model_P10__c: 200_000,
    Model_P50__c: 250_000,
    Model_P90__c: 320_000,
    Open_Deals__c: 14,
    Won_Deals__c: 9,
    Deals_Without_Amount__c: 0,
    Method__c: 'Model',
    Method_Reason__c: null,
    Backtest_Wape__c: 7.9,
    Backtest_Naive_Wape__c: 14.2,
    Backtest_Bias__c: 1.8,
    Backtest_Coverage__c: 81.25,
    Backtest_Count__c: 12,
    Backtest_Band_Count__c: 11,
    ...fields,
  }),
  Scope__r: node({
    Name: scope.name,
    Type__c: scope.type,
    Parent__c: scope.parent,
    Person__c: scope.person,
    Manager__c: scope.manager,
  }),
});

export const board = (objects: Readonly<Record<string, readonly object[]>> = {}): object =>
  connections({
    Takt_Setting__c: [node({ Id: 'set', Forecast_As_Of__c: AS_OF, Heartbeat_At__c: AS_OF })],
    Takt_Period__c: [Q2, Q3, Q4, Q1],
    Takt_Run__c: [],
    ...objects,
  });

export const rows = (...nodes: readonly object[]): object => connections({ Takt_Forecast__c: nodes });

/** One scope in its quarters: past, current, next. */
export const history = (): object =>
  rows(
    { ...forecastNode(NORTH, { Won__c: 310_000, Method__c: 'Actual' }), Period__r: Q3 },
    { ...forecastNode(NORTH, { Won__c: 0 }), Period__r: Q1 },
    { ...forecastNode(NORTH), Period__r: Q4 },
  );
