import { api, LightningElement } from 'lwc';
import HIDE_DETAILS from '@salesforce/label/c.Takt_Hide_Details';
import SHOW_DETAILS from '@salesforce/label/c.Takt_Show_Details';

export type PanelKind = 'empty' | 'error' | 'no-access';

const ICONS: Readonly<Record<PanelKind, string>> = {
  empty: 'utility:open_folder',
  error: 'utility:warning',
  'no-access': 'utility:lock',
};

/** Says why there are no numbers: what was looked at or what happened, what is safe, and (slot) what to do. */
export default class TaktPanel extends LightningElement {
  @api kind: PanelKind = 'empty';
  @api heading = '';
  @api text = '';
  /** Technical sentences; they stay folded until asked for. */
  @api details: readonly string[] = [];

  private _open = false;

  get icon(): string {
    return ICONS[this.kind];
  }
  get boxClass(): string {
    return `box ${this.kind}`;
  }
  get role(): 'alert' | null {
    return this.kind === 'error' ? 'alert' : null;
  }
  get hasDetails(): boolean {
    return this.details.length > 0;
  }
  get expanded(): 'true' | 'false' {
    return this._open ? 'true' : 'false';
  }
  get showDetails(): boolean {
    return this._open && this.hasDetails;
  }
  get detailsLabel(): string {
    return this._open ? HIDE_DETAILS : SHOW_DETAILS;
  }
  get keyedDetails(): readonly { key: number; text: string }[] {
    return this.details.map((text, key) => ({ key, text }));
  }

  handleToggle(): void {
    this._open = !this._open;
  }
}
