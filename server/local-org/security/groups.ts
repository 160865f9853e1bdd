import type { SharingParty } from '../metadata/access-metadata.ts';
import type { Database } from '../store/database.ts';

interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly relatedId: string;
  readonly includesBosses: boolean;
}

/** Who is in which role and public group: a picture of one moment, read whole because these tables are small. */
export class Directory {
  readonly #parentOfRole = new Map<string, string>();
  readonly #roleByName = new Map<string, string>();
  readonly #roleOfUser = new Map<string, string>();
  readonly #groups = new Map<string, GroupRow>();
  readonly #groupByName = new Map<string, string>();
  readonly #members = new Map<string, string[]>();

  constructor(database: Database) {
    for (const row of database.rows('SELECT "Id", "ParentRoleId", "DeveloperName" FROM "UserRole"')) {
      if (typeof row['ParentRoleId'] === 'string') this.#parentOfRole.set(String(row['Id']), row['ParentRoleId']);
      if (typeof row['DeveloperName'] === 'string') this.#roleByName.set(row['DeveloperName'], String(row['Id']));
    }
    for (const row of database.rows('SELECT "Id", "UserRoleId" FROM "User" WHERE "UserRoleId" IS NOT NULL')) {
      this.#roleOfUser.set(String(row['Id']), String(row['UserRoleId']));
    }
    for (const row of database.rows(
      'SELECT "Id", "DeveloperName", "Type", "RelatedId", "DoesIncludeBosses" FROM "Group"',
    )) {
      const group: GroupRow = {
        id: String(row['Id']),
        name: String(row['DeveloperName']),
        type: String(row['Type']),
        relatedId: String(row['RelatedId']),
        includesBosses: row['DoesIncludeBosses'] === 1,
      };
      this.#groups.set(group.id, group);
      this.#groupByName.set(group.name, group.id);
    }
    for (const row of database.rows('SELECT "GroupId", "UserOrGroupId" FROM "GroupMember"')) {
      const groupId = String(row['GroupId']);
      const members = this.#members.get(groupId) ?? [];
      members.push(String(row['UserOrGroupId']));
      this.#members.set(groupId, members);
    }
  }

  /** The roles above, nearest first; a cycle ends where it closes. */
  rolesAbove(roleId: string): readonly string[] {
    const above: string[] = [];
    for (let role = this.#parentOfRole.get(roleId); role !== undefined; role = this.#parentOfRole.get(role)) {
      if (above.includes(role)) break;
      above.push(role);
    }
    return above;
  }

  #isInRole(userId: string, roleId: string, orBelow: boolean): boolean {
    const own = this.#roleOfUser.get(userId);
    if (own === undefined) return false;
    return own === roleId || (orBelow && this.rolesAbove(own).includes(roleId));
  }

  #directUsers(groupId: string, seen: Set<string>): readonly string[] {
    if (seen.has(groupId)) return [];
    seen.add(groupId);
    const group = this.#groups.get(groupId);
    if (group === undefined) return [];
    if (group.type === 'Role' || group.type === 'RoleAndSubordinates') {
      return [...this.#roleOfUser.keys()].filter((user) =>
        this.#isInRole(user, group.relatedId, group.type === 'RoleAndSubordinates'),
      );
    }
    return (this.#members.get(groupId) ?? []).flatMap((member) =>
      this.#groups.has(member) ? this.#directUsers(member, seen) : [member],
    );
  }

  /** Members, nested groups opened. */
  usersOfGroup(groupId: string): ReadonlySet<string> {
    return new Set(this.#directUsers(groupId, new Set()));
  }

  #isBossOfOne(userId: string, members: ReadonlySet<string>): boolean {
    const own = this.#roleOfUser.get(userId);
    if (own === undefined) return false;
    return [...members].some((member) => {
      const role = this.#roleOfUser.get(member);
      return role !== undefined && this.rolesAbove(role).includes(own);
    });
  }

  /** Whether what is shared with the party is shared with the user. */
  reaches(party: SharingParty, userId: string): boolean {
    switch (party.kind) {
      case 'allInternalUsers':
        return true;
      case 'role':
      case 'roleAndSubordinates': {
        const role = this.#roleByName.get(party.name);
        return role !== undefined && this.#isInRole(userId, role, party.kind === 'roleAndSubordinates');
      }
      case 'group': {
        const groupId = this.#groupByName.get(party.name);
        const group = groupId === undefined ? undefined : this.#groups.get(groupId);
        if (group === undefined) return false;
        const members = this.usersOfGroup(group.id);
        return members.has(userId) || (group.includesBosses && this.#isBossOfOne(userId, members));
      }
    }
  }

  /** The users whose records an owner-based rule opens; undefined means everybody's. */
  ownersIn(party: SharingParty): readonly string[] | undefined {
    switch (party.kind) {
      case 'allInternalUsers':
        return undefined;
      case 'group': {
        const groupId = this.#groupByName.get(party.name);
        return groupId === undefined ? [] : [...this.usersOfGroup(groupId)];
      }
      case 'role':
      case 'roleAndSubordinates': {
        const role = this.#roleByName.get(party.name);
        if (role === undefined) return [];
        return [...this.#roleOfUser.keys()].filter((user) =>
          this.#isInRole(user, role, party.kind === 'roleAndSubordinates'),
        );
      }
    }
  }
}
