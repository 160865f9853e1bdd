import { personKey, TOTAL_KEY, UNASSIGNED_KEY, UNOWNED_KEY, type Person, type Scope } from './scope.ts';

/** The scope tree as numbers, for kernels: scopes are indices, parents come before children. */
export interface ScopeIndex {
  readonly scopes: readonly Scope[];
  /** Index of the parent; −1 for the company. */
  readonly parent: Int32Array;
  /** Index of the scope that each person's deals count in; one entry more at the end, for deals that nobody owns. */
  readonly scopeOfOwner: Int32Array;
}

/** The scopes do not make one tree with the company at its top, or leave an owner out. */
export class BrokenScopes extends Error {
  override readonly name = 'BrokenScopes';
}

/**
 * Prepares the tree. Deals of people without a scope of their own, and deals that nobody owns, count in "Unassigned",
 * else directly in the company. Throws {@link BrokenScopes}.
 */
export function indexScopes(scopes: readonly Scope[], people: readonly Pick<Person, 'id'>[]): ScopeIndex {
  const position = new Map(scopes.map(({ key }, index) => [key, index]));
  if (position.size !== scopes.length) throw new BrokenScopes('Two scopes have the same key');
  if (scopes[0]?.key !== TOTAL_KEY) throw new BrokenScopes('The company must be the first scope');

  const parent = Int32Array.from(scopes, ({ key, parentKey }, index) => {
    if (index === 0) return -1;
    const above = position.get(parentKey ?? '');
    if (above === undefined || above >= index) throw new BrokenScopes(`The parent of ${key} does not come before it`);
    return above;
  });
  const fallback = position.get(UNOWNED_KEY) ?? position.get(UNASSIGNED_KEY) ?? 0;
  const scopeOfOwner = new Int32Array(people.length + 1).fill(fallback);
  for (const [index, { id }] of people.entries()) scopeOfOwner[index] = position.get(personKey(id)) ?? fallback;
  return { scopes, parent, scopeOfOwner };
}

/** The scope that a deal of this owner counts in directly. */
export function scopeOf(index: ScopeIndex, owner: number | undefined): number {
  const nobody = index.scopeOfOwner.length - 1;
  const known = owner !== undefined && owner >= 0 && owner < nobody;
  return index.scopeOfOwner[known ? owner : nobody] ?? 0;
}

/**
 * Adds every scope's row to its parent's, from the leaves up, in place. Rows lie one after another, `width` numbers
 * for each scope.
 */
export function addUpwards(index: ScopeIndex, rows: Float64Array, width: number): void {
  for (let scope = index.parent.length - 1; scope > 0; scope -= 1) {
    const from = scope * width;
    const to = (index.parent[scope] ?? 0) * width;
    for (let column = 0; column < width; column += 1) {
      rows[to + column] = (rows[to + column] ?? 0) + (rows[from + column] ?? 0);
    }
  }
}
