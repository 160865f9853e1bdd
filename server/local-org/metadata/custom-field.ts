import { field as makeField, type FieldOptions } from './field-kinds.ts';
import type { Field, FieldType, PicklistValue } from './schema.ts';
import type { XmlElement } from './xml.ts';

/** Metadata names of field types → describe names. What is missing here is refused, not guessed. */
export const fieldTypes: Readonly<Record<string, FieldType>> = {
  Text: 'string',
  AutoNumber: 'string',
  TextArea: 'textarea',
  LongTextArea: 'textarea',
  Html: 'textarea',
  Picklist: 'picklist',
  MultiselectPicklist: 'multipicklist',
  Checkbox: 'boolean',
  Number: 'double',
  Currency: 'currency',
  Percent: 'percent',
  Date: 'date',
  DateTime: 'datetime',
  Lookup: 'reference',
  MasterDetail: 'reference',
  Email: 'email',
  Phone: 'phone',
  Url: 'url',
};
const presetLength: Readonly<Record<string, number>> = {
  TextArea: 255,
  Picklist: 255,
  MultiselectPicklist: 4099,
  Lookup: 18,
  MasterDetail: 18,
  Email: 80,
  Phone: 40,
  Url: 255,
  AutoNumber: 30,
  Text: 255,
};

const picklistOf = (xml: XmlElement): readonly PicklistValue[] =>
  (xml.one('valueSet')?.one('valueSetDefinition')?.all('value') ?? []).map((value) => ({
    value: value.text('fullName') ?? '',
    label: value.text('label') ?? value.text('fullName') ?? '',
    default: value.flag('default'),
    active: value.text('isActive') !== 'false',
  }));

const isConstant = /^(true|false|-?\d+(\.\d+)?|'[^']*'|"[^"]*")$/i;

/** A default that is a constant can be used at once; anything else is a formula and stays text. */
const presetOf = (type: FieldType, xml: XmlElement, values: readonly PicklistValue[]): FieldOptions => {
  const preset = values.find((value) => value.default);
  if (preset !== undefined) return { defaultValue: preset.value };
  const formula = xml.text('defaultValue');
  if (formula === undefined || formula === '') return type === 'boolean' ? { defaultValue: false } : {};
  if (!isConstant.test(formula)) return { defaultFormula: formula };
  if (type === 'boolean') return { defaultValue: formula.toLowerCase() === 'true' };
  if (/^['"]/.test(formula)) return { defaultValue: formula.slice(1, -1) };
  return { defaultValue: Number(formula) };
};

const formulaOf = (formula: string, xml: XmlElement): FieldOptions => ({
  formula,
  formulaTreatBlanksAs: xml.text('formulaTreatBlanksAs') === 'BlankAsBlank' ? 'BlankAsBlank' : 'BlankAsZero',
});

const relationOf = (name: string, kind: string, xml: XmlElement): FieldOptions => {
  if (kind !== 'Lookup' && kind !== 'MasterDetail') return {};
  const child = xml.text('relationshipName');
  return {
    referenceTo: xml.texts('referenceTo'),
    relationshipName: name.replace(/__c$/, '__r'),
    ...(child === undefined || child === '' ? {} : { childRelationshipName: `${child}__r` }),
    masterDetail: kind === 'MasterDetail',
    writeRequiresMasterRead: kind === 'MasterDetail' && xml.flag('writeRequiresMasterRead'),
  };
};

/**
 * A custom field from `fields/X__c.field-meta.xml`.
 * @throws Error naming the field, for types that the local org does not have.
 */
export const customField = (xml: XmlElement): Field => {
  const name = xml.text('fullName') ?? '';
  const kind = xml.text('type') ?? '';
  const type = fieldTypes[kind];
  if (type === undefined) throw new Error(`field ${name}: the local org has no field type ${kind}`);
  const formula = xml.text('formula');
  const required = xml.flag('required') || kind === 'MasterDetail' || type === 'boolean';
  const picklist = picklistOf(xml);
  const readOnly = formula !== undefined || kind === 'AutoNumber';
  const helpText = xml.text('inlineHelpText');
  return makeField(name, type, {
    label: xml.text('label') ?? name,
    ...(helpText === undefined ? {} : { helpText }),
    length: xml.number('length') ?? presetLength[kind] ?? 0,
    precision: xml.number('precision') ?? 0,
    scale: xml.number('scale') ?? 0,
    nillable: !required,
    createable: !readOnly,
    updateable: !readOnly && (kind !== 'MasterDetail' || xml.flag('reparentableMasterDetail')),
    unique: xml.flag('unique'),
    caseSensitive: xml.flag('caseSensitive'),
    externalId: xml.flag('externalId'),
    restrictedPicklist: xml.one('valueSet')?.flag('restricted') ?? false,
    custom: true,
    permissionable: !xml.flag('required') && kind !== 'MasterDetail',
    ...(picklist.length > 0 ? { picklist } : {}),
    ...(kind === 'AutoNumber' ? { autoNumber: xml.text('displayFormat') ?? '{0}' } : {}),
    ...relationOf(name, kind, xml),
    ...(formula === undefined ? presetOf(type, xml, picklist) : formulaOf(formula, xml)),
  });
};
