import { api, LightningElement } from 'lwc';
import { pace } from 'c/forecastStory';
import type { Period } from 'c/forecastData';
import { age, count, dateOf, dateTime, fill, isOlderThan, monthRange } from 'c/taktFormat';
import AS_OF from '@salesforce/label/c.Takt_As_Of';
import DAY_OF from '@salesforce/label/c.Takt_Tile_Day_Of';
import EARLIER from '@salesforce/label/c.Takt_Earlier_Quarters';
import FORECAST from '@salesforce/label/c.Takt_Forecast';
import NOT_YET from '@salesforce/label/c.Takt_Not_Computed_Yet';
import OUT_OF_DATE from '@salesforce/label/c.Takt_Out_Of_Date';
import PICK_QUARTER from '@salesforce/label/c.Takt_Pick_Quarter';
import RECOMPUTE from '@salesforce/label/c.Takt_Recompute';
import { choices, type Choices } from './periods';

// One missed night: a run a day is usual.
const STALE_AFTER_HOURS = 26;

/** Whose numbers, which quarter, how old. Events: `periodchange` with the period's id, `recompute`. */
export default class ForecastHeader extends LightningElement {
  @api scopeName = '';
  @api periods: readonly Period[] = [];
  @api currentPeriodId = '';
  @api periodId = '';
  /** Instant up to which the deals are known. */
  @api asOf: string | undefined;
  /** While a run is open, another one makes no sense. */
  @api busy = false;
  /** False hides the button where another offers the same, or where the user may not ask. */
  @api canRecompute = false;

  readonly labels = { EARLIER, FORECAST, OUT_OF_DATE, PICK_QUARTER, RECOMPUTE };

  get period(): Period | undefined {
    return this.periods.find(({ id }) => id === this.periodId);
  }
  get title(): string {
    return [this.scopeName, this.period?.name].filter(Boolean).join(', ') || FORECAST;
  }
  get context(): string {
    const { period, asOf } = this;
    if (!period) return FORECAST;
    const at = asOf === undefined ? undefined : pace(period, dateOf(asOf));
    const day = at && at.day >= 1 && at.day <= at.of ? [fill(DAY_OF, count(at.day), count(at.of))] : [];
    return [FORECAST, monthRange(period.start, period.end), ...day].join(' · ');
  }
  get choices(): Choices {
    return choices(this.periods, this.currentPeriodId, this.periodId);
  }
  get hasPeriods(): boolean {
    return this.periods.length > 1;
  }
  get hasEarlier(): boolean {
    return this.choices.earlier.length > 0;
  }
  get freshness(): string {
    return this.asOf === undefined ? NOT_YET : fill(AS_OF, dateTime(this.asOf), age(this.asOf, new Date()));
  }
  get isStale(): boolean {
    return this.asOf !== undefined && isOlderThan(this.asOf, STALE_AFTER_HOURS, new Date());
  }
  get dotClass(): string {
    if (this.asOf === undefined) return 'dot none';
    return this.isStale ? 'dot stale' : 'dot';
  }

  handlePick(event: Event): void {
    this.pick((event.target as HTMLInputElement).value);
  }
  handleMenu(event: CustomEvent<{ value: string }>): void {
    this.pick(event.detail.value);
  }
  handleRecompute(): void {
    this.dispatchEvent(new CustomEvent('recompute'));
  }
  private pick(id: string): void {
    this.dispatchEvent(new CustomEvent('periodchange', { detail: id }));
  }
}
