import { forecastBullet } from 'c/forecastBullet';
import { forecasts, type Forecast } from 'c/forecastData';
import { ANN, forecastNode, rows } from '../../forecastData/__tests__/answers';

const forecast = (fields: Readonly<Record<string, unknown>> = {}): Forecast => {
  const [one] = forecasts(rows(forecastNode(ANN, fields)));
  if (!one) throw new Error('No forecast');
  return one;
};
const bulletOf = (fields?: Readonly<Record<string, unknown>>) => forecastBullet(forecast(fields)).bullet;
const nothing = { Won__c: 0, Commit__c: 0, Best_Case__c: 0, Pipeline__c: 0 };
const noBand = { Model_P10__c: null, Model_P50__c: null, Model_P90__c: null };

describe('what is won and open of a quarter', () => {
  it('stands end to end on the scale of the band, with a little air', () => {
    const { band, end, segments } = bulletOf();
    expect(segments.map(({ figure }) => figure)).toEqual(['120', '40', '30', '80']);
    expect(band).toMatchObject({ text: 'model 200–320, expects 250' });
    expect(end).toBeCloseTo((band?.high ?? NaN) * 1.04, 6);
  });

  it('says when the band repeats last quarter', () => {
    expect(bulletOf({ Method__c: 'Naive' }).band?.text).toBe('repeating last quarter gives 250, 8 in 10 200–320');
  });

  it('has no band when the quarter is over or nothing is expected', () => {
    expect(bulletOf({ Method__c: 'Actual' }).band).toBeUndefined();
    expect(bulletOf(noBand).band).toBeUndefined();
  });

  it('gives unknown amounts a dash', () => {
    expect(bulletOf({ Commit__c: null }).segments[1]).toMatchObject({ figure: '—', value: undefined });
  });

  it('has no scale when there is nothing at all', () => {
    expect(bulletOf({ ...nothing, ...noBand }).end).toBe(0);
  });

  it('makes room for a target beyond all of it, in words of the same unit', () => {
    const { bullet } = forecastBullet(forecast(), {
      target: { value: 1_000_000, words: ({ label }) => `to reach, ${label}` },
    });
    expect(bullet.end).toBe(1_040_000);
    expect(bullet.sentence).toContain(bullet.target?.text ?? 'no target');
  });
});
