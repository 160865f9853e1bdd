import type { Draft, DraftValue } from '../draft.ts';
import { comparableKey } from '../draft.ts';
import { allHold, evaluate, keyOf, type Surroundings } from './evaluate.ts';
import type { ForeignMapping, RecordRule } from './schema.ts';
import type { Cell, TypedRow } from './typed-table.ts';

/** Finds rows of other files by a column's value; each index is built when it is first asked for. */
export const joiner = (
  tables: ReadonlyMap<string, readonly TypedRow[]>,
): ((file: string, column: string, value: Cell) => TypedRow | undefined) => {
  const indexes = new Map<string, Map<string, TypedRow>>();
  return (file, column, value) => {
    const name = `${file}\n${column}`;
    let index = indexes.get(name);
    if (index === undefined) {
      index = new Map();
      for (const row of tables.get(file) ?? []) {
        const key = String(row.cells.get(column) ?? '');
        if (!index.has(key)) index.set(key, row);
      }
      indexes.set(name, index);
    }
    return index.get(String(value));
  };
};

const draftOf = (rule: RecordRule, row: TypedRow | undefined, key: string | null, around: Surroundings): Draft => {
  const fields = new Map<string, DraftValue>();
  for (const [field, expression] of Object.entries(rule.fields)) fields.set(field, evaluate(expression, row, around));
  return {
    object: rule.object,
    ...(key === null ? {} : { key }),
    file: row?.file ?? '(mapping)',
    ...(row === undefined ? {} : { line: row.line }),
    fields,
    ...(rule.persona === undefined ? {} : { persona: rule.persona }),
  };
};

/** All records that the mapping makes of the tables, rule by rule, row by row. */
export const foreignDrafts = (
  mapping: ForeignMapping,
  tables: ReadonlyMap<string, readonly TypedRow[]>,
  around: Surroundings,
): readonly Draft[] => {
  const drafts: Draft[] = [];
  const seen = new Set<string>();
  for (const rule of mapping.records) {
    const rows = rule.from === undefined ? [undefined] : (tables.get(rule.from) ?? []);
    for (const row of rows) {
      if (!allHold(rule.where, row)) continue;
      const key = rule.key === undefined ? null : keyOf(rule.key, row);
      if (rule.oncePerKey) {
        const name = key === null ? null : `${rule.object}\n${comparableKey(key)}`;
        if (name === null || seen.has(name)) continue;
        seen.add(name);
      }
      drafts.push(draftOf(rule, row, key, around));
    }
  }
  return drafts;
};
