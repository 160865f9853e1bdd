import type { Id, RecordInput } from '../org.ts';
import { tableOf, type Kernel } from './kernel.ts';
import { insertRecords } from './save/save.ts';

const idsBy = (kernel: Kernel, objectName: string, column: string): ReadonlyMap<string, string> =>
  new Map(
    kernel.database
      .rows(`SELECT "Id" AS id, "${column}" AS name FROM "${objectName}"`)
      .map((row) => [String(row['name']), String(row['id'])]),
  );

/** Custom permissions and who gives them, as records: those of the package as it is now, each time the org opens. */
export const fillCustomPermissions = (kernel: Kernel, systemId: Id): void => {
  const { database, metadata } = kernel;
  const system = kernel.actors.system(systemId);
  const create = (objectName: string, records: readonly RecordInput[]): void => {
    if (records.length > 0) insertRecords(kernel, system, tableOf(kernel, objectName), records, { allOrNone: true });
  };
  const named = new Set(metadata.customPermissions.map(({ name }) => name));
  const before = idsBy(kernel, 'CustomPermission', 'DeveloperName');
  for (const [name, id] of before) {
    if (!named.has(name)) database.run('DELETE FROM "CustomPermission" WHERE "Id" = ?', [id]);
  }
  create(
    'CustomPermission',
    metadata.customPermissions
      .filter(({ name }) => !before.has(name))
      .map(({ name, label, description }) => ({
        DeveloperName: name,
        MasterLabel: label,
        Description: description.slice(0, 255),
      })),
  );
  const permissions = idsBy(kernel, 'CustomPermission', 'DeveloperName');
  const sets = idsBy(kernel, 'PermissionSet', 'Name');
  const wanted = new Map<string, RecordInput>(
    metadata.permissionSets.flatMap((set) =>
      set.customPermissions.flatMap((name) => {
        const [ParentId, SetupEntityId] = [sets.get(set.name), permissions.get(name)];
        if (ParentId === undefined || SetupEntityId === undefined) return [];
        return [[`${ParentId} ${SetupEntityId}`, { ParentId, SetupEntityId }] as const];
      }),
    ),
  );
  const held = new Set<string>();
  for (const row of database.rows(
    'SELECT "Id" AS id, "ParentId" || \' \' || "SetupEntityId" AS pair FROM "SetupEntityAccess"',
  )) {
    const pair = String(row['pair']);
    if (wanted.has(pair)) held.add(pair);
    else database.run('DELETE FROM "SetupEntityAccess" WHERE "Id" = ?', [String(row['id'])]);
  }
  create(
    'SetupEntityAccess',
    [...wanted].flatMap(([pair, record]) => (held.has(pair) ? [] : [record])),
  );
};
