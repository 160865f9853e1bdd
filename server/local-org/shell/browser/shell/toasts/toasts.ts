import { api, LightningElement } from 'lwc';
import type { ToastDetail } from '../../lightning/platformShowToastEvent/platformShowToastEvent.ts';

type Variant = 'info' | 'success' | 'warning' | 'error';

interface Part {
  readonly key: number;
  readonly text: string;
  readonly url: string | undefined;
}

interface Toast {
  readonly id: number;
  readonly title: string;
  readonly parts: readonly Part[];
  readonly icon: string;
  readonly class: string;
  readonly closable: boolean;
}

/** Milliseconds that a message stays. */
const shownFor = 4800;

const partsOf = ({ message = '', messageData = [] }: ToastDetail): readonly Part[] =>
  message.split(/(\{\d+\})/).map((text, key) => {
    const index = /^\{(\d+)\}$/.exec(text)?.[1];
    const datum = index === undefined ? undefined : messageData[Number(index)];
    if (datum === undefined) return { key, text, url: undefined };
    return typeof datum === 'string'
      ? { key, text: datum, url: undefined }
      : { key, text: datum.label, url: datum.url };
  });

const words: Readonly<Record<Variant, string>> = {
  info: 'Info',
  success: 'Success',
  warning: 'Warning',
  error: 'Error',
};

/** Messages to the person, over the page. */
export default class Toasts extends LightningElement {
  private toasts: readonly (Toast & { readonly word: string })[] = [];
  private last = 0;

  @api show(detail: ToastDetail): void {
    this.last += 1;
    const id = this.last;
    const { variant = 'info', mode = 'dismissible' } = detail;
    const toast = {
      id,
      title: detail.title,
      parts: partsOf(detail),
      icon: `utility:${variant}`,
      class: `toast toast_${variant}`,
      closable: mode !== 'pester',
      word: words[variant],
    };
    this.toasts = [...this.toasts, toast];
    if (mode !== 'sticky') {
      setTimeout(() => {
        this.remove(id);
      }, shownFor);
    }
  }

  handleClose(event: Event): void {
    const { currentTarget } = event;
    if (currentTarget instanceof HTMLElement) this.remove(Number(currentTarget.dataset['id']));
  }

  private remove(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }
}
