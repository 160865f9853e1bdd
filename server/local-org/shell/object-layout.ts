import type { Actor, Org } from '../org.ts';
import { isUiApiObject, readableFields } from '../ui-api/supported-objects.ts';
import type { ObjectLayout, RelatedList } from './app-model.ts';
import type { PackageMetadata } from './package-metadata.ts';
import { standardCompactFields, standardListColumns, standardRelated, standardSections } from './standard-layouts.ts';

const mostRelatedColumns = 5;

/** Which of an object's fields the person may read. */
type Readable = (name: string) => boolean;

const readableOf = (org: Org, actor: Actor, objectName: string): Readable => {
  const object = org.schema.object(objectName);
  const names = new Set(object === undefined ? [] : readableFields(actor, object).map(({ name }) => name));
  return (name) => names.has(name);
};

const listColumns = ({ listViews }: PackageMetadata, objectName: string): readonly string[] => {
  const views = listViews.filter((view) => view.object === objectName);
  return (views.find(({ name }) => name === 'All') ?? views[0])?.columns ?? standardListColumns[objectName] ?? [];
};

/** Records that point to one of this object: the package's own, and the standard ones that people look for. */
const relatedLists = (
  org: Org,
  actor: Actor,
  metadata: PackageMetadata,
  objectName: string,
): readonly RelatedList[] => {
  const standard = standardRelated[objectName] ?? [];
  const rank = ({ objectApiName }: RelatedList): number => {
    const at = standard.indexOf(objectApiName);
    return at < 0 ? standard.length : at;
  };
  return org.schema.objects
    .filter((child) => isUiApiObject(child) && actor.may('read', child.name))
    .filter((child) => child.custom || standard.includes(child.name))
    .flatMap((child) => {
      const isReadable = readableOf(org, actor, child.name);
      return [...child.fields.values()]
        .filter((field) => field.referenceTo.includes(objectName) && isReadable(field.name))
        .filter(({ childRelationshipName }) => childRelationshipName !== undefined)
        .map((field) => ({
          objectApiName: child.name,
          label: child.labelPlural,
          field: field.name,
          columns: listColumns(metadata, child.name)
            .filter((name) => name !== field.name && isReadable(name))
            .slice(0, mostRelatedColumns),
        }));
    })
    .toSorted((a, b) => rank(a) - rank(b));
};

/** How an object's lists and records are laid out, reduced to the fields that the person may read. */
export const objectLayout = (org: Org, actor: Actor, metadata: PackageMetadata, objectName: string): ObjectLayout => {
  const { compactLayouts, layouts, listViews, pages } = metadata;
  const isReadable = readableOf(org, actor, objectName);
  const views = listViews.filter((view) => view.object === objectName);
  const view = views.find(({ name }) => name === 'All') ?? views[0];
  const recordPages = pages.filter((page) => page.type === 'RecordPage' && page.objectApiName === objectName);
  const compact = compactLayouts.find((layout) => layout.object === objectName)?.fields;
  return {
    listLabel: view?.label ?? 'All',
    listColumns: listColumns(metadata, objectName).filter(isReadable),
    sections: (layouts.find((layout) => layout.object === objectName)?.sections ?? standardSections[objectName] ?? [])
      .map(({ label, columns }) => ({
        label,
        columns: columns.map((names) => names.filter(isReadable)).filter((names) => names.length > 0),
      }))
      .filter(({ columns }) => columns.length > 0),
    compactFields: (compact ?? standardCompactFields[objectName] ?? []).filter(
      (name) => name !== 'Name' && isReadable(name),
    ),
    relatedLists: actor.may('read', objectName) ? relatedLists(org, actor, metadata, objectName) : [],
    // Of several pages only an app can say which one is meant.
    ...(recordPages.length === 1 && recordPages[0] !== undefined && { recordPage: recordPages[0].name }),
  };
};
