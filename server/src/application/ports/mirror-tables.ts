import { needed, optional, tracked, type MirrorColumn, type MirrorTable } from './mirror-table.ts';
import { tablesWhereThere } from './mirror-tables-where-there.ts';

export type { ColumnType, MirrorColumn, MirrorTable, MirrorTableName } from './mirror-table.ts';

/** Columns that a quota has: twelve months, or thirteen periods of four weeks. */
const approved: readonly MirrorColumn[] = Array.from({ length: 13 }, (_, at) =>
  needed(`approved_${at + 1}`, 'decimal'),
);

/** What the companion keeps of the CRM's objects, in the order in which it is read. */
export const mirrorTables: readonly MirrorTable[] = [
  {
    name: 'organization',
    rhythm: 'whole',
    required: true,
    columns: [needed('id', 'id'), needed('name', 'text'), needed('time_zone', 'text')],
  },
  {
    name: 'period',
    rhythm: 'whole',
    required: true,
    columns: [
      needed('id', 'id'),
      needed('type', 'text'),
      needed('start_date', 'date'),
      needed('end_date', 'date'),
      needed('number', 'decimal'),
      needed('fiscal_year', 'text'),
    ],
  },
  {
    name: 'opportunity_stage',
    rhythm: 'whole',
    required: true,
    columns: [
      needed('id', 'id'),
      optional('api_name', 'text'),
      needed('label', 'text'),
      needed('is_closed', 'boolean'),
      needed('is_won', 'boolean'),
      optional('probability', 'decimal'),
      optional('category', 'text'),
      optional('sort_order', 'decimal'),
    ],
  },
  {
    name: 'user_role',
    rhythm: 'whole',
    required: true,
    columns: [needed('id', 'id'), needed('name', 'text'), needed('parent_id', 'id')],
  },
  {
    name: 'crm_user',
    rhythm: 'changes',
    required: true,
    columns: [
      needed('id', 'id'),
      needed('modified_at', 'instant'),
      needed('name', 'text'),
      needed('is_active', 'boolean'),
      needed('role_id', 'id'),
    ],
  },
  {
    name: 'account',
    rhythm: 'changes',
    required: false,
    columns: [
      ...tracked,
      optional('master_id', 'id'),
      needed('name', 'text'),
      optional('owner_id', 'id'),
      optional('industry', 'text'),
    ],
  },
  {
    name: 'product',
    rhythm: 'changes',
    required: false,
    columns: [...tracked, needed('name', 'text'), optional('code', 'text'), optional('family', 'text')],
  },
  {
    name: 'opportunity',
    rhythm: 'changes',
    required: true,
    columns: [
      ...tracked,
      needed('name', 'text'),
      optional('account_id', 'id'),
      needed('owner_id', 'id'),
      needed('amount', 'decimal'),
      optional('currency', 'text'),
      needed('close_date', 'date'),
      needed('stage', 'text'),
      needed('probability', 'decimal'),
      needed('category', 'text'),
      needed('is_closed', 'boolean'),
      needed('is_won', 'boolean'),
      optional('type', 'text'),
      needed('created_at', 'instant'),
      optional('lead_source', 'text'),
      optional('campaign_id', 'id'),
      optional('territory_id', 'id'),
    ],
  },
  {
    name: 'opportunity_history',
    rhythm: 'changes',
    required: true,
    columns: [
      ...tracked,
      needed('opportunity_id', 'id'),
      needed('stage', 'text'),
      needed('amount', 'decimal'),
      optional('currency', 'text'),
      needed('close_date', 'date'),
      needed('probability', 'decimal'),
      optional('category', 'text'),
      needed('created_at', 'instant'),
    ],
  },
  {
    name: 'opportunity_line_item',
    rhythm: 'changes',
    required: false,
    columns: [
      ...tracked,
      needed('opportunity_id', 'id'),
      optional('product_id', 'id'),
      needed('quantity', 'decimal'),
      optional('unit_price', 'decimal'),
      optional('total_price', 'decimal'),
      optional('service_date', 'date'),
    ],
  },
  {
    name: 'quota_plan',
    rhythm: 'changes',
    required: false,
    columns: [
      ...tracked,
      needed('external_key', 'text'),
      needed('kind', 'text'),
      needed('status', 'text'),
      needed('version', 'decimal'),
      needed('fiscal_year', 'text'),
      optional('currency', 'text'),
    ],
  },
  {
    name: 'quota',
    rhythm: 'changes',
    required: false,
    columns: [
      ...tracked,
      needed('plan_id', 'id'),
      needed('external_key', 'text'),
      optional('scope_key', 'text'),
      optional('person_id', 'id'),
      optional('currency', 'text'),
      optional('effective_from', 'date'),
      optional('effective_to', 'date'),
      ...approved,
    ],
  },
  ...tablesWhereThere,
];
