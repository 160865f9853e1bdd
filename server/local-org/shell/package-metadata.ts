import { globSync } from 'node:fs';
import path from 'node:path';
import { readXml, type XmlElement } from '../metadata/xml.ts';
import type { LayoutSection, Page, PageComponent } from './app-model.ts';

/** An app as the package defines it, before anybody's rights are applied. */
export interface AppMetadata {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly tabs: readonly string[];
  readonly home: string | undefined;
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

export interface ListViewMetadata {
  readonly object: string;
  readonly name: string;
  readonly label: string;
  readonly columns: readonly string[];
}

export interface LayoutMetadata {
  readonly object: string;
  readonly sections: readonly LayoutSection[];
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
}

const nameOf = (file: string): string => path.basename(file).replace(/\.[A-Za-z]+-meta\.xml$/, '');

const app = (file: string): AppMetadata => {
  const xml = readXml(file, 'CustomApplication');
  const override = xml
    .all('actionOverrides')
    .find((each) => each.text('pageOrSobjectType') === 'standard-home' && each.text('type') === 'Flexipage');
  return {
    name: nameOf(file),
    label: xml.text('label') ?? nameOf(file),
    description: xml.text('description') ?? '',
    tabs: xml.texts('tabs'),
    home: override?.text('content'),
  };
};

const tab = (file: string): TabMetadata => {
  const xml = readXml(file, 'CustomTab');
  return {
    name: nameOf(file),
    label: xml.text('label'),
    customObject: xml.flag('customObject'),
    page: xml.text('flexiPage'),
    component: xml.text('lwcComponent'),
  };
};

const pageComponent = (xml: XmlElement): PageComponent => {
  const name = xml.text('componentName') ?? '';
  return {
    name,
    identifier: xml.text('identifier') ?? name,
    properties: Object.fromEntries(
      xml
        .all('componentInstanceProperties')
        .map((property) => [property.text('name') ?? '', property.text('value') ?? '']),
    ),
  };
};

const page = (file: string): Page => {
  const xml = readXml(file, 'FlexiPage');
  const objectApiName = xml.text('sobjectType');
  return {
    name: nameOf(file),
    label: xml.text('masterLabel') ?? nameOf(file),
    type: xml.text('type') ?? 'AppPage',
    template: xml.one('template')?.text('name') ?? '',
    ...(objectApiName !== undefined && { objectApiName }),
    regions: xml
      .all('flexiPageRegions')
      .filter((region) => region.text('type') !== 'Facet')
      .map((region) => ({
        name: region.text('name') ?? '',
        components: region
          .all('itemInstances')
          .flatMap((item) => item.all('componentInstance'))
          .map(pageComponent),
      })),
  };
};

const visibility = (file: string): VisibilityMetadata => {
  const xml = readXml(file, 'PermissionSet');
  return {
    permissionSet: nameOf(file),
    apps: xml
      .all('applicationVisibilities')
      .filter((each) => each.flag('visible'))
      .flatMap((each) => each.texts('application')),
    tabs: xml
      .all('tabSettings')
      .filter((each) => each.text('visibility') !== 'None')
      .flatMap((each) => each.texts('tab')),
  };
};

/** List views name standard fields their own way: `NAME`, `OWNER.ALIAS`, `CREATED_DATE`. */
const standardColumns: Readonly<Record<string, string>> = {
  NAME: 'Name',
  'OWNER.ALIAS': 'OwnerId',
  'OWNER.FIRST_NAME': 'OwnerId',
  'OWNER.LAST_NAME': 'OwnerId',
  CREATED_DATE: 'CreatedDate',
  LAST_UPDATE: 'LastModifiedDate',
  'CREATEDBY_USER.ALIAS': 'CreatedById',
  'UPDATEDBY_USER.ALIAS': 'LastModifiedById',
};

const listView = (file: string): ListViewMetadata => {
  const xml = readXml(file, 'ListView');
  return {
    object: path.basename(path.dirname(path.dirname(file))),
    name: nameOf(file),
    label: xml.text('label') ?? nameOf(file),
    columns: xml.texts('columns').map((column) => standardColumns[column] ?? column),
  };
};

const layout = (file: string): LayoutMetadata => {
  const [object = ''] = path.basename(file).split('-');
  return {
    object,
    sections: readXml(file, 'Layout')
      .all('layoutSections')
      .map((section) => ({
        label: section.text('label') ?? '',
        columns: section
          .all('layoutColumns')
          .map((column) => column.all('layoutItems').flatMap((item) => item.texts('field')))
          .filter((fields) => fields.length > 0),
      }))
      .filter(({ columns }) => columns.length > 0),
  };
};

/** Reads apps, tabs, pages, list views and layouts of the package below a project's root. */
export const readPackageMetadata = (root: string): PackageMetadata => {
  const files = (pattern: string): readonly string[] =>
    globSync(`force-app/{main/*,*}/${pattern}`, { cwd: root })
      .toSorted()
      .map((file) => path.join(root, file));
  return {
    apps: files('applications/*.app-meta.xml').map(app),
    tabs: files('tabs/*.tab-meta.xml').map(tab),
    pages: files('flexipages/*.flexipage-meta.xml').map(page),
    visibilities: files('permissionsets/*.permissionset-meta.xml').map(visibility),
    groups: new Map(
      files('permissionsetgroups/*.permissionsetgroup-meta.xml').map((file) => [
        nameOf(file),
        readXml(file, 'PermissionSetGroup').texts('permissionSets'),
      ]),
    ),
    listViews: files('objects/*/listViews/*.listView-meta.xml').map(listView),
    layouts: files('layouts/*.layout-meta.xml').map(layout),
  };
};
