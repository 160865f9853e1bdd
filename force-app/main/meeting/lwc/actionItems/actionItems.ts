import { api, LightningElement, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { getObjectInfo, getPicklistValues } from 'lightning/uiObjectInfoApi';
import type { ObjectInfo, PicklistValues, Wired } from 'lightning/uiObjectInfoApi';
import { createRecord } from 'lightning/uiRecordApi';
import USER_ID from '@salesforce/user/Id';
import { aboutRecord, actions, ACTIONS, describe, EMPTY_DRAFT, inMeeting, isOpen } from 'c/actionData';
import { meetings, MEETINGS, mine, newFields, owner, PEOPLE, refusal } from 'c/actionData';
import type { Action, ActionInfo, Choice, Draft, Meeting, Person, Refusal } from 'c/actionData';
import { SHOWN_FIELDS, type EditedAction } from 'c/actionEditor';
import { reduceErrors } from 'c/taktErrors';
import { count, fill } from 'c/taktFormat';
import { labels } from './labels';
import { isCut, listState, type ListState } from './state';

type Result = GraphQLResult<unknown>;

/** Actions about the record of the page; elsewhere one's own, and for meeting leads those of a meeting. */
export default class ActionItems extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;

  readonly labels = labels;

  private _answer: Result = {};
  private _rows: readonly Action[] = [];
  private _meetings: readonly Meeting[] = [];
  private _owner: Person | undefined;
  private _object: ObjectInfo | undefined;
  private _priority: PicklistValues | undefined;
  private _status: PicklistValues | undefined;
  private _meeting = '';
  private _adding = false;
  private _busy = false;
  private _refusal: Refusal | undefined;
  private _focusWanted = false;

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleActions(answer: Result): void {
    this._answer = answer;
    if (answer.data) this._rows = actions(answer.data);
  }
  // Refused or empty: the person is no meeting lead, and sees no more than that.
  @wire(graphql, { query: MEETINGS })
  handleMeetings({ data }: Result): void {
    this._meetings = meetings(data);
  }
  @wire(graphql, { query: '$peopleQuery', variables: '$peopleVariables' })
  handlePeople({ data }: Result): void {
    if (data) this._owner = owner(data);
  }
  @wire(getObjectInfo, { objectApiName: 'Takt_Action__c' })
  handleObject({ data }: Wired<ObjectInfo>): void {
    this._object = data;
  }
  @wire(getPicklistValues, { recordTypeId: '$recordTypeId', fieldApiName: 'Takt_Action__c.Priority__c' })
  handlePriority({ data }: Wired<PicklistValues>): void {
    this._priority = data;
  }
  @wire(getPicklistValues, { recordTypeId: '$recordTypeId', fieldApiName: 'Takt_Action__c.Status__c' })
  handleStatus({ data }: Wired<PicklistValues>): void {
    this._status = data;
  }

  get query(): GraphQLDocument {
    return ACTIONS;
  }
  get variables(): { open: Choice['open']; closed: Choice['closed'] } {
    const { recordId } = this;
    if (recordId) return { ...aboutRecord(this.objectApiName, recordId) };
    return { ...(this._meeting === '' ? mine(USER_ID) : inMeeting(this._meeting)) };
  }
  get peopleQuery(): GraphQLDocument | undefined {
    return this.recordId ? PEOPLE : undefined;
  }
  get peopleVariables(): { record: string | undefined; me: string } {
    return { record: this.recordId, me: USER_ID };
  }
  get recordTypeId(): string | undefined {
    return this._object?.defaultRecordTypeId;
  }
  get info(): ActionInfo {
    return describe(this._object, this._priority, this._status);
  }

  get state(): ListState {
    const { data, errors } = this._answer;
    return listState({ came: data !== undefined, errors, rows: this._rows.length });
  }
  get isData(): boolean {
    return this.state === 'data';
  }
  get isEmpty(): boolean {
    return this.state === 'empty';
  }
  get isBehind(): boolean {
    return this.isData && this._answer.errors !== undefined;
  }
  get isCut(): boolean {
    return isCut(this._answer.data);
  }
  get details(): readonly string[] {
    return reduceErrors(this._answer.errors);
  }

  get rows(): readonly Action[] {
    return this._rows;
  }
  get meetings(): readonly Meeting[] {
    return this._meetings;
  }
  get showAbout(): boolean {
    return this.objectApiName !== 'Opportunity';
  }
  get title(): string {
    return this.recordId || this._meeting !== '' ? labels.TITLE : labels.TITLE_MINE;
  }
  get counts(): string {
    const open = this._rows.filter(isOpen);
    const late = open.filter(({ overdue }) => overdue);
    return this.isData ? fill(labels.COUNTS, count(open.length), count(late.length)) : '';
  }
  get isLead(): boolean {
    return !this.recordId && this._meetings.length > 0;
  }
  get shows(): readonly { value: string; label: string; selected: boolean }[] {
    const all = [
      { value: '', label: labels.MINE },
      ...this._meetings.map(({ id, name }) => ({ value: id, label: name })),
    ];
    return all.map((option) => ({ ...option, selected: option.value === this._meeting }));
  }
  get emptyText(): string {
    if (this.recordId) return labels.EMPTY_RECORD;
    return this._meeting === '' ? labels.EMPTY_MINE : labels.EMPTY_MEETING;
  }
  /** An action is about a record: it is added where that record is. */
  get canAdd(): boolean {
    const readable = this.state === 'data' || this.state === 'empty';
    return this.recordId !== undefined && readable && this.info.createable && !this._adding;
  }
  get isAdding(): boolean {
    return this._adding;
  }
  get initial(): Draft {
    return { ...EMPTY_DRAFT, assignee: this._owner, priority: this.info.usualPriority };
  }
  get refusal(): Refusal | undefined {
    return this._refusal;
  }
  get busy(): boolean {
    return this._busy;
  }

  renderedCallback(): void {
    if (!this._focusWanted) return;
    this._focusWanted = false;
    this.template?.querySelector<HTMLElement>(this._adding ? 'c-action-editor' : '.add')?.focus();
  }

  handleShow(event: Event): void {
    this._meeting = (event.target as HTMLSelectElement).value;
    this._rows = [];
    this._answer = {};
  }
  handleAdd(): void {
    this.adding(true);
  }
  handleCancel(): void {
    this.adding(false);
  }
  handleChange(): void {
    void this.refresh();
  }
  handleRetry(): void {
    void this.refresh();
  }
  async handleCreate(event: CustomEvent<EditedAction>): Promise<void> {
    const about = { object: this.objectApiName ?? '', id: this.recordId ?? '' };
    this._busy = true;
    this._refusal = undefined;
    try {
      await createRecord({ apiName: 'Takt_Action__c', fields: newFields(event.detail.draft, about) });
      this.adding(false);
      this.dispatchEvent(new ShowToastEvent({ title: labels.ADDED, variant: 'success' }));
      await this.refresh();
    } catch (error) {
      this._refusal = refusal(error, SHOWN_FIELDS);
    } finally {
      this._busy = false;
    }
  }

  private adding(adding: boolean): void {
    this._adding = adding;
    this._refusal = undefined;
    this._focusWanted = true;
  }
  private async refresh(): Promise<void> {
    // An error of a refresh arrives by the wire as well, and is shown from there.
    await Promise.allSettled([this._answer.refresh?.()]);
  }
}
