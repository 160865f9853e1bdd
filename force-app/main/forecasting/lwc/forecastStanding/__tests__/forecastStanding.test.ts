import { forecasts, type Forecast } from 'c/forecastData';
import ForecastStanding from 'c/forecastStanding';
import {
  find,
  findAll,
  has,
  mount,
  unmountAll,
  words,
} from '../../../../foundation/lwc/taktGraphql/__tests__/elements';
import { ANN, forecastNode, rows } from '../../forecastData/__tests__/answers';
import { standing } from '../standing';

const forecast = (fields: Readonly<Record<string, unknown>> = {}): Forecast => {
  const [one] = forecasts(rows(forecastNode(ANN, fields)));
  if (!one) throw new Error('No forecast');
  return one;
};
const nothing = { Won__c: 0, Commit__c: 0, Best_Case__c: 0, Pipeline__c: 0 };
const noBand = { Model_P10__c: null, Model_P50__c: null, Model_P90__c: null };

describe('where a quarter stands', () => {
  it('puts the pieces end to end on the scale of the band', () => {
    const drawn = standing(forecast());
    expect(drawn?.pieces.map(({ style }) => style)).toEqual([
      'left:0.00%;width:36.06%',
      'left:36.06%;width:12.02%',
      'left:48.08%;width:9.01%',
      'left:57.09%;width:24.04%',
    ]);
    expect(drawn?.band).toEqual({
      range: 'left:60.10%;width:36.06%',
      dot: 'left:75.12%',
      text: 'model 200–320, expects 250',
    });
  });

  it('says when the band repeats last quarter', () => {
    expect(standing(forecast({ Method__c: 'Naive' }))?.band?.text).toBe(
      'repeating last quarter gives 250, 8 in 10 200–320',
    );
  });

  it('draws no band when the quarter is over or nothing is expected', () => {
    expect(standing(forecast({ Method__c: 'Actual' }))?.band).toBeUndefined();
    expect(standing(forecast(noBand))?.band).toBeUndefined();
  });

  it('gives unknown amounts no room and a dash in the legend', () => {
    expect(standing(forecast({ Commit__c: null }))?.pieces[1]).toMatchObject({
      figure: '—',
      style: 'left:36.06%;width:0.00%',
    });
  });

  it('is not drawn when there is nothing at all', () => {
    expect(standing(forecast({ ...nothing, ...noBand }))).toBeUndefined();
  });
});

describe('c-forecast-standing', () => {
  afterEach(unmountAll);

  it('shows every figure in words as well', async () => {
    const card = mount('c-forecast-standing', ForecastStanding, { forecast: forecast() });
    expect(findAll(card, '.legend li').map(words)).toEqual([
      'Won 120',
      'Commit 40',
      'Best case 30',
      'Pipeline 80',
      'model 200–320, expects 250',
    ]);
    expect(find(card, '[role="img"]').getAttribute('aria-label')).toBe(
      'Won 120, Commit 40, Best case 30, Pipeline 80, model 200–320, expects 250',
    );
    await expect(card).toBeAccessible();
  });

  it('is absent when there is nothing to show', () => {
    const card = mount('c-forecast-standing', ForecastStanding, { forecast: forecast({ ...nothing, ...noBand }) });
    expect(has(card, 'section')).toBe(false);
  });
});
