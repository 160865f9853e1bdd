import type { Forecast, Known } from 'c/forecastData';

/** A forecast and what hangs below it. */
export interface Branch {
  readonly forecast: Forecast;
  readonly children: readonly Branch[];
}

/** A branch as a row of a treegrid; level, position and size as ARIA counts them, from 1. */
export interface Row {
  readonly forecast: Forecast;
  readonly level: number;
  readonly position: number;
  readonly size: number;
  readonly parentId: string | undefined;
  readonly expandable: boolean;
  readonly expanded: boolean;
  /** The one root, which stands last as the total of all others. */
  readonly total: boolean;
}

/** Sums of what can be added up. Bands cannot: that all end high, or all low, is less likely than for one. */
export interface Totals {
  readonly won: Known;
  readonly commit: Known;
  readonly bestCase: Known;
  readonly pipeline: Known;
  readonly weighted: Known;
  readonly openDeals: Known;
}

/** What a key does in the tree: where the focus goes, and which scope opens or closes. */
export interface Move {
  readonly focus: string;
  readonly toggle: string | undefined;
}
