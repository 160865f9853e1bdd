import type { Field, FieldType } from '../metadata/schema.ts';

/** Types as formulas see them: currency and percent are numbers, ids and links are text. */
export type FormulaType = 'text' | 'number' | 'date' | 'datetime' | 'boolean' | 'picklist' | 'multipicklist' | 'null';

const labels: Readonly<Record<FormulaType, string>> = {
  text: 'Text',
  number: 'Number',
  date: 'Date',
  datetime: 'DateTime',
  boolean: 'Boolean',
  picklist: 'Picklist',
  multipicklist: 'Multi-Select Picklist',
  null: 'Null',
};

/** As Salesforce's messages call it. */
export const typeLabel = (type: FormulaType): string => labels[type];

const byFieldType: Readonly<Record<FieldType, FormulaType | undefined>> = {
  id: 'text',
  string: 'text',
  textarea: 'text',
  picklist: 'picklist',
  multipicklist: 'multipicklist',
  boolean: 'boolean',
  int: 'number',
  double: 'number',
  currency: 'number',
  percent: 'number',
  date: 'date',
  datetime: 'datetime',
  reference: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  address: undefined,
};

/** Undefined for compound fields, which formulas cannot name. */
export const typeOfField = (field: Pick<Field, 'type'>): FormulaType | undefined => byFieldType[field.type];

export const isPicklist = (type: FormulaType): boolean => type === 'picklist' || type === 'multipicklist';

/** The type both have, NULL having any; undefined where they have none in common. */
export const commonType = (one: FormulaType, other: FormulaType): FormulaType | undefined => {
  if (one === 'null') return other;
  return other === 'null' || one === other ? one : undefined;
};
