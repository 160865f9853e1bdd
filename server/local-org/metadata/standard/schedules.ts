import {
  auditFields,
  currency,
  date,
  decimal,
  idField,
  isDeleted,
  lookup,
  mandatory,
  picklist,
  text,
} from '../field-kinds.ts';
import type { SObject } from '../schema.ts';
import { standardObject } from './standard-object.ts';

/** When a product of a deal is delivered or paid, in parts. */
export const opportunityLineItemSchedule: SObject = standardObject({
  name: 'OpportunityLineItemSchedule',
  label: 'Opportunity Product Schedule',
  keyPrefix: '00o',
  sharingModel: 'ControlledByParent',
  access: { by: 'parent', parent: 'OpportunityLineItem' },
  fields: [
    idField,
    lookup(
      'OpportunityLineItemId',
      'OpportunityLineItem',
      'OpportunityLineItemSchedules',
      mandatory({ updateable: false, masterDetail: true }),
    ),
    picklist('Type', ['Quantity', 'Revenue', 'Both'], mandatory({ updateable: false })),
    currency('Revenue', { permissionable: false }),
    decimal('Quantity', 12, 2, { permissionable: false }),
    text('Description', 80, { permissionable: false }),
    date('ScheduleDate', mandatory()),
    ...auditFields,
    isDeleted,
  ],
});
