import type { LocalOrg } from '../../../local-org/local-org.ts';
import { openOrg, type OrgOptions } from '../../../local-org/open-org.ts';
import type { Id, RecordInput, SaveResult } from '../../../local-org/org.ts';

export const today = '2026-11-24';

/** An org in memory whose day is 24 November 2026. */
export const emptyOrg = (options: Partial<OrgOptions> = {}): LocalOrg =>
  openOrg({ data: ':memory:', today, ...options });

/** The ids of a write in which every record was taken. */
export const ids = (results: readonly SaveResult[]): readonly Id[] =>
  results.map(({ id, errors }) => {
    if (id === null || errors.length > 0) throw new Error(JSON.stringify(errors));
    return id;
  });

export const createOne = (org: LocalOrg, objectName: string, record: RecordInput): Id => {
  const [id = ''] = ids(org.create(org.system, objectName, [record]));
  return id;
};

export const idOf = (org: LocalOrg, soql: string): Id => String(org.query(org.system, soql).records[0]?.['Id']);

/** One column of a query, as the actor sees it. */
export const column = (org: LocalOrg, soql: string, name: string, userId?: Id): readonly unknown[] =>
  org.query(userId === undefined ? org.system : org.actor(userId), soql).records.map((record) => record[name]);

export interface Company {
  readonly org: LocalOrg;
  readonly boss: Id;
  readonly manager: Id;
  readonly rep: Id;
  readonly peer: Id;
  readonly admin: Id;
  readonly guest: Id;
  readonly service: Id;
}

/** Boss over manager over two reps in one role; an administrator, a guest without rights, and the service user. */
export const company = (org: LocalOrg = emptyOrg()): Company => {
  const profile = (name: string): Id => idOf(org, `SELECT Id FROM Profile WHERE Name = '${name}'`);
  const bossRole = createOne(org, 'UserRole', { Name: 'Sales' });
  const managerRole = createOne(org, 'UserRole', { Name: 'Team North', ParentRoleId: bossRole });
  const repRole = createOne(org, 'UserRole', { Name: 'Reps North', ParentRoleId: managerRole });
  const person = (name: string, profileName: string, roleId: Id | null): Id =>
    createOne(org, 'User', {
      FirstName: name,
      LastName: 'Test',
      Username: `${name.toLowerCase()}@acme.example`,
      Email: `${name.toLowerCase()}@acme.example`,
      Alias: name.slice(0, 8),
      IsActive: true,
      ProfileId: profile(profileName),
      UserRoleId: roleId,
    });
  const people = {
    boss: person('Boss', 'Standard User', bossRole),
    manager: person('Manager', 'Standard User', managerRole),
    rep: person('Rep', 'Standard User', repRole),
    peer: person('Peer', 'Standard User', repRole),
    admin: person('Admin', 'System Administrator', null),
    guest: person('Guest', 'Minimum Access', null),
    service: person('Service', 'Minimum Access', null),
  };
  const assign = (userId: Id, group: string): void => {
    const groupId = idOf(org, `SELECT Id FROM PermissionSetGroup WHERE DeveloperName = '${group}'`);
    createOne(org, 'PermissionSetAssignment', { AssigneeId: userId, PermissionSetGroupId: groupId });
  };
  assign(people.boss, 'Takt_Manager_User');
  assign(people.manager, 'Takt_Manager_User');
  assign(people.rep, 'Takt_Rep_User');
  assign(people.peer, 'Takt_Rep_User');
  const integration = idOf(org, "SELECT Id FROM PermissionSet WHERE Name = 'Takt_Integration'");
  createOne(org, 'PermissionSetAssignment', { AssigneeId: people.service, PermissionSetId: integration });
  const group = idOf(org, "SELECT Id FROM Group WHERE DeveloperName = 'Takt_Service'");
  createOne(org, 'GroupMember', { GroupId: group, UserOrGroupId: people.service });
  return { org, ...people };
};

/** A deal's record with what Salesforce demands. */
export const deal = (fields: RecordInput = {}): RecordInput => ({
  Name: 'Deal',
  StageName: 'Prospecting',
  CloseDate: '2026-12-15',
  ...fields,
});
