import type { Field, SObject } from '../../metadata/schema.ts';
import type { Table } from '../csv/table.ts';
import type { Draft, DraftValue } from '../draft.ts';
import type { ProblemList } from '../problem.ts';
import { readCell } from './cells.ts';
import { columnUse } from './columns.ts';

export interface TableDrafts {
  readonly drafts: readonly Draft[];
  /** Columns that were left out knowingly. */
  readonly derivedColumns: readonly string[];
  /** Rows that the export marks as deleted. */
  readonly deletedRows: number;
}

interface Plan {
  readonly id: number;
  readonly deleted: number;
  readonly fields: readonly { readonly index: number; readonly field: Field }[];
  readonly derived: readonly string[];
}

const planColumns = (table: Table, sobject: SObject, ignored: ReadonlySet<string>, problems: ProblemList): Plan => {
  const names = new Set(table.columns.map((column) => column.toLowerCase()));
  const fields: { index: number; field: Field }[] = [];
  const derived: string[] = [];
  let id = -1;
  let deleted = -1;
  for (const [index, column] of table.columns.entries()) {
    if (ignored.has(column.toLowerCase())) {
      derived.push(column);
      continue;
    }
    const use = columnUse(sobject, column, names);
    if (use.use === 'id') id = index;
    else if (use.use === 'deletedMark') deleted = index;
    else if (use.use === 'derived') derived.push(column);
    else if (use.use === 'field') fields.push({ index, field: use.field });
    else {
      problems.add({
        file: table.file,
        column,
        reason: `${sobject.name} has no such field`,
        remedy: `Take the column out, or list it in a mapping: "ignoreColumns": {"${table.file}": ["${column}"]}.`,
      });
    }
  }
  return { id, deleted, fields, derived };
};

/** A Salesforce export of one object as drafts: its ids become keys, its lookups references. */
export const tableDrafts = (
  table: Table,
  sobject: SObject,
  ignoredColumns: readonly string[],
  problems: ProblemList,
): TableDrafts => {
  const ignored = new Set(ignoredColumns.map((column) => column.toLowerCase()));
  const plan = planColumns(table, sobject, ignored, problems);
  const drafts: Draft[] = [];
  let deletedRows = 0;
  for (const { line, values } of table.rows) {
    if (plan.deleted >= 0 && values[plan.deleted]?.toLowerCase() === 'true') {
      deletedRows += 1;
      continue;
    }
    const fields = new Map<string, DraftValue>();
    for (const { index, field } of plan.fields) {
      const text = values[index] ?? '';
      if (text === '') continue;
      const cell = readCell(text, field);
      if (cell.ok) fields.set(field.name, cell.value);
      else problems.add({ file: table.file, line, column: field.name, reason: cell.reason, remedy: cell.remedy });
    }
    const key = plan.id < 0 ? '' : (values[plan.id] ?? '');
    if (plan.id >= 0 && key.trim() === '') {
      problems.add({ file: table.file, line, column: 'Id', reason: 'the id is missing', remedy: 'Fill it in.' });
    }
    drafts.push({ object: sobject.name, ...(key === '' ? {} : { key }), file: table.file, line, fields });
  }
  return { drafts, derivedColumns: plan.derived, deletedRows };
};
