import type { Actor, Org } from '../org.ts';
import type { DemoUser } from './app-model.ts';
import type { PackageMetadata } from './package-metadata.ts';
import { appsOf } from './person-model.ts';
import { activeUsers, userOf } from './users.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

interface RoleNames {
  readonly name: ReadonlyMap<string, string>;
  readonly hasBelow: ReadonlySet<string>;
}

const rolesOf = (org: Org): RoleNames => {
  const rows = org.query(org.system, 'SELECT Id, Name, ParentRoleId FROM UserRole').records;
  return {
    name: new Map(rows.map((row) => [text(row['Id']), text(row['Name'])])),
    hasBelow: new Set(rows.map((row) => text(row['ParentRoleId']))),
  };
};

type Reach = DemoUser['reach'];

const reachOf = (org: Org, actor: Actor, metadata: PackageMetadata, leads: boolean): Reach => {
  if (appsOf(org, actor, metadata).length === 0) return 'none';
  const objects = metadata.tabs.filter(({ customObject, name }) => customObject && actor.may('read', name));
  const all = objects.length > 0 && objects.every(({ name }) => actor.may('viewAll', name));
  if (all || actor.permissions.has('ViewAllData')) return 'everything';
  if (leads) return 'team';
  const meetings = org.schema.objects.find(({ name }) => name.endsWith('Takt_Meeting__c'));
  return meetings !== undefined && actor.may('viewAll', meetings.name) ? 'meetings' : 'own';
};

/** A user that comes through the API only: says so, or works on the package's records without its app. */
const isMachine = (org: Org, actor: Actor, metadata: PackageMetadata): boolean =>
  actor.permissions.has('ApiUserOnly') ||
  (appsOf(org, actor, metadata).length === 0 &&
    metadata.tabs.some(({ customObject, name }) => customObject && actor.may('edit', name)));

const words = (reach: Reach, role: string): string => {
  switch (reach) {
    case 'everything':
      return 'Sees the whole company';
    case 'team':
      return `Sees ${role} and everybody below`;
    case 'meetings':
      return 'Sees all deals, all meetings and what was agreed in them';
    case 'own':
      return 'Sees only their own numbers';
    case 'none':
      return 'Has no access to the app';
  }
};

/**
 * The people to log in as, each with what they will see. Users that may only come through the API are left out: they
 * cannot log in to Salesforce's pages either.
 */
export const demoUsers = (org: Org, metadata: PackageMetadata): readonly DemoUser[] => {
  const roles = rolesOf(org);
  return activeUsers(org).flatMap((row) => {
    const user = userOf(row);
    const actor = org.actor(user.id);
    if (isMachine(org, actor, metadata)) return [];
    const roleId = text(row['UserRoleId']);
    const role = roles.name.get(roleId) ?? '';
    const reach = reachOf(org, actor, metadata, roleId !== '' && roles.hasBelow.has(roleId));
    return [{ ...user, role, sees: words(reach, role), reach }];
  });
};
