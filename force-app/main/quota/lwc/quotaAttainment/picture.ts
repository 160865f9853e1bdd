import type { Standing } from 'c/quotaData';
import { attainment, chance, coverageA, coverageB, gapInWords, pace } from 'c/quotaWords';
import { roundValues } from 'c/taktAxis';
import type { Bullet, BulletTable } from 'c/taktBulletBar';
import { exactMoney, fill, inUnit, moneyUnit, wholePercent, type MoneyUnit } from 'c/taktFormat';
import AMOUNT from '@salesforce/label/c.Takt_Attain_Amount';
import BAND from '@salesforce/label/c.Takt_Attain_Band';
import BEST_CASE from '@salesforce/label/c.Takt_Column_Best_Case';
import CHANCE from '@salesforce/label/c.Takt_Attain_Chance';
import COMMIT from '@salesforce/label/c.Takt_Column_Commit';
import COVERAGE_A from '@salesforce/label/c.Takt_Attain_Coverage_A';
import COVERAGE_B from '@salesforce/label/c.Takt_Attain_Coverage_B';
import GAP from '@salesforce/label/c.Takt_Attain_Gap';
import ITEM from '@salesforce/label/c.Takt_Attain_Item';
import MODEL from '@salesforce/label/c.Takt_Standing_Model';
import NAIVE from '@salesforce/label/c.Takt_Standing_Naive';
import PACE from '@salesforce/label/c.Takt_Attain_Pace';
import PACE_MARK from '@salesforce/label/c.Takt_Attain_Pace_Mark';
import PIPELINE from '@salesforce/label/c.Takt_Column_Pipeline';
import QUOTA from '@salesforce/label/c.Takt_Quota';
import QUOTA_MARK from '@salesforce/label/c.Takt_Attain_Quota_Mark';
import REACHED from '@salesforce/label/c.Takt_Attain_Reached';
import WON from '@salesforce/label/c.Takt_Column_Won';

/** A figure of the list under the sentence, with the reason where it is a dash. */
export interface Fact {
  readonly key: string;
  readonly label: string;
  readonly text: string;
  readonly reason: string;
}

/** The shares that the bar does not carry. */
export const facts = (of: Standing): readonly Fact[] => [
  { key: 'reached', label: REACHED, ...attainment(of) },
  { key: 'chance', label: CHANCE, ...chance(of) },
  { key: 'gap', label: GAP, ...gapInWords(of) },
  { key: 'pace', label: PACE, ...pace(of) },
  { key: 'a', label: COVERAGE_A, ...coverageA(of) },
  { key: 'b', label: COVERAGE_B, ...coverageB(of) },
];

const segments = ({ forecast }: Standing, unit: MoneyUnit): Bullet['segments'] => {
  const { bestCase, commit, pipeline, won } = forecast;
  return [
    { key: 'won', name: WON, value: won, figure: inUnit(won, unit) },
    { key: 'commit', name: COMMIT, value: commit, figure: inUnit(commit, unit) },
    { key: 'best', name: BEST_CASE, value: bestCase, figure: inUnit(bestCase, unit) },
    { key: 'pipe', name: PIPELINE, value: pipeline, figure: inUnit(pipeline, unit) },
  ];
};

/** Bar, quota line, pace and band of one scope, and the unit of its figures. */
export const picture = (of: Standing): { readonly bullet: Bullet; readonly unit: string } => {
  const { forecast, quota } = of;
  const expected = forecast.method === 'Actual' ? undefined : forecast.expected;
  const target = quota !== undefined && quota > 0 ? quota : undefined;
  const all = [forecast.won, forecast.commit, forecast.bestCase, forecast.pipeline].reduce<number>(
    (sum, amount) => sum + Math.max(0, amount ?? 0),
    0,
  );
  const unit = moneyUnit([all, expected?.high, target], forecast.currency);
  // A little air, so that the last figure does not touch the edge.
  const end = Math.max(all, expected?.high ?? 0, target ?? 0) * 1.04;
  const pieces = segments(of, unit);
  const [low, high, middle] = [expected?.low, expected?.high, expected?.middle].map((amount) => inUnit(amount, unit));
  const band = expected && {
    ...expected,
    text: fill(forecast.method === 'Naive' ? NAIVE : MODEL, low ?? '', high ?? '', middle ?? ''),
  };
  const quotaMark = target === undefined ? undefined : { value: target, text: fill(QUOTA_MARK, inUnit(target, unit)) };
  // The record holds the pace as a share; its amount is no figure, only a place on the scale.
  const paceMark =
    target === undefined || of.pace === undefined
      ? undefined
      : { value: (target * of.pace) / 100, text: fill(PACE_MARK, wholePercent(of.pace)) };
  const marks = [quotaMark, paceMark, band].flatMap((mark) => (mark ? [mark.text] : []));
  return {
    unit: unit.label,
    bullet: {
      segments: pieces,
      target: quotaMark,
      pace: paceMark,
      band,
      end,
      ticks: end > 0 ? roundValues(end).map((value) => ({ value, text: inUnit(value, unit) })) : [],
      sentence: [...pieces.map(({ figure, name }) => `${name} ${figure}`), ...marks].join(', '),
    },
  };
};

/** Everything the picture and the facts say, to the cent. */
export const table = (of: Standing): BulletTable => {
  const { bestCase, commit, currency, pipeline, won } = of.forecast;
  const amounts = [
    [WON, won],
    [COMMIT, commit],
    [BEST_CASE, bestCase],
    [PIPELINE, pipeline],
    [QUOTA, of.quota],
  ] as const;
  const { band } = picture(of).bullet;
  return {
    columns: [ITEM, AMOUNT],
    rows: [
      ...amounts.map(([name, amount]) => [name, exactMoney(amount, currency)]),
      ...(band ? [[BAND, `${exactMoney(band.low, currency)} – ${exactMoney(band.high, currency)}`]] : []),
      ...facts(of).map(({ label, text }) => [label, text]),
    ],
  };
};
