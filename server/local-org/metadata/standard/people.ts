import {
  address,
  auditFields,
  byOrg,
  checkbox,
  datetime,
  email,
  idField,
  lookup,
  longText,
  mandatory,
  phone,
  picklist,
  text,
} from '../field-kinds.ts';
import type { SObject } from '../schema.ts';
import { standardObject } from './standard-object.ts';

const accessLevels = ['None', 'Read', 'Edit', 'All'];

export const userRole: SObject = standardObject({
  name: 'UserRole',
  keyPrefix: '00E',
  label: 'Role',
  fields: [
    idField,
    text('Name', 80, mandatory({ nameField: true })),
    lookup('ParentRoleId', 'UserRole', undefined, { permissionable: false }),
    text('RollupDescription', 80, { label: 'Description', permissionable: false }),
    picklist('OpportunityAccessForAccountOwner', accessLevels, { defaultValue: 'None', permissionable: false }),
    picklist('CaseAccessForAccountOwner', accessLevels, { defaultValue: 'None', permissionable: false }),
    picklist('ContactAccessForAccountOwner', accessLevels, { permissionable: false }),
    lookup('ForecastUserId', 'User', undefined, { permissionable: false }),
    text('DeveloperName', 80, { permissionable: false }),
    text('PortalType', 40, byOrg({ defaultValue: 'None' })),
    ...auditFields,
  ],
});

export const profile: SObject = standardObject({
  name: 'Profile',
  keyPrefix: '00e',
  fields: [
    idField,
    text('Name', 255, mandatory({ nameField: true })),
    text('UserType', 40, byOrg({ defaultValue: 'Standard' })),
    longText('Description', 255),
    ...auditFields,
  ],
});

export const user: SObject = standardObject({
  name: 'User',
  keyPrefix: '005',
  fields: [
    idField,
    text('Username', 80, mandatory({ unique: true })),
    text('LastName', 80, mandatory()),
    text('FirstName', 40, { permissionable: false }),
    text('Name', 121, byOrg({ nillable: false, nameField: true, label: 'Full Name' })),
    text('CompanyName', 80),
    text('Division', 80),
    text('Department', 80),
    text('Title', 80),
    ...address(''),
    email('Email', mandatory({ length: 128 })),
    phone('Phone'),
    phone('MobilePhone'),
    text('Alias', 8, mandatory()),
    text('CommunityNickname', 40, { permissionable: false }),
    checkbox('IsActive', { label: 'Active', permissionable: false }),
    text('TimeZoneSidKey', 40, mandatory({ label: 'Time Zone', defaultValue: 'UTC' })),
    lookup('UserRoleId', 'UserRole', 'Users', { label: 'Role ID', permissionable: false }),
    text('LocaleSidKey', 40, mandatory({ label: 'Locale', defaultValue: 'en_US' })),
    text('EmailEncodingKey', 40, mandatory({ label: 'Email Encoding', defaultValue: 'UTF-8' })),
    lookup('ProfileId', 'Profile', 'Users', mandatory()),
    picklist('UserType', ['Standard', 'AutomatedProcess'], byOrg({ defaultValue: 'Standard' })),
    text('LanguageLocaleKey', 40, mandatory({ label: 'Language', defaultValue: 'en_US' })),
    text('EmployeeNumber', 20),
    lookup('ManagerId', 'User', 'ManagedUsers', { permissionable: false }),
    datetime('LastLoginDate', byOrg()),
    checkbox('ForecastEnabled', { label: 'Allow Forecasting', permissionable: false }),
    text('FederationIdentifier', 512, { permissionable: false }),
    longText('AboutMe', 1000),
    ...auditFields,
  ],
});
