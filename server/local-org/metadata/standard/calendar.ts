import { byOrg, checkbox, date, datetime, idField, lookup, mandatory, picklist, text, whole } from '../field-kinds.ts';
import type { SObject } from '../schema.ts';
import { standardObject } from './standard-object.ts';

/** One row per fiscal year; the org writes its periods from it. Salesforce makes it by Setup, never by the API. */
export const fiscalYearSettings: SObject = standardObject({
  name: 'FiscalYearSettings',
  labelPlural: 'Fiscal Year Settings',
  keyPrefix: '022',
  fields: [
    idField,
    lookup('PeriodId', 'Period', undefined, byOrg()),
    date('StartDate', byOrg()),
    date('EndDate', byOrg()),
    text('Name', 80, byOrg({ nameField: true })),
    checkbox('IsStandardYear', byOrg({ defaultValue: true })),
    picklist('YearType', ['Standard', 'Custom'], byOrg({ defaultValue: 'Standard' })),
    picklist('QuarterLabelScheme', ['NumberByYear'], byOrg({ defaultValue: 'NumberByYear' })),
    picklist('PeriodLabelScheme', ['NumberByYear'], byOrg({ defaultValue: 'NumberByYear' })),
    picklist('WeekLabelScheme', ['NumberByYear'], byOrg({ defaultValue: 'NumberByYear' })),
    text('QuarterPrefix', 80, byOrg()),
    text('PeriodPrefix', 80, byOrg()),
    whole('WeekStartDay', byOrg({ defaultValue: 1 })),
    text('Description', 255, byOrg()),
    datetime('SystemModstamp', byOrg({ nillable: false })),
  ],
});

export const period: SObject = standardObject({
  name: 'Period',
  keyPrefix: '026',
  label: 'Fiscal Period',
  fields: [
    idField,
    lookup('FiscalYearSettingsId', 'FiscalYearSettings', 'Periods', byOrg()),
    picklist('Type', ['Month', 'Quarter', 'Week', 'Year'], byOrg()),
    date('StartDate', byOrg(mandatory())),
    date('EndDate', byOrg(mandatory())),
    datetime('SystemModstamp', byOrg({ nillable: false })),
    checkbox('IsForecastPeriod', byOrg()),
    picklist('QuarterLabel', [], byOrg()),
    picklist('PeriodLabel', [], byOrg()),
    whole('Number', byOrg()),
    text('FullyQualifiedLabel', 80, byOrg({ nameField: true })),
  ],
});
