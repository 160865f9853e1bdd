import type { Forecast, Period } from 'c/forecastData';
import { compactMoney, fill } from 'c/taktFormat';
import ACTUAL from '@salesforce/label/c.Takt_Story_Actual';
import MODEL from '@salesforce/label/c.Takt_Story_Model';
import NAIVE from '@salesforce/label/c.Takt_Story_Naive';
import NEXT from '@salesforce/label/c.Takt_Story_Next';
import UNKNOWN_END from '@salesforce/label/c.Takt_Story_Unknown';

export { pace } from './pace';
export type { Pace } from './pace';
export { tiles } from './tiles';
export type { Tile } from './tiles';

/** The quarter that a day lies in, else the last one that has begun, else the first. */
export const currentPeriod = (periods: readonly Period[], today: string): Period | undefined =>
  periods.filter(({ start }) => start <= today).at(-1) ?? periods[0];

/** The answer in one sentence. */
export const story = (forecast: Forecast, period: Period, today: string | undefined): string => {
  const { currency, expected, method, scope } = forecast;
  const won = compactMoney(forecast.won, currency);
  if (method === 'Actual') return fill(ACTUAL, scope.name, won, period.name);
  if (!expected) return fill(UNKNOWN_END, scope.name, won, period.name, forecast.methodReason);
  const [low, high] = [compactMoney(expected.low, currency), compactMoney(expected.high, currency)];
  if (method === 'Naive') return fill(NAIVE, scope.name, won, period.name, low, high);
  const ahead = today !== undefined && today < period.start;
  return fill(ahead ? NEXT : MODEL, scope.name, won, period.name, low, high);
};
