import { api, LightningElement } from 'lwc';
import AS_CHART from '@salesforce/label/c.Takt_View_As_Chart';
import AS_TABLE from '@salesforce/label/c.Takt_View_As_Table';
import { drawing, type Bullet, type BulletTable, type Drawing } from './bullet';

export type { Bullet, BulletTable, Mark, Segment } from './bullet';

/** Progress to a target on a scale from zero: pieces, target line, pace, expected band, and all of it as a table. */
export default class TaktBulletBar extends LightningElement {
  @api bullet: Bullet | undefined;
  /** For "view as table"; without it there is no such button. */
  @api table: BulletTable | undefined;
  /** For a row of a table: bar and marks alone. */
  @api compact = false;

  private _tableWanted = false;

  get drawing(): Drawing | undefined {
    return this.bullet && drawing(this.bullet);
  }
  get sentence(): string {
    return this.bullet?.sentence ?? '';
  }
  get pictureClass(): string {
    return this.compact ? 'picture compact' : 'picture';
  }
  get isWhole(): boolean {
    return !this.compact;
  }
  get hasTargetWords(): boolean {
    return this.isWhole && this.drawing?.target !== undefined;
  }
  get canToggle(): boolean {
    return this.isWhole && this.table !== undefined;
  }
  get showTable(): boolean {
    return this._tableWanted && this.canToggle;
  }
  get toggleLabel(): string {
    return this._tableWanted ? AS_CHART : AS_TABLE;
  }
  get columns(): readonly { key: number; text: string; class: string }[] {
    return (this.table?.columns ?? []).map((text, key) => ({ key, text, class: key > 0 ? 'n' : '' }));
  }
  get rows(): readonly { key: number; head: string; cells: readonly { key: number; text: string }[] }[] {
    return (this.table?.rows ?? []).map(([head = '', ...cells], key) => ({
      key,
      head,
      cells: cells.map((text, index) => ({ key: index, text })),
    }));
  }

  handleToggle(): void {
    this._tableWanted = !this._tableWanted;
  }
}
