import { globSync } from 'node:fs';
import path from 'node:path';
import { customField } from './custom-field.ts';
import { auditFields, byOrg, date, idField, isDeleted, lookup, text, viewedFields } from './field-kinds.ts';
import type { Field, SObject, ValidationRule } from './schema.ts';
import { readXml, type XmlElement } from './xml.ts';

/** What one folder `objects/X` says; the same object may be spread over several package directories. */
export interface ObjectSource {
  readonly name: string;
  readonly object?: XmlElement;
  readonly fields: readonly Field[];
  readonly validationRules: readonly ValidationRule[];
  /** The file of each field and rule. */
  readonly files: ReadonlyMap<Field | ValidationRule, string>;
}

const validationRule = (file: string): ValidationRule => {
  const xml = readXml(file, 'ValidationRule');
  const displayField = xml.text('errorDisplayField');
  return {
    name: xml.text('fullName') ?? path.basename(file, '.validationRule-meta.xml'),
    active: xml.flag('active'),
    condition: xml.text('errorConditionFormula') ?? '',
    message: xml.text('errorMessage') ?? '',
    ...(displayField === undefined ? {} : { displayField }),
  };
};

/** Reads one object's folder in source format; `problems` collects what cannot be used, with the file's name. */
export const readObjectFolder = (folder: string, problems: string[]): ObjectSource => {
  const name = path.basename(folder);
  const attempt = <T>(file: string, read: () => T): readonly T[] => {
    try {
      return [read()];
    } catch (error) {
      problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  };
  const files = (pattern: string): readonly string[] =>
    globSync(pattern, { cwd: folder })
      .toSorted()
      .map((file) => path.join(folder, file));
  const sources = new Map<Field | ValidationRule, string>();
  const readAll = <T extends Field | ValidationRule>(pattern: string, read: (file: string) => T): readonly T[] =>
    files(pattern).flatMap((file) => {
      const found = attempt(file, () => read(file));
      for (const one of found) sources.set(one, file);
      return found;
    });
  const [object] = files('*.object-meta.xml').flatMap((file) => attempt(file, () => readXml(file, 'CustomObject')));
  return {
    name,
    ...(object === undefined ? {} : { object }),
    // A standard field's file only customises it (help text, tracking); the standard definition stays.
    fields: readAll('fields/*__c.field-meta.xml', (file) => customField(readXml(file, 'CustomField'))),
    validationRules: readAll('validationRules/*.validationRule-meta.xml', validationRule),
    files: sources,
  };
};

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

/** A custom object of the sources that speak of it; its key prefix is given when a database takes it in. */
export const customObject = (name: string, xml: XmlElement, sources: readonly ObjectSource[]): SObject => {
  const custom = sources.flatMap((source) => source.fields);
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
    validationRules: sources.flatMap((source) => source.validationRules),
  };
};
