import { ApiError } from '../errors.ts';
import type { Metadata } from '../metadata/load-metadata.ts';
import type { SchemaRegistry } from '../metadata/registry.ts';
import type { Actor, Id } from '../org.ts';
import type { Database } from '../store/database.ts';
import { hiddenFields } from '../store/hidden-fields.ts';
import { Directory } from './groups.ts';
import { nothing, profiles } from './profiles.ts';
import { rightsOf } from './rights.ts';

/** An actor with what queries need to know of the person. */
export interface OrgActor extends Actor {
  readonly roleId: Id | null;
  readonly timeZone: string;
  readonly directory: Directory;
}

/** The objects whose records decide what somebody may do: a change of them makes resolved actors stale. */
const decisive = new Set([
  'Organization',
  'Profile',
  'PermissionSet',
  'PermissionSetAssignment',
  'PermissionSetGroup',
  'PermissionSetGroupComponent',
  'Group',
  'GroupMember',
  'User',
  'UserRole',
]);

/** Resolves users into actors, and keeps them until somebody's rights change. */
export class Actors {
  readonly #database: Database;
  readonly #schema: SchemaRegistry;
  readonly #metadata: Metadata;
  readonly #resolved = new Map<Id, OrgActor>();
  #directory: Directory | undefined;
  #system: OrgActor | undefined;

  constructor(database: Database, schema: SchemaRegistry, metadata: Metadata) {
    this.#database = database;
    this.#schema = schema;
    this.#metadata = metadata;
  }

  /** Called after every write, with the object written. */
  noteWrite(objectName: string): void {
    if (decisive.has(objectName)) this.forget();
  }

  /** Called after a rollback too: what was read in between may never have been. */
  forget(): void {
    this.#resolved.clear();
    this.#directory = undefined;
  }

  get directory(): Directory {
    this.#directory ??= new Directory(this.#database);
    return this.#directory;
  }

  /** The org itself: no sharing, no field-level security. */
  system(userId: Id): OrgActor {
    const { directory } = this;
    this.#system ??= {
      userId,
      system: true,
      permissions: new Set(['ModifyAllData', 'ViewAllData']),
      customPermissions: new Set(),
      may: () => true,
      mayField: () => true,
      roleId: null,
      timeZone: 'UTC',
      directory,
    };
    return this.#system;
  }

  /** @throws ApiError when there is no such user. */
  resolve(userId: Id): OrgActor {
    const known = this.#resolved.get(userId);
    if (known !== undefined) return known;
    const user = this.#database.row(
      `SELECT u."UserRoleId" AS role, u."TimeZoneSidKey" AS zone, p."Name" AS profile
         FROM "User" u LEFT JOIN "Profile" p ON p."Id" = u."ProfileId" WHERE u."Id" = ?`,
      [userId],
    );
    if (user === undefined) throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    const profile = profiles.find((one) => one.name === user['profile']) ?? nothing;
    const rights = rightsOf(this.#schema, profile, this.#assignedSets(userId));
    const hidden = hiddenFields(this.#database);
    const actor: OrgActor = {
      userId,
      system: false,
      ...rights,
      mayField: (action, objectName, fieldName) =>
        !hidden.has(objectName, fieldName) && rights.mayField(action, objectName, fieldName),
      roleId: typeof user['role'] === 'string' ? user['role'] : null,
      timeZone: typeof user['zone'] === 'string' ? user['zone'] : 'UTC',
      directory: this.directory,
    };
    this.#resolved.set(userId, actor);
    return actor;
  }

  #assignedSets(userId: Id) {
    const assignments = this.#database.rows(
      `SELECT s."Name" AS "set", g."DeveloperName" AS "group" FROM "PermissionSetAssignment" a
         LEFT JOIN "PermissionSet" s ON s."Id" = a."PermissionSetId"
         LEFT JOIN "PermissionSetGroup" g ON g."Id" = a."PermissionSetGroupId" WHERE a."AssigneeId" = ?`,
      [userId],
    );
    const names = new Set<string>();
    for (const row of assignments) {
      if (typeof row['set'] === 'string') names.add(row['set']);
      const group = this.#metadata.permissionSetGroups.find((one) => one.name === row['group']);
      for (const name of group?.permissionSets ?? []) names.add(name);
    }
    return this.#metadata.permissionSets.filter((set) => names.has(set.name));
  }
}
