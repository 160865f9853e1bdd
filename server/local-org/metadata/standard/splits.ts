import {
  auditFields,
  byOrg,
  checkbox,
  currency,
  idField,
  isDeleted,
  lookup,
  mandatory,
  percent,
  picklist,
  text,
} from '../field-kinds.ts';
import type { SObject } from '../schema.ts';
import { standardObject } from './standard-object.ts';

/** Revenue adds up to the whole deal, an overlay does not. The key prefixes of both objects are the local org's own. */
export const opportunitySplitType: SObject = standardObject({
  name: 'OpportunitySplitType',
  keyPrefix: '1S1',
  fields: [
    idField,
    text('MasterLabel', 80, mandatory({ nameField: true, label: 'Split Type Label' })),
    text('DeveloperName', 80, { permissionable: false }),
    text('SplitField', 80, byOrg({ defaultValue: 'Amount' })),
    checkbox('IsActive', { label: 'Active', permissionable: false }),
    checkbox('IsTotalValidated', { permissionable: false }),
    picklist('SplitDataStatus', ['Enabled'], byOrg({ defaultValue: 'Enabled' })),
    ...auditFields,
    isDeleted,
  ],
});

export const opportunitySplit: SObject = standardObject({
  name: 'OpportunitySplit',
  keyPrefix: '1S2',
  sharingModel: 'ControlledByParent',
  access: { by: 'parent', parent: 'Opportunity' },
  fields: [
    idField,
    isDeleted,
    lookup('OpportunityId', 'Opportunity', 'OpportunitySplits', mandatory({ updateable: false, masterDetail: true })),
    lookup('SplitOwnerId', 'User', undefined, mandatory({ updateable: false })),
    lookup('SplitTypeId', 'OpportunitySplitType', undefined, mandatory({ updateable: false })),
    percent('SplitPercentage', 16, 2, mandatory({ label: 'Percent (%)' })),
    currency('SplitAmount', byOrg()),
    text('SplitNote', 255, { permissionable: false }),
    ...auditFields,
  ],
});
