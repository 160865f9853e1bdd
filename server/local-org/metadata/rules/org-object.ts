import type { Component } from '../package/component.ts';
import type { Field, SObject } from '../schema.ts';
import type { StandardDescription, StandardField } from './standard-knowledge.ts';

/** A field, by what the rules ask of it. */
export interface OrgField {
  readonly object: string;
  readonly name: string;
  /** As metadata calls the type: `Text`, `Lookup`, …; undefined where it is not known. */
  readonly kind: string | undefined;
  readonly custom: boolean;
  readonly calculated: boolean;
  /** Required by the platform, whatever a layout says. */
  readonly required: boolean;
  readonly referenceTo: readonly string[];
  /** Towards the parent: `Account`, `Plan__r`. */
  readonly relationship: string | undefined;
  /** Values of a picklist that are known to be all there are; undefined elsewhere. */
  readonly values: readonly string[] | undefined;
  readonly component: Component | undefined;
}

export const noValue = {
  calculated: false,
  required: false,
  referenceTo: [],
  relationship: undefined,
  values: undefined,
  component: undefined,
} as const;

const kinds: Readonly<Record<Field['type'], string | undefined>> = {
  id: 'Id',
  string: 'Text',
  textarea: 'TextArea',
  picklist: 'Picklist',
  multipicklist: 'MultiselectPicklist',
  boolean: 'Checkbox',
  int: 'Number',
  double: 'Number',
  currency: 'Currency',
  percent: 'Percent',
  date: 'Date',
  datetime: 'DateTime',
  reference: 'Lookup',
  email: 'Email',
  phone: 'Phone',
  url: 'Url',
  address: 'Address',
};

/** A field that the local org's own schema describes. */
export const modelledField = (object: SObject, field: Field): OrgField => ({
  ...noValue,
  object: object.name,
  name: field.name,
  kind: field.type === 'textarea' && field.length > 255 ? 'LongTextArea' : kinds[field.type],
  custom: false,
  calculated: !field.createable && !field.updateable,
  required: !field.nillable && field.type !== 'boolean' && field.createable,
  referenceTo: field.referenceTo,
  relationship: field.relationshipName,
});

/** A field of which only the name and a rough type are known. */
export const describedField = (object: StandardDescription, field: StandardField): OrgField => {
  const relationship = field.name.endsWith('Id') ? field.name.slice(0, -2) : undefined;
  const parent = relationship === undefined ? undefined : object.parents.get(relationship.toLowerCase());
  return {
    ...noValue,
    object: object.name,
    name: field.name,
    kind: field.kind === 'boolean' ? 'Checkbox' : parent === undefined ? undefined : 'Lookup',
    custom: false,
    referenceTo: parent === undefined || parent === 'Name' ? [] : [parent],
    relationship,
  };
};

const valuesOf = (xml: NonNullable<Component['xml']>): readonly string[] | undefined => {
  const definition = xml.one('valueSet')?.one('valueSetDefinition');
  return definition?.all('value').map((value) => value.text('fullName') ?? '');
};

/** A custom field, or what a package says of a standard one. */
export const customField = (component: Component): OrgField => {
  const [object = '', name = ''] = component.fullName.split(/\.(.*)/s);
  const { xml } = component;
  const kind = xml?.text('type');
  const relation = /Lookup$|^(MasterDetail|Hierarchy|MetadataRelationship)$/.test(kind ?? '');
  return {
    object,
    name,
    kind,
    custom: true,
    calculated: xml?.one('formula') !== undefined || kind === 'AutoNumber' || kind === 'Summary',
    required: xml?.flag('required') === true || kind === 'MasterDetail',
    referenceTo: xml?.texts('referenceTo') ?? [],
    relationship: relation ? name.replace(/__c$/i, '__r') : undefined,
    values: kind === 'Picklist' && xml !== undefined ? valuesOf(xml) : undefined,
    component,
  };
};

/** An object with every field that is known of it. */
export class OrgObject {
  readonly name: string;
  readonly custom: boolean;
  readonly component: Component | undefined;
  readonly fields: ReadonlyMap<string, OrgField>;
  /** Whether no other field can exist; standard objects may have more than is known here. */
  readonly complete: boolean;

  constructor(
    name: string,
    options: { custom: boolean; component: Component | undefined; fields: Iterable<OrgField>; complete: boolean },
  ) {
    this.name = name;
    this.custom = options.custom;
    this.component = options.component;
    this.complete = options.complete;
    this.fields = new Map([...options.fields].map((field) => [field.name.toLowerCase(), field]));
  }

  field(name: string): OrgField | undefined {
    return this.fields.get(name.toLowerCase());
  }

  /** The lookup behind `Plan__r` or `Account`. */
  relation(name: string): OrgField | undefined {
    const wanted = name.toLowerCase();
    return [...this.fields.values()].find((field) => field.relationship?.toLowerCase() === wanted);
  }

  get isDetail(): boolean {
    return [...this.fields.values()].some((field) => field.kind === 'MasterDetail');
  }
}
