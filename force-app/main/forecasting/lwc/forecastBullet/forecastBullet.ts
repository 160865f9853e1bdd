import type { Forecast, Known } from 'c/forecastData';
import { roundValues } from 'c/taktAxis';
import type { Bullet, Mark, Segment } from 'c/taktBulletBar';
import { fill, inUnit, moneyUnit, type MoneyUnit } from 'c/taktFormat';
import BEST_CASE from '@salesforce/label/c.Takt_Column_Best_Case';
import COMMIT from '@salesforce/label/c.Takt_Column_Commit';
import MODEL from '@salesforce/label/c.Takt_Standing_Model';
import NAIVE from '@salesforce/label/c.Takt_Standing_Naive';
import PIPELINE from '@salesforce/label/c.Takt_Column_Pipeline';
import WON from '@salesforce/label/c.Takt_Column_Won';

/** An amount on the scale, with what is said of it in the scale's unit. */
export interface Milestone {
  readonly value: number;
  readonly words: (unit: MoneyUnit) => string;
}

export interface Milestones {
  readonly target?: Milestone | undefined;
  readonly pace?: Milestone | undefined;
}

const segments = (of: Forecast, unit: MoneyUnit): readonly Segment[] => {
  const piece = (key: Segment['key'], name: string, value: Known): Segment => ({
    key,
    name,
    value,
    figure: inUnit(value, unit),
  });
  return [
    piece('won', WON, of.won),
    piece('commit', COMMIT, of.commit),
    piece('best', BEST_CASE, of.bestCase),
    piece('pipe', PIPELINE, of.pipeline),
  ];
};

/** What is won and open, end to end, with the expected band below on the same scale; the unit is that of all figures. */
export const forecastBullet = (
  forecast: Forecast,
  { pace, target }: Milestones = {},
): { readonly bullet: Bullet; readonly unit: string } => {
  const { bestCase, commit, method, pipeline, won } = forecast;
  const expected = method === 'Actual' ? undefined : forecast.expected;
  const all = [won, commit, bestCase, pipeline].reduce<number>((sum, amount) => sum + Math.max(0, amount ?? 0), 0);
  const unit = moneyUnit([all, expected?.high, target?.value], forecast.currency);
  // A little air, so that the last figure does not touch the edge.
  const end = Math.max(all, expected?.high ?? 0, target?.value ?? 0) * 1.04;
  const pieces = segments(forecast, unit);
  const [low, high, middle] = [expected?.low, expected?.high, expected?.middle].map((amount) => inUnit(amount, unit));
  const band = expected && {
    ...expected,
    text: fill(method === 'Naive' ? NAIVE : MODEL, low ?? '', high ?? '', middle ?? ''),
  };
  const mark = (one: Milestone | undefined): Mark | undefined => one && { value: one.value, text: one.words(unit) };
  const marks = { target: mark(target), pace: mark(pace) };
  const said = [marks.target, marks.pace, band].flatMap((one) => (one ? [one.text] : []));
  return {
    unit: unit.label,
    bullet: {
      segments: pieces,
      ...marks,
      band,
      end,
      ticks: end > 0 ? roundValues(end).map((value) => ({ value, text: inUnit(value, unit) })) : [],
      sentence: [...pieces.map(({ figure, name }) => `${name} ${figure}`), ...said].join(', '),
    },
  };
};
