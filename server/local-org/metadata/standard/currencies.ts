import {
  auditFields,
  byOrg,
  checkbox,
  date,
  decimal,
  idField,
  mandatory,
  picklist,
  text,
  whole,
} from '../field-kinds.ts';
import type { Field, SObject } from '../schema.ts';
import { standardObject } from './standard-object.ts';

/** The currencies of the org; the corporate one has the rate 1. */
export const currencyType: SObject = standardObject({
  name: 'CurrencyType',
  keyPrefix: '01L',
  fields: [
    idField,
    text('IsoCode', 3, mandatory({ nameField: true, updateable: false, unique: true, label: 'Currency ISO Code' })),
    decimal('ConversionRate', 18, 6, mandatory()),
    whole('DecimalPlaces', { defaultValue: 2, permissionable: false }),
    checkbox('IsActive', { label: 'Active', permissionable: false }),
    checkbox('IsCorporate', byOrg({ label: 'Corporate Currency' })),
    ...auditFields,
  ],
});

/** Advanced currency management: rates from a day on, until the next. */
export const datedConversionRate: SObject = standardObject({
  name: 'DatedConversionRate',
  keyPrefix: '04w',
  fields: [
    idField,
    text('IsoCode', 3, mandatory({ nameField: true, updateable: false, label: 'Currency ISO Code' })),
    date('StartDate', mandatory({ updateable: false })),
    date('NextStartDate', byOrg()),
    decimal('ConversionRate', 18, 6, mandatory()),
    ...auditFields,
  ],
});

const codeField: Field = picklist('CurrencyIsoCode', [], { label: 'Currency ISO Code', permissionable: false });

const withCode = new Set([
  'Account',
  'Campaign',
  'CampaignMember',
  'Contact',
  'Lead',
  'Opportunity',
  'OpportunityLineItem',
  'OpportunityLineItemSchedule',
  'OpportunitySplit',
  'PricebookEntry',
  'Product2',
]);

/** The fields that an object has where the org has several currencies. */
export const currencyFields = ({ name, custom }: SObject): readonly Field[] => {
  if (name === 'User') {
    return [codeField, { ...codeField, name: 'DefaultCurrencyIsoCode', label: 'Default Currency ISO Code' }];
  }
  if (name === 'OpportunityHistory') return [{ ...codeField, createable: false, updateable: false }];
  return withCode.has(name) || (custom && name.endsWith('__c')) ? [codeField] : [];
};
