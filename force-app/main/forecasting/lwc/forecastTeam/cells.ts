import type { Expectation, Forecast, Known } from 'c/forecastData';
import type { Row, Totals } from 'c/forecastTree';
import { compactMoney, count, exactMoney, fill, inUnit, moneyUnit, type MoneyUnit } from 'c/taktFormat';
import BAND from '@salesforce/label/c.Takt_Band_In_Words';
import UNKNOWN_BAND from '@salesforce/label/c.Takt_Band_Unknown';

export interface Cell {
  readonly key: string;
  readonly text: string;
  /** The exact amount, or why there is none. */
  readonly title: string;
  readonly class: string;
}

export interface Scale {
  readonly min: number;
  readonly max: number;
}

/** A row of the treegrid, ready to be shown. */
export interface RowView {
  readonly key: string;
  readonly name: string;
  readonly level: number;
  readonly position: number;
  readonly size: number;
  readonly expanded: 'true' | 'false' | null;
  readonly toggleIcon: string | undefined;
  /** Room for the arrow that other rows have. */
  readonly spaced: boolean;
  readonly selected: 'true' | 'false';
  readonly tabIndex: 0 | -1;
  readonly class: string;
  readonly indent: string;
  readonly before: readonly Cell[];
  readonly band: Expectation | undefined;
  readonly won: Known;
  readonly scale: Scale;
  readonly bandLabel: string;
  readonly after: readonly Cell[];
}

/** What every row needs to know of the whole table. */
export interface Frame {
  readonly unit: MoneyUnit;
  /** Rows of one level share a scale: on the company's, a person's band would be a dot. The total has its own. */
  readonly scaleOf: (row: Row) => Scale;
  readonly currency: string;
  readonly hasToggles: boolean;
}

const bandOf = ({ expected, method }: Forecast): Expectation | undefined =>
  method === 'Actual' ? undefined : expected;

const most = (rows: readonly Row[]): number =>
  Math.max(0, ...rows.flatMap(({ forecast }) => [forecast.won ?? 0, bandOf(forecast)?.high ?? 0]));

/** Unit of all rows, and the scales of their bands, which start at 0. */
export const frame = (rows: readonly Row[]): Frame => {
  const currency = rows[0]?.forecast.currency ?? 'USD';
  const key = ({ level, total }: Row): number => (total ? 0 : level);
  const scales = new Map([...Map.groupBy(rows, key)].map(([level, group]) => [level, { min: 0, max: most(group) }]));
  return {
    currency,
    hasToggles: rows.some(({ expandable }) => expandable),
    unit: moneyUnit([most(rows), ...rows.map(({ forecast }) => forecast.pipeline)], currency),
    scaleOf: (row) => scales.get(key(row)) ?? { min: 0, max: 0 },
  };
};

const money = (key: string, amount: Known, { currency, unit }: Frame, detail = false): Cell => ({
  key,
  text: inUnit(amount, unit),
  title: exactMoney(amount, currency),
  class: detail ? 'n detail' : 'n',
});

const deals = (number: Known): Cell => ({ key: 'deals', text: count(number), title: '', class: 'n detail' });

const facts = (row: Totals, of: Frame): readonly Cell[] => [
  money('won', row.won, of),
  money('commit', row.commit, of, true),
  money('bestCase', row.bestCase, of, true),
  money('pipeline', row.pipeline, of, true),
  money('weighted', row.weighted, of, true),
];

const expectedCell = (forecast: Forecast, of: Frame): Cell => {
  const band = bandOf(forecast);
  const cell = money('expected', band?.middle, of);
  return band ? cell : { ...cell, title: forecast.methodReason };
};

const bandLabel = (forecast: Forecast): string => {
  const band = bandOf(forecast);
  if (!band) return UNKNOWN_BAND;
  const [low, middle, high] = [band.low, band.middle, band.high].map((value) => compactMoney(value, forecast.currency));
  return fill(BAND, low ?? '', high ?? '', middle ?? '');
};

/** @param focusId scope of the one row that Tab reaches */
export const rowView = (row: Row, of: Frame, selectedId: string, focusId: string): RowView => {
  const { forecast, level } = row;
  const { id, name, type } = forecast.scope;
  const selected = id === selectedId;
  return {
    key: id,
    name,
    level,
    position: row.position,
    size: row.size,
    expanded: row.expandable ? (row.expanded ? 'true' : 'false') : null,
    toggleIcon: row.expandable ? (row.expanded ? 'utility:chevrondown' : 'utility:chevronright') : undefined,
    spaced: of.hasToggles && !row.expandable && !row.total,
    selected: selected ? 'true' : 'false',
    tabIndex: id === focusId ? 0 : -1,
    class: ['row', selected ? 'selected' : '', row.total ? 'total' : type === 'Person' ? '' : 'parent']
      .filter(Boolean)
      .join(' '),
    indent: `padding-left:${(level - 1) * 18}px`,
    before: [...facts(forecast, of), expectedCell(forecast, of)],
    band: bandOf(forecast),
    won: forecast.won,
    scale: of.scaleOf(row),
    bandLabel: bandLabel(forecast),
    after: [deals(forecast.openDeals)],
  };
};

/** Cells of the total row: sums before the band, and what comes after it. */
export const totalCells = (row: Totals, of: Frame): { before: readonly Cell[]; after: readonly Cell[] } => ({
  before: facts(row, of),
  after: [deals(row.openDeals)],
});
