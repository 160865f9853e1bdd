import { needed, optional, tracked, type MirrorTable } from './mirror-table.ts';

/** Several currencies: the rates at which the CRM itself converts. Nothing else gives a rate. */
const currencies: readonly MirrorTable[] = [
  {
    name: 'currency_type',
    rhythm: 'whole',
    required: false,
    columns: [
      needed('id', 'id'),
      needed('iso_code', 'text'),
      needed('rate', 'decimal'),
      optional('is_corporate', 'boolean'),
    ],
  },
  {
    name: 'dated_rate',
    rhythm: 'whole',
    required: false,
    columns: [
      needed('id', 'id'),
      needed('iso_code', 'text'),
      needed('start_date', 'date'),
      needed('next_start_date', 'date'),
      needed('rate', 'decimal'),
    ],
  },
];

const aroundDeals: readonly MirrorTable[] = [
  {
    name: 'opportunity_field_history',
    rhythm: 'changes',
    required: false,
    columns: [
      ...tracked,
      needed('opportunity_id', 'id'),
      needed('field', 'text'),
      optional('old_value', 'text'),
      optional('new_value', 'text'),
    ],
  },
  {
    name: 'opportunity_split_type',
    rhythm: 'whole',
    required: false,
    columns: [
      needed('id', 'id'),
      needed('name', 'text'),
      optional('is_active', 'boolean'),
      optional('adds_up', 'boolean'),
    ],
  },
  {
    name: 'opportunity_split',
    rhythm: 'changes',
    required: false,
    columns: [
      ...tracked,
      needed('opportunity_id', 'id'),
      needed('owner_id', 'id'),
      needed('split_type_id', 'id'),
      optional('percentage', 'decimal'),
      optional('amount', 'decimal'),
    ],
  },
  {
    name: 'line_item_schedule',
    rhythm: 'changes',
    required: false,
    columns: [
      ...tracked,
      needed('line_item_id', 'id'),
      needed('schedule_date', 'date'),
      optional('type', 'text'),
      optional('quantity', 'decimal'),
      optional('revenue', 'decimal'),
    ],
  },
];

/** Of people who are no customers yet nothing is kept that says who they are. */
const marketing: readonly MirrorTable[] = [
  {
    name: 'campaign',
    rhythm: 'changes',
    required: false,
    columns: [
      ...tracked,
      needed('name', 'text'),
      optional('parent_id', 'id'),
      optional('type', 'text'),
      optional('status', 'text'),
      optional('start_date', 'date'),
      optional('end_date', 'date'),
      optional('actual_cost', 'decimal'),
    ],
  },
  {
    name: 'lead',
    rhythm: 'changes',
    required: false,
    columns: [
      ...tracked,
      optional('master_id', 'id'),
      needed('owner_id', 'id'),
      needed('status', 'text'),
      optional('source', 'text'),
      needed('is_converted', 'boolean'),
      optional('converted_on', 'date'),
      optional('opportunity_id', 'id'),
      needed('created_at', 'instant'),
    ],
  },
];

const territories: readonly MirrorTable[] = [
  {
    name: 'territory',
    rhythm: 'whole',
    required: false,
    columns: [needed('id', 'id'), needed('name', 'text'), optional('parent_id', 'id'), optional('model_id', 'id')],
  },
  {
    name: 'user_territory',
    rhythm: 'whole',
    required: false,
    columns: [
      needed('id', 'id'),
      needed('user_id', 'id'),
      needed('territory_id', 'id'),
      optional('role', 'text'),
      optional('is_active', 'boolean'),
    ],
  },
  {
    name: 'territory_account',
    rhythm: 'changes',
    required: false,
    columns: [...tracked, needed('object_id', 'id'), needed('territory_id', 'id'), optional('cause', 'text')],
  },
];

/** What only some orgs have, or show: read where it is there. */
export const tablesWhereThere: readonly MirrorTable[] = [...currencies, ...aroundDeals, ...marketing, ...territories];
