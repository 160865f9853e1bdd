import { api, LightningElement } from 'lwc';
import type { App, Page, ShellModel, Tab } from '../../../app-model.ts';
import type { PageReference } from '../../../client/routes.ts';

/** Shows the page that the address names. */
export default class Outlet extends LightningElement {
  @api model: ShellModel | undefined;
  @api app: App | undefined;
  @api page: PageReference | undefined;

  private attribute(name: string): string | undefined {
    return this.page?.attributes[name];
  }

  private get tab(): Tab | undefined {
    return this.page?.type === 'standard__navItemPage'
      ? this.app?.tabs.find(({ name }) => name === this.attribute('apiName'))
      : undefined;
  }

  private pageNamed(name: string | undefined): Page | undefined {
    return this.model?.pages.find((page) => page.name === name);
  }

  get hasNoApp(): boolean {
    return this.app === undefined;
  }

  get isHome(): boolean {
    return this.page?.type === 'standard__namedPage' && this.attribute('pageName') === 'home';
  }

  get flexiPage(): Page | undefined {
    if (this.isHome) return this.pageNamed(this.app?.home);
    const { tab } = this;
    if (tab?.kind === 'component' && tab.content !== undefined) {
      const component = { name: tab.content, identifier: tab.name, properties: {} };
      return {
        name: tab.name,
        label: tab.label,
        type: 'AppPage',
        template: '',
        regions: [{ name: 'main', components: [component] }],
      };
    }
    return this.pageNamed(tab?.content);
  }
  get heading(): string {
    return this.isHome ? 'Home' : (this.tab?.label ?? '');
  }

  get listObject(): string | undefined {
    const isList =
      this.page?.type === 'standard__objectPage' && ['list', 'home'].includes(this.attribute('actionName') ?? '');
    return isList ? this.attribute('objectApiName') : this.tab?.objectApiName;
  }

  get newObject(): string | undefined {
    const isNew = this.page?.type === 'standard__objectPage' && this.attribute('actionName') === 'new';
    return isNew ? this.attribute('objectApiName') : undefined;
  }

  get listView(): string | undefined {
    return this.page?.state['filterName'];
  }

  get recordId(): string | undefined {
    return this.page?.type === 'standard__recordPage' && this.attribute('actionName') === 'view'
      ? this.attribute('recordId')
      : undefined;
  }

  get pages(): readonly Page[] {
    return this.model?.pages ?? [];
  }

  renderedCallback(): void {
    if (this.flexiPage !== undefined) document.title = `${this.heading} | ${this.app?.label ?? ''}`;
  }
}
