import type { Table } from '../csv/table.ts';
import type { ProblemList } from '../problem.ts';
import { dateFormat, readDate } from '../values/date.ts';
import { readNumber } from '../values/number.ts';
import type { Read } from '../values/outcome.ts';
import { withoutFormulaGuard } from '../values/text.ts';
import { comparableKey } from '../draft.ts';
import type { FileRule } from './schema.ts';

/** A value as its column declares it; null where the file leaves it empty. */
export type Cell = string | number | null;

export interface TypedRow {
  readonly file: string;
  readonly line: number;
  readonly cells: ReadonlyMap<string, Cell>;
}

/** How often a wrong spelling was put right: `products.csv product` → `GTXPro = GTX Pro` → 1480. */
export type HealCount = Map<string, number>;

type ColumnRule = FileRule['columns'][string];

const reader = (rule: ColumnRule, decimal: FileRule['decimal']): ((text: string) => Read<Cell>) => {
  if (rule.type === 'number') return (text) => readNumber(text, decimal);
  if (rule.type === 'date') {
    const name = rule.format ?? 'yyyy-MM-dd';
    const format = dateFormat(name);
    return (text) => readDate(text, format, name);
  }
  return (text) => ({ ok: true, value: withoutFormulaGuard(text) });
};

/** Columns that the rule does not know, and columns of the rule that the file lacks; names count without case. */
const placeColumns = (table: Table, rule: FileRule, problems: ProblemList): ReadonlyMap<string, number> => {
  const places = new Map<string, number>();
  const declared = new Map(Object.keys(rule.columns).map((name) => [name.toLowerCase(), name]));
  const ignored = new Set(rule.ignoreColumns.map((name) => name.toLowerCase()));
  for (const [index, column] of table.columns.entries()) {
    const name = declared.get(column.toLowerCase());
    if (name !== undefined) places.set(name, index);
    else if (!ignored.has(column.toLowerCase())) {
      problems.add({
        file: table.file,
        column,
        reason: 'the mapping does not know this column',
        remedy: 'Map it, or list it under "ignoreColumns".',
      });
    }
  }
  for (const name of declared.values()) {
    if (places.has(name)) continue;
    problems.add({
      file: table.file,
      column: name,
      reason: 'the column is missing',
      remedy: 'Export it with the others.',
    });
  }
  return places;
};

/** Tells every value that occurs twice in a column declared unique, with the line of its first occurrence. */
const checkUnique = (rows: readonly TypedRow[], column: string, problems: ProblemList): void => {
  const first = new Map<string, TypedRow>();
  for (const row of rows) {
    const cell = row.cells.get(column);
    if (cell === undefined || cell === null) continue;
    const key = comparableKey(String(cell));
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, row);
      continue;
    }
    const same = earlier.cells.get(column) === cell;
    problems.add({
      file: row.file,
      line: row.line,
      column,
      reason: `"${cell}" stands on line ${earlier.line} already${same ? '' : ` (as "${String(earlier.cells.get(column))}"; case does not tell them apart)`}`,
      remedy: 'Every value of this column must be there once.',
    });
  }
};

/** The table's text as declared values, with spellings healed and everything that is wrong told. */
export const typedRows = (
  table: Table,
  rule: FileRule,
  healed: HealCount,
  problems: ProblemList,
): readonly TypedRow[] => {
  const places = [...placeColumns(table, rule, problems)].flatMap(([name, index]) => {
    const column = rule.columns[name];
    return column === undefined ? [] : [{ name, index, column, parse: reader(column, rule.decimal) }];
  });
  const rows = table.rows.map(({ line, values }) => {
    const cells = new Map<string, Cell>();
    for (const { name, index, column, parse } of places) {
      const raw = values[index] ?? '';
      const right = column.heal[raw];
      if (right !== undefined) {
        const what = `${table.file} ${name}: "${raw}" read as "${right}"`;
        healed.set(what, (healed.get(what) ?? 0) + 1);
      }
      const text = right ?? raw;
      if (text.trim() === '') {
        cells.set(name, null);
        if (column.required) {
          problems.add({ file: table.file, line, column: name, reason: 'the value is missing', remedy: 'Fill it in.' });
        }
        continue;
      }
      const outcome = parse(text);
      cells.set(name, outcome.ok ? outcome.value : null);
      if (!outcome.ok) {
        problems.add({ file: table.file, line, column: name, reason: outcome.reason, remedy: outcome.remedy });
      }
    }
    return { file: table.file, line, cells };
  });
  for (const { name, column } of places) if (column.unique) checkUnique(rows, name, problems);
  return rows;
};
