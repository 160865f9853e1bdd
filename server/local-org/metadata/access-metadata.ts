import path from 'node:path';
import { readXml, type XmlElement } from './xml.ts';

export interface ObjectPermission {
  readonly object: string;
  readonly read: boolean;
  readonly create: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
}

export interface FieldPermission {
  readonly object: string;
  readonly field: string;
  readonly read: boolean;
  readonly edit: boolean;
}

export interface PermissionSetMetadata {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly objects: readonly ObjectPermission[];
  readonly fields: readonly FieldPermission[];
  readonly userPermissions: readonly string[];
  readonly customPermissions: readonly string[];
}

export interface CustomPermissionMetadata {
  readonly name: string;
  readonly label: string;
  readonly description: string;
}

export interface PermissionSetGroupMetadata {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly permissionSets: readonly string[];
}

export interface GroupMetadata {
  readonly name: string;
  readonly label: string;
  readonly includesBosses: boolean;
}

/** Who a sharing rule names: a public group, a role, a role with all below it, or everybody. */
export interface SharingParty {
  readonly kind: 'group' | 'role' | 'roleAndSubordinates' | 'allInternalUsers';
  readonly name: string;
}

export interface SharingCriterion {
  readonly field: string;
  readonly operation: string;
  readonly value: string;
}

export interface SharingRule {
  readonly name: string;
  readonly object: string;
  readonly access: 'Read' | 'Edit';
  readonly sharedTo: SharingParty;
  /** Owner-based rules: whose records. */
  readonly sharedFrom?: SharingParty;
  /** Criteria-based rules: all of these hold. */
  readonly criteria: readonly SharingCriterion[];
}

const baseName = (file: string, suffix: string): string => path.basename(file, `.${suffix}-meta.xml`);
const enabledNames = (elements: readonly XmlElement[]): readonly string[] =>
  elements.filter((element) => element.flag('enabled')).flatMap((element) => element.texts('name'));

const fieldPermission = (xml: XmlElement): FieldPermission => {
  const [object = '', field = ''] = (xml.text('field') ?? '').split('.');
  const edit = xml.flag('editable');
  return { object, field, read: edit || xml.flag('readable'), edit };
};

export const permissionSet = (file: string): PermissionSetMetadata => {
  const xml = readXml(file, 'PermissionSet');
  return {
    name: baseName(file, 'permissionset'),
    label: xml.text('label') ?? baseName(file, 'permissionset'),
    description: xml.text('description') ?? '',
    objects: xml.all('objectPermissions').map((one) => ({
      object: one.text('object') ?? '',
      read: one.flag('allowRead'),
      create: one.flag('allowCreate'),
      edit: one.flag('allowEdit'),
      delete: one.flag('allowDelete'),
      viewAll: one.flag('viewAllRecords') || one.flag('modifyAllRecords'),
      modifyAll: one.flag('modifyAllRecords'),
    })),
    fields: xml.all('fieldPermissions').map(fieldPermission),
    userPermissions: enabledNames(xml.all('userPermissions')),
    customPermissions: enabledNames(xml.all('customPermissions')),
  };
};

export const customPermission = (file: string): CustomPermissionMetadata => {
  const xml = readXml(file, 'CustomPermission');
  const name = baseName(file, 'customPermission');
  return { name, label: xml.text('label') ?? name, description: xml.text('description') ?? '' };
};

export const permissionSetGroup = (file: string): PermissionSetGroupMetadata => {
  const xml = readXml(file, 'PermissionSetGroup');
  return {
    name: baseName(file, 'permissionsetgroup'),
    label: xml.text('label') ?? baseName(file, 'permissionsetgroup'),
    description: xml.text('description') ?? '',
    permissionSets: xml.texts('permissionSets'),
  };
};

export const publicGroup = (file: string): GroupMetadata => {
  const xml = readXml(file, 'Group');
  return {
    name: baseName(file, 'group'),
    label: xml.text('name') ?? baseName(file, 'group'),
    includesBosses: xml.text('doesIncludeBosses') !== 'false',
  };
};

/** @throws Error for a party that the local org does not know: a rule that silently opens nothing is a trap. */
const party = (xml: XmlElement | undefined): SharingParty => {
  for (const kind of ['group', 'role', 'roleAndSubordinates', 'allInternalUsers'] as const) {
    const name = xml?.text(kind);
    if (name !== undefined) return { kind, name };
  }
  const internal = xml?.text('roleAndSubordinatesInternal');
  if (internal !== undefined) return { kind: 'roleAndSubordinates', name: internal };
  throw new Error('this kind of sharedTo/sharedFrom is not supported');
};

/** The sharing rules of one object, from `sharingRules/X.sharingRules-meta.xml`. */
export const sharingRules = (file: string): readonly SharingRule[] => {
  const xml = readXml(file, 'SharingRules');
  const object = baseName(file, 'sharingRules');
  const common = (rule: XmlElement): Omit<SharingRule, 'criteria'> => ({
    name: rule.text('fullName') ?? '',
    object,
    access: rule.text('accessLevel') === 'Edit' ? 'Edit' : 'Read',
    sharedTo: party(rule.one('sharedTo')),
  });
  const byCriteria = xml.all('sharingCriteriaRules').map((rule): SharingRule => {
    if (rule.text('booleanFilter') !== undefined) throw new Error('booleanFilter is not supported');
    return {
      ...common(rule),
      criteria: rule.all('criteriaItems').map((item) => ({
        field: item.text('field') ?? '',
        operation: item.text('operation') ?? '',
        value: item.text('value') ?? '',
      })),
    };
  });
  const byOwner = xml
    .all('sharingOwnerRules')
    .map((rule): SharingRule => ({ ...common(rule), sharedFrom: party(rule.one('sharedFrom')), criteria: [] }));
  return [...byCriteria, ...byOwner];
};
