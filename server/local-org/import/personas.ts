import type { Org, RecordInput } from '../org.ts';
import type { Persona } from './draft.ts';
import { allRows, textField } from './match-existing.ts';

interface Grant {
  readonly groups: readonly string[];
  readonly sets: readonly string[];
  readonly publicGroups: readonly string[];
}

/** What each persona is given of the package's permission sets, permission set groups and public groups. */
export const grants: Readonly<Record<Persona, Grant>> = {
  executive: { groups: ['Takt_Manager_User'], sets: [], publicGroups: ['Takt_Company_Readers'] },
  manager: { groups: ['Takt_Manager_User'], sets: [], publicGroups: [] },
  rep: { groups: ['Takt_Rep_User'], sets: [], publicGroups: [] },
  admin: { groups: ['Takt_Admin_User'], sets: [], publicGroups: ['Takt_Company_Readers', 'Takt_Admins'] },
  meetingLead: { groups: ['Takt_Meeting_Lead_User'], sets: ['Takt_Deal_Reader'], publicGroups: ['Takt_Meeting_Leads'] },
  compensation: { groups: ['Takt_Compensation_User'], sets: [], publicGroups: ['Takt_Compensation_Team'] },
  contributor: { groups: ['Takt_Contributor_User'], sets: [], publicGroups: [] },
  integration: { groups: [], sets: ['Takt_Integration'], publicGroups: ['Takt_Service'] },
  none: { groups: [], sets: [], publicGroups: [] },
};

/** The profile that goes with each persona; what matters beyond it comes from permission sets. */
export const profileOf: Readonly<Record<Persona, string>> = {
  executive: 'Standard User',
  manager: 'Standard User',
  rep: 'Standard User',
  admin: 'System Administrator',
  meetingLead: 'Standard User',
  compensation: 'Standard User',
  contributor: 'Minimum Access',
  integration: 'Minimum Access',
  none: 'Standard User',
};

/** The name under which the companion signs in. */
export const serviceUsername = 'integration@takt.example';

const idsByName = (org: Org, object: string): ReadonlyMap<string, string> => {
  const field = object === 'PermissionSet' ? 'Name' : 'DeveloperName';
  return new Map(
    allRows(org, `SELECT Id, ${field} FROM ${object}`).map((row) => [textField(row, field), textField(row, 'Id')]),
  );
};

/** The org has no such permission set, group or public group: its package is missing or older. */
export class MissingPermissionError extends Error {
  override readonly name = 'MissingPermissionError';
}

/**
 * Gives users what their personas need.
 * @throws MissingPermissionError where the org lacks one of the package's permission sets or groups.
 */
export const grantPersonas = (
  org: Org,
  people: readonly { readonly userId: string; readonly persona: Persona }[],
): void => {
  const sets = idsByName(org, 'PermissionSet');
  const groups = idsByName(org, 'PermissionSetGroup');
  const publicGroups = idsByName(org, 'Group');
  const idIn = (ids: ReadonlyMap<string, string>, name: string): string => {
    const id = ids.get(name);
    if (id === undefined) throw new MissingPermissionError(`The org has no "${name}"; deploy the package first.`);
    return id;
  };
  const held = new Set(
    allRows(org, 'SELECT AssigneeId, PermissionSetId, PermissionSetGroupId FROM PermissionSetAssignment').map(
      (row) =>
        `${textField(row, 'AssigneeId')} ${textField(row, 'PermissionSetGroupId') || textField(row, 'PermissionSetId')}`,
    ),
  );
  const assignments: RecordInput[] = [];
  const members: RecordInput[] = [];
  for (const { userId, persona } of people) {
    const grant = grants[persona];
    for (const name of grant.groups) {
      const id = idIn(groups, name);
      if (!held.has(`${userId} ${id}`)) assignments.push({ AssigneeId: userId, PermissionSetGroupId: id });
    }
    for (const name of grant.sets) {
      const id = idIn(sets, name);
      if (!held.has(`${userId} ${id}`)) assignments.push({ AssigneeId: userId, PermissionSetId: id });
    }
    for (const name of grant.publicGroups) members.push({ GroupId: idIn(publicGroups, name), UserOrGroupId: userId });
  }
  if (assignments.length > 0) org.create(org.system, 'PermissionSetAssignment', assignments, { allOrNone: true });
  if (members.length > 0) org.create(org.system, 'GroupMember', members, { allOrNone: true });
};

/** How many of each persona are offered for logging in; all others can log in as well. */
export const offered: readonly (readonly [Persona, number])[] = [
  ['executive', 1],
  ['manager', 2],
  ['rep', 3],
  ['admin', 1],
  ['meetingLead', 1],
  ['none', 1],
];
