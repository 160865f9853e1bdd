import type { Id } from '../org.ts';
import { tableOf, type Kernel } from './kernel.ts';
import { insertRecords } from './save/save.ts';

/**
 * Every permission set group has a permission set of its name that stands for all that the group gives: people are
 * assigned to the group by it. Those of groups that are gone go with them.
 */
export const fillAggregatedSets = (kernel: Kernel, systemId: Id): void => {
  const { database } = kernel;
  database.run(
    `DELETE FROM "PermissionSet" WHERE "Type" = 'Group'
       AND "PermissionSetGroupId" NOT IN (SELECT "Id" FROM "PermissionSetGroup")`,
  );
  const groups = database.rows(
    `SELECT "Id" AS id, "DeveloperName" AS name, "MasterLabel" AS label FROM "PermissionSetGroup"
      WHERE "Id" NOT IN (SELECT "PermissionSetGroupId" FROM "PermissionSet" WHERE "PermissionSetGroupId" IS NOT NULL)`,
  );
  const records = groups.map(({ name, label }) => ({ Name: String(name), Label: String(label) }));
  if (records.length === 0) return;
  insertRecords(kernel, kernel.actors.system(systemId), tableOf(kernel, 'PermissionSet'), records, { allOrNone: true });
  for (const { id, name } of groups) {
    database.run(`UPDATE "PermissionSet" SET "Type" = 'Group', "PermissionSetGroupId" = ? WHERE "Name" = ?`, [
      id ?? null,
      name ?? null,
    ]);
  }
};
