import type { Id, SaveResult, WriteOptions } from '../../org.ts';
import type { OrgActor } from '../../security/actors.ts';
import { behaviours } from '../behaviours/index.ts';
import { quoted, type Row } from '../columns.ts';
import { noteWrite, tableOf, type Kernel } from '../kernel.ts';
import { toId18 } from '../ids.ts';
import { findForEdit } from './find-record.ts';
import { RecordProblem } from './record-problem.ts';
import { noteDeletion, noteRelease } from './recycle-bin.ts';

const problemResult = (id: Id | null, problem: RecordProblem): SaveResult => ({
  id,
  success: false,
  errors: [problem.error],
});

/** @param cause the record whose deletion takes this one along: itself, where it was asked for */
const removeRow = (kernel: Kernel, actor: OrgActor, objectName: string, row: Row, cause: Id): void => {
  const table = tableOf(kernel, objectName);
  const now = kernel.clock.now();
  const id = row['Id'] ?? null;
  if (!table.object.fields.has('isdeleted')) {
    kernel.database.run(`DELETE FROM ${table.name} WHERE "Id" = ?`, [id]);
    return;
  }
  noteDeletion(kernel, objectName, String(id), now, cause);
  // A row of history has no stamp of its last change.
  const stamp = table.object.fields.has('systemmodstamp') ? { SystemModstamp: now } : {};
  const next: Row = { ...row, IsDeleted: 1, ...stamp };
  if (table.object.fields.has('lastmodifieddate')) {
    next['LastModifiedDate'] = now;
    next['LastModifiedById'] = actor.userId;
  }
  const changed = Object.keys(next).filter((name) => next[name] !== row[name]);
  kernel.database.run(table.updateSql(changed), table.updateValues(next, changed));
};

/** Lookups to what goes: details go with it, optional lookups are emptied, required ones refuse the deletion. */
const releaseChildren = (kernel: Kernel, actor: OrgActor, objectName: string, id: Id, cause: Id): void => {
  for (const { child, field } of kernel.schema.children(objectName)) {
    if (field.formula !== undefined) continue;
    const alive = child.fields.has('isdeleted') ? ' AND "IsDeleted" = 0' : '';
    const rows = kernel.database.rows(`SELECT * FROM ${quoted(child.name)} WHERE ${quoted(field.name)} = ?${alive}`, [
      id,
    ]);
    if (rows.length === 0) continue;
    if (field.masterDetail) {
      for (const row of rows) {
        removeRow(kernel, actor, child.name, row, cause);
        releaseChildren(kernel, actor, child.name, String(row['Id']), cause);
      }
    } else if (!field.nillable) {
      throw new RecordProblem(
        'DELETE_FAILED',
        `Your attempt to delete ${id} could not be completed because some ${child.labelPlural} refer to it.`,
      );
    } else if (child.custom || field.name !== 'AccountId') {
      for (const row of rows) noteRelease(kernel, child.name, field.name, String(row['Id']), cause);
      const stamped = child.fields.has('systemmodstamp') ? ', "SystemModstamp" = ?' : '';
      kernel.database.run(
        `UPDATE ${quoted(child.name)} SET ${quoted(field.name)} = NULL${stamped} WHERE ${quoted(field.name)} = ?`,
        stamped === '' ? [id] : [kernel.clock.now(), id],
      );
    }
  }
};

/** Raised to undo an all-or-none deletion. */
class RolledBack extends Error {
  override readonly name = 'RolledBack';
}

const undeletable = new Set(['Organization', 'Profile', 'User', 'Period', 'FiscalYearSettings']);

const removeOne = (kernel: Kernel, actor: OrgActor, rawId: Id): SaveResult => {
  const id = toId18(rawId);
  const object = id === undefined ? undefined : kernel.schema.objectOfId(id);
  if (id === undefined || object === undefined) {
    return problemResult(rawId, new RecordProblem('MALFORMED_ID', `malformed id ${rawId}`));
  }
  if (undeletable.has(object.name)) {
    const message = `entity type cannot be deleted: ${object.name}`;
    return problemResult(id, new RecordProblem('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message));
  }
  const row = findForEdit(kernel, actor, tableOf(kernel, object.name), id, 'delete');
  if (row instanceof RecordProblem) return problemResult(id, row);
  try {
    kernel.database.transaction(() => {
      releaseChildren(kernel, actor, object.name, id, id);
      removeRow(kernel, actor, object.name, row, id);
      behaviours.get(object.name)?.afterRemove?.(kernel, [row]);
      kernel.sequences.save();
    });
  } catch (error) {
    if (!(error instanceof RecordProblem)) throw error;
    return problemResult(id, error);
  }
  noteWrite(kernel, object.name);
  return { id, success: true, errors: [] };
};

/** Moves records to the recycle bin (setup records are gone at once). */
export const removeRecords = (
  kernel: Kernel,
  actor: OrgActor,
  ids: readonly Id[],
  options: WriteOptions,
): readonly SaveResult[] => {
  let results: readonly SaveResult[] = [];
  try {
    kernel.database.transaction(() => {
      results = ids.map((id) => removeOne(kernel, actor, id));
      if (options.allOrNone === true && results.some((result) => !result.success)) throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    const rolledBack = {
      statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
      fields: [],
    };
    return results.map((result) => (result.success ? { id: result.id, success: false, errors: [rolledBack] } : result));
  }
  return results;
};
