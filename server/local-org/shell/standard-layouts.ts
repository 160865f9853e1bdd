import type { LayoutSection } from './app-model.ts';

/** Columns of Salesforce's own list views, for the standard objects that the package says nothing of. */
export const standardListColumns: Readonly<Record<string, readonly string[]>> = {
  Account: ['Name', 'BillingCity', 'BillingCountry', 'Phone', 'Type', 'OwnerId'],
  Contact: ['Name', 'AccountId', 'Phone', 'Email', 'OwnerId'],
  Opportunity: ['Name', 'AccountId', 'Amount', 'CloseDate', 'StageName', 'OwnerId'],
  OpportunityLineItem: ['Product2Id', 'Quantity', 'UnitPrice', 'TotalPrice'],
  Product2: ['Name', 'ProductCode', 'Family', 'IsActive', 'Description'],
  User: ['Name', 'Title', 'Username', 'UserRoleId', 'IsActive'],
};

/** Fields of Salesforce's own compact layouts. */
export const standardCompactFields: Readonly<Record<string, readonly string[]>> = {
  Account: ['Type', 'Phone', 'Website', 'OwnerId', 'Industry'],
  Contact: ['Title', 'AccountId', 'Phone', 'Email', 'OwnerId'],
  Opportunity: ['AccountId', 'CloseDate', 'Amount', 'StageName', 'OwnerId'],
};

/** Standard objects whose records are listed below a parent, as on Salesforce's own layouts. */
export const standardRelated: Readonly<Record<string, readonly string[]>> = {
  Account: ['Opportunity', 'Contact'],
  Opportunity: ['OpportunityLineItem'],
};

/** Sections of Salesforce's own page layouts; other standard objects show all fields in one. */
export const standardSections: Readonly<Record<string, readonly LayoutSection[]>> = {
  Account: [
    {
      label: 'Account Information',
      columns: [
        ['OwnerId', 'Name', 'ParentId', 'Type', 'Industry', 'Description'],
        ['Phone', 'Website', 'AnnualRevenue', 'NumberOfEmployees', 'BillingCity', 'BillingCountry'],
      ],
    },
    {
      label: 'System Information',
      columns: [
        ['CreatedById', 'CreatedDate'],
        ['LastModifiedById', 'LastModifiedDate'],
      ],
    },
  ],
  Opportunity: [
    {
      label: 'Opportunity Information',
      columns: [
        ['OwnerId', 'Name', 'AccountId', 'Type', 'LeadSource', 'Description'],
        ['CloseDate', 'StageName', 'Probability', 'Amount', 'ForecastCategoryName', 'NextStep'],
      ],
    },
    {
      label: 'System Information',
      columns: [
        ['CreatedById', 'CreatedDate'],
        ['LastModifiedById', 'LastModifiedDate'],
      ],
    },
  ],
};
