import type { Forecast, Known } from 'c/forecastData';
import { compactMoney, count, fill, percent, UNKNOWN } from 'c/taktFormat';
import BIAS_HIGH from '@salesforce/label/c.Takt_Tile_Bias_High';
import BIAS_LOW from '@salesforce/label/c.Takt_Tile_Bias_Low';
import CATEGORIES from '@salesforce/label/c.Takt_Tile_Categories';
import DEALS from '@salesforce/label/c.Takt_Deals_Other';
import DEALS_ONE from '@salesforce/label/c.Takt_Deals_One';
import ERROR from '@salesforce/label/c.Takt_Tile_Error';
import ERROR_MODEL from '@salesforce/label/c.Takt_Tile_Error_Model';
import ERROR_NAIVE from '@salesforce/label/c.Takt_Tile_Error_Naive';
import EXPECTS from '@salesforce/label/c.Takt_Tile_Model_Expects';
import IN_TEN from '@salesforce/label/c.Takt_Tile_Eight_In_Ten';
import MEASURED from '@salesforce/label/c.Takt_Tile_Measured';
import NAIVE_BETTER from '@salesforce/label/c.Takt_Tile_Naive_Better';
import NAIVE_EXPECTS from '@salesforce/label/c.Takt_Tile_Naive_Expects';
import NO_BACKTEST from '@salesforce/label/c.Takt_Tile_No_Backtest';
import OPEN from '@salesforce/label/c.Takt_Tile_Open';
import OPEN_DEALS from '@salesforce/label/c.Takt_Tile_Open_Deals';
import OVER from '@salesforce/label/c.Takt_Tile_Over';
import WITHOUT_AMOUNT from '@salesforce/label/c.Takt_Tile_Without_Amount';
import WITHOUT_AMOUNT_ONE from '@salesforce/label/c.Takt_Tile_Without_Amount_One';
import WON from '@salesforce/label/c.Takt_Tile_Won';
import WON_DONE from '@salesforce/label/c.Takt_Tile_Won_Done';

/** A figure with what it means. An unknown figure carries its reason among the notes. */
export interface Tile {
  readonly key: 'won' | 'expected' | 'open' | 'error';
  readonly label: string;
  readonly figure: string;
  /** From the most to the least important. */
  readonly notes: readonly string[];
}

const deals = (number: Known): readonly string[] =>
  number === undefined ? [] : [number === 1 ? DEALS_ONE : fill(DEALS, count(number))];

const wonTile = ({ currency, method, won, wonDeals }: Forecast): Tile => ({
  key: 'won',
  label: method === 'Actual' ? WON_DONE : WON,
  figure: compactMoney(won, currency),
  notes: deals(wonDeals),
});

const measured = ({ backtest }: Forecast): readonly string[] =>
  backtest?.coverage === undefined ? [] : [fill(MEASURED, percent(backtest.coverage), count(backtest.bandCount))];

const expectedTile = (forecast: Forecast): Tile => {
  const { currency, expected, method, methodReason } = forecast;
  const label = method === 'Naive' ? NAIVE_EXPECTS : EXPECTS;
  if (method === 'Actual') return { key: 'expected', label, figure: UNKNOWN, notes: [OVER] };
  if (!expected) return { key: 'expected', label, figure: UNKNOWN, notes: [methodReason] };
  const band = fill(IN_TEN, compactMoney(expected.low, currency), compactMoney(expected.high, currency));
  return {
    key: 'expected',
    label,
    figure: compactMoney(expected.middle, currency),
    notes: [band, ...(method === 'Naive' ? [NAIVE_BETTER] : measured(forecast))],
  };
};

const withoutAmount = (number: Known): readonly string[] => {
  if (!number) return [];
  return [number === 1 ? WITHOUT_AMOUNT_ONE : fill(WITHOUT_AMOUNT, count(number))];
};

const openTile = ({
  bestCase,
  commit,
  currency,
  dealsWithoutAmount,
  openDeals,
  pipeline,
  weighted,
}: Forecast): Tile => {
  const [first, second, third] = [commit, bestCase, pipeline].map((amount) => compactMoney(amount, currency));
  return {
    key: 'open',
    label: OPEN,
    figure: compactMoney(weighted, currency),
    notes: [
      ...deals(openDeals).map((text) => fill(OPEN_DEALS, text)),
      fill(CATEGORIES, first ?? '', second ?? '', third ?? ''),
      ...withoutAmount(dealsWithoutAmount),
    ],
  };
};

const biasNote = (bias: Known): readonly string[] =>
  bias === undefined ? [] : [fill(bias < 0 ? BIAS_LOW : BIAS_HIGH, percent(Math.abs(bias)))];

const errorTile = ({ backtest, method }: Forecast): Tile => {
  if (method === 'Actual') return { key: 'error', label: ERROR, figure: UNKNOWN, notes: [OVER] };
  if (!backtest) return { key: 'error', label: ERROR, figure: UNKNOWN, notes: [NO_BACKTEST] };
  const { bias, count: quarters, error, naiveError } = backtest;
  const naive = method === 'Naive';
  const other = fill(naive ? ERROR_MODEL : ERROR_NAIVE, percent(naive ? error : naiveError), count(quarters));
  return {
    key: 'error',
    label: ERROR,
    figure: percent(naive ? naiveError : error),
    notes: [other, ...(naive ? [] : biasNote(bias))],
  };
};

/** The four figures of a scope: won, expected, open, and how wrong the forecast was in the past. */
export const tiles = (forecast: Forecast): readonly Tile[] => [
  wonTile(forecast),
  expectedTile(forecast),
  openTile(forecast),
  errorTile(forecast),
];
