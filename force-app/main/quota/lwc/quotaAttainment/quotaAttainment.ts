import { LightningElement, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import USER_ID from '@salesforce/user/Id';
import { BOARD, isCut, periods, setting, type Period } from 'c/forecastData';
import { currentPeriod } from 'c/forecastStory';
import { ATTAINMENT, standings, teamOf, type Standing, type Team } from 'c/quotaData';
import { story } from 'c/quotaWords';
import { isNoAccess, reduceErrors } from 'c/taktErrors';
import type { Bullet, BulletTable } from 'c/taktBulletBar';
import { age, dateOf, dateTime, fill } from 'c/taktFormat';
import { labels } from './labels';
import { facts, picture, table, type Fact } from './picture';

type Result = GraphQLResult<unknown>;
type State = 'loading' | 'data' | 'empty' | 'error' | 'no-access';

/** The current quarter against the quota: the answer, one bar, and for those who lead others a row for each. */
export default class QuotaAttainment extends LightningElement {
  readonly labels = labels;

  private _board: Result = {};
  private _rows: Result = {};
  /** Last good rows: they stay while the next ones come. */
  private _team: Team | undefined;

  @wire(graphql, { query: BOARD })
  handleBoard(result: Result): void {
    this._board = result;
  }
  @wire(graphql, { query: '$query', variables: '$variables' })
  handleRows(result: Result): void {
    this._rows = result;
    if (result.data) this._team = teamOf(standings(result.data), USER_ID);
  }

  get query(): GraphQLDocument | undefined {
    return this.period ? ATTAINMENT : undefined;
  }
  get variables(): { period: string | undefined } {
    return { period: this.period?.id };
  }

  get state(): State {
    if (this._team) return 'data';
    const errors = [this._board.errors, this._rows.errors].filter((some) => some !== undefined);
    if (errors.some(isNoAccess)) return 'no-access';
    if (errors.length > 0) return 'error';
    if (!this._board.data) return 'loading';
    return this._rows.data || !this.period ? 'empty' : 'loading';
  }
  get isData(): boolean {
    return this.state === 'data';
  }
  get isEmpty(): boolean {
    return this.state === 'empty';
  }
  get details(): readonly string[] {
    return reduceErrors([this._board.errors, this._rows.errors]);
  }
  /** Something failed, but older numbers are on the screen. */
  get isBehind(): boolean {
    return this.own !== undefined && this.details.length > 0;
  }
  get isCut(): boolean {
    return isCut(this._rows.data);
  }

  get asOf(): string | undefined {
    return setting(this._board.data).asOf;
  }
  get asOfText(): string {
    return this.asOf === undefined ? '' : fill(labels.AS_OF, dateTime(this.asOf), age(this.asOf, new Date()));
  }
  get period(): Period | undefined {
    return currentPeriod(periods(this._board.data), dateOf(this.asOf ?? new Date().toISOString()));
  }
  get periodName(): string {
    return this.period?.name ?? '';
  }

  get own(): Standing | undefined {
    return this._team?.own;
  }
  get scopeName(): string {
    return this.own?.forecast.scope.name ?? '';
  }
  get sentence(): string {
    return this.own ? story(this.own) : '';
  }
  /** What to do where no quota is known. */
  get advice(): string {
    if (this.own?.hidden) return labels.HIDDEN_TEXT;
    return this.own?.quota === undefined ? labels.NO_PLAN : '';
  }
  get facts(): readonly Fact[] {
    return this.own ? facts(this.own) : [];
  }
  get bullet(): Bullet | undefined {
    return this.own && picture(this.own).bullet;
  }
  get unit(): string {
    return this.own ? picture(this.own).unit : '';
  }
  get table(): BulletTable | undefined {
    return this.own && table(this.own);
  }
  get team(): Team | undefined {
    return this._team && this._team.rows.length > 0 ? this._team : undefined;
  }

  async handleRetry(): Promise<void> {
    // An error of a refresh arrives by the wire as well, and is shown from there.
    await Promise.allSettled([this._board, this._rows].map(async ({ refresh }) => refresh?.()));
  }
}
