import { afterAll, describe, expect, it } from 'vitest';
import { company, createOne } from '../support/company.ts';

const { org, boss, manager, rep, peer } = company();
afterAll(() => {
  org.close();
});
const publicGroup = (name: string, members: readonly string[], bosses = false): string => {
  const group = createOne(org, 'Group', { Name: name, DeveloperName: name, DoesIncludeBosses: bosses });
  for (const member of members) createOne(org, 'GroupMember', { GroupId: group, UserOrGroupId: member });
  return group;
};
const reached = (name: string) =>
  [boss, manager, rep, peer].map((user) => org.kernel.actors.directory.reaches({ kind: 'group', name }, user));

describe('a public group', () => {
  it('reaches its members and those of groups within', () => {
    const inner = publicGroup('Inner', [rep]);
    publicGroup('Outer', [inner, boss]);
    expect(reached('Outer')).toEqual([true, false, true, false]);
  });

  it('reaches the superiors of its members only where it includes bosses', () => {
    publicGroup('Flat', [rep]);
    publicGroup('Tall', [rep], true);
    expect(reached('Flat')).toEqual([false, false, true, false]);
    expect(reached('Tall')).toEqual([true, true, true, false]);
  });

  it('may contain itself without end', () => {
    const first = publicGroup('First', [rep]);
    const second = publicGroup('Second', [first]);
    createOne(org, 'GroupMember', { GroupId: first, UserOrGroupId: second });
    expect(reached('Second')).toEqual([false, false, true, false]);
  });
});

describe('roles', () => {
  it('in a circle end where they close', () => {
    const one = createOne(org, 'UserRole', { Name: 'One' });
    const two = createOne(org, 'UserRole', { Name: 'Two', ParentRoleId: one });
    org.update(org.system, 'UserRole', [{ Id: one, ParentRoleId: two }]);
    expect(org.kernel.actors.directory.rolesAbove(one)).toEqual([two, one]);
    org.update(org.system, 'User', [{ Id: peer, UserRoleId: one }]);
    expect(org.query(org.actor(peer), 'SELECT Id FROM Account').totalSize).toBe(0);
  });
});
