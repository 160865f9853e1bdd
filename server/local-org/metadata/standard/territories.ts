import {
  auditFields,
  byOrg,
  checkbox,
  idField,
  isDeleted,
  longText,
  lookup,
  mandatory,
  picklist,
  text,
} from '../field-kinds.ts';
import type { Field, SObject } from '../schema.ts';
import { standardObject } from './standard-object.ts';

const developerName = text('DeveloperName', 80, { permissionable: false });

export const territory2Model: SObject = standardObject({
  name: 'Territory2Model',
  label: 'Territory Model',
  keyPrefix: '0MA',
  fields: [
    idField,
    text('Name', 80, mandatory({ nameField: true })),
    developerName,
    picklist('State', ['Planning', 'Active', 'Archived', 'Cloning'], {
      defaultValue: 'Planning',
      permissionable: false,
    }),
    longText('Description', 1000, { permissionable: false }),
    ...auditFields,
  ],
});

export const territory2Type: SObject = standardObject({
  name: 'Territory2Type',
  label: 'Territory Type',
  keyPrefix: '0M5',
  fields: [idField, text('MasterLabel', 80, mandatory({ nameField: true })), developerName, ...auditFields],
});

export const territory2: SObject = standardObject({
  name: 'Territory2',
  label: 'Territory',
  labelPlural: 'Territories',
  keyPrefix: '0MI',
  fields: [
    idField,
    text('Name', 80, mandatory({ nameField: true, label: 'Territory Label' })),
    lookup('Territory2TypeId', 'Territory2Type', undefined, { permissionable: false }),
    lookup('Territory2ModelId', 'Territory2Model', 'Territories', mandatory({ updateable: false })),
    lookup('ParentTerritory2Id', 'Territory2', 'ChildTerritories', { permissionable: false }),
    lookup('ForecastUserId', 'User', undefined, { permissionable: false }),
    longText('Description', 1000, { permissionable: false }),
    developerName,
    ...auditFields,
  ],
});

/** The key prefixes of both associations are the local org's own. */
export const userTerritory2Association: SObject = standardObject({
  name: 'UserTerritory2Association',
  label: 'User Territory Association',
  keyPrefix: '0MU',
  fields: [
    idField,
    lookup('UserId', 'User', undefined, mandatory({ updateable: false })),
    lookup('Territory2Id', 'Territory2', undefined, mandatory({ updateable: false })),
    checkbox('IsActive', byOrg({ defaultValue: true })),
    picklist('RoleInTerritory2', ['Owner', 'Administrator', 'Sales Rep'], { permissionable: false }),
    ...auditFields.filter(({ name }) => !name.startsWith('Created')),
  ],
});

export const objectTerritory2Association: SObject = standardObject({
  name: 'ObjectTerritory2Association',
  label: 'Object Territory Association',
  keyPrefix: '0MO',
  fields: [
    idField,
    isDeleted,
    lookup('ObjectId', 'Account', 'ObjectTerritory2Associations', mandatory({ updateable: false })),
    lookup('Territory2Id', 'Territory2', 'ObjectTerritory2Associations', mandatory({ updateable: false })),
    picklist('AssociationCause', ['Territory2AssignmentRule', 'Territory2Manual', 'Territory2Api'], {
      defaultValue: 'Territory2Manual',
      permissionable: false,
    }),
    text('SobjectType', 40, byOrg({ defaultValue: 'Account' })),
    ...auditFields.filter(({ name }) => !name.startsWith('Created')),
  ],
});

/** What a deal has of it. */
export const territoryFields: readonly Field[] = [
  lookup('Territory2Id', 'Territory2', undefined, { label: 'Territory ID', permissionable: false }),
  checkbox('IsExcludedFromTerritory2Filter', { label: 'Exclude from the territory assignment filter logic' }),
];
