import { forecasts, periods, type Forecast, type Period } from 'c/forecastData';
import { currentPeriod, pace, story, tiles, type Tile } from 'c/forecastStory';
import { ANN, board, forecastNode, Q1, Q4, rows } from '../../forecastData/__tests__/answers';

const forecast = (fields: Readonly<Record<string, unknown>> = {}): Forecast => {
  const [one] = forecasts(rows(forecastNode(ANN, fields)));
  if (!one) throw new Error('No forecast');
  return one;
};
const period = (node: object): Period => {
  const [one] = periods(board({ Takt_Period__c: [node] }));
  if (!one) throw new Error('No period');
  return one;
};
const TODAY = '2026-11-24';
const unknown = { Model_P10__c: null, Model_P50__c: null, Model_P90__c: null, Method__c: 'Unknown' };

describe('days into a quarter', () => {
  it('count from 1 to its length', () => {
    const q4 = period(Q4);
    expect(pace(q4, '2026-10-01')).toEqual({ day: 1, of: 92 });
    expect(pace(q4, TODAY)).toEqual({ day: 55, of: 92 });
    expect(pace(q4, '2026-12-31')).toEqual({ day: 92, of: 92 });
    expect(pace(q4, undefined)).toBeUndefined();
  });
});

describe('the current quarter', () => {
  const all = periods(board());
  it.each([
    [TODAY, 'Q4 2026'],
    ['2026-10-01', 'Q4 2026'],
    ['2026-09-30', 'Q3 2026'],
    ['2030-01-01', 'Q1 2027'],
    ['2020-01-01', 'Q2 2026'],
  ])('on %s is %s', (today, name) => {
    expect(currentPeriod(all, today)?.name).toBe(name);
  });
  it('is unknown without quarters', () => {
    expect(currentPeriod([], TODAY)).toBeUndefined();
  });
});

describe('the answer in one sentence', () => {
  it('says what is won and where the quarter will likely end', () => {
    expect(story(forecast(), period(Q4), TODAY)).toBe(
      'Ann Ash has won €120K so far and will likely end Q4 2026 between €200K and €320K.',
    );
  });
  it('says plainly when repeating last quarter is the better guess', () => {
    expect(story(forecast({ Method__c: 'Naive' }), period(Q4), TODAY)).toContain(
      'For Q4 2026, repeating last quarter is the better guess: it gives €200K to €320K.',
    );
  });
  it('speaks of the next quarter as of one that has not begun', () => {
    expect(story(forecast({ Won__c: 0 }), period(Q1), TODAY)).toBe(
      'Ann Ash will likely win between €200K and €320K in Q1 2027; €0 is won already.',
    );
  });
  it('says only what was won when the quarter is over', () => {
    expect(story(forecast({ Method__c: 'Actual' }), period(Q4), '2027-02-01')).toBe('Ann Ash won €120K in Q4 2026.');
  });
  it('gives the reason when the end is unknown', () => {
    const one = forecast({ ...unknown, Method_Reason__c: 'only 1 past quarter.' });
    expect(story(one, period(Q4), TODAY)).toContain('How Q4 2026 ends cannot be said: only 1 past quarter.');
  });
});

describe('the four figures', () => {
  const tile = (key: Tile['key'], fields: Readonly<Record<string, unknown>> = {}): Tile => {
    const one = tiles(forecast(fields)).find((candidate) => candidate.key === key);
    if (!one) throw new Error(`No tile ${key}`);
    return one;
  };

  it('show won with its deals', () => {
    expect(tile('won')).toMatchObject({ label: 'Won so far', figure: '€120K', notes: ['9 deals'] });
    expect(tile('won', { Won_Deals__c: 1 }).notes).toEqual(['1 deal']);
    expect(tile('won', { Method__c: 'Actual' }).label).toBe('Won');
  });

  it('show the expectation with its band and the measured coverage with n', () => {
    expect(tile('expected')).toMatchObject({
      label: 'The model expects',
      figure: '€250K',
      notes: ['8 in 10: €200K to €320K', 'measured: 81.3\u00a0% ended inside (n = 11)'],
    });
  });

  it('show a dash with the reason where nothing can be expected', () => {
    expect(tile('expected', { ...unknown, Method_Reason__c: 'Too few deals.' })).toMatchObject({
      figure: '—',
      notes: ['Too few deals.'],
    });
    expect(tile('expected', { Method__c: 'Actual' }).figure).toBe('—');
  });

  it('show open deals by category, and how many are in no sum', () => {
    expect(tile('open', { Deals_Without_Amount__c: 3 })).toMatchObject({
      figure: '€70K',
      notes: [
        '14 deals open',
        'commit €40K · best case €30K · pipeline €80K',
        '3 open deals without an amount are in no sum',
      ],
    });
    expect(tile('open', { Deals_Without_Amount__c: 1 }).notes.at(-1)).toBe(
      '1 open deal without an amount is in no sum',
    );
    expect(tile('open').notes).toHaveLength(2);
  });

  it('show the error beside that of repeating last quarter, and the bias with its direction', () => {
    expect(tile('error')).toMatchObject({
      figure: '7.9\u00a0%',
      notes: ['repeating last quarter: 14.2\u00a0%, over 12 past quarters', 'usually 1.8\u00a0% too high'],
    });
    expect(tile('error', { Backtest_Bias__c: -2 }).notes.at(-1)).toBe('usually 2.0\u00a0% too low');
  });

  it('show both errors the other way round where repeating last quarter is better', () => {
    const naive = { Method__c: 'Naive', Backtest_Wape__c: 17 };
    expect(tile('expected', naive)).toMatchObject({ label: 'Repeating last quarter gives' });
    expect(tile('error', naive)).toMatchObject({
      figure: '14.2\u00a0%',
      notes: ['the model: 17.0\u00a0%, over 12 past quarters'],
    });
  });

  it('say of a quarter that is over that there is no error to tell', () => {
    expect(tile('error', { Method__c: 'Actual', Backtest_Count__c: null })).toMatchObject({
      figure: '—',
      notes: ['The quarter is over; what was won is known.'],
    });
  });

  it('say that the error is not measured where there are no past quarters', () => {
    expect(tile('error', { Backtest_Count__c: 0 })).toMatchObject({
      figure: '—',
      notes: ['not measured: too few past quarters'],
    });
  });
});
