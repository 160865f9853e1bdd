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

const forecast = (fields: Readonly<Record<string, unknown>> = {}): Forecast => {
  const [one] = forecasts(rows(forecastNode(ANN, fields)));
  if (!one) throw new Error('No forecast');
  return one;
};
const nothing = { Won__c: 0, Commit__c: 0, Best_Case__c: 0, Pipeline__c: 0 };
const noBand = { Model_P10__c: null, Model_P50__c: null, Model_P90__c: null };

describe('c-forecast-standing', () => {
  afterEach(unmountAll);

  it('shows every figure in words as well', async () => {
    const card = mount('c-forecast-standing', ForecastStanding, { forecast: forecast() });
    const bar = find(card, 'c-takt-bullet-bar');
    expect(findAll(bar, '.legend li').map(words)).toEqual([
      'Won 120',
      'Commit 40',
      'Best case 30',
      'Pipeline 80',
      'model 200–320, expects 250',
    ]);
    expect(find(bar, '[role="img"]').getAttribute('aria-label')).toBe(
      'Won 120, Commit 40, Best case 30, Pipeline 80, model 200–320, expects 250',
    );
    await expect(card).toBeAccessible();
  });

  it('is absent when there is nothing to show', () => {
    const card = mount('c-forecast-standing', ForecastStanding, { forecast: forecast({ ...nothing, ...noBand }) });
    expect(has(card, 'section')).toBe(false);
  });
});
