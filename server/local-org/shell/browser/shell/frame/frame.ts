import { api, LightningElement, wire } from 'lwc';
import type { App, ShellModel } from '../../../app-model.ts';
import type { PageReference } from '../../../client/routes.ts';
import { CurrentPageReference } from '../../lightning/navigation/navigation.ts';
import { ShowToastEventName, type ToastDetail } from '../../lightning/platformShowToastEvent/platformShowToastEvent.ts';

const chosenApp = 'taktApp';

/** The frame around every page: bar, navigation, the page itself, messages. */
export default class Frame extends LightningElement {
  @api model: ShellModel | undefined;

  @wire(CurrentPageReference) page: PageReference | undefined;

  private appName = localStorage.getItem(chosenApp) ?? '';

  get app(): App | undefined {
    const apps = this.model?.apps ?? [];
    return apps.find(({ name }) => name === this.appName) ?? apps[0];
  }

  connectedCallback(): void {
    this.template?.addEventListener(ShowToastEventName, (event) => {
      const { detail } = event as CustomEvent<ToastDetail>;
      event.stopPropagation();
      this.template?.querySelector<HTMLElement & { show(toast: ToastDetail): void }>('shell-toasts')?.show(detail);
    });
  }

  handleChooseApp(event: CustomEvent<string>): void {
    this.appName = event.detail;
    localStorage.setItem(chosenApp, this.appName);
  }

  handleSkip(): void {
    this.template?.querySelector<HTMLElement>('main')?.focus();
  }
}
