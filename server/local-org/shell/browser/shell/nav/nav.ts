import { api, LightningElement } from 'lwc';
import type { App, Tab } from '../../../app-model.ts';
import { homePage, urlOf, type PageReference } from '../../../client/routes.ts';
import { followLink } from '../../navigator.ts';

interface NavItem {
  readonly name: string;
  readonly label: string;
  readonly href: string;
  readonly current: 'page' | undefined;
  readonly class: 'over' | undefined;
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

/** The navigation bar of an app: launcher, name, tabs, a menu of those that do not fit; on a phone all are a menu. */
export default class Nav extends LightningElement {
  @api apps: readonly App[] = [];
  @api app: App | undefined;
  @api page: PageReference | undefined;

  /** How many tabs fit beside each other. */
  private fitting = Infinity;
  private readonly sizes = new ResizeObserver(() => {
    this.measure();
  });

  renderedCallback(): void {
    const tabs = this.template?.querySelector('.tabs');
    if (tabs) this.sizes.observe(tabs);
    this.measure();
  }
  disconnectedCallback(): void {
    this.sizes.disconnect();
  }

  private measure(): void {
    const tabs = [...(this.template?.querySelectorAll<HTMLElement>('.row > li') ?? [])];
    const first = tabs[0]?.offsetTop ?? 0;
    // On a phone none is laid out, and all are in the menu.
    const isShown = tabs[0] !== undefined && tabs[0].offsetParent !== null;
    const fitting = isShown ? tabs.filter(({ offsetTop }) => offsetTop === first).length : 0;
    if (tabs.length > 0 && fitting !== this.fitting) this.fitting = fitting;
  }

  get items(): readonly NavItem[] {
    return (this.app?.tabs ?? []).map((tab, at) => ({
      name: tab.name,
      label: tab.label,
      href: urlOf(pageOf(tab)) ?? '',
      current: isAt(tab, this.page) ? 'page' : undefined,
      class: at < this.fitting ? undefined : 'over',
    }));
  }
  get rest(): readonly NavItem[] {
    return this.items.slice(this.fitting);
  }
  get hasMore(): boolean {
    return this.rest.length > 0;
  }
  get menuLabel(): string {
    return this.fitting === 0 ? 'Pages' : 'More pages';
  }
  get menuFace(): string {
    const here = this.rest.find(({ current }) => current !== undefined)?.label;
    return here ?? (this.fitting === 0 ? 'Menu' : 'More');
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
