import type { Component } from '../package/component.ts';
import { standardObjects } from '../standard/index.ts';
import { apiName, isCustom, isNamespaced } from './names.ts';
import { customField, describedField, modelledField, noValue, type OrgField, OrgObject } from './org-object.ts';
import { standardDescriptions } from './standard-knowledge.ts';

const keyOf = (type: string, fullName: string): string => `${type}:${fullName}`.toLowerCase();

/** What stands behind a name: found; surely missing; or beyond what can be known here (other packages, features). */
export type Found<T> =
  { readonly is: 'there'; readonly value: T } | { readonly is: 'missing' } | { readonly is: 'unknown' };

const missing = { is: 'missing' } as const;
const unknown = { is: 'unknown' } as const;

const system = (object: string, name: string, kind: string, referenceTo: readonly string[] = []): OrgField => ({
  ...noValue,
  object,
  name,
  kind,
  custom: false,
  calculated: name !== 'OwnerId' && name !== 'Name' && name !== 'RecordTypeId' && name !== 'CurrencyIsoCode',
  referenceTo,
  relationship: name.endsWith('Id') && kind === 'Lookup' ? name.slice(0, -2) : undefined,
});

/** What every custom object has without a file saying so. */
const systemFields = (object: string, detail: boolean, nameKind: string): readonly OrgField[] => [
  system(object, 'Id', 'Id'),
  { ...system(object, 'Name', nameKind), calculated: nameKind === 'AutoNumber', required: nameKind !== 'AutoNumber' },
  ...(detail ? [] : [system(object, 'OwnerId', 'Lookup', ['User', 'Group'])]),
  system(object, 'RecordTypeId', 'Lookup', ['RecordType']),
  system(object, 'CurrencyIsoCode', 'Picklist'),
  system(object, 'CreatedById', 'Lookup', ['User']),
  system(object, 'LastModifiedById', 'Lookup', ['User']),
  system(object, 'IsDeleted', 'Checkbox'),
  ...['CreatedDate', 'LastModifiedDate', 'SystemModstamp', 'LastViewedDate', 'LastReferencedDate'].map((name) =>
    system(object, name, 'DateTime'),
  ),
  system(object, 'LastActivityDate', 'Date'),
];

/** Names that other kinds of objects have beside their own fields. */
const extraFields: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  mdt: [
    ['DeveloperName', 'Text'],
    ['MasterLabel', 'Text'],
    ['Label', 'Text'],
    ['QualifiedApiName', 'Text'],
    ['NamespacePrefix', 'Text'],
    ['Language', 'Picklist'],
    ['IsProtected', 'Checkbox'],
  ],
  e: [
    ['ReplayId', 'Text'],
    ['EventUuid', 'Text'],
  ],
  x: [
    ['ExternalId', 'Text'],
    ['DisplayUrl', 'Url'],
  ],
  c: [
    ['SetupOwnerId', 'Lookup'],
    ['ConnectionReceivedId', 'Lookup'],
    ['ConnectionSentId', 'Lookup'],
  ],
};

/** A place is asked for by its latitude and longitude. */
const partsOfPlace = (field: OrgField): readonly OrgField[] =>
  field.kind === 'Location'
    ? ['Latitude__s', 'Longitude__s'].map((part) => ({
        ...system(field.object, field.name.replace(/c$/i, part), 'Number'),
        component: field.component,
      }))
    : [];

/** What will be in the org after the deploy, by type and name without regard to case. */
export class OrgView {
  readonly components: readonly Component[];
  readonly #byKey: ReadonlyMap<string, Component>;
  readonly #byType: ReadonlyMap<string, readonly Component[]>;
  readonly #fieldsByObject: ReadonlyMap<string, readonly Component[]>;
  readonly #objects = new Map<string, OrgObject | undefined>();

  constructor(components: readonly Component[]) {
    this.components = components;
    this.#byKey = new Map(components.map((one) => [keyOf(one.type, one.fullName), one]));
    // What comes later stands for what was there.
    this.#byType = Map.groupBy(this.#byKey.values(), (one) => one.type);
    this.#fieldsByObject = Map.groupBy(this.all('CustomField'), (one) =>
      (one.fullName.split('.')[0] ?? '').toLowerCase(),
    );
  }

  component(type: string, fullName: string): Component | undefined {
    return this.#byKey.get(keyOf(type, fullName));
  }

  has(type: string, fullName: string): boolean {
    return this.#byKey.has(keyOf(type, fullName));
  }

  all(type: string): readonly Component[] {
    return this.#byType.get(type) ?? [];
  }

  names(type: string): readonly string[] {
    return this.all(type).map((one) => one.fullName);
  }

  /** Every object that a lookup may name: the org's own and the packages'. */
  get objectNames(): readonly string[] {
    const custom = this.all('CustomObject').map((one) => one.fullName);
    return [...custom, ...[...standardDescriptions().values()].map(({ name }) => name)];
  }

  object(name: string): OrgObject | undefined {
    const key = name.toLowerCase();
    if (!this.#objects.has(key)) this.#objects.set(key, this.#makeObject(name));
    return this.#objects.get(key);
  }

  /** The custom objects that are defined in what is known. */
  get customObjects(): readonly OrgObject[] {
    return this.all('CustomObject').flatMap((one) => this.object(one.fullName) ?? []);
  }

  findObject(name: string): Found<OrgObject> {
    const value = this.object(name);
    if (value !== undefined) return { is: 'there', value };
    const { ending, stem, namespace } = apiName(name);
    if (namespace !== undefined || isNamespaced(name)) return unknown;
    if (ending === 'ChangeEvent' || ending === 'Share' || ending === 'History' || ending === 'Feed') {
      return this.object(`${stem}__c`) === undefined ? missing : unknown;
    }
    return ending === undefined ? unknown : missing;
  }

  /** A field of an object, by its own name alone. */
  findField(objectName: string, name: string): Found<OrgField> {
    const object = this.object(objectName);
    if (object === undefined) return this.findObject(objectName).is === 'missing' ? missing : unknown;
    const value = object.field(name);
    if (value !== undefined) return { is: 'there', value };
    const place = /^(.+)__(?:latitude|longitude)__s$/i.exec(name)?.[1];
    if (place !== undefined) return this.findField(objectName, `${place}__c`);
    if (isNamespaced(name) || isNamespaced(object.name)) return unknown;
    if (isCustom(name)) return /__pc$/i.test(name) ? unknown : missing;
    return object.complete ? missing : unknown;
  }

  /** A field over relationships: `Plan__r.Owner.Name`. */
  findPath(objectName: string, path: string): Found<OrgField> {
    const segments = path.split('.');
    const last = segments.pop() ?? '';
    let current = objectName;
    for (const segment of segments) {
      const next = this.#step(current, segment);
      if (next.is !== 'there') return next;
      current = next.value;
    }
    return this.findField(current, last);
  }

  #step(objectName: string, segment: string): Found<string> {
    const [relationship = '', wanted] = segment.split(':');
    const object = this.object(objectName);
    if (object === undefined) return unknown;
    const field = object.relation(relationship);
    if (field !== undefined) {
      const target = wanted ?? (field.referenceTo.length === 1 ? field.referenceTo[0] : undefined);
      return target === undefined ? unknown : { is: 'there', value: target };
    }
    if (isNamespaced(relationship) || isNamespaced(objectName)) return unknown;
    const custom = /__r$/i.test(relationship);
    return custom || object.complete ? missing : unknown;
  }

  #makeObject(name: string): OrgObject | undefined {
    const key = name.toLowerCase();
    const component = this.component('CustomObject', name);
    const shared = key === 'task' || key === 'event' ? (this.#fieldsByObject.get('activity') ?? []) : [];
    const own = [...(this.#fieldsByObject.get(key) ?? []), ...shared].map(customField);
    const modelled = standardObjects.find((one) => one.name.toLowerCase() === key);
    const described = standardDescriptions().get(key);
    if (modelled !== undefined || described !== undefined) {
      const fields = [
        ...(described === undefined
          ? []
          : [...described.fields.values()].map((field) => describedField(described, field))),
        ...(modelled === undefined ? [] : [...modelled.fields.values()].map((field) => modelledField(modelled, field))),
        // A package's file of a standard field changes its settings, never its type.
        ...own.filter((field) => isCustom(field.name)),
      ];
      const spelled = modelled?.name ?? described?.name ?? name;
      return new OrgObject(spelled, { custom: false, component, fields, complete: false });
    }
    const { ending } = apiName(name);
    if (component === undefined || ending === undefined) return undefined;
    const fullName = component.fullName;
    const detail = own.some((field) => field.kind === 'MasterDetail');
    const nameKind = component.xml?.one('nameField')?.text('type') ?? 'Text';
    // The names of a metadata type's record are typed by people, unlike what the system fills.
    const typed = (field: string): boolean => ending === 'mdt' && !/^(QualifiedApiName|NamespacePrefix)$/.test(field);
    const extra = (extraFields[ending] ?? []).map(([field, kind]) => ({
      ...system(fullName, field, kind),
      calculated: !typed(field),
    }));
    const fields = [...systemFields(fullName, detail, nameKind), ...extra, ...own.flatMap(partsOfPlace), ...own];
    return new OrgObject(fullName, { custom: true, component, fields, complete: true });
  }
}
