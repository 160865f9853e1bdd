import type { Field, FieldType, PicklistValue } from './schema.ts';

/** What differs from the kind's usual. */
export type FieldOptions = Partial<Omit<Field, 'name' | 'type'>>;

/** `CloseDate` → `Close Date`, as Salesforce labels most of its standard fields. */
const spaced = (name: string): string =>
  name
    .replace(/Id$/, ' ID')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('  ', ' ');

/** A field with the defaults that most fields have: optional, writable, subject to field-level security. */
export const field = (name: string, type: FieldType, options: FieldOptions = {}): Field => {
  const required = options.nillable === false;
  return {
    name,
    label: spaced(name),
    type,
    length: 0,
    precision: 0,
    scale: 0,
    referenceTo: [],
    masterDetail: false,
    writeRequiresMasterRead: false,
    nillable: true,
    createable: true,
    updateable: true,
    unique: false,
    caseSensitive: false,
    externalId: false,
    nameField: false,
    restrictedPicklist: false,
    custom: false,
    permissionable: !required && options.nameField !== true && options.createable !== false,
    ...options,
  };
};

const required = { nillable: false } as const;
const readOnly = { createable: false, updateable: false, permissionable: false } as const;

/** Written by the org alone. */
export const byOrg = (options?: FieldOptions): FieldOptions => ({ ...readOnly, ...options });
export const mandatory = (options?: FieldOptions): FieldOptions => ({ ...required, ...options });

export const text = (name: string, length: number, options?: FieldOptions): Field =>
  field(name, 'string', { length, ...options });
export const longText = (name: string, length: number, options?: FieldOptions): Field =>
  field(name, 'textarea', { length, ...options });
export const email = (name: string, options?: FieldOptions): Field => field(name, 'email', { length: 80, ...options });
export const phone = (name: string, options?: FieldOptions): Field => field(name, 'phone', { length: 40, ...options });
export const url = (name: string, options?: FieldOptions): Field => field(name, 'url', { length: 255, ...options });
export const checkbox = (name: string, options?: FieldOptions): Field =>
  field(name, 'boolean', { nillable: false, defaultValue: false, permissionable: true, ...options });
export const whole = (name: string, options?: FieldOptions): Field => field(name, 'int', { precision: 8, ...options });
export const decimal = (name: string, precision: number, scale: number, options?: FieldOptions): Field =>
  field(name, 'double', { precision, scale, ...options });
export const currency = (name: string, options?: FieldOptions): Field =>
  field(name, 'currency', { precision: 18, scale: 2, ...options });
export const percent = (name: string, precision: number, scale: number, options?: FieldOptions): Field =>
  field(name, 'percent', { precision, scale, ...options });
export const date = (name: string, options?: FieldOptions): Field => field(name, 'date', options);
export const datetime = (name: string, options?: FieldOptions): Field => field(name, 'datetime', options);

/** A lookup; `Account` + `Opportunities` are the names towards the parent and on it. */
export const lookup = (
  name: string,
  referenceTo: string | readonly string[],
  childRelationshipName?: string,
  options?: FieldOptions,
): Field =>
  field(name, 'reference', {
    length: 18,
    referenceTo: typeof referenceTo === 'string' ? [referenceTo] : referenceTo,
    relationshipName: name.replace(/Id$/, ''),
    ...(childRelationshipName === undefined ? {} : { childRelationshipName }),
    ...options,
  });

const values = (names: readonly string[], preset: string | undefined): readonly PicklistValue[] =>
  names.map((value) => ({ value, label: value, default: value === preset, active: true }));

/** A picklist; values are their own labels. Standard picklists are not restricted unless told. */
export const picklist = (name: string, names: readonly string[], options: FieldOptions = {}): Field =>
  field(name, 'picklist', {
    length: 255,
    picklist: values(names, typeof options.defaultValue === 'string' ? options.defaultValue : undefined),
    ...options,
  });

export const idField: Field = field('Id', 'id', { ...readOnly, nillable: false, length: 18, label: 'Record ID' });
export const isDeleted: Field = checkbox('IsDeleted', { ...readOnly, label: 'Deleted' });

/** CreatedDate … SystemModstamp, as nearly every object has them. */
export const auditFields: readonly Field[] = [
  datetime('CreatedDate', { ...readOnly, nillable: false }),
  lookup('CreatedById', 'User', undefined, { ...readOnly, nillable: false, label: 'Created By ID' }),
  datetime('LastModifiedDate', { ...readOnly, nillable: false }),
  lookup('LastModifiedById', 'User', undefined, { ...readOnly, nillable: false, label: 'Last Modified By ID' }),
  datetime('SystemModstamp', { ...readOnly, nillable: false }),
];
export const viewedFields: readonly Field[] = [
  datetime('LastViewedDate', readOnly),
  datetime('LastReferencedDate', readOnly),
];

/** Street, City, State, PostalCode, Country under a prefix (`Billing`). */
export const address = (prefix: string): readonly Field[] => [
  longText(`${prefix}Street`, 255),
  text(`${prefix}City`, 40),
  text(`${prefix}State`, 80),
  text(`${prefix}PostalCode`, 20),
  text(`${prefix}Country`, 80),
];
