import { difference, sumOf, type Standing } from 'c/quotaData';
import { attainment, chance, coverageB, pace, whyNoShare, type Told } from 'c/quotaWords';
import type { Bullet } from 'c/taktBulletBar';
import { count, exactMoney, fill, inUnit, moneyUnit, type MoneyUnit } from 'c/taktFormat';
import LESS from '@salesforce/label/c.Takt_Attain_Difference_Less';
import MORE from '@salesforce/label/c.Takt_Attain_Difference_More';
import PARTLY from '@salesforce/label/c.Takt_Attain_Partly';
import ROW from '@salesforce/label/c.Takt_Attain_Row';

export interface Cell {
  readonly key: string;
  readonly text: string;
  /** The exact amount, or why there is none. */
  readonly title: string;
  readonly class: string;
}

export interface RowView {
  readonly key: string;
  readonly name: string;
  readonly class: string;
  readonly before: readonly Cell[];
  /** Percent of the quota; absent without a share. */
  readonly bullet: Bullet | undefined;
  readonly reached: Told;
  readonly after: readonly Cell[];
}

/** All rows share one scale, so that their quota lines stand one above the other. */
const LEAST_END = 125;
const MOST_END = 200;
export const scaleEnd = (rows: readonly Standing[]): number =>
  Math.min(MOST_END, Math.max(LEAST_END, ...rows.map((row) => (row.attainment ?? 0) * 1.04)));

export const unitOf = (rows: readonly Standing[]): MoneyUnit =>
  moneyUnit(
    rows.flatMap(({ forecast, gap, quota }) => [quota, forecast.won, gap]),
    rows[0]?.forecast.currency ?? 'USD',
  );

const bullet = (of: Standing, end: number): Bullet | undefined => {
  if (of.attainment === undefined) return undefined;
  const reached = attainment(of).text;
  return {
    segments: [{ key: 'won', name: '', value: of.attainment, figure: reached }],
    target: { value: 100, text: '' },
    pace: of.pace === undefined ? undefined : { value: of.pace, text: '' },
    band: undefined,
    end,
    ticks: [],
    sentence: fill(ROW, reached, pace(of).text),
  };
};

const money = (key: 'quota' | 'won' | 'gap', amount: number | undefined, of: Standing, unit: MoneyUnit): Cell => ({
  key,
  text: inUnit(amount, unit),
  title: amount === undefined ? whyNoShare(of) : exactMoney(amount, of.forecast.currency),
  class: key === 'won' ? 'n detail' : 'n',
});

const gapCell = (of: Standing, unit: MoneyUnit): Cell => {
  const cell = money('gap', of.gap, of, unit);
  if (of.gap === undefined || of.gap === 0) return cell;
  return of.gap > 0 ? { ...cell, text: `+${cell.text}`, class: 'n good' } : { ...cell, class: 'n bad' };
};

const share = (key: string, { reason, text }: Told, detail = false): Cell => ({
  key,
  text,
  title: reason,
  class: detail ? 'n detail' : 'n',
});

/** One person or team. */
export const rowView = (of: Standing, unit: MoneyUnit, end: number): RowView => ({
  key: of.forecast.id,
  name: of.forecast.scope.name,
  class: of.forecast.scope.type === 'Person' ? 'row' : 'row parent',
  before: [money('quota', of.quota, of, unit), money('won', of.forecast.won, of, unit)],
  bullet: bullet(of, end),
  reached: attainment(of),
  after: [gapCell(of, unit), share('chance', chance(of)), share('coverage', coverageB(of), true)],
});

/** What can be added up where no team is the total: quota and won. */
export const sums = (rows: readonly Standing[], unit: MoneyUnit): readonly Cell[] => {
  const [first] = rows;
  if (!first) return [];
  return [
    money('quota', sumOf(rows.map(({ quota }) => quota)), first, unit),
    money('won', sumOf(rows.map(({ forecast }) => forecast.won)), first, unit),
  ];
};

/** What is to be said where the quotas of the rows are not the team's own; empty where they are. */
export const differenceOf = (total: Standing, rows: readonly Standing[]): string => {
  if (total.hidden || total.quota === undefined) return '';
  const unknown = rows.filter(({ quota }) => quota === undefined).length;
  if (unknown > 0) return fill(PARTLY, count(unknown), count(rows.length));
  const below = sumOf(rows.map(({ quota }) => quota)) ?? 0;
  const more = difference(total.quota, below);
  if (more === 0) return '';
  const [own, by, sum] = [total.quota, Math.abs(more), below].map((value) =>
    exactMoney(value, total.forecast.currency),
  );
  return fill(more > 0 ? MORE : LESS, own ?? '', by ?? '', sum ?? '');
};
