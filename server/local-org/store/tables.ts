import type { Field, SObject } from '../metadata/schema.ts';
import { hasShadow, isFolded, isStored, quoted, storageOf, type Row, type SqlValue } from './columns.ts';
import { shadowColumn, shadowOf } from './fold.ts';

/** One object's table: its columns and the statements that fill it. */
export interface Table {
  readonly object: SObject;
  readonly name: string;
  readonly fields: readonly Field[];
  readonly insertSql: string;
  /** The parameters of `insertSql`, in order. */
  insertValues(row: Row): SqlValue[];
  /** `UPDATE … SET` of the named fields, and its parameters with the id last. */
  updateSql(fieldNames: readonly string[]): string;
  updateValues(row: Row, fieldNames: readonly string[]): SqlValue[];
}

const shadow = (value: SqlValue | undefined): SqlValue => (typeof value === 'string' ? shadowOf(value) : null);

export const makeTable = (object: SObject): Table => {
  const fields = [...object.fields.values()].filter(isStored);
  const shadowed = fields.filter(hasShadow);
  const columns = [...fields.map((field) => field.name), ...shadowed.map((field) => shadowColumn(field.name))];
  const name = quoted(object.name);
  const hasShadowName = new Set(shadowed.map((field) => field.name));
  const updates = new Map<string, string>();
  return {
    object,
    name,
    fields,
    insertSql: `INSERT INTO ${name} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    insertValues: (row) => {
      const values: SqlValue[] = [];
      for (const field of fields) values.push(row[field.name] ?? null);
      for (const field of shadowed) values.push(shadow(row[field.name]));
      return values;
    },
    updateSql: (fieldNames) => {
      const key = fieldNames.join();
      const known = updates.get(key);
      if (known !== undefined) return known;
      const all = fieldNames.flatMap((one) => (hasShadowName.has(one) ? [one, shadowColumn(one)] : [one]));
      const sql = `UPDATE ${name} SET ${all.map((one) => `${quoted(one)} = ?`).join(', ')} WHERE "Id" = ?`;
      updates.set(key, sql);
      return sql;
    },
    updateValues: (row, fieldNames) => [
      ...fieldNames.flatMap((one) =>
        hasShadowName.has(one) ? [row[one] ?? null, shadow(row[one])] : [row[one] ?? null],
      ),
      row['Id'] ?? null,
    ],
  };
};

const sqlType = (field: Field): string => {
  const storage = storageOf(field);
  return storage === 'text' || storage === 'day' ? 'TEXT' : 'INTEGER';
};

/** What a text column is compared by in SQL: the shadow where there is one, else the text itself. */
export const comparable = (alias: string, field: Field): string => {
  const column = `${alias}.${quoted(field.name)}`;
  if (!isFolded(field)) return column;
  const folded = hasShadow(field) ? `coalesce(${alias}.${quoted(shadowColumn(field.name))}, ${column})` : column;
  return `(${folded}) COLLATE NOCASE`;
};

/** DDL of one column, with its shadow. */
export const columnDefinitions = (field: Field): readonly string[] => {
  const key = field.type === 'id' ? ' PRIMARY KEY NOT NULL' : '';
  return [
    `${quoted(field.name)} ${sqlType(field)}${key}`,
    ...(hasShadow(field) ? [`${quoted(shadowColumn(field.name))} TEXT`] : []),
  ];
};

const neverIndexed = new Set(['CreatedById', 'LastModifiedById', 'MasterRecordId']);

/** Lookups, keys and the cursor of incremental reads are indexed, as in Salesforce. */
export const indexDefinitions = (object: SObject): readonly string[] => {
  const indexName = (suffix: string): string => quoted(`${object.name}.${suffix}`);
  const on = `ON ${quoted(object.name)}`;
  return [...object.fields.values()].filter(isStored).flatMap((field) => {
    if (field.type === 'id' || neverIndexed.has(field.name)) return [];
    if (field.name === 'SystemModstamp') {
      return [`CREATE INDEX IF NOT EXISTS ${indexName(field.name)} ${on} ("SystemModstamp", "Id")`];
    }
    if (field.type !== 'reference' && !field.unique && !field.externalId && field.name !== 'CloseDate') return [];
    const expression = hasShadow(field)
      ? `coalesce(${quoted(shadowColumn(field.name))}, ${quoted(field.name)}) COLLATE NOCASE`
      : quoted(field.name);
    return [`CREATE INDEX IF NOT EXISTS ${indexName(field.name)} ${on} (${expression})`];
  });
};
