import { fieldTypes } from '../../custom-field.ts';
import { field as makeField } from '../../field-kinds.ts';
import type { Field, FieldType, Schema, SObject } from '../../schema.ts';
import { standardObjects } from '../../standard/index.ts';
import type { OrgField, OrgObject } from '../org-object.ts';
import type { OrgView } from '../org-view.ts';

const types: Readonly<Record<string, FieldType>> = { ...fieldTypes, Id: 'id', Hierarchy: 'reference' };

/** The type of a field in formulas; undefined for those that the local org's formulas do not know (times, places, secrets). */
export const formulaTypeOf = (field: OrgField): FieldType | undefined => types[field.kind ?? ''];

const toField = (field: OrgField): Field | undefined => {
  const type = formulaTypeOf(field);
  if (type === undefined) return undefined;
  const xml = field.component?.xml;
  return makeField(field.name, type, {
    length: field.kind === 'LongTextArea' || field.kind === 'Html' ? 131072 : 255,
    scale: xml?.number('scale') ?? 0,
    referenceTo: field.referenceTo,
    ...(field.relationship === undefined ? {} : { relationshipName: field.relationship }),
    custom: field.custom,
  });
};

const toObject = (object: OrgObject): SObject => {
  const modelled = standardObjects.find((one) => one.name === object.name);
  const fields = new Map(modelled?.fields);
  for (const [key, field] of object.fields) {
    const made = fields.has(key) ? undefined : toField(field);
    if (made !== undefined) fields.set(key, made);
  }
  return {
    name: object.name,
    label: object.name,
    labelPlural: object.name,
    keyPrefix: '',
    custom: object.custom,
    sharingModel: 'ReadWrite',
    fields,
    validationRules: [],
    access: { by: 'permission' },
  };
};

const made = new WeakMap<OrgView, Schema>();

/** The org's objects as the formula checker wants them, made as they are asked for. */
export const formulaSchema = (org: OrgView): Schema => {
  const known = made.get(org);
  if (known !== undefined) return known;
  const objects = new Map<string, SObject | undefined>();
  const schema: Schema = {
    objects: [],
    object: (name) => {
      const key = name.toLowerCase();
      if (!objects.has(key)) {
        const found = org.object(name);
        objects.set(key, found === undefined ? undefined : toObject(found));
      }
      return objects.get(key);
    },
  };
  made.set(org, schema);
  return schema;
};
