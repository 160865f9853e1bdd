import { api, LightningElement } from 'lwc';
import { updateRecord } from 'lightning/uiRecordApi';
import { describe, isConflict, isForbidden, isOpen, refusal } from 'c/actionData';
import type { Action, ActionInfo, Fields, Meeting, Refusal } from 'c/actionData';
import { SHOWN_FIELDS, type EditedAction } from 'c/actionEditor';
import { dateOf } from 'c/taktFormat';
import { buttonsOf, type Button } from './buttons';
import { labels } from './labels';
import { rowView, type RowView } from './view';

const STATUS_OF: Readonly<Record<string, string>> = { start: 'In_Progress', drop: 'Dropped', reopen: 'Open' };

/** One action: shown, edited in place, done with its outcome, dropped, taken up again. Event: `actionchange`. */
export default class ActionRow extends LightningElement {
  @api action: Action | undefined;
  @api info: ActionInfo = describe(undefined, undefined, undefined);
  @api meetings: readonly Meeting[] = [];
  /** Names the record that it is about: for lists over many records. */
  @api showAbout = false;

  readonly labels = labels;

  private _mode: 'shown' | 'editing' | 'closing' = 'shown';
  private _focusWanted = false;
  private _busy = false;
  private _refusal: Refusal | undefined;
  private _conflict = false;
  private _outcome = '';
  private _outcomeMissing = false;

  get view(): RowView | undefined {
    return this.action && rowView(this.action, this.info, dateOf(new Date().toISOString()));
  }
  get buttons(): readonly Button[] {
    return this.action ? buttonsOf(this.action) : [];
  }
  get boxClass(): string {
    return this.action && !isOpen(this.action) ? 'row over' : 'row';
  }
  get isEditing(): boolean {
    return this._mode === 'editing';
  }
  get isClosing(): boolean {
    return this._mode === 'closing';
  }
  get busy(): boolean {
    return this._busy;
  }
  get refusal(): Refusal | undefined {
    return this._refusal;
  }
  get conflict(): boolean {
    return this._conflict;
  }
  get problems(): readonly { key: number; text: string }[] | undefined {
    const sentences = this._refusal?.general ?? [];
    return sentences.length === 0 ? undefined : sentences.map((text, key) => ({ key, text }));
  }
  get outcomeError(): string {
    return this._outcomeMissing ? labels.NEEDED : (this._refusal?.fields['Outcome__c'] ?? '');
  }
  get outcomeInvalid(): 'true' | 'false' {
    return this.outcomeError === '' ? 'false' : 'true';
  }

  renderedCallback(): void {
    if (!this._focusWanted) return;
    this._focusWanted = false;
    const first = { editing: 'c-action-editor', closing: 'textarea', shown: '.buttons button' }[this._mode];
    const element = this.template?.querySelector<HTMLElement>(first);
    // A template cannot give a text area its value.
    if (element instanceof HTMLTextAreaElement) element.value = this._outcome;
    element?.focus();
  }

  handleButton(event: Event): void {
    const name = (event.currentTarget as HTMLElement).dataset['name'] ?? '';
    if (name === 'edit') this.open('editing');
    else if (name === 'done') this.open('closing');
    else void this.write({ Status__c: STATUS_OF[name] }, this.action?.modified);
  }
  handleOutcome(event: Event): void {
    this._outcome = (event.target as HTMLTextAreaElement).value;
    this._outcomeMissing = false;
  }
  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.handleClose();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.handleDone();
  }
  handleDone(): void {
    this._outcomeMissing = this._outcome.trim() === '';
    if (this._outcomeMissing || this._busy) return;
    void this.write({ Status__c: 'Done', Outcome__c: this._outcome.trim() }, this.action?.modified);
  }
  handleSave(event: CustomEvent<EditedAction>): void {
    const { fields, modified } = event.detail;
    if (Object.keys(fields).length === 0) this.handleClose();
    else void this.write(fields, modified);
  }
  handleClose(): void {
    this.open('shown');
  }
  handleConflictEnd(): void {
    this._conflict = false;
  }

  private open(mode: ActionRow['_mode']): void {
    this._mode = mode;
    this._focusWanted = true;
    this._refusal = undefined;
    this._conflict = false;
    this._outcomeMissing = false;
    if (mode === 'closing') this._outcome = this.action?.outcome ?? '';
  }
  private async write(fields: Fields, modified: string | undefined): Promise<void> {
    this._busy = true;
    this._refusal = undefined;
    this._conflict = false;
    try {
      await updateRecord(
        { fields: { Id: this.action?.id, ...fields } },
        modified === undefined ? {} : { ifUnmodifiedSince: modified },
      );
      this.open('shown');
      this.changed();
    } catch (error) {
      this.refuse(error, 'OwnerId' in fields);
    } finally {
      this._busy = false;
    }
  }
  /** @param handsOn the action was to become somebody else's */
  private refuse(error: unknown, handsOn: boolean): void {
    if (handsOn && isForbidden(error)) {
      this._refusal = { fields: {}, general: [labels.NOT_HANDED_ON] };
      return;
    }
    if (!isConflict(error)) {
      this._refusal = refusal(error, this.isEditing ? SHOWN_FIELDS : ['Outcome__c']);
      return;
    }
    if (this.isEditing) this._conflict = true;
    else this._refusal = { fields: {}, general: [labels.CONFLICT] };
    this.changed();
  }
  /** The list reads again: after a change, and to learn what somebody else set. */
  private changed(): void {
    this.dispatchEvent(new CustomEvent('actionchange'));
  }
}
