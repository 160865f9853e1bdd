import { api, LightningElement } from 'lwc';
import TRY_AGAIN from '@salesforce/label/c.Takt_Try_Again';

export interface StateWords {
  readonly ERROR_TITLE: string;
  readonly ERROR_TEXT: string;
  readonly NO_ACCESS_TITLE: string;
  readonly NO_ACCESS_TEXT: string;
}

/** There is no answer to show: it is on its way, did not come, or may not be seen. */
export const isUnanswered = (state: string): boolean => ['loading', 'error', 'no-access'].includes(state);

/**
 * What stands in the place of data that is loading, failed, or not for the user to see; nothing in any other state.
 * Event: `retry`.
 */
export default class TaktState extends LightningElement {
  @api state = '';
  /** How many rows the coming content has, roughly. */
  @api rows = 4;
  @api words: StateWords | undefined;
  /** Technical sentences of what failed. */
  @api details: readonly string[] = [];

  readonly tryAgain = TRY_AGAIN;

  get isLoading(): boolean {
    return this.state === 'loading';
  }
  get isError(): boolean {
    return this.state === 'error';
  }
  get isNoAccess(): boolean {
    return this.state === 'no-access';
  }
  get shown(): StateWords | Partial<StateWords> {
    return this.words ?? {};
  }

  handleRetry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}
