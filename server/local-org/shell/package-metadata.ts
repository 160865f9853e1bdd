import { globSync } from 'node:fs';
import path from 'node:path';
import { readXml } from '../metadata/xml.ts';
import type { LayoutSection, Page } from './app-model.ts';
import { listViewOf, type ListViewMetadata } from './list-view-metadata.ts';
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

const nameOf = (file: string): string => path.basename(file).replace(/\.[A-Za-z]+-meta\.xml$/, '');

const app = (file: string): AppMetadata => {
  const xml = readXml(file, 'CustomApplication');
  const overrides = xml.all('actionOverrides').filter((each) => each.text('type') === 'Flexipage');
  const home = overrides.find((each) => each.text('pageOrSobjectType') === 'standard-home');
  return {
    name: nameOf(file),
    label: xml.text('label') ?? nameOf(file),
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

const objectOf = (file: string): string => path.basename(path.dirname(path.dirname(file)));

const compactLayout = (file: string): CompactLayoutMetadata => ({
  object: objectOf(file),
  fields: readXml(file, 'CompactLayout').texts('fields'),
});

const listView = (file: string): ListViewMetadata =>
  listViewOf(objectOf(file), nameOf(file), readXml(file, 'ListView'));

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
    pages: files('flexipages/*.flexipage-meta.xml').map((file) => readPage(file, nameOf(file))),
    visibilities: files('permissionsets/*.permissionset-meta.xml').map(visibility),
    groups: new Map(
      files('permissionsetgroups/*.permissionsetgroup-meta.xml').map((file) => [
        nameOf(file),
        readXml(file, 'PermissionSetGroup').texts('permissionSets'),
      ]),
    ),
    listViews: files('objects/*/listViews/*.listView-meta.xml').map(listView),
    layouts: files('layouts/*.layout-meta.xml').map(layout),
    compactLayouts: files('objects/*/compactLayouts/*.compactLayout-meta.xml').map(compactLayout),
  };
};
