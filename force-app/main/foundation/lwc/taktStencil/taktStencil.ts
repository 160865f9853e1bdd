import { api, LightningElement } from 'lwc';
import LOADING from '@salesforce/label/c.Takt_Loading';

const WIDTHS = [38, 100, 72, 88, 64];

/** The grey shape of what is coming. It appears after 200 ms, so that quick answers do not flicker, and stands still. */
export default class TaktStencil extends LightningElement {
  /** How many rows the coming content has, roughly. */
  @api rows = 4;

  readonly label = LOADING;

  get bars(): readonly { key: number; style: string }[] {
    return Array.from({ length: this.rows }, (_, key) => ({
      key,
      style: `width:${WIDTHS[key % WIDTHS.length] ?? 100}%`,
    }));
  }
}
