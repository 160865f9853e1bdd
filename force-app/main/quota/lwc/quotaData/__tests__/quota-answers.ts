/** Forecasts with a quota, as GraphQL answers them. */
import { ANN, BEN, forecastNode, NORTH } from '../../../../forecasting/lwc/forecastData/__tests__/answers';

type Fields = Readonly<Record<string, unknown>>;

export const QUOTA: Fields = {
  Won__c: 172_000,
  Commit__c: 126_000,
  Best_Case__c: 104_000,
  Pipeline__c: 204_000,
  Quota__c: 410_000,
  Attainment__c: 41.95,
  Gap__c: -238_000,
  Chance_Of_Attainment__c: 28.4,
  Pace_Expected__c: 48,
  Coverage_A__c: 1.06,
  Coverage_B__c: 1.82,
};
export const NO_QUOTA: Fields = Object.fromEntries(
  Object.keys(QUOTA)
    .filter((field) => !field.match(/^(Won|Commit|Best|Pipeline)/))
    .map((field) => [field, null]),
);

/** Ann alone. */
export const ann = (fields: Fields = {}): object => forecastNode(ANN, { ...QUOTA, ...fields });
/** Ben is the better one. */
export const ben = (fields: Fields = {}): object =>
  forecastNode(BEN, {
    ...QUOTA,
    Won__c: 300_000.1,
    Quota__c: 250_000.2,
    Attainment__c: 120,
    Gap__c: 49_999.9,
    Chance_Of_Attainment__c: 100,
    Coverage_B__c: null,
    ...fields,
  });
/** Their team, whose quota is the sum of theirs. */
export const north = (fields: Fields = {}): object =>
  forecastNode(NORTH, {
    ...QUOTA,
    Won__c: 472_000.1,
    Quota__c: 660_000.2,
    Attainment__c: 71.5,
    Gap__c: -188_000.1,
    Chance_Of_Attainment__c: 0.2,
    ...fields,
  });
