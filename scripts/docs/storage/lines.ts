import { scopesOf, type Size } from './size.ts';

/** How many rows an object has. */
export interface StorageLine {
  readonly object: string;
  /** The formula, in the words of the document. */
  readonly formula: string;
  rows(size: Size): number;
  /** `exact` where the number follows from the size alone; else the formula is a bound or an estimate. */
  readonly kind: 'exact' | 'at most';
}

const exact = (object: string, formula: string, rows: StorageLine['rows']): StorageLine => ({
  object,
  formula,
  rows,
  kind: 'exact',
});
const atMost = (object: string, formula: string, rows: StorageLine['rows']): StorageLine => ({
  object,
  formula,
  rows,
  kind: 'at most',
});

/** Every object of the package. What is not written yet is budgeted by what it is for. */
export const storageLines: readonly StorageLine[] = [
  exact('Takt_Setting__c', '1', () => 1),
  exact('Takt_Scope__c', 'people + teams + 1 + families + territories + departments', scopesOf),
  exact('Takt_Period__c', 'quarters', ({ quarters }) => quarters),
  exact('Takt_Run__c', 'runs that are kept', ({ runs }) => runs),
  atMost('Takt_Data_Issue__c', 'open deals ÷ 5', ({ openDeals }) => Math.ceil(openDeals / 5)),
  exact('Takt_Forecast__c', 'scopes × quarters', (size) => scopesOf(size) * size.quarters),
  atMost('Takt_Forecast_Call__c', '(people + teams) × 52 weeks', ({ people, teams }) => (people + teams) * 52),
  exact('Takt_Deal_Insight__c', 'open deals', ({ openDeals }) => openDeals),
  atMost('Takt_Pipeline_Change__c', 'open deals × 2 windows', ({ openDeals }) => openDeals * 2),
  exact('Takt_Plan__c', 'plans', ({ plans }) => plans),
  atMost('Takt_Quota__c', 'plans × scopes', (size) => size.plans * scopesOf(size)),
  atMost('Takt_Quota_Proposal__c', 'plans × (people + teams) × 2', ({ plans, people, teams }) => {
    return plans * (people + teams) * 2;
  }),
  atMost('Takt_Seat__c', 'plans × people × 1.2', ({ plans, people }) => Math.ceil(plans * people * 1.2)),
  atMost('Takt_Ramp__c', '10', () => 10),
  atMost('Takt_Territory__c', 'plans × territories', ({ plans, territories }) => plans * territories),
  atMost('Takt_Territory_Account__c', 'accounts', ({ accounts }) => accounts),
  atMost('Takt_Comp_Plan__c', '10', () => 10),
  atMost('Takt_Comp_Tier__c', '10 plans × 5', () => 50),
  atMost('Takt_Comp_Assignment__c', 'people × 2', ({ people }) => people * 2),
  atMost('Takt_Credit__c', 'won deals × 1.5', ({ wonDeals }) => Math.ceil(wonDeals * 1.5)),
  atMost('Takt_Earning__c', 'people × 12 months', ({ people }) => people * 12),
  atMost('Takt_Earning_Line__c', 'people × 12 months × 3', ({ people }) => people * 36),
  atMost('Takt_Product__c', 'products', ({ products }) => products),
  atMost('Takt_Product_Plan__c', 'products', ({ products }) => products),
  atMost(
    'Takt_Demand_Input__c',
    'products ÷ 100 × months',
    ({ products, months }) => Math.ceil(products / 100) * months,
  ),
  atMost('Takt_Cycle__c', 'months', ({ months }) => months),
  atMost('Takt_Cycle_Task__c', 'months × 5 steps × 4', ({ months }) => months * 20),
  atMost('Takt_Meeting__c', 'months × 3', ({ months }) => months * 3),
  atMost('Takt_Attendance__c', 'months × 3 × 12 roles', ({ months }) => months * 36),
  atMost('Takt_Decision__c', 'months × 10', ({ months }) => months * 10),
  atMost('Takt_Action__c', 'months × 50', ({ months }) => months * 50),
  atMost('Takt_Kpi_Definition__c', 'KPIs × 2 versions', ({ kpis }) => kpis * 2),
  atMost('Takt_Kpi_Target__c', '(teams + departments + 1) × KPIs × 4 quarters', ({ teams, departments, kpis }) => {
    return (teams + departments + 1) * kpis * 4;
  }),
  atMost('Takt_Kpi_Value__c', '(teams + departments + 1) × KPIs × 2 periods', ({ teams, departments, kpis }) => {
    return (teams + departments + 1) * kpis * 2;
  }),
  atMost('Takt_Signal__c', 'months × 50', ({ months }) => months * 50),
  atMost('Takt_Initiative__c', 'months × 2', ({ months }) => months * 2),
];

/** Salesforce counts 2 KB for a record of a custom object, however wide; so many MB are that. */
export const megabytes = (rows: number): number => (rows * 2) / 1024;

/** What the budget of 100 MB is for: numbers of people and products, without deals, pay, plans and the cycle. */
export const budgeted: ReadonlySet<string> = new Set([
  'Takt_Setting__c',
  'Takt_Scope__c',
  'Takt_Period__c',
  'Takt_Forecast__c',
  'Takt_Product__c',
  'Takt_Product_Plan__c',
]);
