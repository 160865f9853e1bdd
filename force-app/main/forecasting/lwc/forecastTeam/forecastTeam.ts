import { api, LightningElement } from 'lwc';
import type { Forecast } from 'c/forecastData';
import { expandedAtFirst, forest, moved, totals, visibleRows, type Branch, type Row } from 'c/forecastTree';
import { fill } from 'c/taktFormat';
import BEST_CASE from '@salesforce/label/c.Takt_Column_Best_Case';
import COMMIT from '@salesforce/label/c.Takt_Column_Commit';
import DEALS from '@salesforce/label/c.Takt_Column_Open_Deals';
import EIGHT_IN_TEN from '@salesforce/label/c.Takt_Column_Eight_In_Ten';
import EXPECTS from '@salesforce/label/c.Takt_Column_Model_Expects';
import HINT from '@salesforce/label/c.Takt_Team_Hint';
import NO_SUM from '@salesforce/label/c.Takt_Team_No_Sum';
import PIPELINE from '@salesforce/label/c.Takt_Column_Pipeline';
import SCOPE from '@salesforce/label/c.Takt_Column_Scope';
import TITLE from '@salesforce/label/c.Takt_Team_Title';
import TOTAL from '@salesforce/label/c.Takt_Total';
import WEIGHTED from '@salesforce/label/c.Takt_Column_Weighted';
import WON from '@salesforce/label/c.Takt_Column_Won';
import { frame, rowView, totalCells, type Cell, type Frame, type RowView } from './cells';

/** Tree of people and teams with totals, as a treegrid. Event: `scopeselect` with the scope's id. */
export default class ForecastTeam extends LightningElement {
  @api selectedId = '';

  readonly labels = { EIGHT_IN_TEN, NO_SUM, SCOPE, TITLE, TOTAL };
  readonly factColumns = [
    { key: 'won', text: WON, class: 'n' },
    { key: 'commit', text: COMMIT, class: 'n detail' },
    { key: 'bestCase', text: BEST_CASE, class: 'n detail' },
    { key: 'pipeline', text: PIPELINE, class: 'n detail' },
    { key: 'weighted', text: WEIGHTED, class: 'n detail' },
    { key: 'expected', text: EXPECTS, class: 'n' },
  ];
  readonly dealsColumn = DEALS;

  private _forecasts: readonly Forecast[] = [];
  private _branches: readonly Branch[] = [];
  private _expanded: ReadonlySet<string> | undefined;
  private _focusId: string | undefined;
  private _focusWanted = false;

  @api get forecasts(): readonly Forecast[] {
    return this._forecasts;
  }
  set forecasts(value: readonly Forecast[]) {
    this._forecasts = value;
    this._branches = forest(value);
    // What the user has opened or closed stays so when new numbers come.
    this._expanded ??= value.length > 0 ? expandedAtFirst(this._branches) : undefined;
  }

  get hint(): string {
    return fill(HINT, this.frame.unit.label);
  }
  get frame(): Frame {
    return frame(this.visible);
  }
  get rows(): readonly RowView[] {
    const { frame: of, visible } = this;
    const known = visible.some(({ forecast }) => forecast.scope.id === this._focusId);
    const focusId = (known ? this._focusId : undefined) ?? this.tabStop;
    return visible.map((row) => rowView(row, of, this.selectedId, focusId));
  }
  /** Only over several roots: a single one is the total itself. */
  get total(): { before: readonly Cell[]; after: readonly Cell[] } | undefined {
    const sums = totals(this._branches);
    return sums && totalCells(sums, this.frame);
  }

  renderedCallback(): void {
    if (!this._focusWanted) return;
    this._focusWanted = false;
    this.template?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus();
  }

  handleRowClick(event: Event): void {
    const id = (event.currentTarget as HTMLElement).dataset['id'];
    if (id) this.select(id);
  }
  handleToggle(event: Event): void {
    event.stopPropagation();
    const id = (event.currentTarget as HTMLElement).dataset['id'];
    if (id) this.toggle(id);
  }
  handleFocus(event: Event): void {
    this._focusId = (event.currentTarget as HTMLElement).dataset['id'];
  }
  handleKey(event: KeyboardEvent): void {
    const id = (event.currentTarget as HTMLElement).dataset['id'];
    if (!id) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.select(id);
      return;
    }
    const move = moved(this.visible, id, event.key);
    if (!move) return;
    event.preventDefault();
    if (move.toggle) this.toggle(move.toggle);
    this._focusId = move.focus;
    this._focusWanted = true;
  }

  private get visible(): readonly Row[] {
    return visibleRows(this._branches, this._expanded ?? new Set());
  }
  private get tabStop(): string {
    const ids = this.visible.map(({ forecast }) => forecast.scope.id);
    return ids.find((id) => id === this.selectedId) ?? ids[0] ?? '';
  }
  private toggle(id: string): void {
    const next = new Set(this._expanded);
    if (!next.delete(id)) next.add(id);
    this._expanded = next;
  }
  private select(id: string): void {
    this._focusId = id;
    this.dispatchEvent(new CustomEvent('scopeselect', { detail: id }));
  }
}
