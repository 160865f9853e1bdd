import type { PermissionSetMetadata } from '../metadata/access-metadata.ts';
import type { SchemaRegistry } from '../metadata/registry.ts';
import type { Actor } from '../org.ts';
import type { ProfileRights } from './profiles.ts';

type Action = Parameters<Actor['may']>[0];
type FieldAction = Parameters<Actor['mayField']>[0];

/** Object and field permissions, as profile and permission sets add up to. */
export interface Rights {
  readonly permissions: ReadonlySet<string>;
  readonly customPermissions: ReadonlySet<string>;
  may(action: Action, objectName: string): boolean;
  mayField(action: FieldAction, objectName: string, fieldName: string): boolean;
}

const objectActions = (set: PermissionSetMetadata): readonly string[] =>
  set.objects.flatMap((one) =>
    (['read', 'create', 'edit', 'delete', 'viewAll', 'modifyAll'] as const)
      .filter((action) => one[action] || one.modifyAll || (action === 'read' && one.viewAll))
      .map((action) => `${action} ${one.object}`.toLowerCase()),
  );

const fieldActions = (set: PermissionSetMetadata): readonly string[] =>
  set.fields.flatMap((one) =>
    (['read', 'edit'] as const)
      .filter((action) => one[action])
      .map((action) => `${action} ${one.object}.${one.field}`.toLowerCase()),
  );

/** What the profile and the sets together allow. */
export const rightsOf = (
  schema: SchemaRegistry,
  profile: ProfileRights,
  sets: readonly PermissionSetMetadata[],
): Rights => {
  const permissions = new Set([...profile.userPermissions, ...sets.flatMap((set) => set.userPermissions)]);
  const granted = new Set(sets.flatMap(objectActions));
  const grantedFields = new Set(sets.flatMap(fieldActions));
  const profileObjects = new Set<string>();
  for (const [object, actions] of Object.entries(profile.standardObjects)) {
    profileObjects.add(object.toLowerCase());
    for (const action of actions) granted.add(`${action} ${object}`.toLowerCase());
  }
  const everything = permissions.has('ModifyAllData');
  const everythingToRead = everything || permissions.has('ViewAllData');

  const may = (action: Action, objectName: string): boolean => {
    const object = schema.object(objectName);
    if (object === undefined) return false;
    const reading = action === 'read' || action === 'viewAll';
    switch (object.access.by) {
      case 'everyone':
        return reading || everything;
      case 'setup':
        return reading ? permissions.has('ViewSetup') : everything;
      case 'parent':
        return may(reading || action === 'modifyAll' ? action : 'edit', object.access.parent);
      case 'permission':
        return everything || (reading && everythingToRead) || granted.has(`${action} ${object.name}`.toLowerCase());
    }
  };

  const mayField = (action: FieldAction, objectName: string, fieldName: string): boolean => {
    const object = schema.object(objectName);
    const field = object?.fields.get(fieldName.toLowerCase());
    if (object === undefined || field === undefined) return false;
    if (action === 'edit' && !field.createable && !field.updateable) return false;
    if (!may('read', object.name)) return false;
    if (action === 'edit' && !may('create', object.name) && !may('edit', object.name)) return false;
    if (everything || !field.permissionable || object.access.by !== 'permission') return true;
    if (action === 'read' && everythingToRead) return true;
    if (!field.custom && profileObjects.has(object.name.toLowerCase())) return true;
    const name = `${object.name}.${field.name}`.toLowerCase();
    return grantedFields.has(`${action} ${name}`);
  };

  return {
    permissions,
    customPermissions: new Set(sets.flatMap((set) => set.customPermissions)),
    may,
    mayField,
  };
};
