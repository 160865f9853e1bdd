import { existingKey, type DraftValue } from '../draft.ts';
import type { ProblemList } from '../problem.ts';
import { scaled } from '../values/number.ts';
import type { Condition, Expression } from './schema.ts';
import { fillTemplate } from './template.ts';
import type { Cell, TypedRow } from './typed-table.ts';

/** The dates that an expression may name, all as they are after the move. */
export interface KnownDates {
  readonly today: string;
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  readonly endOfCurrentQuarter: string;
}

export interface Surroundings {
  readonly dates: KnownDates;
  /** Last day of the fiscal quarter that holds the date. */
  endOfQuarter(date: string): string;
  /** Row of another file whose column equals the value. */
  joinedRow(file: string, column: string, value: Cell): TypedRow | undefined;
  readonly problems: ProblemList;
}

const textOf = (cell: Cell | undefined): string => (cell === undefined || cell === null ? '' : String(cell));

const holds = (condition: Condition, row: TypedRow | undefined): boolean => {
  const text = textOf(row?.cells.get(condition.column));
  if ('is' in condition) return text === condition.is;
  if ('in' in condition) return condition.in.includes(text);
  return (text === '') === condition.blank;
};

/** True where all conditions hold. */
export const allHold = (conditions: readonly Condition[], row: TypedRow | undefined): boolean =>
  conditions.every((condition) => holds(condition, row));

/** Fills a template with the row's values. */
export const keyOf = (template: string, row: TypedRow | undefined): string | null =>
  fillTemplate(template, (column) => textOf(row?.cells.get(column)));

/** The value of a field for one row. What cannot be found is told as a problem and becomes null. */
export const evaluate = (expression: Expression, row: TypedRow | undefined, around: Surroundings): DraftValue => {
  const tell = (column: string, reason: string, remedy: string): null => {
    around.problems.add({
      file: row?.file ?? '(mapping)',
      ...(row === undefined ? {} : { line: row.line }),
      column,
      reason,
      remedy,
    });
    return null;
  };
  if ('value' in expression) return expression.value;
  if ('template' in expression) return keyOf(expression.template, row);
  if ('date' in expression) return around.dates[expression.date];
  if ('existing' in expression) {
    return { objects: [expression.existing], key: existingKey(expression.existing, expression.named) };
  }
  if ('reference' in expression) {
    const key = keyOf(expression.key, row);
    return key === null ? null : { objects: [expression.reference], key };
  }
  if ('endOfQuarterOf' in expression) {
    const date = row?.cells.get(expression.endOfQuarterOf);
    return typeof date === 'string' ? around.endOfQuarter(date) : null;
  }
  if ('firstOf' in expression) {
    for (const part of expression.firstOf) {
      const value = evaluate(part, row, around);
      if (value !== null) return value;
    }
    return null;
  }
  if ('when' in expression) {
    return evaluate(allHold(expression.when, row) ? expression.then : expression.otherwise, row, around);
  }
  if ('joined' in expression) {
    const { file, on, equals, take } = expression.joined;
    const value = row?.cells.get(equals) ?? null;
    if (value === null) return null;
    const joined = around.joinedRow(file, on, value);
    if (joined !== undefined) return joined.cells.get(take) ?? null;
    return tell(equals, `"${value}" is not in ${file}`, `Add it to column ${on} of ${file}, or heal its spelling.`);
  }
  const cell = row?.cells.get(expression.column) ?? null;
  if (cell === null) return null;
  if (expression.map !== undefined) {
    const mapped = expression.map[String(cell)];
    if (mapped !== undefined) return mapped;
    const known = Object.keys(expression.map).join(', ');
    return tell(expression.column, `"${cell}" is not a value that the mapping knows (${known})`, 'Add it to the map.');
  }
  return expression.times !== undefined && typeof cell === 'number' ? scaled(cell, expression.times) : cell;
};
