import { api, LightningElement } from 'lwc';
import type { App, Tab } from '../../../app-model.ts';
import { homePage, urlOf, type PageReference } from '../../../client/routes.ts';
import { followLink } from '../../navigator.ts';

interface NavItem {
  readonly name: string;
  readonly label: string;
  readonly href: string;
  readonly current: 'page' | undefined;
}

/** Where a tab leads. */
const pageOf = ({ kind, objectApiName = '', name }: Tab): PageReference => {
  if (kind === 'home') return homePage;
  if (kind === 'object') {
    return { type: 'standard__objectPage', attributes: { objectApiName, actionName: 'list' }, state: {} };
  }
  return { type: 'standard__navItemPage', attributes: { apiName: name }, state: {} };
};

const isAt = (tab: Tab, page: PageReference | undefined): boolean => {
  const { type, attributes } = page ?? homePage;
  if (tab.kind === 'home') return type === 'standard__namedPage';
  if (tab.kind === 'object') return attributes['objectApiName'] === tab.objectApiName;
  return type === 'standard__navItemPage' && attributes['apiName'] === tab.name;
};

/** The navigation bar of an app: launcher, name, tabs; on a phone the tabs are a menu. */
export default class Nav extends LightningElement {
  @api apps: readonly App[] = [];
  @api app: App | undefined;
  @api page: PageReference | undefined;

  get items(): readonly NavItem[] {
    return (this.app?.tabs ?? []).map((tab) => ({
      name: tab.name,
      label: tab.label,
      href: urlOf(pageOf(tab)) ?? '',
      current: isAt(tab, this.page) ? 'page' : undefined,
    }));
  }
  get currentLabel(): string {
    return this.items.find(({ current }) => current !== undefined)?.label ?? 'Menu';
  }
  get appChoices(): readonly (App & { readonly current: 'true' | undefined })[] {
    return this.apps.map((app) => ({ ...app, current: app.name === this.app?.name ? 'true' : undefined }));
  }

  handleTab(event: MouseEvent): void {
    const { currentTarget } = event;
    const tab = this.app?.tabs.find(
      ({ name }) => currentTarget instanceof HTMLElement && name === currentTarget.dataset['name'],
    );
    if (tab === undefined) return;
    followLink(event, pageOf(tab));
    this.closeMenus();
  }

  handleApp(event: MouseEvent): void {
    const { currentTarget } = event;
    if (!(currentTarget instanceof HTMLElement)) return;
    this.dispatchEvent(new CustomEvent('chooseapp', { detail: currentTarget.dataset['name'] ?? '' }));
    followLink(event, homePage);
    this.closeMenus();
  }

  private closeMenus(): void {
    const menus = this.template?.querySelectorAll<HTMLElement & { close(): void }>('shell-disclosure') ?? [];
    for (const menu of menus) menu.close();
  }
}
