import { roleTree, type RoleTree } from './role-tree.ts';
import {
  personKey,
  teamKey,
  TOTAL_KEY,
  UNASSIGNED_KEY,
  UNOWNED_KEY,
  type Person,
  type Role,
  type Scope,
} from './scope.ts';

/** What {@link buildScopes} builds from. */
export interface ScopeSources {
  readonly people: readonly Person[];
  readonly roles: readonly Role[];
  readonly companyName: string;
  /** The owner column of the deal table: indices into `people`, −1 = nobody. */
  readonly dealOwners: Int32Array;
}

/** The tree that results hang on, parents before children, and what was wrong with its sources. */
export interface ScopeTree {
  readonly scopes: readonly Scope[];
  readonly problems: readonly string[];
  /**
   * Who owns the rows of a scope, whether it is in the tree or no longer is: the person where active, else the nearest
   * active manager; a team's leader. Undefined = the service user.
   */
  readonly rowOwnerOf: (scopeKey: string) => string | undefined;
}

/**
 * Builds the tree of the company, its teams and people.
 *
 * A team is a role with roles below it. A person hangs under the team of her role: a leaf role's people under the
 * role above, a team's own people (its managers) under the team itself where they own deals. People without a role,
 * or whose role is on a cycle or unknown, and deals that nobody owns are under the team "Unassigned". There is a
 * person scope for every active user with a role, other than managers without deals, and for every owner of a deal,
 * active or not. Teams without people are left out.
 */
export function buildScopes({ people, roles, companyName, dealOwners }: ScopeSources): ScopeTree {
  const tree = roleTree(roles);
  const problems = [...tree.problems];
  const { owners, unowned } = ownersOf(dealOwners, people, problems);
  const leaders = leadersByRole(tree, people);

  const onCycle = new Set(roles.map(({ id }) => id).filter((id) => !tree.ids.has(id)));
  const persons: Scope[] = [];
  const peopled = new Set<string>();
  for (const [index, person] of people.entries()) {
    const { roleId } = person;
    const isManager = roleId !== undefined && tree.withRolesBelow.has(roleId);
    if (!owners.has(index) && (!person.active || roleId === undefined || isManager)) continue;
    if (roleId !== undefined && !tree.ids.has(roleId) && !onCycle.has(roleId)) {
      problems.push(`${person.name} has the role ${roleId}, which does not exist; shown under "Unassigned".`);
    }
    const team = teamOf(tree, roleId);
    const rowOwnerId = person.active ? person.id : leaderOf(team, person, tree, leaders);
    persons.push({
      key: personKey(person.id),
      type: 'Person',
      name: person.name,
      parentKey: team,
      personId: person.id,
      ...(rowOwnerId === undefined ? {} : { rowOwnerId }),
    });
    peopled.add(team);
  }

  const total: Scope = { key: TOTAL_KEY, type: 'Company', name: companyName };
  return {
    scopes: [total, ...teams(tree, leaders, peopled, unowned), ...persons],
    problems,
    rowOwnerOf: rowOwners(people, tree, leaders),
  };
}

function rowOwners(
  people: readonly Person[],
  tree: RoleTree,
  leaders: ReadonlyMap<string, string>,
): ScopeTree['rowOwnerOf'] {
  const byKey = new Map(people.map((person) => [personKey(person.id), person]));
  const byTeam = new Map(tree.roles.map(({ id }) => [teamKey(id), leaders.get(id)]));
  return (scopeKey) => {
    const person = byKey.get(scopeKey);
    if (person === undefined) return byTeam.get(scopeKey);
    return person.active ? person.id : leaderOf(teamOf(tree, person.roleId), person, tree, leaders);
  };
}

function ownersOf(
  dealOwners: Int32Array,
  people: readonly Person[],
  problems: string[],
): { readonly owners: ReadonlySet<number>; readonly unowned: boolean } {
  const owners = new Set(dealOwners);
  const strangers = [...owners].filter((owner) => owner < -1 || owner >= people.length);
  if (strangers.length > 0) {
    problems.push(`${strangers.length} owners of deals are no people of the company; shown under "Unassigned".`);
  }
  return { owners, unowned: owners.has(-1) || strangers.length > 0 };
}

/** The team a role's people belong to: the role itself where roles are below it, else the one above. */
function teamOf(tree: RoleTree, roleId: string | undefined): string {
  if (roleId === undefined || !tree.ids.has(roleId)) return UNASSIGNED_KEY;
  if (tree.withRolesBelow.has(roleId)) return teamKey(roleId);
  const parent = tree.parentOf.get(roleId);
  if (parent !== undefined) return teamKey(parent);
  return tree.detached.has(roleId) ? UNASSIGNED_KEY : TOTAL_KEY;
}

/** Active leader by role: who is in it, on several the first by id, else the leader above. */
function leadersByRole(tree: RoleTree, people: readonly Person[]): ReadonlyMap<string, string> {
  const leaders = new Map<string, string>();
  for (const { id, active, roleId } of people) {
    if (!active || roleId === undefined) continue;
    const current = leaders.get(roleId);
    if (current === undefined || id < current) leaders.set(roleId, id);
  }
  for (const { id } of tree.roles) {
    const above = leaders.get(tree.parentOf.get(id) ?? '');
    if (!leaders.has(id) && above !== undefined) leaders.set(id, above);
  }
  return leaders;
}

/** The nearest active manager of a person in that team. */
function leaderOf(
  team: string,
  person: Person,
  tree: RoleTree,
  leaders: ReadonlyMap<string, string>,
): string | undefined {
  const { roleId } = person;
  if (roleId === undefined || team === UNASSIGNED_KEY || team === TOTAL_KEY) return undefined;
  return leaders.get(tree.withRolesBelow.has(roleId) ? roleId : (tree.parentOf.get(roleId) ?? ''));
}

/** Team scopes that have people somewhere below, parents before children. */
function teams(
  tree: RoleTree,
  leaders: ReadonlyMap<string, string>,
  peopled: ReadonlySet<string>,
  unowned: boolean,
): readonly Scope[] {
  const wanted = new Set(peopled);
  let unassigned = peopled.has(UNASSIGNED_KEY);
  const kept: Scope[] = [];
  for (const { id, name } of tree.roles.toReversed()) {
    const key = teamKey(id);
    if (!wanted.has(key)) continue;
    const parent = tree.parentOf.get(id);
    const parentKey = parent === undefined ? (tree.detached.has(id) ? UNASSIGNED_KEY : TOTAL_KEY) : teamKey(parent);
    wanted.add(parentKey);
    unassigned ||= parentKey === UNASSIGNED_KEY;
    const leader = leaders.get(id);
    const led = leader === undefined ? {} : { managerId: leader, rowOwnerId: leader };
    kept.push({ key, type: 'Team', name, parentKey, ...led });
  }
  return [...unassignedTeams(unassigned, unowned), ...kept.reverse()];
}

/** "Unassigned" where somebody belongs to it or deals are unowned; where both, these are a child of their own. */
function unassignedTeams(somebody: boolean, unowned: boolean): readonly Scope[] {
  if (!somebody && !unowned) return [];
  const none: Scope = { key: UNASSIGNED_KEY, type: 'Team', name: 'Unassigned', parentKey: TOTAL_KEY };
  if (!somebody || !unowned) return [none];
  return [none, { key: UNOWNED_KEY, type: 'Team', name: 'Without owner', parentKey: UNASSIGNED_KEY }];
}
