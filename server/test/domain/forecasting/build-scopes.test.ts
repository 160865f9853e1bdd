import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildScopes, type Person, type Role, type Scope } from '../../../src/domain/forecasting/index.ts';

const ROLES: readonly Role[] = [
  { id: 'ceo', name: 'Chief' },
  { id: 'east', name: 'East', parentId: 'ceo' },
  { id: 'west', name: 'West', parentId: 'ceo' },
  { id: 'rep-east', name: 'Rep East', parentId: 'east' },
  { id: 'rep-west', name: 'Rep West', parentId: 'west' },
];

const person = (id: string, roleId?: string, active = true): Person => ({
  id,
  name: id.toUpperCase(),
  active,
  ...(roleId === undefined ? {} : { roleId }),
});

const build = (people: readonly Person[], owners: readonly number[], roles: readonly Role[] = ROLES) =>
  buildScopes({ people, roles, companyName: 'Acme', dealOwners: Int32Array.from(owners) });

const find = (scopes: readonly Scope[], key: string): Scope | undefined => scopes.find((scope) => scope.key === key);

/** The tree as `key < parent` lines. */
const lines = (scopes: readonly Scope[]): readonly string[] =>
  scopes.map(({ key, parentKey }) => (parentKey === undefined ? key : `${key} < ${parentKey}`));

describe('buildScopes', () => {
  it('makes teams of roles with roles below, and hangs the people of leaf roles under them', () => {
    const { scopes, problems } = build([person('ann', 'rep-east'), person('bob', 'rep-west')], []);
    expect(lines(scopes)).toEqual([
      'total',
      'team:ceo < total',
      'team:east < team:ceo',
      'team:west < team:ceo',
      'person:ann < team:east',
      'person:bob < team:west',
    ]);
    expect(scopes[0]).toEqual({ key: 'total', type: 'Company', name: 'Acme' });
    expect(problems).toEqual([]);
  });

  it('shows a manager as a person of the own team only with deals of her own', () => {
    const people = [person('eva', 'east'), person('ann', 'rep-east')];
    expect(find(build(people, []).scopes, 'person:eva')).toBeUndefined();
    expect(find(build(people, [0]).scopes, 'person:eva')?.parentKey).toBe('team:east');
  });

  it('gives rows to the person, of the inactive to the nearest active manager, of teams to their leader', () => {
    const people = [
      person('eva', 'east'),
      person('ann', 'rep-east'),
      person('old', 'rep-east', false),
      person('cy', 'ceo'),
    ];
    const { scopes } = build(people, [2]);
    expect(find(scopes, 'person:ann')?.rowOwnerId).toBe('ann');
    expect(find(scopes, 'person:old')?.rowOwnerId).toBe('eva');
    expect(find(scopes, 'team:east')).toMatchObject({ managerId: 'eva', rowOwnerId: 'eva' });
    expect(find(scopes, 'total')?.rowOwnerId).toBeUndefined();
  });

  it('says who owns the rows of a scope that is no longer in the tree', () => {
    const people = [person('eva', 'east'), person('old', 'rep-east', false), person('cy', 'ceo'), person('lone')];
    const { scopes, rowOwnerOf } = build(people, []);
    expect(find(scopes, 'person:old')).toBeUndefined();
    expect(['person:old', 'person:eva', 'person:lone', 'team:west'].map(rowOwnerOf)).toEqual([
      'eva',
      'eva',
      'lone',
      'cy',
    ]);
    expect(['person:stranger', 'team:gone', 'total', 'team:none'].map(rowOwnerOf)).toEqual(Array(4).fill(undefined));
  });

  it('says the same owner for every scope of the tree as the scope itself', () => {
    const people = [person('eva', 'east'), person('ann', 'rep-east'), person('old', 'rep-east', false), person('cy')];
    const { scopes, rowOwnerOf } = build(people, [1, 2, 3, -1]);
    for (const { key, rowOwnerId } of scopes) expect([key, rowOwnerOf(key)]).toEqual([key, rowOwnerId]);
  });

  it('lets the nearest leader above stand in where a team has none, else nobody', () => {
    const people = [person('eva', 'east', false), person('old', 'rep-east', false), person('cy', 'ceo')];
    const led = build(people, [1]).scopes;
    expect(find(led, 'team:east')?.managerId).toBe('cy');
    expect(find(led, 'person:old')?.rowOwnerId).toBe('cy');
    const alone = build(people.slice(0, 2), [1]).scopes;
    expect(find(alone, 'team:east')?.managerId).toBeUndefined();
    expect(find(alone, 'person:old')?.rowOwnerId).toBeUndefined();
  });

  it('takes the first by id of several leaders, in whatever order they come', () => {
    const people = [person('zoe', 'east'), person('eva', 'east'), person('ann', 'rep-east')];
    expect(find(build(people, []).scopes, 'team:east')?.managerId).toBe('eva');
    expect(find(build(people.toReversed(), []).scopes, 'team:east')?.managerId).toBe('eva');
  });

  it('leaves out teams without people, inactive people without deals, and people without role and deals', () => {
    const { scopes } = build([person('ann', 'rep-east'), person('gone', 'rep-west', false), person('guest')], []);
    expect(lines(scopes)).toEqual(['total', 'team:ceo < total', 'team:east < team:ceo', 'person:ann < team:east']);
  });

  it('puts owners without a role, and deals without an owner, under "Unassigned"', () => {
    const owner = build([person('guest')], [0]).scopes;
    expect(lines(owner)).toEqual(['total', 'team:none < total', 'person:guest < team:none']);
    expect(find(build([], [-1]).scopes, 'team:none')).toEqual({
      key: 'team:none',
      type: 'Team',
      name: 'Unassigned',
      parentKey: 'total',
    });
  });

  it('keeps deals without an owner apart from the people under "Unassigned", so that children add up', () => {
    expect(lines(build([person('guest')], [0, -1]).scopes)).toEqual([
      'total',
      'team:none < total',
      'team:unowned < team:none',
      'person:guest < team:none',
    ]);
  });

  it('names owners that are no people', () => {
    const { scopes, problems } = build([], [7]);
    expect(find(scopes, 'team:none')).toBeDefined();
    expect(problems).toEqual(['1 owners of deals are no people of the company; shown under "Unassigned".']);
  });

  it('names a circle of roles and puts its people, and teams below it, under "Unassigned"', () => {
    const roles: readonly Role[] = [
      { id: 'a', name: 'A', parentId: 'b' },
      { id: 'b', name: 'B', parentId: 'a' },
      { id: 'below', name: 'Below', parentId: 'b' },
      { id: 'leaf', name: 'Leaf', parentId: 'below' },
    ];
    const { scopes, problems } = build([person('ann', 'a'), person('bob', 'leaf')], [], roles);
    expect(lines(scopes)).toEqual([
      'total',
      'team:none < total',
      'team:below < team:none',
      'person:ann < team:none',
      'person:bob < team:below',
    ]);
    expect(problems).toEqual([
      'Roles report to each other in a circle: "A" → "B" → "A"; their people are under "Unassigned".',
    ]);
  });

  it('takes a role with a missing parent for a root, and names it; a role that reports to itself is a circle', () => {
    const roles: readonly Role[] = [
      { id: 'x', name: 'X', parentId: 'lost' },
      { id: 'y', name: 'Y', parentId: 'x' },
      { id: 'me', name: 'Me', parentId: 'me' },
    ];
    const { scopes, problems } = build([person('ann', 'y'), person('bob', 'me'), person('cy', 'nowhere')], [], roles);
    expect(find(scopes, 'team:x')?.parentKey).toBe('total');
    expect(find(scopes, 'person:bob')?.parentKey).toBe('team:none');
    expect(find(scopes, 'person:cy')?.parentKey).toBe('team:none');
    expect(problems).toHaveLength(3);
    expect(problems.join(' ')).toMatch(/circle: "Me" → "Me".*role lost, which does not exist.*CY has the role nowhere/);
  });

  it('takes several roots; people of a lone role hang under the company', () => {
    const roles: readonly Role[] = [
      ...ROLES,
      { id: 'solo', name: 'Solo' },
      { id: 'other', name: 'Other' },
      { id: 'sub', name: 'Sub', parentId: 'other' },
    ];
    const { scopes } = build([person('ann', 'solo'), person('bob', 'sub')], [], roles);
    expect(lines(scopes)).toEqual(['total', 'team:other < total', 'person:ann < total', 'person:bob < team:other']);
  });

  it('goes 500 roles deep', () => {
    const roles = Array.from({ length: 500 }, (_, level): Role => ({
      id: `r${level}`,
      name: `R${level}`,
      ...(level === 0 ? {} : { parentId: `r${level - 1}` }),
    }));
    const { scopes } = build([person('deep', 'r499')], [], roles);
    expect(scopes).toHaveLength(501);
    expect(find(scopes, 'person:deep')?.parentKey).toBe('team:r498');
  });

  it('always makes one tree, parents first, with a person for every owner, whatever the roles are like', () => {
    const ids = Array.from({ length: 12 }, (_, index) => `r${index}`);
    const someRole = fc.option(fc.constantFrom(...ids, 'missing'), { nil: undefined });
    const world = fc.record({
      parents: fc.array(someRole, { minLength: 12, maxLength: 12 }),
      people: fc.array(fc.record({ active: fc.boolean(), roleId: someRole }), { maxLength: 20 }),
      owners: fc.array(fc.integer({ min: -1, max: 21 }), { maxLength: 20 }),
    });
    fc.assert(
      fc.property(world, ({ parents, people, owners }) => {
        const roles = ids.map((id, index): Role => {
          const parentId = parents[index];
          return { id, name: id, ...(parentId === undefined ? {} : { parentId }) };
        });
        const all = people.map(({ active, roleId }, index) => person(`p${index}`, roleId, active));
        const { scopes } = build(all, owners, roles);
        const seen = new Set<string>();
        for (const { key, parentKey } of scopes) {
          expect(seen.has(key)).toBe(false);
          if (seen.size > 0) expect(seen).toContain(parentKey);
          seen.add(key);
        }
        for (const owner of owners) {
          const key = owner < 0 || owner >= all.length ? 'team:none' : `person:p${owner}`;
          expect(seen).toContain(key);
        }
        const active = new Set(all.filter((one) => one.active).map(({ id }) => id));
        for (const { rowOwnerId } of scopes) if (rowOwnerId !== undefined) expect(active).toContain(rowOwnerId);
      }),
    );
  });
});
