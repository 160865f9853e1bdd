import { customField } from './custom-field.ts';
import { auditFields, byOrg, date, idField, isDeleted, lookup, text, viewedFields } from './field-kinds.ts';
import { attempt, isDescribed, type DescribedComponent, type Report } from './package/described.ts';
import type { Component } from './package/component.ts';
import type { Field, SObject, ValidationRule } from './schema.ts';
import type { XmlElement } from './xml.ts';

/** What the components of one object say. */
export interface ObjectSource {
  readonly name: string;
  readonly object: XmlElement | undefined;
  readonly fields: readonly Field[];
  readonly validationRules: readonly ValidationRule[];
  /** The component of each field and rule. */
  readonly origins: ReadonlyMap<Field | ValidationRule, Component>;
  /** One of the components, to say where the object is spoken of. */
  readonly first: Component;
}

const validationRule = ({ fullName, xml }: DescribedComponent): ValidationRule => {
  const displayField = xml.text('errorDisplayField');
  return {
    name: xml.text('fullName') ?? fullName.slice(fullName.indexOf('.') + 1),
    active: xml.flag('active'),
    condition: xml.text('errorConditionFormula') ?? '',
    message: xml.text('errorMessage') ?? '',
    ...(displayField === undefined ? {} : { displayField }),
  };
};

const spoken = new Set(['CustomObject', 'CustomField', 'ValidationRule']);

const objectSource = (name: string, first: Component, parts: readonly Component[], report: Report): ObjectSource => {
  const origins = new Map<Field | ValidationRule, Component>();
  const readAll = <T extends Field | ValidationRule>(
    type: string,
    read: (component: DescribedComponent) => T,
  ): readonly T[] =>
    parts
      .filter((part) => part.type === type)
      .filter(isDescribed)
      .flatMap((part) => {
        const found = attempt(part, read, report);
        for (const one of found) origins.set(one, part);
        return found;
      });
  return {
    name,
    first,
    // A standard field's component only customises it (help text, tracking); the standard definition stays.
    fields: readAll('CustomField', ({ xml }) => customField(xml)).filter((field) => field.name.endsWith('__c')),
    validationRules: readAll('ValidationRule', validationRule),
    object: parts.find((part) => part.type === 'CustomObject' && part.xml !== undefined)?.xml,
    origins,
  };
};

/** Objects, fields and validation rules, put together by object; `report` hears of what cannot be used. */
export const objectSources = (components: readonly Component[], report: Report): readonly ObjectSource[] =>
  [
    ...Map.groupBy(
      components.filter(({ type }) => spoken.has(type)),
      ({ fullName }) => fullName.split('.')[0] ?? '',
    ),
  ].flatMap(([name, parts]) => {
    const [first] = parts;
    return first === undefined ? [] : [objectSource(name, first, parts, report)];
  });

const nameField = (xml: XmlElement | undefined): Field => {
  const label = xml?.text('label') ?? 'Name';
  if (xml?.text('type') !== 'AutoNumber') return text('Name', 80, { nameField: true, label });
  return text('Name', 80, {
    ...byOrg({ nillable: false }),
    nameField: true,
    label,
    autoNumber: xml.text('displayFormat') ?? '{0}',
  });
};

const sharingModels: Readonly<Record<string, SObject['sharingModel']>> = {
  Private: 'Private',
  Read: 'Read',
  ReadWrite: 'ReadWrite',
  ControlledByParent: 'ControlledByParent',
};

const systemFields = (xml: XmlElement, detail: boolean): readonly Field[] => [
  idField,
  ...(detail
    ? []
    : [lookup('OwnerId', ['Group', 'User'], undefined, { nillable: false, permissionable: false, label: 'Owner ID' })]),
  isDeleted,
  nameField(xml.one('nameField')),
  ...auditFields,
  ...(xml.flag('enableActivities') ? [date('LastActivityDate', byOrg())] : []),
  ...viewedFields,
];

/** A custom object of what speaks of it; its key prefix is given when a database takes it in. */
export const customObject = (
  name: string,
  xml: XmlElement,
  { fields: custom, validationRules }: Pick<ObjectSource, 'fields' | 'validationRules'>,
): SObject => {
  const detail = custom.some((one) => one.masterDetail);
  const label = xml.text('label') ?? name;
  return {
    name,
    label,
    labelPlural: xml.text('pluralLabel') ?? label,
    keyPrefix: '',
    custom: true,
    sharingModel: sharingModels[xml.text('sharingModel') ?? ''] ?? (detail ? 'ControlledByParent' : 'ReadWrite'),
    access: { by: 'permission' },
    fields: new Map([...systemFields(xml, detail), ...custom].map((one) => [one.name.toLowerCase(), one])),
    validationRules,
  };
};
