import { difference, standings, sumOf, teamOf } from 'c/quotaData';
import { ANN, forecastNode, rows, USER } from '../../../../forecasting/lwc/forecastData/__tests__/answers';
import { ann, ben, north } from './quota-answers';

const names = (...answer: readonly object[]) => {
  const team = teamOf(standings(rows(...answer)), USER);
  return team && [team.own, ...team.rows].map(({ forecast }) => forecast.scope.name);
};

describe('the standing of a scope', () => {
  it('holds the quota fields as the record has them', () => {
    expect(standings(rows(ann()))[0]).toMatchObject({
      quota: 410_000,
      attainment: 41.95,
      gap: -238_000,
      chance: 28.4,
      pace: 48,
      coverageA: 1.06,
      coverageB: 1.82,
      hidden: false,
    });
  });

  it('has no share of a quota of 0, whatever the record holds', () => {
    expect(standings(rows(ann({ Quota__c: 0, Attainment__c: 0, Coverage_A__c: 9 })))[0]).toMatchObject({
      quota: 0,
      attainment: undefined,
      chance: undefined,
      coverageA: undefined,
    });
  });

  it('tells a quota that may not be read from one that is not there', () => {
    expect(standings(rows(forecastNode(ANN)))[0]?.hidden).toBe(true);
    expect(standings(rows(ann({ Quota__c: null })))[0]?.hidden).toBe(false);
  });
});

describe('whose attainment is shown', () => {
  it('is a person alone, a team with its people, or people without a team', () => {
    expect(names(ann())).toEqual(['Ann Ash']);
    expect(names(ben(), north(), ann())).toEqual(['Team North', 'Ann Ash', 'Ben Birch']);
    expect(names(ben(), ann())).toEqual(['Ann Ash', 'Ann Ash', 'Ben Birch']);
    expect(names()).toBeUndefined();
  });
});

describe('sums', () => {
  it('are exact to the cent', () => {
    expect(sumOf([0.1, 0.2, 660_000.2])).toBe(660_000.5);
    expect(difference(660_000.3, 660_000.2)).toBe(0.1);
  });
  it('are unknown where one part is', () => {
    expect(sumOf([1, undefined])).toBeUndefined();
  });
});
