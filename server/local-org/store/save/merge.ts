import type { Id, RecordInput, SaveResult } from '../../org.ts';
import type { OrgActor } from '../../security/actors.ts';
import { quoted } from '../columns.ts';
import { noteWrite, tableOf, type Kernel } from '../kernel.ts';
import type { Table } from '../tables.ts';
import { findRow } from './find-record.ts';
import { noteDeletion } from './recycle-bin.ts';
import { updateRecords } from './save.ts';

const mergeable = new Set(['Account', 'Contact', 'Lead']);
/** Salesforce merges a master with two others at most. */
const mostLosers = 2;

const refused = (id: Id, statusCode: string, message: string): SaveResult => ({
  id,
  success: false,
  errors: [{ statusCode, message, fields: [] }],
});

/** What pointed at the loser points at the master; a master that was below the loser is below nobody. */
const reparent = (kernel: Kernel, objectName: string, loser: Id, master: Id): void => {
  for (const { child, field } of kernel.schema.children(objectName)) {
    if (field.formula !== undefined || field.name === 'MasterRecordId') continue;
    const [table, column] = [quoted(child.name), quoted(field.name)];
    const stamps = ['SystemModstamp', 'LastModifiedDate'].filter((name) => child.fields.has(name.toLowerCase()));
    const now = kernel.clock.now();
    const set = stamps.map((name) => `, ${quoted(name)} = ${now}`).join('');
    const target = child.name === objectName ? `CASE WHEN "Id" = ? THEN NULL ELSE ? END` : '?';
    const values = child.name === objectName ? [master, master, loser] : [master, loser];
    kernel.database.run(`UPDATE ${table} SET ${column} = ${target}${set} WHERE ${column} = ?`, values);
    noteWrite(kernel, child.name);
  }
};

const absorb = (kernel: Kernel, actor: OrgActor, table: Table, loser: Id, master: Id): void => {
  reparent(kernel, table.object.name, loser, master);
  const before = findRow(kernel, table, loser);
  if (before === undefined) return;
  const now = kernel.clock.now();
  const row = {
    ...before,
    IsDeleted: 1,
    MasterRecordId: master,
    SystemModstamp: now,
    LastModifiedDate: now,
    LastModifiedById: actor.userId,
  };
  const changed = ['IsDeleted', 'MasterRecordId', 'SystemModstamp', 'LastModifiedDate', 'LastModifiedById'];
  kernel.database.run(table.updateSql(changed), table.updateValues(row, changed));
  noteDeletion(kernel, table.object.name, loser, now, loser);
};

/**
 * Merges up to two accounts, contacts or leads into a third: what belonged to them belongs to it, and they lie in the
 * recycle bin with its id as their `MasterRecordId`.
 * @param fields what the master takes from them
 */
export const mergeRecords = (
  kernel: Kernel,
  actor: OrgActor,
  master: Id,
  losers: readonly Id[],
  fields: RecordInput = {},
): SaveResult => {
  const object = kernel.schema.objectOfId(master);
  if (object === undefined || !mergeable.has(object.name)) {
    return refused(master, 'INVALID_TYPE', 'Only accounts, contacts and leads can be merged');
  }
  if (losers.length < 1 || losers.length > mostLosers) {
    return refused(master, 'INVALID_OPERATION', `A record is merged with 1 to ${mostLosers} others`);
  }
  const table = tableOf(kernel, object.name);
  const isThere = (id: Id): boolean => {
    const row = id.startsWith(object.keyPrefix) ? findRow(kernel, table, id) : undefined;
    return row !== undefined && row['IsDeleted'] !== 1;
  };
  const missing = [master, ...losers].find((id) => !isThere(id));
  if (missing !== undefined) return refused(missing, 'ENTITY_IS_DELETED', 'entity is deleted');
  if (new Set([master, ...losers]).size <= losers.length) {
    return refused(master, 'INVALID_OPERATION', 'A record cannot be merged with itself');
  }
  return kernel.database.transaction(() => {
    for (const loser of losers) absorb(kernel, actor, table, loser, master);
    const [result] = updateRecords(kernel, actor, table, [{ ...fields, Id: master }], {});
    noteWrite(kernel, object.name);
    kernel.sequences.save();
    return result ?? refused(master, 'UNKNOWN_EXCEPTION', 'no result');
  });
};
