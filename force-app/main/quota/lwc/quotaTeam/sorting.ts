import type { Standing } from 'c/quotaData';

export type Column = 'name' | 'quota' | 'won' | 'attainment' | 'gap' | 'chance' | 'coverage';

export interface Sorting {
  readonly column: Column;
  readonly direction: 'ascending' | 'descending';
}

export const BY_NAME: Sorting = { column: 'name', direction: 'ascending' };

/** The next sorting when a column is chosen: turned round if it is the one in force; figures begin with the largest. */
export const chosen = ({ column, direction }: Sorting, next: Column): Sorting => {
  if (column === next) return { column, direction: direction === 'ascending' ? 'descending' : 'ascending' };
  return { column: next, direction: next === 'name' ? 'ascending' : 'descending' };
};

const figure = (of: Standing, column: Exclude<Column, 'name'>): number | undefined => {
  if (column === 'won') return of.forecast.won;
  return column === 'coverage' ? of.coverageB : of[column];
};

/** Unknown figures stand last either way; equal ones by name. */
export const sorted = (rows: readonly Standing[], { column, direction }: Sorting): readonly Standing[] => {
  const sign = direction === 'ascending' ? 1 : -1;
  const byName = (a: Standing, b: Standing): number => a.forecast.scope.name.localeCompare(b.forecast.scope.name);
  if (column === 'name') return [...rows].sort((a, b) => sign * byName(a, b));
  return [...rows].sort((a, b) => {
    const [x, y] = [figure(a, column), figure(b, column)];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined) || byName(a, b);
    return sign * (x - y) || byName(a, b);
  });
};
