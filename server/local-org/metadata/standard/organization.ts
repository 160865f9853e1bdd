import {
  address,
  auditFields,
  byOrg,
  checkbox,
  datetime,
  idField,
  mandatory,
  phone,
  picklist,
  text,
  whole,
} from '../field-kinds.ts';
import type { SObject } from '../schema.ts';
import { standardObject } from './standard-object.ts';

const fiscalStart = { label: 'Fiscal Year Starts In', defaultValue: 1 };

export const organization: SObject = standardObject({
  name: 'Organization',
  keyPrefix: '00D',
  fields: [
    idField,
    text('Name', 80, mandatory({ nameField: true })),
    text('Division', 80),
    ...address(''),
    phone('Phone'),
    text('PrimaryContact', 80),
    text('DefaultLocaleSidKey', 40, { defaultValue: 'en_US' }),
    text('TimeZoneSidKey', 40, { defaultValue: 'UTC' }),
    text('LanguageLocaleKey', 40, { defaultValue: 'en_US' }),
    whole('FiscalYearStartMonth', fiscalStart),
    checkbox('UsesStartDateAsFiscalYearName'),
    picklist('OrganizationType', ['Developer Edition', 'Enterprise Edition', 'Unlimited Edition'], {
      defaultValue: 'Developer Edition',
    }),
    text('NamespacePrefix', 15),
    text('InstanceName', 5, { defaultValue: 'LOCAL' }),
    checkbox('IsSandbox'),
    // Scratch orgs and trials have one; clients tell by it what kind of org they speak to.
    datetime('TrialExpirationDate', byOrg()),
    text('DefaultCurrencyIsoCode', 3, { label: 'Default Currency ISO Code' }),
    ...auditFields,
  ],
});
