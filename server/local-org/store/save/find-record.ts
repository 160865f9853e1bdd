import type { Id } from '../../org.ts';
import type { OrgActor } from '../../security/actors.ts';
import type { AccessLevel } from '../../security/record-access.ts';
import type { Row } from '../columns.ts';
import type { Kernel } from '../kernel.ts';
import { raw, sql } from '../sql.ts';
import type { Table } from '../tables.ts';
import { RecordProblem } from './record-problem.ts';

/** The stored row, deleted or not. */
export const findRow = (kernel: Kernel, table: Table, id: Id): Row | undefined =>
  kernel.database.row(`SELECT * FROM ${table.name} WHERE "Id" = ?`, [id]);

const isOpen = (kernel: Kernel, actor: OrgActor, table: Table, id: Id, level: AccessLevel): boolean => {
  const condition = kernel.access.condition(actor, table.object, 't', level);
  if (condition === undefined) return true;
  const query = sql`SELECT 1 AS one FROM ${raw(table.name)} t WHERE t."Id" = ${id} AND ${condition}`;
  return kernel.database.row(query.text, query.parameters) !== undefined;
};

/** The row when the actor may change or delete it, else the problem as Salesforce puts it. */
export const findForEdit = (
  kernel: Kernel,
  actor: OrgActor,
  table: Table,
  id: Id,
  action: 'edit' | 'delete' = 'edit',
): Row | RecordProblem => {
  const row = table.object.keyPrefix === id.slice(0, 3) ? findRow(kernel, table, id) : undefined;
  const { name } = table.object;
  if (row === undefined || !actor.may('read', name) || !isOpen(kernel, actor, table, id, 'read')) {
    return new RecordProblem('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []);
  }
  if (row['IsDeleted'] === 1) return new RecordProblem('ENTITY_IS_DELETED', 'entity is deleted', []);
  if (!actor.may(action, name) || !isOpen(kernel, actor, table, id, action === 'edit' ? 'edit' : 'full')) {
    return new RecordProblem('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', []);
  }
  return row;
};

/**
 * Whether an actor, who may edit the record, may give it to another owner: its owner, those above, and whoever holds
 * "Transfer Record".
 */
export const mayTransfer = (kernel: Kernel, actor: OrgActor, table: Table, id: Id): boolean =>
  actor.permissions.has('TransferAnyEntity') || isOpen(kernel, actor, table, id, 'full');

export type Reach = 'read' | 'edit' | 'delete' | 'transfer';

/** Whether an actor may do that with a record; false for an id without one. */
export const mayReach = (kernel: Kernel, actor: OrgActor, id: Id, reach: Reach): boolean => {
  const table = [...kernel.tables.values()].find(({ object }) => object.keyPrefix === id.slice(0, 3));
  if (table === undefined || findRow(kernel, table, id) === undefined) return false;
  const { name } = table.object;
  switch (reach) {
    case 'transfer':
      return mayReach(kernel, actor, id, 'edit') && mayTransfer(kernel, actor, table, id);
    case 'delete':
      return actor.may('delete', name) && isOpen(kernel, actor, table, id, 'full');
    default:
      return actor.may(reach, name) && isOpen(kernel, actor, table, id, reach);
  }
};
