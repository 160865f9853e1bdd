import type { Field, FieldType, Schema, SObject } from '../metadata/schema.ts';
import type { Actor } from '../org.ts';
import { nameFieldOf } from './record-fields.ts';
import { isUiApiObject, readableFields, readableObjects } from './supported-objects.ts';

const dataTypes: Readonly<Record<FieldType, string>> = {
  id: 'String',
  string: 'String',
  textarea: 'TextArea',
  picklist: 'Picklist',
  multipicklist: 'MultiPicklist',
  boolean: 'Boolean',
  int: 'Int',
  double: 'Double',
  currency: 'Currency',
  percent: 'Percent',
  date: 'Date',
  datetime: 'DateTime',
  reference: 'Reference',
  email: 'Email',
  phone: 'Phone',
  url: 'Url',
  address: 'Address',
};

const fieldInfo = (schema: Schema, actor: Actor, object: SObject, field: Field) => ({
  apiName: field.name,
  calculated: field.formula !== undefined,
  compound: field.type === 'address',
  controllerName: null,
  controllingFields: [],
  createable: field.createable && actor.mayField('edit', object.name, field.name),
  custom: field.custom,
  dataType: dataTypes[field.type],
  filterable: field.type !== 'textarea' || field.length <= 255,
  htmlFormatted: false,
  inlineHelpText: field.helpText ?? null,
  label: field.label,
  length: field.length,
  nameField: field.nameField,
  polymorphicForeignKey: field.referenceTo.length > 1,
  precision: field.precision,
  reference: field.type === 'reference',
  referenceToInfos: field.referenceTo.flatMap((apiName) => {
    const target = schema.object(apiName);
    if (target === undefined || !isUiApiObject(target)) return [];
    const name = nameFieldOf(target)?.name;
    return [{ apiName, nameFields: name === undefined ? [] : [name] }];
  }),
  relationshipName: field.relationshipName ?? null,
  required: !field.nillable && field.createable && field.type !== 'boolean' && field.defaultValue === undefined,
  scale: field.scale,
  sortable: field.type !== 'textarea' || field.length <= 255,
  unique: field.unique,
  updateable: field.updateable && actor.mayField('edit', object.name, field.name),
});

/** An object as User Interface API describes it to one person: labels, rights, readable fields, children. */
export const objectInfo = (schema: Schema, actor: Actor, object: SObject) => ({
  apiName: object.name,
  childRelationships: [...readableObjects(schema, actor).values()].flatMap(({ object: child, fields }) =>
    fields.flatMap((field) =>
      field.referenceTo.includes(object.name) && field.childRelationshipName !== undefined
        ? [
            {
              childObjectApiName: child.name,
              fieldName: field.name,
              junctionIdListNames: [],
              junctionReferenceTo: [],
              relationshipName: field.childRelationshipName,
            },
          ]
        : [],
    ),
  ),
  createable: actor.may('create', object.name),
  custom: object.custom,
  defaultRecordTypeId: '012000000000000AAA',
  deletable: actor.may('delete', object.name),
  dependentFields: {},
  fields: Object.fromEntries(
    readableFields(actor, object).map((field) => [field.name, fieldInfo(schema, actor, object, field)]),
  ),
  keyPrefix: object.keyPrefix,
  label: object.label,
  labelPlural: object.labelPlural,
  layoutable: true,
  nameFields: [nameFieldOf(object)?.name].filter((name) => name !== undefined),
  queryable: true,
  recordTypeInfos: {
    '012000000000000AAA': {
      available: true,
      defaultRecordTypeMapping: true,
      master: true,
      name: 'Master',
      recordTypeId: '012000000000000AAA',
    },
  },
  searchable: true,
  updateable: actor.may('edit', object.name),
});

/** The active values of a picklist, as `getPicklistValues` gives them. */
export const picklistValues = (field: Field) => {
  const values = (field.picklist ?? [])
    .filter(({ active }) => active)
    .map(({ value, label }) => ({ attributes: null, label, validFor: [], value }));
  const initial = field.picklist?.find((entry) => entry.default);
  return {
    controllerValues: {},
    defaultValue:
      initial === undefined ? null : { attributes: null, label: initial.label, validFor: [], value: initial.value },
    values,
  };
};
