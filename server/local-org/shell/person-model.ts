import type { Actor, Org } from '../org.ts';
import { localeOf } from '../ui-api/locale.ts';
import type { App, Page, ShellLocale, ShellModel, Tab } from './app-model.ts';
import type { AppMetadata, PackageMetadata } from './package-metadata.ts';
import { shellUser } from './users.ts';

/** Apps and tabs that a person's permission sets open; administrators see them all. */
interface Visibility {
  readonly app: (name: string) => boolean;
  readonly tab: (name: string) => boolean;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const nameIn = (value: unknown, field: string): string =>
  typeof value === 'object' && value !== null ? text(Reflect.get(value, field)) : '';

/** Names of the permission sets that a person has, groups opened. */
const permissionSetsOf = (org: Org, actor: Actor, { groups }: PackageMetadata): ReadonlySet<string> => {
  const rows = org.query(
    org.system,
    `SELECT PermissionSet.Name, PermissionSetGroup.DeveloperName FROM PermissionSetAssignment WHERE AssigneeId = '${actor.userId}'`,
  ).records;
  return new Set(
    rows.flatMap((row) => [
      nameIn(row['PermissionSet'], 'Name'),
      ...(groups.get(nameIn(row['PermissionSetGroup'], 'DeveloperName')) ?? []),
    ]),
  );
};

const visibilityOf = (org: Org, actor: Actor, metadata: PackageMetadata): Visibility => {
  if (actor.permissions.has('CustomizeApplication')) return { app: () => true, tab: () => true };
  const sets = permissionSetsOf(org, actor, metadata);
  const open = metadata.visibilities.filter(({ permissionSet }) => sets.has(permissionSet));
  const apps = new Set(open.flatMap((each) => each.apps));
  const tabs = new Set(open.flatMap((each) => each.tabs));
  return { app: (name) => apps.has(name), tab: (name) => tabs.has(name) };
};

const objectTab = (org: Org, actor: Actor, tabName: string, objectName: string): readonly Tab[] => {
  const object = org.schema.object(objectName);
  return object === undefined || !actor.may('read', object.name)
    ? []
    : [{ name: tabName, label: object.labelPlural, kind: 'object', objectApiName: object.name }];
};

const tabsNamed = (
  org: Org,
  actor: Actor,
  { tabs }: PackageMetadata,
  visibility: Visibility,
  name: string,
): readonly Tab[] => {
  if (name === 'standard-home') return [{ name: 'home', label: 'Home', kind: 'home' }];
  // Standard tabs need no setting of the package: whoever may read the object sees them.
  if (name.startsWith('standard-')) return objectTab(org, actor, name, name.slice('standard-'.length));
  const tab = tabs.find((each) => each.name === name);
  if (tab === undefined || !visibility.tab(name)) return [];
  if (tab.customObject) return objectTab(org, actor, name, name);
  const label = tab.label ?? name;
  if (tab.page !== undefined) return [{ name, label, kind: 'page', content: tab.page }];
  if (tab.component !== undefined) return [{ name, label, kind: 'component', content: `c:${tab.component}` }];
  return [];
};

/** The apps that a person sees. */
export const appsOf = (org: Org, actor: Actor, metadata: PackageMetadata): readonly App[] => {
  const visibility = visibilityOf(org, actor, metadata);
  const homePage = metadata.pages.find(({ type }) => type === 'HomePage')?.name;
  const shown = (app: AppMetadata): App => {
    const home = app.home ?? homePage;
    return {
      name: app.name,
      label: app.label,
      description: app.description,
      tabs: app.tabs.flatMap((name) => tabsNamed(org, actor, metadata, visibility, name)),
      ...(home !== undefined && { home }),
      recordPages: app.recordPages,
    };
  };
  return metadata.apps.filter(({ name }) => visibility.app(name)).map(shown);
};

const shellLocale = (org: Org, actor: Actor): ShellLocale => {
  const locale = localeOf(org, actor);
  const parts = new Intl.NumberFormat(locale.locale).formatToParts(12345.6);
  const part = (type: Intl.NumberFormatPartTypes, otherwise: string): string =>
    parts.find((each) => each.type === type)?.value ?? otherwise;
  return {
    ...locale,
    language: new Intl.Locale(locale.locale).language,
    decimal: part('decimal', '.'),
    group: part('group', ','),
  };
};

const companyName = (org: Org): string =>
  text(org.query(org.system, 'SELECT Name FROM Organization LIMIT 1').records[0]?.['Name']);

/** Everything that the frame needs for one person: who they are, their apps, tabs and pages. */
export const shellModel = (org: Org, actor: Actor, metadata: PackageMetadata): ShellModel => {
  const apps = appsOf(org, actor, metadata);
  const shown = new Set(apps.flatMap((app) => [app.home, ...app.tabs.map(({ content }) => content)]));
  const isShown = (page: Page): boolean =>
    shown.has(page.name) || (page.objectApiName !== undefined && actor.may('read', page.objectApiName));
  return {
    user: shellUser(org, actor.userId),
    company: companyName(org),
    locale: shellLocale(org, actor),
    apps,
    pages: metadata.pages.filter(isShown),
    customPermissions: [...actor.customPermissions],
    userPermissions: [...actor.permissions],
  };
};
