import { rewritePeriods } from '../fiscal/periods.ts';
import type { Row } from '../columns.ts';
import type { Behaviour } from './behaviour.ts';
import { currencyTypeBehaviour, datedConversionRateBehaviour } from './currency.ts';
import { opportunityBehaviour } from './opportunity.ts';
import { lineItemBehaviour } from './opportunity-line-item.ts';
import { opportunitySplitBehaviour } from './opportunity-split.ts';
import { permissionSetAssignmentBehaviour } from './permission-set-assignment.ts';
import { pricebookEntryBehaviour } from './pricebook-entry.ts';

/** People's names are put together by the org. */
const personName = (row: Row): void => {
  row['Name'] = [row['FirstName'], row['LastName']].filter((part) => typeof part === 'string').join(' ') || null;
};
const named: Behaviour = {
  beforeSave: (_kernel, { row }) => {
    personName(row);
  },
};

/** `West Coast` → `West_Coast`, where no developer name was given. */
const developerName: Behaviour = {
  beforeSave: (_kernel, { row }) => {
    if (typeof row['DeveloperName'] === 'string' || typeof row['Name'] !== 'string') return;
    row['DeveloperName'] = row['Name'].replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
  },
};

const organization: Behaviour = {
  afterSave: (kernel, changes) => {
    const moved = changes.some(({ row, before }) =>
      ['FiscalYearStartMonth', 'UsesStartDateAsFiscalYearName'].some((name) => row[name] !== before?.[name]),
    );
    if (moved) rewritePeriods(kernel);
  },
};

/** By object name; what is not here is stored as it comes. */
export const behaviours: ReadonlyMap<string, Behaviour> = new Map([
  ['Contact', named],
  ['CurrencyType', currencyTypeBehaviour],
  ['DatedConversionRate', datedConversionRateBehaviour],
  ['Group', developerName],
  ['Lead', named],
  ['Opportunity', opportunityBehaviour],
  ['OpportunityLineItem', lineItemBehaviour],
  ['OpportunitySplit', opportunitySplitBehaviour],
  ['Organization', organization],
  ['PermissionSetAssignment', permissionSetAssignmentBehaviour],
  ['PricebookEntry', pricebookEntryBehaviour],
  ['User', named],
  ['UserRole', developerName],
]);
