import { isAuditField } from '../audit-fields.ts';
import type { Schema } from '../../metadata/schema.ts';
import { readTable, type Table } from '../csv/table.ts';
import { isReference, mapFields, type Draft } from '../draft.ts';
import type { ExportMapping } from '../mapping/schema.ts';
import type { ProblemList } from '../problem.ts';
import type { Progress } from '../report.ts';
import { addedUsers, completedUser, personaByRole } from '../users.ts';
import { aliasesOf, namedRows } from './aliases.ts';
import { leftToTheOrg } from './special-objects.ts';
import { tableDrafts } from './table-drafts.ts';

export interface ExportDrafts {
  readonly drafts: readonly Draft[];
  readonly leftOut: readonly string[];
}

const objectNameOf = (file: string): string => file.replace(/\.csv$/i, '');

/** `Ann Maria Ash` of a user export without first and last names becomes `Ann Maria` and `Ash`. */
const withSplitNames = (table: Table): Table => {
  const names = table.columns.map((column) => column.toLowerCase());
  const place = names.indexOf('name');
  if (place < 0 || names.includes('lastname')) return table;
  const rows = table.rows.map(({ line, values }) => {
    const words = (values[place] ?? '').trim().split(/\s+/);
    return { line, values: [...values, words.slice(0, -1).join(' '), words.at(-1) ?? ''] };
  });
  return { ...table, columns: [...table.columns, 'FirstName', 'LastName'], rows };
};

/** One problem for a lookup whose whole object is missing, instead of one per row. */
const tellMissingFiles = (drafts: readonly Draft[], objects: ReadonlySet<string>, problems: ProblemList): Draft[] => {
  const told = new Map<string, { draft: Draft; field: string; objects: readonly string[]; count: number }>();
  const kept = drafts.map((draft) =>
    mapFields(draft, (value, field) => {
      if (!isReference(value) || value.key.startsWith('existing:')) return value;
      if (value.objects.some((object) => objects.has(object))) return value;
      if (isAuditField(field)) return undefined;
      const name = `${draft.file}\n${field}`;
      const entry = told.get(name) ?? { draft, field, objects: value.objects, count: 0 };
      told.set(name, { ...entry, count: entry.count + 1 });
      return undefined;
    }),
  );
  for (const { draft, field, objects: wanted, count } of told.values()) {
    problems.add({
      file: draft.file,
      column: field,
      reason: `${count} rows point to ${wanted.join(' or ')}, but there is no ${wanted.map((name) => `${name}.csv`).join(' or ')}`,
      remedy: `Add the file, or list the column in a mapping: "ignoreColumns": {"${draft.file}": ["${field}"]}.`,
    });
  }
  return kept;
};

/** Reads a folder of files that are named after Salesforce's objects. */
export const readExport = (
  folder: string,
  files: readonly string[],
  mapping: ExportMapping,
  schema: Schema,
  problems: ProblemList,
  onProgress: (progress: Progress) => void,
): ExportDrafts => {
  const drafts: Draft[] = [];
  const leftOut: string[] = [];
  const tables = new Map<string, Table>();
  for (const [index, file] of files.entries()) {
    onProgress({ title: `Reading ${file}`, done: index, total: files.length });
    if (mapping.ignoreFiles.includes(file)) {
      leftOut.push(`${file}: the mapping says so`);
      continue;
    }
    const sobject = schema.object(objectNameOf(file));
    if (sobject === undefined) {
      problems.add({
        file,
        reason: `the org has no object ${objectNameOf(file)}`,
        remedy: `Name the file after its object, or list it in a mapping: "ignoreFiles": ["${file}"].`,
      });
      continue;
    }
    const table = readTable(folder, file, {}, problems);
    if (table === undefined) continue;
    if (namedRows.has(sobject.name)) tables.set(sobject.name, table);
    const reason = leftToTheOrg[sobject.name.toLowerCase()];
    if (reason !== undefined) {
      leftOut.push(`${file}: ${reason}`);
      continue;
    }
    const made = tableDrafts(
      sobject.name === 'User' ? withSplitNames(table) : table,
      sobject,
      mapping.ignoreColumns[file] ?? [],
      problems,
    );
    // One by one: a spread of some 100,000 arguments would overflow the stack.
    for (const draft of made.drafts) drafts.push(draft);
    if (made.derivedColumns.length > 0) leftOut.push(`${file}: ${made.derivedColumns.join(', ')}`);
    if (made.deletedRows > 0) leftOut.push(`${file}: ${made.deletedRows} deleted rows`);
  }
  onProgress({ title: 'Reading files', done: files.length, total: files.length });
  const renamed = aliasesOf(tables)(drafts);
  const objects = new Set(renamed.map(({ object }) => object));
  const whole = tellMissingFiles(renamed, objects, problems);
  const persona = personaByRole(whole);
  const people = whole.map((draft) =>
    draft.object === 'User' ? completedUser({ ...draft, persona: persona(draft) }) : draft,
  );
  return { drafts: [...people, ...addedUsers.map(completedUser)], leftOut };
};
