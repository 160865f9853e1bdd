import { LightningElement, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { createRecord } from 'lightning/uiRecordApi';
import USER_ID from '@salesforce/user/Id';
import {
  BOARD,
  forecasts,
  isCut,
  openRun,
  PERIOD,
  periods,
  quarters,
  SCOPE,
  setting,
  type Forecast,
  type Period,
  type Setting,
} from 'c/forecastData';
import { series, type Series } from 'c/forecastSeries';
import { currentPeriod, story, tiles, type Tile } from 'c/forecastStory';
import { forest, ownScope } from 'c/forecastTree';
import { reduceErrors } from 'c/taktErrors';
import { dateOf } from 'c/taktFormat';
import type { RunState } from 'c/taktRunProgress';
import { isUnanswered } from 'c/taktState';
import { labels } from './labels';
import { requestNote } from './requestNote';
import { runNote, startedBadly, type Note } from './notes';
import { boardState, errorDetails, type BoardState } from './state';

type Result = GraphQLResult<unknown>;

/** The forecast board: whose numbers, the answer, the team, the quarters; and a new computation on demand. */
export default class ForecastBoard extends LightningElement {
  readonly labels = labels;

  private _board: Result = {};
  private _rows: Result = {};
  private _scope: Result = {};
  /** Last good rows: they stay while the next ones come. */
  private _forecasts: readonly Forecast[] = [];
  private _shownPeriodId: string | undefined;
  private _pickedPeriodId: string | undefined;
  private _pickedScopeId: string | undefined;
  private _runId: string | undefined;
  private _asking = false;
  private _note: Note | undefined;

  @wire(graphql, { query: BOARD })
  handleBoard(result: Result): void {
    this._board = result;
    if (result.data && !this._note) this._runId ??= openRun(result.data, new Date());
  }

  @wire(graphql, { query: '$rowsQuery', variables: '$rowsVariables' })
  handleRows(result: Result): void {
    this._rows = result;
    if (!result.data) return;
    this._forecasts = forecasts(result.data);
    this._shownPeriodId = this.periodId;
  }

  @wire(graphql, { query: '$scopeQuery', variables: '$scopeVariables' })
  handleScope(result: Result): void {
    this._scope = result;
  }

  get rowsQuery(): GraphQLDocument | undefined {
    return this.periodId ? PERIOD : undefined;
  }
  get rowsVariables(): { period: string | undefined } {
    return { period: this.periodId };
  }
  get scopeQuery(): GraphQLDocument | undefined {
    return this.forecast ? SCOPE : undefined;
  }
  get scopeVariables(): { scope: string | undefined } {
    return { scope: this.forecast?.scope.id };
  }

  get state(): BoardState {
    return boardState({
      errors: [this._board.errors, this._rows.errors].filter((errors) => errors !== undefined),
      boardCame: this._board.data !== undefined,
      rowsCame: this.period === undefined || this._rows.data !== undefined,
      rows: this._forecasts.length,
    });
  }
  get isData(): boolean {
    return this.state === 'data';
  }
  get isUnanswered(): boolean {
    return isUnanswered(this.state);
  }
  get isEmpty(): boolean {
    return this.state === 'empty';
  }
  get canRecompute(): boolean {
    return this.state === 'data' || this.state === 'error';
  }
  get details(): readonly string[] {
    return errorDetails([this._board.errors, this._rows.errors]);
  }
  /** Something failed, but older numbers are on the screen. */
  get isBehind(): boolean {
    return this.isData && this.details.length > 0;
  }
  get isCut(): boolean {
    return isCut(this._rows.data);
  }

  get setting(): Setting {
    return setting(this._board.data);
  }
  get requestNote(): string | undefined {
    return requestNote(this.setting, new Date());
  }
  get today(): string | undefined {
    return this.setting.asOf && dateOf(this.setting.asOf);
  }
  get periods(): readonly Period[] {
    return periods(this._board.data);
  }
  get currentPeriodId(): string {
    return currentPeriod(this.periods, this.today ?? dateOf(new Date().toISOString()))?.id ?? '';
  }
  get periodId(): string {
    return this._pickedPeriodId ?? this.currentPeriodId;
  }
  get period(): Period | undefined {
    return this.periods.find(({ id }) => id === this.periodId);
  }
  /** The quarter whose rows are on the screen, which is the one before while the next ones come. */
  get shownPeriod(): Period | undefined {
    return this.periods.find(({ id }) => id === this._shownPeriodId);
  }
  /** The numbers on the screen are of another quarter than the one picked. */
  get waiting(): 'true' | 'false' {
    return this.isData && this._shownPeriodId !== this.periodId ? 'true' : 'false';
  }
  get forecasts(): readonly Forecast[] {
    return this._forecasts;
  }
  get hasTeam(): boolean {
    return this._forecasts.length > 1;
  }
  /** The row that the sentence, the tiles and the chart are about. */
  get forecast(): Forecast | undefined {
    const find = (id: string | undefined): Forecast | undefined => this._forecasts.find(({ scope }) => scope.id === id);
    return find(this._pickedScopeId) ?? find(ownScope(forest(this._forecasts), USER_ID));
  }
  get scopeId(): string {
    return this.forecast?.scope.id ?? '';
  }
  get scopeName(): string {
    return this.forecast?.scope.name ?? '';
  }
  get sentence(): string {
    return this.forecast && this.shownPeriod ? story(this.forecast, this.shownPeriod, this.today) : '';
  }
  get tiles(): readonly Tile[] {
    return this.forecast ? tiles(this.forecast) : [];
  }
  get series(): Series | undefined {
    return series(this.scopeName, quarters(this._scope.data));
  }

  get runId(): string | undefined {
    return this._runId;
  }
  get busy(): boolean {
    return this._asking || this._runId !== undefined;
  }
  get note(): Note | undefined {
    return this._note;
  }

  handlePeriod(event: CustomEvent<string>): void {
    this._pickedPeriodId = event.detail;
  }
  handleScopeSelect(event: CustomEvent<string>): void {
    this._pickedScopeId = event.detail;
  }
  handleRetry(): void {
    void this.refresh();
  }
  async handleRecompute(): Promise<void> {
    this._asking = true;
    this._note = undefined;
    try {
      const run = await createRecord({ apiName: 'Takt_Run__c', fields: { Kind__c: 'Forecast' } });
      this._runId = run.id;
    } catch (error) {
      this._note = startedBadly(reduceErrors(error));
    } finally {
      this._asking = false;
    }
  }
  async handleRunEnd(event: CustomEvent<RunState>): Promise<void> {
    this._runId = undefined;
    this._note = runNote(event.detail);
    this.dispatchEvent(
      new ShowToastEvent({ title: this._note.title, message: this._note.text, variant: this._note.variant }),
    );
    await this.refresh();
  }

  private async refresh(): Promise<void> {
    // An error of a refresh arrives by the wire as well, and is shown from there.
    await Promise.allSettled([this._board, this._rows, this._scope].map(async ({ refresh }) => refresh?.()));
  }
}
