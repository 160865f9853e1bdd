import type { Id } from '../../org.ts';
import type { OrgActor } from '../../security/actors.ts';
import type { Row } from '../columns.ts';
import type { Kernel } from '../kernel.ts';
import { raw, sql } from '../sql.ts';
import type { Table } from '../tables.ts';
import { RecordProblem } from './record-problem.ts';

/** The stored row, deleted or not. */
export const findRow = (kernel: Kernel, table: Table, id: Id): Row | undefined =>
  kernel.database.row(`SELECT * FROM ${table.name} WHERE "Id" = ?`, [id]);

const isOpen = (kernel: Kernel, actor: OrgActor, table: Table, id: Id, level: 'read' | 'edit'): boolean => {
  const condition = kernel.access.condition(actor, table.object, 't', level);
  if (condition === undefined) return true;
  const query = sql`SELECT 1 AS one FROM ${raw(table.name)} t WHERE t."Id" = ${id} AND ${condition}`;
  return kernel.database.row(query.text, query.parameters) !== undefined;
};

/** The row when the actor may change it, else the problem as Salesforce puts it. */
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
  if (!actor.may(action, name) || !isOpen(kernel, actor, table, id, 'edit')) {
    return new RecordProblem('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', []);
  }
  return row;
};

/** Whether an actor may read or change a record; false for an id without one. */
export const mayReach = (kernel: Kernel, actor: OrgActor, id: Id, level: 'read' | 'edit'): boolean => {
  const table = [...kernel.tables.values()].find(({ object }) => object.keyPrefix === id.slice(0, 3));
  if (table === undefined || findRow(kernel, table, id) === undefined) return false;
  return actor.may(level, table.object.name) && isOpen(kernel, actor, table, id, level);
};
