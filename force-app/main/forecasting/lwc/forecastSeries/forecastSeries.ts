import type { Expectation, Known, Quarter } from 'c/forecastData';
import type { ChartSpec, ChartTable, Mark } from 'c/taktChart';
import { compactMoney, fill, inUnit, moneyUnit, type MoneyUnit } from 'c/taktFormat';
import EXPECTED from '@salesforce/label/c.Takt_Column_Model_Expects';
import HIGH from '@salesforce/label/c.Takt_Column_High';
import LOW from '@salesforce/label/c.Takt_Column_Low';
import QUARTER from '@salesforce/label/c.Takt_Column_Quarter';
import RANGE from '@salesforce/label/c.Takt_Range';
import SENTENCE from '@salesforce/label/c.Takt_Series_Sentence';
import SENTENCE_EXPECTED from '@salesforce/label/c.Takt_Series_Expected';
import WON from '@salesforce/label/c.Takt_Column_Won';

/** A scope's quarters as picture, words and table. */
export interface Series {
  readonly spec: ChartSpec;
  readonly sentence: string;
  readonly table: ChartTable;
  readonly unit: string;
}

/** Bands stand only where something is still to be won. */
const bandOf = ({ expected, method }: Quarter): Expectation | undefined =>
  method === 'Model' || method === 'Naive' ? expected : undefined;

const marksOf = (quarter: Quarter, unit: MoneyUnit): readonly Mark[] => {
  const band = bandOf(quarter);
  if (!band) return quarter.won === undefined ? [] : [{ text: inUnit(quarter.won, unit), role: 'won' }];
  return [
    { text: inUnit(band.middle, unit), role: 'model' },
    { text: fill(RANGE, inUnit(band.low, unit), inUnit(band.high, unit)), role: 'model' },
  ];
};

const spec = (quarters: readonly Quarter[], unit: MoneyUnit): ChartSpec => {
  const bands = quarters.map(bandOf);
  const of = (pick: (band: Expectation) => number): readonly Known[] => bands.map((band) => band && pick(band));
  return {
    categories: quarters.map(({ period }) => period.name.split(' ')),
    bars: {
      label: WON,
      values: quarters.map(({ won }) => won),
      roles: quarters.map(({ method }) => (method === 'Actual' ? 'past' : 'won')),
    },
    bands: {
      label: EXPECTED,
      low: of(({ low }) => low),
      middle: of(({ middle }) => middle),
      high: of(({ high }) => high),
    },
    marks: quarters.map((quarter) => marksOf(quarter, unit)),
    inside: quarters.map((quarter) => (bandOf(quarter) && quarter.won ? inUnit(quarter.won, unit) : '')),
    tick: (value) => inUnit(value, unit),
  };
};

const table = (quarters: readonly Quarter[], unit: MoneyUnit): ChartTable => ({
  columns: [QUARTER, WON, LOW, EXPECTED, HIGH],
  rows: quarters.map((quarter) => {
    const band = bandOf(quarter);
    return [quarter.period.name, ...[quarter.won, band?.low, band?.middle, band?.high].map((n) => inUnit(n, unit))];
  }),
});

const sentence = (name: string, quarters: readonly Quarter[]): string => {
  const told = quarters.flatMap((quarter) => {
    const { currency, period, won } = quarter;
    const band = bandOf(quarter);
    if (!band) return [];
    const [low, high] = [compactMoney(band.low, currency), compactMoney(band.high, currency)];
    return [
      fill(SENTENCE_EXPECTED, period.name, compactMoney(won, currency), compactMoney(band.middle, currency), low, high),
    ];
  });
  const past = quarters.filter(({ method }) => method === 'Actual').length;
  return [fill(SENTENCE, name, String(past)), ...told].join(' ');
};

/**
 * The chart of one scope: won by quarter, and the band of what may come.
 * @param quarters by start, all in one currency
 */
export const series = (name: string, quarters: readonly Quarter[]): Series | undefined => {
  const currency = quarters.at(-1)?.currency;
  if (currency === undefined) return undefined;
  const unit = moneyUnit(
    quarters.flatMap((quarter) => [quarter.won, bandOf(quarter)?.high]),
    currency,
  );
  return {
    spec: spec(quarters, unit),
    sentence: sentence(name, quarters),
    table: table(quarters, unit),
    unit: unit.label,
  };
};
