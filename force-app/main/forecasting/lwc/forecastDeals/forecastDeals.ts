import { api, LightningElement } from 'lwc';
import type { Forecast, Period } from 'c/forecastData';
import { fill } from 'c/taktFormat';
import SHOW from '@salesforce/label/c.Takt_Deals_Show';
import TITLE from '@salesforce/label/c.Takt_Deals_Title';
import { ownersOf } from './owners';

interface Asked {
  readonly key: string;
  readonly owners: readonly string[];
  readonly period: Period;
}

/** The deals behind a forecast: a person's at once, a team's on demand. */
export default class ForecastDeals extends LightningElement {
  @api forecast: Forecast | undefined;
  /** All rows of the quarter, to find the people below a team. */
  @api forecasts: readonly Forecast[] = [];
  @api period: Period | undefined;
  @api asOf: string | undefined;

  readonly title = TITLE;

  private _opened: string | undefined;

  get isPerson(): boolean {
    return this.forecast?.scope.type === 'Person';
  }
  get isOpen(): boolean {
    return this.isPerson || (this._opened !== undefined && this._opened === this.forecast?.scope.id);
  }
  get isClosed(): boolean {
    return !this.isOpen;
  }
  get showLabel(): string {
    return fill(SHOW, this.forecast?.scope.name ?? '');
  }
  /** One question at a time; another one gets another table, so that no answer is shown for the wrong scope. */
  get asked(): readonly Asked[] {
    const { forecast, period } = this;
    if (!forecast || !period || !this.isOpen) return [];
    const owners = ownersOf(forecast.scope.id, this.forecasts);
    return [{ key: `${forecast.scope.id}|${period.id}|${owners.join()}`, owners, period }];
  }

  handleShow(): void {
    this._opened = this.forecast?.scope.id;
  }
}
