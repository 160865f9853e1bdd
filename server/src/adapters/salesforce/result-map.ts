import type { ResultKind } from '../../application/ports/result-rows.ts';

/** How a value of a result travels. A reference is written as the other row's key, so that no ids need be known. */
export type ResultField =
  | { readonly type: 'text' | 'date' | 'number' | 'boolean' | 'id'; readonly field: string }
  | { readonly type: 'reference'; readonly relationship: string };

export interface ResultMap {
  readonly object: string;
  readonly fields: Readonly<Record<string, ResultField>>;
  /** Written when a row is made, and no part of what is compared. */
  readonly onCreation: Readonly<Record<string, ResultField>>;
  /** The object says of each row where it comes from. */
  readonly provenance: boolean;
}

export const keyField = 'External_Key__c';

const text = (field: string): ResultField => ({ type: 'text', field });
const date = (field: string): ResultField => ({ type: 'date', field });
const number = (field: string): ResultField => ({ type: 'number', field });
const boolean = (field: string): ResultField => ({ type: 'boolean', field });
const id = (field: string): ResultField => ({ type: 'id', field });
const reference = (relationship: string): ResultField => ({ type: 'reference', relationship });

/** Salesforce's names for what results are called here. */
export const resultMaps: Readonly<Record<ResultKind, ResultMap>> = {
  period: {
    object: 'Takt_Period__c',
    fields: {
      name: text('Name'),
      type: text('Type__c'),
      start: date('Start_Date__c'),
      end: date('End_Date__c'),
      number: number('Number__c'),
      fiscalYear: text('Fiscal_Year__c'),
      calendarVersion: text('Calendar_Version__c'),
    },
    onCreation: {},
    provenance: false,
  },
  scope: {
    object: 'Takt_Scope__c',
    fields: {
      name: text('Name'),
      ownerId: id('OwnerId'),
      type: text('Type__c'),
      parentKey: reference('Parent__r'),
      personId: id('Person__c'),
      managerId: id('Manager__c'),
      effectiveTo: date('Effective_To__c'),
    },
    onCreation: { effectiveFrom: date('Effective_From__c') },
    provenance: false,
  },
  forecast: {
    object: 'Takt_Forecast__c',
    fields: {
      name: text('Name'),
      ownerId: id('OwnerId'),
      scopeKey: reference('Scope__r'),
      scopeType: text('Scope_Type__c'),
      periodKey: reference('Period__r'),
      personId: id('Person__c'),
      currency: text('Currency__c'),
      won: number('Won__c'),
      commit: number('Commit__c'),
      bestCase: number('Best_Case__c'),
      pipeline: number('Pipeline__c'),
      weighted: number('Weighted__c'),
      modelMean: number('Model_Mean__c'),
      modelP10: number('Model_P10__c'),
      modelP50: number('Model_P50__c'),
      modelP90: number('Model_P90__c'),
      newBusiness: number('New_Business__c'),
      openDeals: number('Open_Deals__c'),
      wonDeals: number('Won_Deals__c'),
      dealsWithoutAmount: number('Deals_Without_Amount__c'),
      method: text('Method__c'),
      methodReason: text('Method_Reason__c'),
      quota: number('Quota__c'),
      attainment: number('Attainment__c'),
      gap: number('Gap__c'),
      chanceOfAttainment: number('Chance_Of_Attainment__c'),
      paceExpected: number('Pace_Expected__c'),
      coverageA: number('Coverage_A__c'),
      coverageB: number('Coverage_B__c'),
      backtestWape: number('Backtest_Wape__c'),
      backtestNaiveWape: number('Backtest_Naive_Wape__c'),
      backtestBias: number('Backtest_Bias__c'),
      backtestCoverage: number('Backtest_Coverage__c'),
      backtestCount: number('Backtest_Count__c'),
      backtestBandCount: number('Backtest_Band_Count__c'),
    },
    onCreation: {},
    provenance: true,
  },
  insight: {
    object: 'Takt_Deal_Insight__c',
    fields: {
      winProbability: number('Win_Probability__c'),
      winBy: date('Win_By__c'),
      stageProbability: number('Stage_Probability__c'),
      drivers: text('Drivers__c'),
      expectedClose: date('Expected_Close__c'),
      stageEnteredOn: date('Stage_Entered_On__c'),
      pushes: number('Pushes__c'),
      stale: boolean('Stale__c'),
      suggestion: text('Suggestion__c'),
    },
    // The master of a detail is set once.
    onCreation: { dealId: id('Opportunity__c') },
    provenance: true,
  },
};

/** Fields that say where a row comes from. */
export const provenanceFields = { runId: 'Run__c', asOf: 'As_Of__c', formulaVersion: 'Formula_Version__c' };

/** Every field of the object that is written, as `describe` names it. */
export const writtenFields = ({ fields, onCreation, provenance }: ResultMap): readonly string[] => [
  keyField,
  ...[...Object.values(fields), ...Object.values(onCreation)].map(storedField),
  ...(provenance ? Object.values(provenanceFields) : []),
];

/** Where a value is read: `Won__c`, `Scope__r.External_Key__c`. */
export const readPath = (field: ResultField): string =>
  field.type === 'reference' ? `${field.relationship}.${keyField}` : field.field;

/** The field that holds the value, as `describe` names it: `Won__c`, `Scope__c`. */
export const storedField = (field: ResultField): string =>
  field.type === 'reference' ? field.relationship.replace(/__r$/, '__c') : field.field;
