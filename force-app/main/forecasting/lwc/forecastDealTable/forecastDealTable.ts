import { api, LightningElement, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import type { Forecast, Period } from 'c/forecastData';
import { isNoAccess, reduceErrors } from 'c/taktErrors';
import { count, fill } from 'c/taktFormat';
import { chancesOf, dealsOf, groupsOf, isCut, type Deal, type Group } from './deals';
import { labels } from './labels';
import { CHANCES, DEALS } from './query';
import { agreement, groupRows, type GroupRows } from './rows';

type Result = GraphQLResult<unknown>;
type State = 'loading' | 'data' | 'empty' | 'error' | 'no-access';

const PAGE = 50;

/** The won and open deals of some people in a quarter, grouped as the forecast counts them. */
export default class ForecastDealTable extends NavigationMixin(LightningElement) {
  @api forecast: Forecast | undefined;
  @api owners: readonly string[] = [];
  @api period: Period | undefined;

  readonly labels = labels;

  private _asOf: string | undefined;
  private _deals: Result = {};
  private _chances: Result = {};
  private _shown = PAGE;

  /** When this changes there are new figures: the deals are read again as well. */
  @api get asOf(): string | undefined {
    return this._asOf;
  }
  set asOf(asOf: string | undefined) {
    const isNewer = this._asOf !== undefined && this._asOf !== asOf;
    this._asOf = asOf;
    if (isNewer) this.handleRetry();
  }

  @wire(graphql, { query: '$dealsQuery', variables: '$variables' })
  handleDeals(result: Result): void {
    this._deals = result;
  }
  @wire(graphql, { query: '$chancesQuery', variables: '$variables' })
  handleChances(result: Result): void {
    this._chances = result;
  }

  get dealsQuery(): GraphQLDocument | undefined {
    return this.hasQuestion ? DEALS : undefined;
  }
  get chancesQuery(): GraphQLDocument | undefined {
    return this.hasQuestion ? CHANCES : undefined;
  }
  get variables(): Record<string, unknown> {
    return { owners: this.owners, start: this.period?.start, end: this.period?.end };
  }
  private get hasQuestion(): boolean {
    return this.period !== undefined && this.owners.length > 0;
  }

  get state(): State {
    if (this._deals.errors) return isNoAccess(this._deals.errors) ? 'no-access' : 'error';
    if (this.deals.length > 0) return 'data';
    return this._deals.data || !this.hasQuestion ? 'empty' : 'loading';
  }
  get isData(): boolean {
    return this.state === 'data';
  }
  get isEmpty(): boolean {
    return this.state === 'empty';
  }
  get details(): readonly string[] {
    return reduceErrors(this._deals.errors);
  }
  get emptyText(): string {
    return fill(labels.EMPTY, this.forecast?.scope.name ?? '', this.period?.name ?? '');
  }

  get deals(): readonly Deal[] {
    return dealsOf(this._deals.data);
  }
  private get groupsFound(): readonly Group[] {
    return groupsOf(this.deals);
  }
  get groups(): readonly GroupRows[] {
    const chances = chancesOf(this._chances.data);
    return groupRows(this.groupsFound, this.forecast?.currency ?? 'USD', chances, this._shown);
  }
  get hasOwners(): boolean {
    return this.forecast?.scope.type !== 'Person';
  }
  get hasChances(): boolean {
    return chancesOf(this._chances.data).size > 0;
  }
  get note(): string {
    if (isCut(this._deals.data)) return labels.CUT;
    return this.forecast ? agreement(this.groupsFound, this.forecast, this._asOf) : '';
  }
  get hasMore(): boolean {
    return this.deals.length > this._shown;
  }
  get moreLabel(): string {
    return fill(labels.MORE, count(Math.min(PAGE, this.deals.length - this._shown)));
  }

  handleMore(): void {
    this._shown += PAGE;
  }
  handleRetry(): void {
    void Promise.allSettled([this._deals, this._chances].map(async ({ refresh }) => refresh?.()));
  }
  handleDeal(event: MouseEvent): void {
    // A click that asks for a new tab or window is the browser's.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const recordId = event.currentTarget instanceof HTMLElement ? event.currentTarget.dataset['id'] : undefined;
    if (!recordId) return;
    event.preventDefault();
    this[NavigationMixin.Navigate]({
      type: 'standard__recordPage',
      attributes: { recordId, objectApiName: 'Opportunity', actionName: 'view' },
    });
  }
}
