import { byOrg, datetime, idField, isDeleted, lookup, mandatory, picklist, text } from '../field-kinds.ts';
import type { SObject } from '../schema.ts';
import { standardObject } from './standard-object.ts';

/** A row per change of a tracked field. Nothing changes it later, so it has no stamp of its last change. */
export const opportunityFieldHistory: SObject = standardObject({
  name: 'OpportunityFieldHistory',
  labelPlural: 'Opportunity Field Histories',
  keyPrefix: '017',
  sharingModel: 'ControlledByParent',
  access: { by: 'parent', parent: 'Opportunity' },
  fields: [
    idField,
    isDeleted,
    lookup('OpportunityId', 'Opportunity', 'Histories', { ...mandatory(), ...byOrg(), masterDetail: true }),
    lookup('CreatedById', 'User', undefined, byOrg({ nillable: false })),
    datetime('CreatedDate', byOrg({ nillable: false })),
    text('Field', 255, byOrg({ nillable: false })),
    picklist('DataType', ['Text', 'EntityId', 'Currency', 'Percent', 'Date', 'DateTime'], byOrg()),
    text('OldValue', 255, byOrg()),
    text('NewValue', 255, byOrg()),
  ],
});
