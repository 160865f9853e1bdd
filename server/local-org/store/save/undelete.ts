import type { Id, SaveResult } from '../../org.ts';
import type { OrgActor } from '../../security/actors.ts';
import { behaviours } from '../behaviours/index.ts';
import type { Change } from '../behaviours/behaviour.ts';
import { quoted, type Row } from '../columns.ts';
import { toId18 } from '../ids.ts';
import { noteWrite, tableOf, type Kernel } from '../kernel.ts';
import type { Table } from '../tables.ts';
import { duplicates } from './checks.ts';
import { findRow } from './find-record.ts';
import { forgetDeletion, goneWith, releasedBy } from './recycle-bin.ts';
import { RecordProblem } from './record-problem.ts';

const notInBin = (): RecordProblem => new RecordProblem('UNDELETE_FAILED', 'Entity is not in the recycle bin', []);

/** A detail comes back with its master, never before it. */
const mastersAreThere = (kernel: Kernel, table: Table, row: Row): boolean =>
  [...table.object.fields.values()]
    .filter((field) => field.masterDetail && typeof row[field.name] === 'string')
    .every((field) =>
      field.referenceTo.some((target) => {
        const master = findRow(kernel, tableOf(kernel, target), String(row[field.name]));
        return master !== undefined && master['IsDeleted'] !== 1;
      }),
    );

const bringBack = (kernel: Kernel, actor: OrgActor, objectName: string, id: Id): Change | undefined => {
  const table = tableOf(kernel, objectName);
  const before = findRow(kernel, table, id);
  if (before?.['IsDeleted'] !== 1) return undefined;
  const now = kernel.clock.now();
  const { fields } = table.object;
  const row: Row = {
    ...before,
    IsDeleted: 0,
    ...(fields.has('systemmodstamp') ? { SystemModstamp: now } : {}),
    ...(fields.has('lastmodifieddate') ? { LastModifiedDate: now, LastModifiedById: actor.userId } : {}),
    ...(fields.has('masterrecordid') ? { MasterRecordId: null } : {}),
  };
  const taken = duplicates(kernel, table, row)[0];
  if (taken !== undefined) throw new RecordProblem(taken.statusCode, taken.message, taken.fields);
  const changed = Object.keys(row).filter((name) => row[name] !== before[name]);
  kernel.database.run(table.updateSql(changed), table.updateValues(row, changed));
  return { row, before, given: new Set(), options: {}, system: true };
};

/** Lookups that the deletion emptied lead there again, where nobody gave them another target since. */
const relink = (kernel: Kernel, cause: Id): void => {
  for (const { object, field, id } of releasedBy(kernel, cause)) {
    const table = kernel.tables.get(object);
    if (table === undefined || !table.object.fields.has(field.toLowerCase())) continue;
    const stamp = table.object.fields.has('systemmodstamp') ? `, "SystemModstamp" = ${kernel.clock.now()}` : '';
    kernel.database.run(
      `UPDATE ${table.name} SET ${quoted(field)} = ?${stamp} WHERE "Id" = ? AND ${quoted(field)} IS NULL`,
      [cause, id],
    );
    noteWrite(kernel, object);
  }
};

const undeleteOne = (kernel: Kernel, actor: OrgActor, id: Id, objectName: string): void => {
  const table = tableOf(kernel, objectName);
  const row = findRow(kernel, table, id);
  if (row?.['IsDeleted'] !== 1 || !mastersAreThere(kernel, table, row)) throw notInBin();
  // The record first: its details look for it.
  const all = [{ object: objectName, id }, ...goneWith(kernel, id).filter((one) => one.id !== id)];
  const changes = all.map((one) => ({ object: one.object, change: bringBack(kernel, actor, one.object, one.id) }));
  relink(kernel, id);
  forgetDeletion(
    kernel,
    all.map((one) => one.id),
  );
  for (const { object, change } of changes) {
    if (change !== undefined) behaviours.get(object)?.afterSave?.(kernel, [change]);
    noteWrite(kernel, object);
  }
  kernel.sequences.save();
};

/**
 * Takes records out of the recycle bin, with the details that went with them and the lookups that led to them. What
 * gave its unique value to another meanwhile stays where it is.
 */
export const undeleteRecords = (kernel: Kernel, actor: OrgActor, ids: readonly Id[]): readonly SaveResult[] =>
  ids.map((rawId): SaveResult => {
    const id = toId18(rawId);
    const object = id === undefined ? undefined : kernel.schema.objectOfId(id);
    if (id === undefined || object?.fields.has('isdeleted') !== true) {
      return { id: rawId, success: false, errors: [notInBin().error] };
    }
    try {
      kernel.database.transaction(() => {
        undeleteOne(kernel, actor, id, object.name);
      });
      return { id, success: true, errors: [] };
    } catch (error) {
      if (!(error instanceof RecordProblem)) throw error;
      return { id, success: false, errors: [error.error] };
    }
  });
