import { moveByQuarters, quartersUntil } from '../calendar.ts';
import type { ForeignMapping } from './schema.ts';
import type { Cell, TypedRow } from './typed-table.ts';

export interface Move {
  /** Whole fiscal quarters, 0 where dates stay. */
  readonly quarters: number;
  /** First and last date of the data after the move. */
  readonly firstDate: string | null;
  readonly lastDate: string | null;
}

/** Smallest and largest of some dates. */
export const span = (dates: Iterable<string>): { first: string | null; last: string | null } => {
  let first: string | null = null;
  let last: string | null = null;
  for (const date of dates) {
    if (first === null || date < first) first = date;
    if (last === null || date > last) last = date;
  }
  return { first, last };
};

/** The move that brings the last date as near to today as whole fiscal quarters can, and never past it. */
export const moveToPresent = (dates: Iterable<string>, today: string, startMonth: number): Move => {
  const { first, last } = span(dates);
  if (first === null || last === null) return { quarters: 0, firstDate: null, lastDate: null };
  const quarters = quartersUntil(last, today, startMonth);
  return {
    quarters,
    firstDate: moveByQuarters(first, quarters, startMonth),
    lastDate: moveByQuarters(last, quarters, startMonth),
  };
};

const dateColumns = (mapping: ForeignMapping, file: string): readonly string[] =>
  Object.entries(mapping.files[file]?.columns ?? {}).flatMap(([name, { type }]) => (type === 'date' ? [name] : []));

function* allDates(mapping: ForeignMapping, tables: ReadonlyMap<string, readonly TypedRow[]>): Iterable<string> {
  for (const [file, rows] of tables) {
    const columns = dateColumns(mapping, file);
    for (const row of rows) {
      for (const column of columns) {
        const cell = row.cells.get(column);
        if (typeof cell === 'string') yield cell;
      }
    }
  }
}

/** The tables with every date moved as the mapping wants, and how far that was. */
export const moveTables = (
  mapping: ForeignMapping,
  tables: ReadonlyMap<string, readonly TypedRow[]>,
  today: string,
  startMonth: number,
): { readonly tables: ReadonlyMap<string, readonly TypedRow[]>; readonly move: Move } => {
  if (mapping.moveDates === 'none') {
    const { first, last } = span(allDates(mapping, tables));
    return { tables, move: { quarters: 0, firstDate: first, lastDate: last } };
  }
  const move = moveToPresent(allDates(mapping, tables), today, startMonth);
  const moved = new Map<string, readonly TypedRow[]>();
  for (const [file, rows] of tables) {
    const columns = dateColumns(mapping, file);
    const shift = (row: TypedRow): TypedRow => {
      const cells = new Map<string, Cell>(row.cells);
      for (const column of columns) {
        const cell = cells.get(column);
        if (typeof cell === 'string') cells.set(column, moveByQuarters(cell, move.quarters, startMonth));
      }
      return { ...row, cells };
    };
    moved.set(file, columns.length === 0 ? rows : rows.map(shift));
  }
  return { tables: moved, move };
};
