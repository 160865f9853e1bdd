import { api, LightningElement, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { createRecord } from 'lightning/uiRecordApi';
import { isNoAccess, reduceErrors } from 'c/taktErrors';
import { fill } from 'c/taktFormat';
import { nodes, text } from 'c/taktGraphql';
import type { RunState } from 'c/taktRunProgress';
import { isUnanswered } from 'c/taktState';
import { labels } from './labels';
import { IN_FORCE, PLAN } from './query';
import { mayPublish } from './rights';
import { planOf, tableOf, type Plan, type Table } from './table';

type Result = GraphQLResult<unknown>;
type State = 'loading' | 'error' | 'no-access' | 'empty' | 'data';

/** A version of a plan: its quotas by month, and publishing for those who may. */
export default class QuotaPlan extends LightningElement {
  readonly labels = labels;
  @api recordId: string | undefined;

  private _plan: Result = {};
  private _inForce: Result = {};
  private _confirming = false;
  private _asking = false;
  private _runId: string | undefined;
  private _note: { readonly good: boolean; readonly text: string } | undefined;

  @wire(graphql, { query: '$planQuery', variables: '$planVariables' })
  handlePlan(result: Result): void {
    this._plan = result;
  }
  @wire(graphql, { query: '$inForceQuery', variables: '$inForceVariables' })
  handleInForce(result: Result): void {
    this._inForce = result;
  }

  get planQuery(): GraphQLDocument | undefined {
    return this.recordId ? PLAN : undefined;
  }
  get planVariables(): { plan: string | undefined } {
    return { plan: this.recordId };
  }
  get inForceQuery(): GraphQLDocument | undefined {
    return this.plan ? IN_FORCE : undefined;
  }
  get inForceVariables(): { year: string | undefined } {
    return { year: this.plan?.year };
  }

  get plan(): Plan | undefined {
    return planOf(this._plan.data);
  }
  get table(): Table | undefined {
    return this.plan && tableOf(this._plan.data, this.plan);
  }
  get state(): State {
    if (this._plan.data === undefined && this._plan.errors)
      return isNoAccess(this._plan.errors) ? 'no-access' : 'error';
    if (this._plan.data === undefined) return 'loading';
    if (!this.plan) return 'no-access';
    return this.table?.rows.length ? 'data' : 'empty';
  }
  get isRead(): boolean {
    return !isUnanswered(this.state);
  }
  get isEmpty(): boolean {
    return this.state === 'empty';
  }
  get isData(): boolean {
    return this.state === 'data';
  }
  get details(): readonly string[] {
    return reduceErrors(this._plan.errors);
  }
  get title(): string {
    return this.plan ? fill(labels.TITLE, this.plan.year, this.plan.version) : '';
  }
  get facts(): string {
    return this.plan ? fill(labels.FACTS, this.plan.status, this.table?.sum.total ?? '') : '';
  }
  get isImporting(): boolean {
    return this.plan?.status === 'Importing';
  }
  get busy(): boolean {
    return this._asking || this._runId !== undefined;
  }
  get runId(): string | undefined {
    return this._runId;
  }
  get canPublish(): boolean {
    const open = this.plan?.status === 'Draft' || this.plan?.status === 'Approved';
    return mayPublish() && open && this.isData && !this.busy && !this._confirming;
  }
  /** Nobody is asked before it is known what would be replaced. */
  get cannotAsk(): boolean {
    return this._inForce.data === undefined;
  }
  get confirming(): boolean {
    return this._confirming;
  }
  get confirmText(): string {
    const { version = '', year = '', id = '' } = this.plan ?? {};
    const [other] = nodes(this._inForce.data, 'Takt_Plan__c').filter((node) => text(node, 'Id') !== id);
    return other
      ? fill(labels.CONFIRM_REPLACE, version, year, text(other, 'Name') ?? '')
      : fill(labels.CONFIRM_FIRST, version, year);
  }
  get confirmLabel(): string {
    return fill(labels.CONFIRM_BUTTON, this.plan?.version ?? '');
  }
  get note(): string | undefined {
    return this._note?.text;
  }
  get noteClass(): string {
    return this._note?.good ? 'note good' : 'note bad';
  }
  get noteRole(): 'status' | 'alert' {
    return this._note?.good ? 'status' : 'alert';
  }

  handleAsk(): void {
    this._confirming = true;
    this._note = undefined;
  }
  handleCancel(): void {
    this._confirming = false;
  }
  async handlePublish(): Promise<void> {
    if (!this.plan || this.busy) return;
    this._asking = true;
    try {
      const Parameters__c = JSON.stringify({ planId: this.plan.id });
      const run = await createRecord({ apiName: 'Takt_Run__c', fields: { Kind__c: 'Quota_Publish', Parameters__c } });
      this._runId = run.id;
    } catch (error) {
      this._note = { good: false, text: [labels.FAILED, ...reduceErrors(error)].join(' ') };
    } finally {
      this._asking = false;
      this._confirming = false;
    }
  }
  async handleRunEnd(event: CustomEvent<RunState>): Promise<void> {
    const { status, message = '' } = event.detail;
    const good = status === 'Succeeded';
    this._runId = undefined;
    this._note = { good, text: [good ? labels.DONE : labels.FAILED, message].join(' ').trim() };
    await this.refresh();
  }
  handleRetry(): void {
    void this.refresh();
  }

  private async refresh(): Promise<void> {
    await Promise.allSettled([this._plan, this._inForce].map(async ({ refresh }) => refresh?.()));
  }
}
