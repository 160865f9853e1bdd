import { api, LightningElement } from 'lwc';
import { NavigationMixin, type PageReference } from 'lightning/navigation';
import type { Standing, Team } from 'c/quotaData';
import { fill } from 'c/taktFormat';
import CHANCE from '@salesforce/label/c.Takt_Attain_Chance';
import COVERAGE from '@salesforce/label/c.Takt_Attain_Coverage_B';
import GAP from '@salesforce/label/c.Takt_Attain_Gap';
import HINT from '@salesforce/label/c.Takt_Attain_Team_Hint';
import NOT_ADDED from '@salesforce/label/c.Takt_Attain_Not_Added';
import QUOTA from '@salesforce/label/c.Takt_Quota';
import REACHED from '@salesforce/label/c.Takt_Attain_Reached';
import SCOPE from '@salesforce/label/c.Takt_Column_Scope';
import TITLE from '@salesforce/label/c.Takt_Attain_Team_Title';
import TOTAL from '@salesforce/label/c.Takt_Total';
import WON from '@salesforce/label/c.Takt_Column_Won';
import { differenceOf, rowView, scaleEnd, sums, unitOf, type Cell, type RowView } from './rows';
import { BY_NAME, chosen, sorted, type Column, type Sorting } from './sorting';

interface Head {
  readonly key: Column;
  readonly text: string;
  readonly class: string;
  readonly sort: Sorting['direction'] | 'none';
  readonly icon: string | undefined;
}
type LinkedRow = RowView & { readonly url: string };

const COLUMNS: readonly (readonly [Column, string, string])[] = [
  ['name', SCOPE, 'name'],
  ['quota', QUOTA, 'n'],
  ['won', WON, 'n detail'],
  ['attainment', REACHED, 'reached'],
  ['gap', GAP, 'n'],
  ['chance', CHANCE, 'n'],
  ['coverage', COVERAGE, 'n detail'],
];

const pageOf = (recordId: string): PageReference => ({
  type: 'standard__recordPage',
  attributes: { recordId, objectApiName: 'Takt_Forecast__c', actionName: 'view' },
});

/** Attainment of those below a team, the team's own as the total; a row opens its forecast. */
export default class QuotaTeam extends NavigationMixin(LightningElement) {
  readonly labels = { NOT_ADDED, TITLE, TOTAL };

  private _team: Team | undefined;
  private _sorting = BY_NAME;
  private _urls: ReadonlyMap<string, string> = new Map();

  @api get team(): Team | undefined {
    return this._team;
  }
  set team(value: Team | undefined) {
    this._team = value;
    void this.findUrls();
  }

  get hint(): string {
    return fill(HINT, unitOf(this.all).label);
  }
  get heads(): readonly Head[] {
    const { column, direction } = this._sorting;
    return COLUMNS.map(([key, text, name]) => ({
      key,
      text,
      class: name,
      sort: key === column ? direction : 'none',
      icon: key === column ? (direction === 'ascending' ? 'utility:arrowup' : 'utility:arrowdown') : undefined,
    }));
  }
  get rows(): readonly LinkedRow[] {
    return sorted(this._team?.rows ?? [], this._sorting).map((row) => this.linked(row));
  }
  get total(): LinkedRow | undefined {
    return this._team?.isTotal ? this.linked(this._team.own) : undefined;
  }
  /** Where no team is the total. */
  get sums(): readonly Cell[] | undefined {
    return this._team && !this._team.isTotal ? sums(this._team.rows, unitOf(this.all)) : undefined;
  }
  get difference(): string {
    return this._team?.isTotal ? differenceOf(this._team.own, this._team.rows) : '';
  }

  handleSort(event: Event): void {
    const key = (event.currentTarget as HTMLElement).dataset['column'];
    const column = COLUMNS.find(([name]) => name === key)?.[0];
    if (column) this._sorting = chosen(this._sorting, column);
  }
  /** A click with a key held down opens the link in a tab of its own, as everywhere. */
  handleOpen(event: MouseEvent): void {
    const id = (event.currentTarget as HTMLElement).dataset['id'];
    if (!id || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this[NavigationMixin.Navigate](pageOf(id));
  }

  private get all(): readonly Standing[] {
    if (!this._team) return [];
    return this._team.isTotal ? [...this._team.rows, this._team.own] : this._team.rows;
  }
  private linked(row: Standing): LinkedRow {
    const view = rowView(row, unitOf(this.all), scaleEnd(this.all));
    return { ...view, url: this._urls.get(view.key) ?? '#' };
  }
  private async findUrls(): Promise<void> {
    const ids = this.all.map(({ forecast }) => forecast.id);
    const urls = await Promise.all(ids.map((id) => this[NavigationMixin.GenerateUrl](pageOf(id))));
    this._urls = new Map(ids.map((id, index) => [id, urls[index] ?? '#']));
  }
}
