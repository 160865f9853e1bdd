import {
  auditFields,
  byOrg,
  checkbox,
  datetime,
  idField,
  lookup,
  longText,
  mandatory,
  picklist,
  text,
} from '../field-kinds.ts';
import type { SObject } from '../schema.ts';
import { standardObject } from './standard-object.ts';

export const permissionSet: SObject = standardObject({
  name: 'PermissionSet',
  keyPrefix: '0PS',
  fields: [
    idField,
    text('Name', 80, mandatory({ nameField: true, unique: true })),
    text('Label', 80, mandatory()),
    longText('Description', 255),
    checkbox('IsOwnedByProfile', byOrg()),
    checkbox('IsCustom', byOrg({ defaultValue: true })),
    lookup('ProfileId', 'Profile', undefined, byOrg()),
    lookup('PermissionSetGroupId', 'PermissionSetGroup', undefined, byOrg()),
    picklist('Type', ['Regular', 'Standard', 'Session', 'Group'], byOrg({ defaultValue: 'Regular' })),
    text('NamespacePrefix', 15, byOrg()),
    ...auditFields,
  ],
});

export const permissionSetGroup: SObject = standardObject({
  name: 'PermissionSetGroup',
  keyPrefix: '0PG',
  fields: [
    idField,
    text('DeveloperName', 80, mandatory({ nameField: true, unique: true })),
    text('MasterLabel', 80, mandatory()),
    longText('Description', 255),
    picklist('Status', ['Updated', 'Outdated', 'Updating', 'Failed'], byOrg({ defaultValue: 'Updated' })),
    ...auditFields,
  ],
});

export const permissionSetGroupComponent: SObject = standardObject({
  name: 'PermissionSetGroupComponent',
  keyPrefix: '0PM',
  fields: [
    idField,
    lookup('PermissionSetGroupId', 'PermissionSetGroup', 'PermissionSetGroupComponents', mandatory()),
    lookup('PermissionSetId', 'PermissionSet', 'PermissionSetGroupComponents', mandatory()),
    ...auditFields,
  ],
});

export const permissionSetAssignment: SObject = standardObject({
  name: 'PermissionSetAssignment',
  keyPrefix: '0Pa',
  fields: [
    idField,
    lookup('PermissionSetId', 'PermissionSet', 'Assignments', { permissionable: false }),
    lookup('PermissionSetGroupId', 'PermissionSetGroup', 'Assignments', { permissionable: false }),
    lookup('AssigneeId', 'User', 'PermissionSetAssignments', mandatory()),
    checkbox('IsActive', byOrg({ defaultValue: true })),
    ...auditFields,
  ],
});

export const group: SObject = standardObject({
  name: 'Group',
  keyPrefix: '00G',
  fields: [
    idField,
    text('Name', 40, mandatory({ nameField: true })),
    text('DeveloperName', 80, { permissionable: false }),
    lookup('RelatedId', ['User', 'UserRole'], undefined, byOrg()),
    picklist('Type', ['Regular', 'Role', 'RoleAndSubordinates', 'Organization', 'Queue'], {
      defaultValue: 'Regular',
      permissionable: false,
    }),
    checkbox('DoesIncludeBosses', { defaultValue: true, permissionable: false }),
    ...auditFields,
  ],
});

export const groupMember: SObject = standardObject({
  name: 'GroupMember',
  keyPrefix: '011',
  fields: [
    idField,
    lookup('GroupId', 'Group', 'GroupMembers', mandatory()),
    lookup('UserOrGroupId', ['User', 'Group'], undefined, mandatory()),
    ...auditFields,
  ],
});

export const customPermission: SObject = standardObject({
  name: 'CustomPermission',
  keyPrefix: '0CP',
  access: { by: 'setup' },
  fields: [
    idField,
    text('DeveloperName', 80, mandatory({ nameField: true, unique: true })),
    text('MasterLabel', 80, mandatory()),
    longText('Description', 255),
    checkbox('IsLicensed', byOrg()),
    checkbox('IsProtected', byOrg()),
    text('NamespacePrefix', 15, byOrg()),
    ...auditFields,
  ],
});

/** What a permission set opens beside objects and fields; here custom permissions alone. */
export const setupEntityAccess: SObject = standardObject({
  name: 'SetupEntityAccess',
  keyPrefix: '0J0',
  access: { by: 'setup' },
  fields: [
    idField,
    lookup('ParentId', 'PermissionSet', 'SetupEntityAccessItems', mandatory()),
    lookup('SetupEntityId', 'CustomPermission', 'SetupEntityAccessItems', mandatory()),
    picklist('SetupEntityType', ['CustomPermission'], byOrg({ defaultValue: 'CustomPermission' })),
    datetime('SystemModstamp', byOrg({ nillable: false })),
  ],
});
