import type { MirrorTableName } from '../../application/ports/mirror-tables.ts';
import { mapsWhereThere, tracked, type ObjectMap } from './table-map-where-there.ts';

const approved = Object.fromEntries(
  Array.from({ length: 13 }, (_, at) => [`approved_${at + 1}`, `Approved_${at + 1}__c`]),
);

/** Salesforce's names for what the mirror keeps. */
export const objectMaps: Readonly<Record<MirrorTableName, ObjectMap>> = {
  organization: {
    object: 'Organization',
    deletable: false,
    fields: { id: 'Id', name: 'Name', time_zone: 'TimeZoneSidKey' },
  },
  period: {
    object: 'Period',
    deletable: false,
    fields: {
      id: 'Id',
      type: 'Type',
      start_date: 'StartDate',
      end_date: 'EndDate',
      number: 'Number',
      fiscal_year: 'FiscalYearSettings.Name',
    },
  },
  opportunity_stage: {
    object: 'OpportunityStage',
    deletable: false,
    fields: {
      id: 'Id',
      api_name: 'ApiName',
      label: 'MasterLabel',
      is_closed: 'IsClosed',
      is_won: 'IsWon',
      probability: 'DefaultProbability',
      category: 'ForecastCategory',
      sort_order: 'SortOrder',
    },
  },
  user_role: {
    object: 'UserRole',
    deletable: false,
    fields: { id: 'Id', name: 'Name', parent_id: 'ParentRoleId' },
  },
  crm_user: {
    object: 'User',
    deletable: false,
    fields: { id: 'Id', modified_at: 'SystemModstamp', name: 'Name', is_active: 'IsActive', role_id: 'UserRoleId' },
  },
  account: {
    object: 'Account',
    deletable: true,
    fields: { ...tracked, master_id: 'MasterRecordId', name: 'Name', owner_id: 'OwnerId', industry: 'Industry' },
  },
  product: {
    object: 'Product2',
    deletable: true,
    fields: { ...tracked, name: 'Name', code: 'ProductCode', family: 'Family' },
  },
  opportunity: {
    object: 'Opportunity',
    deletable: true,
    fields: {
      ...tracked,
      name: 'Name',
      account_id: 'AccountId',
      owner_id: 'OwnerId',
      amount: 'Amount',
      currency: 'CurrencyIsoCode',
      close_date: 'CloseDate',
      stage: 'StageName',
      probability: 'Probability',
      category: 'ForecastCategory',
      is_closed: 'IsClosed',
      is_won: 'IsWon',
      type: 'Type',
      created_at: 'CreatedDate',
      lead_source: 'LeadSource',
      campaign_id: 'CampaignId',
      territory_id: 'Territory2Id',
    },
  },
  opportunity_history: {
    object: 'OpportunityHistory',
    deletable: true,
    fields: {
      ...tracked,
      opportunity_id: 'OpportunityId',
      stage: 'StageName',
      amount: 'Amount',
      currency: 'CurrencyIsoCode',
      close_date: 'CloseDate',
      probability: 'Probability',
      category: 'ForecastCategory',
      created_at: 'CreatedDate',
    },
  },
  opportunity_line_item: {
    object: 'OpportunityLineItem',
    deletable: true,
    fields: {
      ...tracked,
      opportunity_id: 'OpportunityId',
      product_id: 'Product2Id',
      quantity: 'Quantity',
      unit_price: 'UnitPrice',
      total_price: 'TotalPrice',
      service_date: 'ServiceDate',
    },
  },
  quota_plan: {
    object: 'Takt_Plan__c',
    deletable: true,
    fields: {
      ...tracked,
      external_key: 'External_Key__c',
      kind: 'Kind__c',
      status: 'Status__c',
      version: 'Version__c',
      fiscal_year: 'Fiscal_Year__c',
      currency: 'Currency__c',
    },
  },
  quota: {
    object: 'Takt_Quota__c',
    deletable: true,
    fields: {
      ...tracked,
      plan_id: 'Plan__c',
      external_key: 'External_Key__c',
      scope_key: 'Scope__r.External_Key__c',
      person_id: 'Person__c',
      currency: 'Currency__c',
      effective_from: 'Effective_From__c',
      effective_to: 'Effective_To__c',
      ...approved,
    },
  },
  ...mapsWhereThere,
};
