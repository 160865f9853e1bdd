import type { Forecast, Known } from 'c/forecastData';
import { roundValues } from 'c/taktAxis';
import { fill, inUnit, moneyUnit, type MoneyUnit } from 'c/taktFormat';
import BAND from '@salesforce/label/c.Takt_Standing_Model';
import NAIVE_BAND from '@salesforce/label/c.Takt_Standing_Naive';
import BEST_CASE from '@salesforce/label/c.Takt_Column_Best_Case';
import COMMIT from '@salesforce/label/c.Takt_Column_Commit';
import PIPELINE from '@salesforce/label/c.Takt_Column_Pipeline';
import WON from '@salesforce/label/c.Takt_Column_Won';

type Key = 'won' | 'commit' | 'best' | 'pipe';

/** One piece of the bar, and its entry in the legend. */
export interface Piece {
  readonly key: Key;
  readonly name: string;
  readonly figure: string;
  readonly style: string;
  readonly class: string;
  readonly swatch: string;
}

export interface Tick {
  readonly key: number;
  readonly text: string;
  readonly style: string;
}

/** Everything the picture needs, in percent of its width. */
export interface Standing {
  readonly unit: string;
  readonly pieces: readonly Piece[];
  readonly ticks: readonly Tick[];
  /** Absent where nothing is expected. */
  readonly band: { readonly range: string; readonly dot: string; readonly text: string } | undefined;
  readonly sentence: string;
}

const percentOf = (value: number, most: number): string => `${((value / most) * 100).toFixed(2)}%`;

const ticks = (most: number, unit: MoneyUnit): readonly Tick[] =>
  roundValues(most).map((value, key) => ({
    key,
    text: inUnit(value, unit),
    style: `left:${percentOf(value, most)}`,
  }));

/** Unknown amounts take no room in the bar; the legend shows them as unknown. */
const pieces = (parts: readonly (readonly [Key, string, Known])[], most: number, unit: MoneyUnit): readonly Piece[] => {
  let left = 0;
  return parts.map(([key, name, amount]) => {
    const from = left;
    left += amount ?? 0;
    return {
      key,
      name,
      figure: inUnit(amount, unit),
      style: `left:${percentOf(from, most)};width:${percentOf(amount ?? 0, most)}`,
      class: `piece ${key}`,
      swatch: `swatch ${key}`,
    };
  });
};

/** @returns undefined where there is nothing to draw: nothing won, nothing open, nothing expected */
export const standing = (forecast: Forecast): Standing | undefined => {
  const { bestCase, commit, currency, method, pipeline, won } = forecast;
  const expected = method === 'Actual' ? undefined : forecast.expected;
  const parts = [
    ['won', WON, won],
    ['commit', COMMIT, commit],
    ['best', BEST_CASE, bestCase],
    ['pipe', PIPELINE, pipeline],
  ] as const;
  const all = parts.reduce((sum, [, , amount]) => sum + (amount ?? 0), 0);
  // A little air, so that the last figure does not touch the edge.
  const most = Math.max(all, expected?.high ?? 0) * 1.04;
  if (most <= 0) return undefined;
  const unit = moneyUnit([all, expected?.high], currency);
  const band = expected && {
    range: `left:${percentOf(expected.low, most)};width:${percentOf(expected.high - expected.low, most)}`,
    dot: `left:${percentOf(expected.middle, most)}`,
    text: fill(
      method === 'Naive' ? NAIVE_BAND : BAND,
      inUnit(expected.low, unit),
      inUnit(expected.high, unit),
      inUnit(expected.middle, unit),
    ),
  };
  const drawn = pieces(parts, most, unit);
  const sentence = [...drawn.map(({ figure, name }) => `${name} ${figure}`), ...(band ? [band.text] : [])].join(', ');
  return { unit: unit.label, pieces: drawn, ticks: ticks(most, unit), band, sentence };
};
