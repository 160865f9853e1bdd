import type { Id } from '../../org.ts';
import { quoted } from '../columns.ts';
import type { Kernel } from '../kernel.ts';
import { forgetDeletion, goneWith } from './recycle-bin.ts';

/** Takes a deleted record, and the details that went with it, out of the recycle bin for good. */
export const purgeRecords = (kernel: Kernel, objectName: string, id: Id): void => {
  for (const { child, field } of kernel.schema.children(objectName)) {
    if (!field.masterDetail || !child.fields.has('isdeleted')) continue;
    const rows = kernel.database.rows(
      `SELECT "Id" AS id FROM ${quoted(child.name)} WHERE ${quoted(field.name)} = ? AND "IsDeleted" = 1`,
      [id],
    );
    for (const row of rows) purgeRecords(kernel, child.name, String(row['id']));
  }
  kernel.database.run(`DELETE FROM ${quoted(objectName)} WHERE "Id" = ? AND "IsDeleted" = 1`, [id]);
};

/** As if a record and its details had never been: no bin has them, no log of deletions, no history. */
export const eraseRecord = (kernel: Kernel, objectName: string, id: Id): void => {
  const gone = goneWith(kernel, id).map((one) => one.id);
  purgeRecords(kernel, objectName, id);
  forgetDeletion(kernel, [id, ...gone]);
};
