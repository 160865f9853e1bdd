import { api, LightningElement } from 'lwc';
import { forecastBullet } from 'c/forecastBullet';
import type { Forecast } from 'c/forecastData';
import TITLE from '@salesforce/label/c.Takt_Standing_Title';

/** Facts as a bar from zero, the expected band below it on the same scale, every figure in the legend. */
export default class ForecastStanding extends LightningElement {
  @api forecast: Forecast | undefined;

  readonly title = TITLE;

  /** Absent where there is nothing to draw: nothing won, nothing open, nothing expected. */
  get standing(): ReturnType<typeof forecastBullet> | undefined {
    const drawn = this.forecast && forecastBullet(this.forecast);
    return drawn && drawn.bullet.end > 0 ? drawn : undefined;
  }
}
