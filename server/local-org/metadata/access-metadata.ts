import type { DescribedComponent } from './package/described.ts';
import type { XmlElement } from './xml.ts';

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

const enabledNames = (elements: readonly XmlElement[]): readonly string[] =>
  elements.filter((element) => element.flag('enabled')).flatMap((element) => element.texts('name'));

const fieldPermission = (xml: XmlElement): FieldPermission => {
  const [object = '', field = ''] = (xml.text('field') ?? '').split('.');
  const edit = xml.flag('editable');
  return { object, field, read: edit || xml.flag('readable'), edit };
};

export const permissionSet = ({ fullName, xml }: DescribedComponent): PermissionSetMetadata => ({
  name: fullName,
  label: xml.text('label') ?? fullName,
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
});

export const customPermission = ({ fullName, xml }: DescribedComponent): CustomPermissionMetadata => ({
  name: fullName,
  label: xml.text('label') ?? fullName,
  description: xml.text('description') ?? '',
});

export const permissionSetGroup = ({ fullName, xml }: DescribedComponent): PermissionSetGroupMetadata => ({
  name: fullName,
  label: xml.text('label') ?? fullName,
  description: xml.text('description') ?? '',
  permissionSets: xml.texts('permissionSets'),
});

export const publicGroup = ({ fullName, xml }: DescribedComponent): GroupMetadata => ({
  name: fullName,
  label: xml.text('name') ?? fullName,
  includesBosses: xml.text('doesIncludeBosses') !== 'false',
});

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

const commonOfRule = ({ fullName, xml }: DescribedComponent): Omit<SharingRule, 'criteria'> => {
  const [object = ''] = fullName.split('.');
  return {
    name: fullName.slice(object.length + 1),
    object,
    access: xml.text('accessLevel') === 'Edit' ? 'Edit' : 'Read',
    sharedTo: party(xml.one('sharedTo')),
  };
};

/** A `SharingCriteriaRule`: it shares what its records say. @throws Error for what the local org does not do. */
export const criteriaRule = (component: DescribedComponent): SharingRule => {
  const { xml } = component;
  if (xml.text('booleanFilter') !== undefined) throw new Error('booleanFilter is not supported');
  return {
    ...commonOfRule(component),
    criteria: xml.all('criteriaItems').map((item) => ({
      field: item.text('field') ?? '',
      operation: item.text('operation') ?? '',
      value: item.text('value') ?? '',
    })),
  };
};

/** A `SharingOwnerRule`: it shares the records of certain owners. @throws Error for what the local org does not do. */
export const ownerRule = (component: DescribedComponent): SharingRule => ({
  ...commonOfRule(component),
  sharedFrom: party(component.xml.one('sharedFrom')),
  criteria: [],
});
