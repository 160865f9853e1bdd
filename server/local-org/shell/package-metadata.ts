import { readProject } from '../metadata/package/read-project.ts';
import type { PackageContents } from '../metadata/package/component.ts';
import { described, type DescribedComponent } from '../metadata/package/described.ts';
import type { LayoutSection, Page } from './app-model.ts';
import { fieldOf, listViewOf, type ListViewMetadata } from './list-view-metadata.ts';
import { readPage } from './page-metadata.ts';

/** An app as the package defines it, before anybody's rights are applied. */
export interface AppMetadata {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly tabs: readonly string[];
  readonly home: string | undefined;
  /** Flexipage of a record, by its object. */
  readonly recordPages: Readonly<Record<string, string>>;
}

export interface TabMetadata {
  readonly name: string;
  readonly label: string | undefined;
  readonly customObject: boolean;
  readonly page: string | undefined;
  readonly component: string | undefined;
}

/** Which apps and tabs a permission set opens. */
export interface VisibilityMetadata {
  readonly permissionSet: string;
  readonly apps: readonly string[];
  readonly tabs: readonly string[];
}

export interface LayoutMetadata {
  readonly object: string;
  readonly sections: readonly LayoutSection[];
  readonly relatedLists: readonly RelatedListMetadata[];
}

/** `Takt_Action__c.Forecast__c`: records that point here by that field, and what is shown of them. */
export interface RelatedListMetadata {
  readonly name: string;
  readonly columns: readonly string[];
}

/** The few fields of an object that stand in a record's heading. */
export interface CompactLayoutMetadata {
  readonly object: string;
  readonly fields: readonly string[];
}

/** The part of the package that a page is made of. */
export interface PackageMetadata {
  readonly apps: readonly AppMetadata[];
  readonly tabs: readonly TabMetadata[];
  readonly pages: readonly Page[];
  readonly visibilities: readonly VisibilityMetadata[];
  /** Permission sets by the name of their group. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly listViews: readonly ListViewMetadata[];
  readonly layouts: readonly LayoutMetadata[];
  readonly compactLayouts: readonly CompactLayoutMetadata[];
}

const app = ({ fullName, xml }: DescribedComponent): AppMetadata => {
  const overrides = xml.all('actionOverrides').filter((each) => each.text('type') === 'Flexipage');
  const home = overrides.find((each) => each.text('pageOrSobjectType') === 'standard-home');
  return {
    name: fullName,
    label: xml.text('label') ?? fullName,
    description: xml.text('description') ?? '',
    tabs: xml.texts('tabs'),
    home: home?.text('content'),
    recordPages: Object.fromEntries(
      overrides
        .filter((each) => each.text('actionName') === 'View')
        .map((each) => [each.text('pageOrSobjectType') ?? '', each.text('content') ?? '']),
    ),
  };
};

const tab = ({ fullName, xml }: DescribedComponent): TabMetadata => ({
  name: fullName,
  label: xml.text('label'),
  customObject: xml.flag('customObject'),
  page: xml.text('flexiPage'),
  component: xml.text('lwcComponent'),
});

const visibility = ({ fullName, xml }: DescribedComponent): VisibilityMetadata => ({
  permissionSet: fullName,
  apps: xml
    .all('applicationVisibilities')
    .filter((each) => each.flag('visible'))
    .flatMap((each) => each.texts('application')),
  tabs: xml
    .all('tabSettings')
    .filter((each) => each.text('visibility') !== 'None')
    .flatMap((each) => each.texts('tab')),
});

const compactLayout = ({ fullName, xml }: DescribedComponent): CompactLayoutMetadata => ({
  object: fullName.split('.')[0] ?? '',
  fields: xml.texts('fields'),
});

const listView = ({ fullName, xml }: DescribedComponent): ListViewMetadata => {
  const [object = '', name = ''] = fullName.split('.');
  return listViewOf(object, name, xml);
};

const layout = ({ fullName, xml }: DescribedComponent): LayoutMetadata => ({
  object: fullName.split('-')[0] ?? '',
  sections: xml
    .all('layoutSections')
    .map((section) => ({
      label: section.text('label') ?? '',
      readOnly: section
        .all('layoutColumns')
        .flatMap((column) => column.all('layoutItems'))
        .filter((item) => item.text('behavior') === 'Readonly')
        .flatMap((item) => item.texts('field')),
      columns: section
        .all('layoutColumns')
        .map((column) => column.all('layoutItems').flatMap((item) => item.texts('field')))
        .filter((fields) => fields.length > 0),
    }))
    .filter(({ columns }) => columns.length > 0),
  relatedLists: xml.all('relatedLists').map((list) => ({
    name: list.text('relatedList') ?? '',
    columns: list.texts('fields').map(fieldOf),
  })),
});

const read = ({ components }: PackageContents): PackageMetadata => ({
  apps: described(components, 'CustomApplication').map(app),
  tabs: described(components, 'CustomTab').map(tab),
  pages: described(components, 'FlexiPage').map(readPage),
  visibilities: described(components, 'PermissionSet').map(visibility),
  groups: new Map(
    described(components, 'PermissionSetGroup').map(({ fullName, xml }) => [fullName, xml.texts('permissionSets')]),
  ),
  listViews: described(components, 'ListView').map(listView),
  layouts: described(components, 'Layout').map(layout),
  compactLayouts: described(components, 'CompactLayout').map(compactLayout),
});

const known = new WeakMap<PackageContents, PackageMetadata>();

/** Apps, tabs, pages, list views and layouts among a package's components; read once. */
export const packageMetadata = (contents: PackageContents): PackageMetadata => {
  const metadata = known.get(contents) ?? read(contents);
  known.set(contents, metadata);
  return metadata;
};

/** Those of the package below a project's root. */
export const readPackageMetadata = (root: string): PackageMetadata => packageMetadata(readProject(root));
