import { api, LightningElement } from 'lwc';
import type { Forecast } from 'c/forecastData';
import TITLE from '@salesforce/label/c.Takt_Standing_Title';
import { standing, type Standing } from './standing';

/** Facts as a bar from zero, the expected band below it on the same scale, every figure in the legend. */
export default class ForecastStanding extends LightningElement {
  @api forecast: Forecast | undefined;

  readonly title = TITLE;

  get standing(): Standing | undefined {
    return this.forecast && standing(this.forecast);
  }
}
