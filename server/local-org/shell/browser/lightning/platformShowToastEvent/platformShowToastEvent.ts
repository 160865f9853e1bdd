/** A message for the person, shown by whatever frame the component is in. */
export interface ToastDetail {
  readonly title: string;
  readonly message?: string;
  /** Replaces `{0}`, `{1}` in the message; an object with a url becomes a link. */
  readonly messageData?: readonly (string | { readonly url: string; readonly label: string })[];
  readonly variant?: 'info' | 'success' | 'warning' | 'error';
  readonly mode?: 'dismissible' | 'dismissable' | 'pester' | 'sticky';
}

export const ShowToastEventName = 'lightning__showtoast';

export class ShowToastEvent extends CustomEvent<ToastDetail> {
  constructor(detail: ToastDetail) {
    super(ShowToastEventName, { bubbles: true, composed: true, cancelable: true, detail });
  }
}
