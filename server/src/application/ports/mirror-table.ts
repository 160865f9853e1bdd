/** Types of the mirror's columns. A decimal keeps every digit that the CRM sent. */
export type ColumnType = 'id' | 'text' | 'decimal' | 'boolean' | 'date' | 'instant';

export interface MirrorColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Planning cannot do without it: where the CRM lacks it, the read stops and says so. */
  readonly required: boolean;
}

export type MirrorTableName =
  | 'organization'
  | 'period'
  | 'opportunity_stage'
  | 'user_role'
  | 'crm_user'
  | 'account'
  | 'product'
  | 'opportunity'
  | 'opportunity_history'
  | 'opportunity_line_item'
  | 'quota_plan'
  | 'quota'
  | 'currency_type'
  | 'dated_rate'
  | 'opportunity_field_history'
  | 'opportunity_split'
  | 'opportunity_split_type'
  | 'line_item_schedule'
  | 'lead'
  | 'campaign'
  | 'territory'
  | 'user_territory'
  | 'territory_account';

export interface MirrorTable {
  readonly name: MirrorTableName;
  /** `whole`: small, read anew each time. `changes`: read once in full, then what has changed since. */
  readonly rhythm: 'whole' | 'changes';
  /** Planning cannot do without it. */
  readonly required: boolean;
  readonly columns: readonly MirrorColumn[];
}

export const needed = (name: string, type: ColumnType): MirrorColumn => ({ name, type, required: true });
export const optional = (name: string, type: ColumnType): MirrorColumn => ({ name, type, required: false });

/** Every changing record carries these; a cursor stands on `modified_at`. */
export const tracked: readonly MirrorColumn[] = [
  needed('id', 'id'),
  needed('modified_at', 'instant'),
  needed('is_deleted', 'boolean'),
];
