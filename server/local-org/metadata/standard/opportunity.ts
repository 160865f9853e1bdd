import {
  auditFields,
  byOrg,
  checkbox,
  currency,
  date,
  datetime,
  decimal,
  idField,
  isDeleted,
  longText,
  lookup,
  mandatory,
  percent,
  picklist,
  text,
  viewedFields,
  whole,
} from '../field-kinds.ts';
import type { SObject } from '../schema.ts';
import { leadSources, owner } from './accounts.ts';
import { defaultStages } from './stages.ts';
import { standardObject } from './standard-object.ts';

const stageNames = defaultStages.map((stage) => stage.MasterLabel);
/** The five forecast categories: `ForecastCategory` speaks API, `ForecastCategoryName` labels. */
export const forecastCategories = ['Omitted', 'Pipeline', 'BestCase', 'Forecast', 'Closed'];
export const forecastCategoryNames = ['Omitted', 'Pipeline', 'Best Case', 'Commit', 'Closed'];

export const opportunity: SObject = standardObject({
  name: 'Opportunity',
  labelPlural: 'Opportunities',
  keyPrefix: '006',
  sharingModel: 'Private',
  access: { by: 'permission' },
  fields: [
    idField,
    isDeleted,
    lookup('AccountId', 'Account', 'Opportunities'),
    checkbox('IsPrivate', { label: 'Private' }),
    text('Name', 120, mandatory({ nameField: true, label: 'Opportunity Name' })),
    longText('Description', 32000),
    picklist('StageName', stageNames, mandatory({ label: 'Stage' })),
    currency('Amount'),
    percent('Probability', 3, 0, { label: 'Probability (%)' }),
    currency('ExpectedRevenue', { ...byOrg(), label: 'Expected Amount', permissionable: true }),
    decimal('TotalOpportunityQuantity', 18, 2, { label: 'Quantity' }),
    date('CloseDate', mandatory()),
    picklist('Type', ['Existing Business', 'New Business'], { label: 'Opportunity Type' }),
    text('NextStep', 255),
    picklist('LeadSource', leadSources),
    checkbox('IsClosed', byOrg({ label: 'Closed' })),
    checkbox('IsWon', byOrg({ label: 'Won' })),
    picklist('ForecastCategory', forecastCategories, byOrg({ nillable: false, restrictedPicklist: true })),
    picklist('ForecastCategoryName', forecastCategoryNames, { label: 'Forecast Category', permissionable: false }),
    lookup('CampaignId', 'Campaign', 'Opportunities', { label: 'Campaign ID' }),
    checkbox('HasOpportunityLineItem', byOrg({ label: 'Has Line Item' })),
    lookup('Pricebook2Id', 'Pricebook2', 'Opportunities', { label: 'Price Book ID', permissionable: false }),
    owner('Opportunities'),
    ...auditFields,
    date('LastActivityDate', byOrg({ label: 'Last Activity' })),
    whole('PushCount', byOrg()),
    datetime('LastStageChangeDate', byOrg()),
    whole('FiscalQuarter', byOrg()),
    whole('FiscalYear', byOrg()),
    text('Fiscal', 6, byOrg({ label: 'Fiscal Period' })),
    lookup('ContactId', 'Contact', undefined, { createable: true, updateable: false, permissionable: false }),
    ...viewedFields,
    checkbox('HasOpenActivity', byOrg()),
    checkbox('HasOverdueTask', byOrg()),
    lookup('LastAmountChangedHistoryId', 'OpportunityHistory', undefined, byOrg()),
    lookup('LastCloseDateChangedHistoryId', 'OpportunityHistory', undefined, byOrg()),
  ],
});

export const opportunityStage: SObject = standardObject({
  name: 'OpportunityStage',
  keyPrefix: '01J',
  fields: [
    idField,
    text('MasterLabel', 255, mandatory({ nameField: true, label: 'Stage Name' })),
    text('ApiName', 255, { permissionable: false }),
    checkbox('IsActive', { permissionable: false }),
    whole('SortOrder', { permissionable: false }),
    checkbox('IsClosed', { permissionable: false }),
    checkbox('IsWon', { permissionable: false }),
    picklist('ForecastCategory', forecastCategories, { restrictedPicklist: true, permissionable: false }),
    picklist('ForecastCategoryName', forecastCategoryNames, { restrictedPicklist: true, permissionable: false }),
    percent('DefaultProbability', 3, 0, { permissionable: false }),
    text('Description', 255, { permissionable: false }),
    ...auditFields,
  ],
});

export const opportunityHistory: SObject = standardObject({
  name: 'OpportunityHistory',
  labelPlural: 'Opportunity Histories',
  keyPrefix: '008',
  sharingModel: 'ControlledByParent',
  access: { by: 'parent', parent: 'Opportunity' },
  fields: [
    idField,
    lookup('OpportunityId', 'Opportunity', 'OpportunityHistories', { ...mandatory(), ...byOrg(), masterDetail: true }),
    lookup('CreatedById', 'User', undefined, byOrg({ nillable: false })),
    datetime('CreatedDate', byOrg({ nillable: false })),
    picklist('StageName', stageNames, byOrg()),
    currency('Amount', byOrg()),
    currency('ExpectedRevenue', byOrg()),
    date('CloseDate', byOrg()),
    percent('Probability', 3, 0, byOrg()),
    currency('PrevAmount', byOrg()),
    date('PrevCloseDate', byOrg()),
    picklist('ForecastCategory', forecastCategories, byOrg()),
    datetime('SystemModstamp', byOrg({ nillable: false })),
    isDeleted,
  ],
});
