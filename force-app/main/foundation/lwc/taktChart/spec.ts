/** What a chart shows, without a word about how Chart.js draws it. */
export type Role = 'won' | 'past' | 'model';

type Value = number | undefined;

export interface BarSeries {
  readonly label: string;
  readonly values: readonly Value[];
  /** Colour role of each bar. */
  readonly roles: readonly Role[];
}

export interface BandSeries {
  readonly label: string;
  readonly low: readonly Value[];
  readonly middle: readonly Value[];
  readonly high: readonly Value[];
}

export interface ChartSpec {
  /** One a place on the x-axis; more than one string is written on lines of their own. */
  readonly categories: readonly (readonly string[])[];
  readonly bars: BarSeries;
  readonly bands: BandSeries;
  /** Words above a place, from top to bottom, with their colour role; empty for none. */
  readonly marks: readonly (readonly Mark[])[];
  /** Words inside the top of a bar; empty for none. */
  readonly inside: readonly string[];
  /** Writes a value of the y-axis. */
  readonly tick: (value: number) => string;
}

export interface Mark {
  readonly text: string;
  readonly role: Role;
}

/** The same numbers as a table: words, ready to be read. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

// Narrower places would write their figures over each other.
const PLACE = 44;

/** The last places of a chart that have room on so many pixels; at least three. A width of 0 is not known yet. */
export const lastThatFit = (spec: ChartSpec, width: number): ChartSpec => {
  const places = width > 0 ? Math.max(3, Math.floor(width / PLACE)) : spec.categories.length;
  const tail = <Item>(list: readonly Item[]): readonly Item[] => list.slice(-places);
  const { bands, bars } = spec;
  return {
    ...spec,
    categories: tail(spec.categories),
    bars: { ...bars, values: tail(bars.values), roles: tail(bars.roles) },
    bands: { ...bands, low: tail(bands.low), middle: tail(bands.middle), high: tail(bands.high) },
    marks: tail(spec.marks),
    inside: tail(spec.inside),
  };
};
