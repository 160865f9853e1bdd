import type { Component } from '../metadata/package/component.ts';
import { noteWrite, type Kernel } from '../store/kernel.ts';
import { dropField, dropObject } from '../store/migrate.ts';

interface RecordKind {
  readonly object: string;
  readonly name: string;
  /** Records that say nothing without it. */
  readonly dependents: readonly (readonly [object: string, lookup: string])[];
}

/** Components that are records too, as Salesforce shows them. */
const recordKinds: Readonly<Record<string, RecordKind>> = {
  PermissionSet: {
    object: 'PermissionSet',
    name: 'Name',
    dependents: [
      ['SetupEntityAccess', 'ParentId'],
      ['PermissionSetGroupComponent', 'PermissionSetId'],
    ],
  },
  PermissionSetGroup: {
    object: 'PermissionSetGroup',
    name: 'DeveloperName',
    dependents: [['PermissionSetGroupComponent', 'PermissionSetGroupId']],
  },
  Group: { object: 'Group', name: 'DeveloperName', dependents: [['GroupMember', 'GroupId']] },
};

const recordId = (kernel: Kernel, { object, name }: RecordKind, fullName: string): string | undefined => {
  const row = kernel.database.row(`SELECT "Id" AS id FROM "${object}" WHERE "${name}" = ?`, [fullName]);
  return row === undefined ? undefined : String(row['id']);
};

/** Why a component cannot be deleted while the org's records are what they are. */
export const deletionRefusal = (kernel: Kernel, { type, fullName }: Component): string | undefined => {
  if ((type === 'CustomObject' || type === 'CustomField') && kernel.database.isStreaming) {
    return 'A query job is reading the records. Deploy the deletion again when it has ended.';
  }
  const kind = recordKinds[type];
  if (kind === undefined || type === 'Group') return undefined;
  const id = recordId(kernel, kind, fullName);
  if (id === undefined) return undefined;
  const lookup = type === 'PermissionSet' ? 'PermissionSetId' : 'PermissionSetGroupId';
  const held = kernel.database.row(`SELECT count(*) AS held FROM "PermissionSetAssignment" WHERE "${lookup}" = ?`, [
    id,
  ]);
  const count = Number(held?.['held'] ?? 0);
  return count === 0
    ? undefined
    : `${fullName} is assigned to ${count} user${count === 1 ? '' : 's'}. Take it from them first.`;
};

/** Takes from the database what components that go had there: columns, tables, and the records that stood for them. */
export const deleteStored = (kernel: Kernel, components: readonly Component[]): void => {
  const { database, schema } = kernel;
  const objects = new Set(components.filter(({ type }) => type === 'CustomObject').map(({ fullName }) => fullName));
  for (const { type, fullName } of components) {
    const [object = '', field = ''] = fullName.split('.');
    if (type === 'CustomObject' && schema.object(fullName) !== undefined) dropObject(database, fullName);
    if (type === 'CustomField' && field.endsWith('__c') && !objects.has(object)) dropField(database, object, field);
    const kind = recordKinds[type];
    const id = kind === undefined ? undefined : recordId(kernel, kind, fullName);
    if (kind === undefined || id === undefined) continue;
    for (const [dependent, lookup] of kind.dependents) {
      database.run(`DELETE FROM "${dependent}" WHERE "${lookup}" = ?`, [id]);
      noteWrite(kernel, dependent);
    }
    database.run(`DELETE FROM "${kind.object}" WHERE "Id" = ?`, [id]);
    noteWrite(kernel, kind.object);
  }
};
