import type { Id, SaveResult } from '../org.ts';
import { quoted, type Row } from './columns.ts';
import { noteWrite, tableOf, type Kernel } from './kernel.ts';
import { insertRecords, updateRecords } from './save/save.ts';

/** The record that stands for a piece of metadata cannot be what the metadata says. */
export class PackageRecordError extends Error {
  override readonly name = 'PackageRecordError';
  /** `PermissionSet`; the component's type is called as its object is. */
  readonly objectName: string;
  readonly fullName: string;

  constructor(objectName: string, fullName: string, reason: string) {
    super(`${objectName} ${fullName}: ${reason}`);
    this.objectName = objectName;
    this.fullName = fullName;
  }
}

type Wanted = Readonly<Record<string, string | boolean>>;

/**
 * Records of one object, made or brought up to date by their name; what the metadata does not name stays.
 * @param atFirst what only new records get
 */
const fill = (
  kernel: Kernel,
  systemId: Id,
  objectName: string,
  key: string,
  wanted: readonly Wanted[],
  atFirst: Wanted = {},
): void => {
  const system = kernel.actors.system(systemId);
  const table = tableOf(kernel, objectName);
  const rows = kernel.database.rows(`SELECT * FROM ${quoted(objectName)}`);
  const known = new Map(rows.map((row) => [String(row[key]), row]));
  const rowOf = (record: Wanted): Row | undefined => known.get(String(record[key]));
  const differs = (record: Wanted): boolean => {
    const row = rowOf(record);
    return Object.entries(record).some(
      ([name, value]) => (row?.[name] ?? '') !== (typeof value === 'boolean' ? Number(value) : value),
    );
  };
  const created = wanted.filter((record) => rowOf(record) === undefined).map((record) => ({ ...record, ...atFirst }));
  const changed = wanted
    .filter((record) => rowOf(record) !== undefined && differs(record))
    .map((record): Wanted => ({ ...record, Id: String(rowOf(record)?.['Id']) }));
  const check = (records: readonly Wanted[], results: readonly SaveResult[]): void => {
    for (const [index, { errors }] of results.entries()) {
      const [error] = errors.filter(({ statusCode }) => statusCode !== 'ALL_OR_NONE_OPERATION_ROLLED_BACK');
      if (error !== undefined) throw new PackageRecordError(objectName, String(records[index]?.[key]), error.message);
    }
  };
  if (created.length > 0) check(created, insertRecords(kernel, system, table, created, { allOrNone: true }));
  if (changed.length > 0) check(changed, updateRecords(kernel, system, table, changed, { allOrNone: true }));
};

const pairs = (kernel: Kernel): ReadonlyMap<string, Id> =>
  new Map(
    kernel.database
      .rows(
        `SELECT c."Id" AS id, g."DeveloperName" || ' ' || s."Name" AS pair FROM "PermissionSetGroupComponent" c
           JOIN "PermissionSetGroup" g ON g."Id" = c."PermissionSetGroupId"
           JOIN "PermissionSet" s ON s."Id" = c."PermissionSetId"`,
      )
      .map((row) => [String(row['pair']), String(row['id'])]),
  );

/** The sets in the groups: those that a group no longer names leave it. */
const fillGroupComponents = (kernel: Kernel, systemId: Id): void => {
  const { database, metadata } = kernel;
  const groups = new Set(metadata.permissionSetGroups.map(({ name }) => name));
  const wanted = new Map<string, { readonly group: string; readonly set: string }>(
    metadata.permissionSetGroups.flatMap((group) =>
      group.permissionSets.map((set) => [`${group.name} ${set}`, { group: group.name, set }] as const),
    ),
  );
  const known = pairs(kernel);
  for (const [pair, id] of known) {
    if (wanted.has(pair) || !groups.has(pair.split(' ')[0] ?? '')) continue;
    database.run('DELETE FROM "PermissionSetGroupComponent" WHERE "Id" = ?', [id]);
    noteWrite(kernel, 'PermissionSetGroupComponent');
  }
  const created = [...wanted]
    .filter(([pair]) => !known.has(pair))
    .map(([, { group, set }]) => ({ PermissionSetGroup: { DeveloperName: group }, PermissionSet: { Name: set } }));
  if (created.length === 0) return;
  const table = tableOf(kernel, 'PermissionSetGroupComponent');
  insertRecords(kernel, kernel.actors.system(systemId), table, created, { allOrNone: true });
};

/** Permission sets, their groups and public groups of the metadata as records, with the words that it has now. */
export const fillPackageRecords = (kernel: Kernel, systemId: Id): void => {
  const { permissionSets, permissionSetGroups, groups } = kernel.metadata;
  fill(
    kernel,
    systemId,
    'PermissionSet',
    'Name',
    permissionSets.map(({ name, label, description }) => ({
      Name: name,
      Label: label,
      Description: description.slice(0, 255),
    })),
  );
  fill(
    kernel,
    systemId,
    'PermissionSetGroup',
    'DeveloperName',
    permissionSetGroups.map(({ name, label, description }) => ({
      DeveloperName: name,
      MasterLabel: label,
      Description: description.slice(0, 255),
    })),
  );
  fillGroupComponents(kernel, systemId);
  fill(
    kernel,
    systemId,
    'Group',
    'DeveloperName',
    groups.map(({ name, label, includesBosses }) => ({
      DeveloperName: name,
      Name: label,
      DoesIncludeBosses: includesBosses,
    })),
    { Type: 'Regular' },
  );
};
