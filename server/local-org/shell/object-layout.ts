import type { Actor, Org } from '../org.ts';
import { isUiApiObject, readableFields } from '../ui-api/supported-objects.ts';
import type { ListView, ObjectLayout, RelatedList } from './app-model.ts';
import type { LayoutMetadata, PackageMetadata } from './package-metadata.ts';
import { standardCompactFields, standardListColumns, standardRelated, standardSections } from './standard-layouts.ts';

const mostRelatedColumns = 5;

/** Which of an object's fields the person may read. */
type Readable = (name: string) => boolean;

const readableOf = (org: Org, actor: Actor, objectName: string): Readable => {
  const object = org.schema.object(objectName);
  const names = new Set(object === undefined ? [] : readableFields(actor, object).map(({ name }) => name));
  return (name) => names.has(name);
};

/** The object's list views, *All* first. */
const viewsOf = ({ listViews }: PackageMetadata, objectName: string): readonly ListView[] => {
  const views = listViews.filter((view) => view.object === objectName);
  const all = views.filter(({ name }) => name === 'All');
  if (views.length > 0) return [...all, ...views.filter((view) => !all.includes(view))];
  return [{ name: 'All', label: 'All', columns: standardListColumns[objectName] ?? [], mine: false, filters: [] }];
};

/** The views that a person can use: one that filters by a hidden field would show something else than it says. */
const usableViews = (metadata: PackageMetadata, objectName: string, isReadable: Readable): readonly ListView[] =>
  viewsOf(metadata, objectName)
    .filter((view) => view.filters.every(({ field }) => isReadable(field)))
    .map(({ name, label, columns, mine, filters, logic }) => ({
      name,
      label,
      columns: columns.filter(isReadable),
      mine,
      filters,
      ...(logic !== undefined && { logic }),
    }));

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
          columns: (viewsOf(metadata, child.name)[0]?.columns ?? [])
            .filter((name) => name !== field.name && isReadable(name))
            .slice(0, mostRelatedColumns),
        }));
    })
    .toSorted((a, b) => rank(a) - rank(b));
};

/**
 * The lists that the object's layout names, in its order. A standard object has Salesforce's own layout, to which a
 * package adds no list: what Takt says of a deal stands in the components of its page.
 */
const namedLists = (
  org: Org,
  actor: Actor,
  objectName: string,
  layout: LayoutMetadata | undefined,
  lists: readonly RelatedList[],
): readonly RelatedList[] =>
  layout === undefined
    ? lists.filter(({ objectApiName }) => standardRelated[objectName]?.includes(objectApiName) === true)
    : layout.relatedLists.flatMap(({ name, columns }) =>
        lists
          .filter(({ objectApiName, field }) => `${objectApiName}.${field}` === name)
          .map((list) => ({ ...list, columns: columns.filter(readableOf(org, actor, list.objectApiName)) })),
      );

/** How an object's lists and records are laid out, reduced to the fields that the person may read. */
export const objectLayout = (org: Org, actor: Actor, metadata: PackageMetadata, objectName: string): ObjectLayout => {
  const { compactLayouts, layouts, pages } = metadata;
  const isReadable = readableOf(org, actor, objectName);
  const recordPages = pages.filter((page) => page.type === 'RecordPage' && page.objectApiName === objectName);
  const laidOut = layouts.find((layout) => layout.object === objectName);
  const compact = compactLayouts.find((layout) => layout.object === objectName)?.fields;
  return {
    listViews: usableViews(metadata, objectName, isReadable),
    sections: (laidOut?.sections ?? standardSections[objectName] ?? [])
      .map(({ label, columns, readOnly = [] }) => ({
        label,
        readOnly,
        columns: columns.map((names) => names.filter(isReadable)).filter((names) => names.length > 0),
      }))
      .filter(({ columns }) => columns.length > 0),
    compactFields: (compact ?? standardCompactFields[objectName] ?? []).filter(
      (name) => name !== 'Name' && isReadable(name),
    ),
    relatedLists: actor.may('read', objectName)
      ? namedLists(org, actor, objectName, laidOut, relatedLists(org, actor, metadata, objectName))
      : [],
    // Of several pages only an app can say which one is meant.
    ...(recordPages.length === 1 && recordPages[0] !== undefined && { recordPage: recordPages[0].name }),
  };
};
