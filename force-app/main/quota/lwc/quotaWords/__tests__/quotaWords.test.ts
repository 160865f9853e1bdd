import { standings, type Standing } from 'c/quotaData';
import { attainment, chance, coverageA, coverageB, gapInWords, pace, story } from 'c/quotaWords';
import { ANN, forecastNode, rows } from '../../../../forecasting/lwc/forecastData/__tests__/answers';
import { ann, NO_QUOTA } from '../../quotaData/__tests__/quota-answers';

const only = (answer: object): Standing => {
  const [one] = standings(rows(answer));
  if (!one) throw new Error('No standing');
  return one;
};
const of = (fields: Readonly<Record<string, unknown>> = {}): Standing => only(ann(fields));

describe('the answer in one sentence', () => {
  it('says what is won, the chance, and what is to go', () => {
    expect(story(of())).toBe('42\u00a0% of the quota is won; 28\u00a0% chance to reach it; €238K to go.');
  });
  it.each([
    [{ Chance_Of_Attainment__c: null }, '42\u00a0% of the quota is won; €238K to go.'],
    [{ Attainment__c: 120, Gap__c: 82_000 }, '120\u00a0% of the quota is won: it is reached, with €82K to spare.'],
    [{ Attainment__c: 100, Gap__c: 0 }, '100\u00a0% of the quota is won: it is reached exactly.'],
    [{ Method__c: 'Actual' }, 'The quarter is over: 42\u00a0% of the quota was won, €238K short of it.'],
    [{ Quota__c: 0 }, /€172K is won; .* the quota is 0, and nothing is a share of 0\./],
    [NO_QUOTA, /€172K is won; .* no quota is known for this quarter\./],
    [{ Attainment__c: null }, /it has not been computed yet/],
  ])('for %j it is another', (fields, sentence) => {
    expect(story(of(fields))).toMatch(sentence);
  });
});

describe('a chance', () => {
  it.each([
    [0, '< 1\u00a0%'],
    [0.3, '< 1\u00a0%'],
    [1, '< 1\u00a0%'],
    [1.4, '1\u00a0%'],
    [98.6, '99\u00a0%'],
    [99, '> 99\u00a0%'],
    [99.7, '> 99\u00a0%'],
    [100, '> 99\u00a0%'],
  ])('of %s is not certain while the quarter runs: %s', (value, text) => {
    expect(chance(of({ Chance_Of_Attainment__c: value })).text).toBe(text);
  });
  it('is certain when the quota is reached or the quarter is over', () => {
    expect(chance(of({ Chance_Of_Attainment__c: 100, Gap__c: 1 })).text).toBe('100\u00a0%');
    expect(chance(of({ Chance_Of_Attainment__c: 0, Method__c: 'Actual' })).text).toBe('0\u00a0%');
  });
  it('is a dash with the reason where nothing is expected', () => {
    expect(chance(of({ Chance_Of_Attainment__c: null }))).toEqual({
      text: '—',
      reason: 'nothing is expected to measure it by',
    });
  });
});

describe('gap and coverage', () => {
  it('have sign, word and unit', () => {
    expect(gapInWords(of()).text).toBe('−€238K short');
    expect(gapInWords(of({ Gap__c: 12_000 })).text).toBe('+€12K above');
    expect(gapInWords(of({ Gap__c: 0 })).text).toBe('exactly reached');
    expect([coverageA(of()).text, coverageB(of()).text]).toEqual(['1.1×', '1.8×']);
  });
  it('say why they are not known', () => {
    expect(gapInWords(of(NO_QUOTA)).reason).toBe('no quota is known for this quarter');
    expect(attainment(only(forecastNode(ANN)))).toEqual({ text: '—', reason: 'quotas are not open to you' });
    expect(coverageB(of({ Coverage_B__c: null, Gap__c: 5 })).reason).toBe('nothing is left to cover');
    expect(pace(of({ Pace_Expected__c: null })).reason).toBe('no usual pace is known');
  });
});
