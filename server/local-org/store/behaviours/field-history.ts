import type { Field } from '../../metadata/schema.ts';
import { decoder, quoted, storageOf, type Row, type SqlValue } from '../columns.ts';
import type { Database } from '../database.ts';
import { tableOf, type Kernel } from '../kernel.ts';
import type { Change } from './behaviour.ts';

const setting = 'tracked Opportunity';

const tracked = new WeakMap<Database, readonly string[]>();

/** The fields of deals whose changes are kept; none, before somebody says so. */
export const trackedFields = (database: Database): readonly string[] => {
  let known = tracked.get(database);
  if (known === undefined) {
    const kept = database.row('SELECT value FROM "_setting" WHERE name = ?', [setting])?.['value'];
    known = typeof kept === 'string' && kept !== '' ? kept.split(',') : [];
    tracked.set(database, known);
  }
  return known;
};

export const trackFields = (database: Database, names: readonly string[]): void => {
  database.run('INSERT OR REPLACE INTO "_setting" (name, value) VALUES (?, ?)', [setting, names.join()]);
  tracked.set(database, names);
};

type Pair = readonly [before: string | null, after: string | null];

const textOf = (field: Field, value: SqlValue | undefined): string | null => {
  const shown = decoder(field)(value ?? null);
  return shown === null ? null : String(shown).slice(0, 255);
};

const nameOf = (kernel: Kernel, field: Field, id: SqlValue | undefined): string | null => {
  const target = typeof id === 'string' ? kernel.schema.objectOfId(id) : undefined;
  if (target === undefined || !field.referenceTo.includes(target.name)) return null;
  const name = kernel.database.row(`SELECT "Name" AS name FROM ${quoted(target.name)} WHERE "Id" = ?`, [id ?? null]);
  return typeof name?.['name'] === 'string' ? name['name'] : null;
};

const dataTypes: Readonly<Record<string, string>> = {
  currency: 'Currency',
  percent: 'Percent',
  date: 'Date',
  datetime: 'DateTime',
};

/** A lookup's change is two rows: of names, and of ids. */
const pairsOf = (kernel: Kernel, field: Field, before: Row, row: Row): readonly (readonly [string, Pair])[] => {
  const [old, now] = [before[field.name], row[field.name]];
  if (field.type !== 'reference') {
    const type = dataTypes[field.type] ?? 'Text';
    return [[type, [textOf(field, old), textOf(field, now)]]];
  }
  return [
    ['Text', [nameOf(kernel, field, old), nameOf(kernel, field, now)]],
    ['EntityId', [textOf(field, old), textOf(field, now)]],
  ];
};

/** A row of field history per change of a tracked field, and one that says that the deal was made. */
export const writeFieldHistory = (kernel: Kernel, changes: readonly Change[]): void => {
  const names = trackedFields(kernel.database);
  if (names.length === 0) return;
  const table = tableOf(kernel, 'OpportunityFieldHistory');
  const fields = tableOf(kernel, 'Opportunity').fields.filter(({ name }) => names.includes(name));
  const write = ({ row, before }: Change, field: string, type: string, [old, now]: Pair): void => {
    const history: Row = {
      Id: kernel.sequences.nextId(table.object),
      IsDeleted: 0,
      OpportunityId: row['Id'] ?? null,
      CreatedById: (before === undefined ? row['CreatedById'] : row['LastModifiedById']) ?? null,
      CreatedDate: (before === undefined ? row['CreatedDate'] : row['LastModifiedDate']) ?? null,
      Field: field,
      DataType: type,
      OldValue: old,
      NewValue: now,
    };
    kernel.database.run(table.insertSql, table.insertValues(history));
  };
  for (const change of changes) {
    const { row, before, options } = change;
    if (options.withoutHistory === true) continue;
    if (before === undefined) {
      write(change, 'created', 'Text', [null, null]);
      continue;
    }
    for (const field of fields) {
      // Long text is said to have changed, not how.
      if (storageOf(field) === 'text' && field.length > 255) continue;
      if (row[field.name] === before[field.name]) continue;
      const shown = field.relationshipName ?? field.name;
      for (const [type, pair] of pairsOf(kernel, field, before, row)) write(change, shown, type, pair);
    }
  }
};
