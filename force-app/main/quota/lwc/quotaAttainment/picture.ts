import type { Standing } from 'c/quotaData';
import { attainment, chance, coverageA, coverageB, gapInWords, pace } from 'c/quotaWords';
import { forecastBullet } from 'c/forecastBullet';
import type { BulletTable } from 'c/taktBulletBar';
import { exactMoney, fill, inUnit, wholePercent } from 'c/taktFormat';
import AMOUNT from '@salesforce/label/c.Takt_Attain_Amount';
import BAND from '@salesforce/label/c.Takt_Attain_Band';
import BEST_CASE from '@salesforce/label/c.Takt_Column_Best_Case';
import CHANCE from '@salesforce/label/c.Takt_Attain_Chance';
import COMMIT from '@salesforce/label/c.Takt_Column_Commit';
import COVERAGE_A from '@salesforce/label/c.Takt_Attain_Coverage_A';
import COVERAGE_B from '@salesforce/label/c.Takt_Attain_Coverage_B';
import GAP from '@salesforce/label/c.Takt_Attain_Gap';
import ITEM from '@salesforce/label/c.Takt_Attain_Item';
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

/** Bar, quota line, pace and band of one scope, and the unit of its figures. */
export const picture = ({ forecast, pace: pacePoints, quota }: Standing): ReturnType<typeof forecastBullet> => {
  const target = quota !== undefined && quota > 0 ? quota : undefined;
  if (target === undefined) return forecastBullet(forecast);
  return forecastBullet(forecast, {
    target: { value: target, words: (unit) => fill(QUOTA_MARK, inUnit(target, unit)) },
    // The record holds the pace as a share; its amount is no figure, only a place on the scale.
    pace:
      pacePoints === undefined
        ? undefined
        : { value: (target * pacePoints) / 100, words: () => fill(PACE_MARK, wholePercent(pacePoints)) },
  });
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
