import type { Field, ObjectAccess, SObject } from '../schema.ts';

interface StandardObject {
  readonly name: string;
  readonly keyPrefix: string;
  readonly label?: string;
  readonly labelPlural?: string;
  readonly sharingModel?: SObject['sharingModel'];
  readonly access?: ObjectAccess;
  readonly fields: readonly Field[];
}

/** An object that Salesforce itself brings. Setup objects are readable by everyone, business objects by permission. */
export const standardObject = ({ name, keyPrefix, label, labelPlural, fields, ...rest }: StandardObject): SObject => ({
  name,
  label: label ?? name.replace(/([a-z])([A-Z])/g, '$1 $2'),
  labelPlural: labelPlural ?? `${label ?? name.replace(/([a-z])([A-Z])/g, '$1 $2')}s`,
  keyPrefix,
  custom: false,
  sharingModel: rest.sharingModel ?? 'Read',
  access: rest.access ?? { by: 'everyone' },
  fields: new Map(fields.map((field) => [field.name.toLowerCase(), field])),
  validationRules: [],
});
