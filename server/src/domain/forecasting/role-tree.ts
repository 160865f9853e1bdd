import type { Role } from './scope.ts';

/** The role hierarchy with its faults taken out. */
export interface RoleTree {
  /** Every role that a root can be reached from, parents before children. */
  readonly roles: readonly Role[];
  readonly ids: ReadonlySet<string>;
  /** Parent by role id; roots have none. */
  readonly parentOf: ReadonlyMap<string, string>;
  /** Roles that others of the tree report to. */
  readonly withRolesBelow: ReadonlySet<string>;
  /** Roles that report to a cycle: they hang under "Unassigned". */
  readonly detached: ReadonlySet<string>;
  /** For people: what is wrong with the hierarchy. */
  readonly problems: readonly string[];
}

/**
 * Orders the roles from the roots down. Roles on a cycle are left out and named; roles below a cycle stay, detached;
 * a role whose parent does not exist is a root, and named. Works level by level, so depth is no matter.
 */
export function roleTree(given: readonly Role[]): RoleTree {
  const problems: string[] = [];
  const byId = new Map(given.map((role) => [role.id, role]));
  const onCycle = rolesOnCycles(byId, problems);
  const parentOf = new Map<string, string>();
  const detached = new Set<string>();
  const childrenOf = new Map<string, Role[]>();
  const roots: Role[] = [];

  for (const role of byId.values()) {
    if (onCycle.has(role.id)) continue;
    const parent = role.parentId === undefined ? undefined : byId.get(role.parentId);
    if (parent && !onCycle.has(parent.id)) {
      parentOf.set(role.id, parent.id);
      childrenOf.set(parent.id, [...(childrenOf.get(parent.id) ?? []), role]);
      continue;
    }
    roots.push(role);
    if (parent) detached.add(role.id);
    else if (role.parentId !== undefined) {
      problems.push(`Role "${role.name}" reports to the role ${role.parentId}, which does not exist; taken as a root.`);
    }
  }

  const roles = [...roots];
  // The list grows while it is walked: children follow their parents.
  for (const role of roles) roles.push(...(childrenOf.get(role.id) ?? []));
  const ids = new Set(roles.map(({ id }) => id));
  return { roles, ids, parentOf, withRolesBelow: new Set(childrenOf.keys()), detached, problems };
}

function rolesOnCycles(byId: ReadonlyMap<string, Role>, problems: string[]): ReadonlySet<string> {
  const onCycle = new Set<string>();
  const settled = new Set<string>();
  for (const start of byId.values()) {
    const path: Role[] = [];
    const steps = new Map<string, number>();
    let role: Role | undefined = start;
    while (role && !settled.has(role.id) && !steps.has(role.id)) {
      steps.set(role.id, path.length);
      path.push(role);
      role = role.parentId === undefined ? undefined : byId.get(role.parentId);
    }
    const entry = role ? steps.get(role.id) : undefined;
    if (entry !== undefined) {
      const cycle = path.slice(entry);
      for (const { id } of cycle) onCycle.add(id);
      const names = [...cycle, ...cycle.slice(0, 1)].map(({ name }) => `"${name}"`).join(' → ');
      problems.push(`Roles report to each other in a circle: ${names}; their people are under "Unassigned".`);
    }
    for (const { id } of path) settled.add(id);
  }
  return onCycle;
}
