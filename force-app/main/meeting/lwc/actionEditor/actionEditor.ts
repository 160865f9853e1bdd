import { api, LightningElement } from 'lwc';
import CURRENCY from '@salesforce/i18n/currency';
import { changes, describe, draftOf, EMPTY_DRAFT } from 'c/actionData';
import type { Action, ActionInfo, Draft, Fields, Meeting, Refusal } from 'c/actionData';
import { count, fill } from 'c/taktFormat';
import type { PickedPerson } from 'c/taktPersonPicker';
import COUNTER from '@salesforce/label/c.Takt_Counter';
import MONEY_IN from '@salesforce/label/c.Takt_Money_In';
import { conflictRows, takeTheirs, type ConflictRow } from './conflict';
import { fieldErrors, invalidOf, missing, type FieldTexts } from './errors';
import { labels } from './labels';
import { meetingOptions, priorityOptions, type FormOption } from './options';

export { SHOWN_FIELDS } from './errors';

/** What a form asks to be saved, and the version that it was made on. */
export interface EditedAction {
  readonly draft: Draft;
  readonly fields: Fields;
  readonly modified: string | undefined;
}

/** Form of an action. Events: `draftsave` with an EditedAction, `draftcancel`. What is typed stays until it is taken. */
export default class ActionEditor extends LightningElement {
  @api heading = '';
  @api info: ActionInfo = describe(undefined, undefined, undefined);
  @api meetings: readonly Meeting[] = [];
  /** Where a new action starts from. */
  @api initial: Draft = EMPTY_DRAFT;
  @api refusal: Refusal | undefined;
  /** Somebody else was faster; `action` then is what the record holds now. */
  @api conflict = false;
  @api busy = false;

  readonly words = labels;

  private _action: Action | undefined;
  private _base: Action | undefined;
  private _typed: Partial<Draft> = {};
  private _badMoney = false;
  private _missing: FieldTexts | undefined;

  /** The action as the record holds it; none for a new one. */
  @api get action(): Action | undefined {
    return this._action;
  }
  set action(value: Action | undefined) {
    this._action = value;
    this._base ??= value;
  }

  get start(): Draft {
    return this._base ? draftOf(this._base) : this.initial;
  }
  get draft(): Draft {
    return { ...this.start, ...this._typed };
  }
  get counter(): string {
    const { nameLength } = this.info;
    return nameLength === undefined ? '' : fill(COUNTER, count(this.draft.name.length), count(nameLength));
  }
  get counterClass(): string {
    return this.draft.name.length > (this.info.nameLength ?? Infinity) ? 'bad counter' : 'muted counter';
  }
  get moneyLabel(): string {
    return fill(MONEY_IN, this.info.labels.money, CURRENCY);
  }
  get errors(): FieldTexts {
    return { ...fieldErrors(this.refusal), ...this._missing, ...(this._badMoney && { money: labels.BAD_NUMBER }) };
  }
  get invalid(): FieldTexts {
    return invalidOf(this.errors);
  }
  get refused(): readonly { key: number; text: string }[] | undefined {
    const sentences = this.refusal?.general ?? [];
    return sentences.length === 0 ? undefined : sentences.map((text, key) => ({ key, text }));
  }
  get priorities(): readonly FormOption[] {
    return priorityOptions(this.info, this.draft.priority);
  }
  get hasMeetings(): boolean {
    return this.meetings.length > 0;
  }
  get meetingOptions(): readonly FormOption[] {
    return meetingOptions(this.meetings, this.draft.meeting, this._base?.meetingName);
  }
  get conflictText(): string {
    return fill(labels.CONFLICT, this._action?.modifiedBy ?? '');
  }
  get rows(): readonly ConflictRow[] {
    if (!this._base || !this._action) return [];
    const name = (id: string): string => this.meetings.find((meeting) => meeting.id === id)?.name ?? id;
    return conflictRows({ base: this._base, now: this._action, typed: this.draft }, this.info, name);
  }
  /** The newer version has come. */
  get hasRows(): boolean {
    return this._base?.modified !== this._action?.modified;
  }

  /** Puts the cursor into the first field. */
  @api focus(): void {
    this.template?.querySelector<HTMLElement>('[data-field="name"]')?.focus();
  }

  handleText(event: Event): void {
    const input = event.target as HTMLInputElement;
    const field = input.dataset['field'];
    if (field === 'money') this._badMoney = input.validity.badInput;
    if (field) this._typed = { ...this._typed, [field]: input.value };
  }
  handlePerson(event: CustomEvent<PickedPerson | undefined>): void {
    this._typed = { ...this._typed, assignee: event.detail };
  }
  handleKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'Escape') this.handleCancel();
    const onButton = (event.target as HTMLElement).tagName.includes('BUTTON');
    if (event.key !== 'Enter' || onButton) return;
    event.preventDefault();
    this.handleSave();
  }
  handleCancel(): void {
    this._typed = {};
    this.dispatchEvent(new CustomEvent('draftcancel'));
  }
  handleSave(): void {
    this.save(this._base?.modified);
  }
  handleSaveAnyway(): void {
    this.save(this._action?.modified);
  }
  handleTakeTheirs(): void {
    if (!this._base || !this._action) return;
    this._typed = takeTheirs(this._base, this._action, this.draft);
    this._base = this._action;
    this.dispatchEvent(new CustomEvent('conflictend'));
  }

  private save(modified: string | undefined): void {
    if (this.busy) return;
    this._missing = missing(this.draft, this.info.nameLength);
    if (this._missing || this._badMoney) return;
    // A new action says all that its form shows, presets too.
    const fields = changes(this._base ? this.start : EMPTY_DRAFT, this.draft);
    const detail: EditedAction = { draft: this.draft, fields, modified };
    this.dispatchEvent(new CustomEvent<EditedAction>('draftsave', { detail }));
  }
}
