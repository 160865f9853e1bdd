import type { MirrorTableName } from '../../application/ports/mirror-tables.ts';

export interface ObjectMap {
  readonly object: string;
  /** The table's columns to API field names; a parent's field is `Relationship.Field`. */
  readonly fields: Readonly<Record<string, string>>;
  /** The object knows soft deletes: it is read by queryAll. */
  readonly deletable: boolean;
}

export const tracked = { id: 'Id', modified_at: 'SystemModstamp', is_deleted: 'IsDeleted' };

/** Salesforce's names for what only some orgs have: several currencies, splits, schedules, marketing, territories. */
export const mapsWhereThere = {
  currency_type: {
    object: 'CurrencyType',
    deletable: false,
    fields: { id: 'Id', iso_code: 'IsoCode', rate: 'ConversionRate', is_corporate: 'IsCorporate' },
  },
  dated_rate: {
    object: 'DatedConversionRate',
    deletable: false,
    fields: {
      id: 'Id',
      iso_code: 'IsoCode',
      start_date: 'StartDate',
      next_start_date: 'NextStartDate',
      rate: 'ConversionRate',
    },
  },
  opportunity_field_history: {
    object: 'OpportunityFieldHistory',
    deletable: true,
    // A row of it is written once and never again: it has no stamp of its last change.
    fields: {
      ...tracked,
      modified_at: 'CreatedDate',
      opportunity_id: 'OpportunityId',
      field: 'Field',
      old_value: 'OldValue',
      new_value: 'NewValue',
    },
  },
  opportunity_split_type: {
    object: 'OpportunitySplitType',
    deletable: false,
    fields: { id: 'Id', name: 'MasterLabel', is_active: 'IsActive', adds_up: 'IsTotalValidated' },
  },
  opportunity_split: {
    object: 'OpportunitySplit',
    deletable: true,
    fields: {
      ...tracked,
      opportunity_id: 'OpportunityId',
      owner_id: 'SplitOwnerId',
      split_type_id: 'SplitTypeId',
      percentage: 'SplitPercentage',
      amount: 'SplitAmount',
    },
  },
  line_item_schedule: {
    object: 'OpportunityLineItemSchedule',
    deletable: true,
    fields: {
      ...tracked,
      line_item_id: 'OpportunityLineItemId',
      schedule_date: 'ScheduleDate',
      type: 'Type',
      quantity: 'Quantity',
      revenue: 'Revenue',
    },
  },
  campaign: {
    object: 'Campaign',
    deletable: true,
    fields: {
      ...tracked,
      name: 'Name',
      parent_id: 'ParentId',
      type: 'Type',
      status: 'Status',
      start_date: 'StartDate',
      end_date: 'EndDate',
      actual_cost: 'ActualCost',
    },
  },
  lead: {
    object: 'Lead',
    deletable: true,
    fields: {
      ...tracked,
      master_id: 'MasterRecordId',
      owner_id: 'OwnerId',
      status: 'Status',
      source: 'LeadSource',
      is_converted: 'IsConverted',
      converted_on: 'ConvertedDate',
      opportunity_id: 'ConvertedOpportunityId',
      created_at: 'CreatedDate',
    },
  },
  territory: {
    object: 'Territory2',
    deletable: false,
    fields: { id: 'Id', name: 'Name', parent_id: 'ParentTerritory2Id', model_id: 'Territory2ModelId' },
  },
  user_territory: {
    object: 'UserTerritory2Association',
    deletable: false,
    fields: {
      id: 'Id',
      user_id: 'UserId',
      territory_id: 'Territory2Id',
      role: 'RoleInTerritory2',
      is_active: 'IsActive',
    },
  },
  territory_account: {
    object: 'ObjectTerritory2Association',
    deletable: true,
    fields: { ...tracked, object_id: 'ObjectId', territory_id: 'Territory2Id', cause: 'AssociationCause' },
  },
} satisfies Partial<Record<MirrorTableName, ObjectMap>>;
