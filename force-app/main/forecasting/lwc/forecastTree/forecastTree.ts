import type { Forecast, Known } from 'c/forecastData';
import type { Branch, Row, Totals } from './types';

export { moved } from './keys';
export type { Branch, Move, Row, Totals } from './types';

// Teams before people, as a manager reads a report; then by name.
const order = (a: Branch, b: Branch): number => {
  const [x, y] = [a.forecast.scope, b.forecast.scope];
  if ((x.type === 'Person') !== (y.type === 'Person')) return x.type === 'Person' ? 1 : -1;
  return x.name.localeCompare(y.name);
};

/**
 * The forest of one period's rows. A scope whose parent is not among the rows (the user may not see it) is a root;
 * so is one scope of every ring, so that no row is lost.
 */
export const forest = (rows: readonly Forecast[]): readonly Branch[] => {
  const ids = new Set(rows.map(({ scope }) => scope.id));
  const below = Map.groupBy(rows, ({ scope }) => (scope.parentId && ids.has(scope.parentId) ? scope.parentId : ''));
  const placed = new Set<string>();
  const grow = (forecast: Forecast): Branch => {
    placed.add(forecast.scope.id);
    const children = (below.get(forecast.scope.id) ?? []).filter(({ scope }) => !placed.has(scope.id));
    return { forecast, children: children.map(grow).sort(order) };
  };
  const roots = (below.get('') ?? []).map(grow);
  for (const row of rows) if (!placed.has(row.scope.id)) roots.push(grow(row));
  return roots.sort(order);
};

const totalRow = ({ forecast, children }: Branch): Row => ({
  forecast,
  level: 1,
  position: children.length + 1,
  size: children.length + 1,
  parentId: undefined,
  expandable: false,
  expanded: false,
  total: true,
});

/**
 * Rows to show, top down: children only of scopes that are expanded. One root with children is the total of the
 * table: its children make the first level, and it stands last.
 */
export const visibleRows = (branches: readonly Branch[], expanded: ReadonlySet<string>): readonly Row[] => {
  const walk = (list: readonly Branch[], level: number, size: number, parentId?: string): readonly Row[] =>
    list.flatMap(({ forecast, children }, index) => {
      const open = expanded.has(forecast.scope.id) && children.length > 0;
      const row: Row = {
        forecast,
        level,
        position: index + 1,
        size,
        parentId,
        expandable: children.length > 0,
        expanded: open,
        total: false,
      };
      return open ? [row, ...walk(children, level + 1, children.length, forecast.scope.id)] : [row];
    });
  const [root] = branches;
  return root && branches.length === 1 && root.children.length > 0
    ? [...walk(root.children, 1, root.children.length + 1), totalRow(root)]
    : walk(branches, 1, branches.length);
};

const SCREENFUL = 40;

/** What is open at first: level by level, as long as all rows together still fill about one screen. */
export const expandedAtFirst = (branches: readonly Branch[]): ReadonlySet<string> => {
  const open = (level: readonly Branch[], shown: number): readonly string[] => {
    const next = level.flatMap(({ children }) => children);
    if (next.length === 0 || shown + next.length > SCREENFUL) return [];
    return [...level.map(({ forecast }) => forecast.scope.id), ...open(next, shown + next.length)];
  };
  return new Set(open(branches, branches.length));
};

/** Cents are added as whole numbers; one unknown makes the sum unknown. */
const sum = (values: readonly Known[]): Known =>
  values.includes(undefined)
    ? undefined
    : values.reduce<number>((total, value) => total + Math.round((value ?? 0) * 100), 0) / 100;

/** Totals over several roots; with one, the root is the total itself. */
export const totals = (branches: readonly Branch[]): Totals | undefined => {
  if (branches.length < 2) return undefined;
  const column = (pick: (forecast: Forecast) => Known): Known => sum(branches.map(({ forecast }) => pick(forecast)));
  return {
    won: column(({ won }) => won),
    commit: column(({ commit }) => commit),
    bestCase: column(({ bestCase }) => bestCase),
    pipeline: column(({ pipeline }) => pipeline),
    weighted: column(({ weighted }) => weighted),
    openDeals: column(({ openDeals }) => openDeals),
  };
};

/** The scope that a person comes for: the team they lead, else their own, else the first root. */
export const ownScope = (branches: readonly Branch[], userId: string): string | undefined => {
  const scopes = branches.map(({ forecast }) => forecast.scope);
  const own =
    scopes.find(({ type }) => type === 'Company') ??
    scopes.find(({ managerId, type }) => managerId === userId && type !== 'Person') ??
    scopes.find(({ personId }) => personId === userId) ??
    scopes[0];
  return own?.id;
};
