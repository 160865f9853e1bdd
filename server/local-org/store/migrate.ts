import type { SObject } from '../metadata/schema.ts';
import { hasShadow, isStored, quoted, storageOf } from './columns.ts';
import type { Database } from './database.ts';
import { shadowColumn, shadowOf } from './fold.ts';
import { columnDefinitions, indexDefinitions } from './tables.ts';

const bookkeeping = `
  CREATE TABLE IF NOT EXISTS "_object" (name TEXT PRIMARY KEY, prefix TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS "_field" (object TEXT, field TEXT, storage TEXT NOT NULL, PRIMARY KEY (object, field));
  CREATE TABLE IF NOT EXISTS "_sequence" (name TEXT PRIMARY KEY, next INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS "_setting" (name TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS "_deleted" (
    id TEXT PRIMARY KEY, object TEXT NOT NULL, at INTEGER NOT NULL, cause TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS "_deleted.object" ON "_deleted" (object, at);
  CREATE INDEX IF NOT EXISTS "_deleted.cause" ON "_deleted" (cause);
  CREATE TABLE IF NOT EXISTS "_released" (cause TEXT, object TEXT, field TEXT, id TEXT);
  CREATE INDEX IF NOT EXISTS "_released.cause" ON "_released" (cause);
  CREATE TABLE IF NOT EXISTS "_component" (
    type TEXT, full_name TEXT COLLATE NOCASE, file TEXT NOT NULL, xml TEXT, contents TEXT NOT NULL, over TEXT NOT NULL,
    deleted INTEGER NOT NULL, PRIMARY KEY (type, full_name));
`;

/** Makes the tables that the org keeps beside those of its objects. */
export const keepBooks = (database: Database): void => {
  database.execute(bookkeeping);
};

/** Custom objects get `a00`, `a01`, … once, in the order in which the database meets them. */
const withPrefixes = (database: Database, objects: readonly SObject[]): readonly SObject[] => {
  const known = new Map(database.rows('SELECT name, prefix FROM "_object"').map((row) => [row['name'], row['prefix']]));
  let next = known.size;
  return objects.map((object): SObject => {
    if (object.keyPrefix !== '') return object;
    const prefix = known.get(object.name);
    if (typeof prefix === 'string') return { ...object, keyPrefix: prefix };
    const keyPrefix = `a${next.toString(36).toUpperCase().padStart(2, '0')}`;
    next += 1;
    database.run('INSERT INTO "_object" (name, prefix) VALUES (?, ?)', [object.name, keyPrefix]);
    return { ...object, keyPrefix };
  });
};

/** The data of a field cannot be read as its metadata now says. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
  /** `Takt_Plan__c.Status__c`. */
  readonly field: string;

  constructor(field: string, reason: string) {
    super(`${field} ${reason}`);
    this.field = field;
  }
}

const rescale = (database: Database, table: string, column: string, from: number, to: number): void => {
  const factor = 10 ** Math.abs(to - from);
  const expression = to > from ? `${column} * ${factor}` : `CAST(round(${column} * 1.0 / ${factor}) AS INTEGER)`;
  database.run(`UPDATE ${table} SET ${column} = ${expression} WHERE ${column} IS NOT NULL`);
};

/** A key that stops to tell capitals apart gets its shadow for the values that are there. */
const fillShadow = (database: Database, table: string, column: string): void => {
  const update = `UPDATE ${table} SET ${quoted(shadowColumn(column))} = ? WHERE "Id" = ?`;
  const rows = database.arrays(`SELECT "Id", ${quoted(column)} FROM ${table} WHERE ${quoted(column)} IS NOT NULL`);
  for (const [id = null, value] of rows) database.run(update, [shadowOf(String(value)), id]);
};

const migrateObject = (database: Database, object: SObject): void => {
  const table = quoted(object.name);
  const fields = [...object.fields.values()].filter(isStored);
  const exists = database.row(`SELECT 1 AS one FROM sqlite_master WHERE type = 'table' AND name = ?`, [object.name]);
  if (exists === undefined) {
    database.execute(`CREATE TABLE ${table} (${fields.flatMap(columnDefinitions).join(', ')}) WITHOUT ROWID`);
  }
  const columns = new Set(database.rows(`PRAGMA table_info(${table})`).map((row) => row['name']));
  const before = new Map(
    database
      .rows('SELECT field, storage FROM "_field" WHERE object = ?', [object.name])
      .map((row) => [row['field'], String(row['storage'])]),
  );
  for (const field of fields) {
    const storage = storageOf(field) === 'scaled' ? `scaled:${field.scale}` : storageOf(field);
    const old = before.get(field.name);
    for (const definition of columnDefinitions(field)) {
      const [, name = ''] = /^"([^"]+)"/.exec(definition) ?? [];
      if (!columns.has(name)) database.execute(`ALTER TABLE ${table} ADD COLUMN ${definition}`);
    }
    if (hasShadow(field) && !columns.has(shadowColumn(field.name))) fillShadow(database, table, field.name);
    if (old === storage && columns.has(field.name)) continue;
    if (old !== undefined && old !== storage) {
      if (!old.startsWith('scaled:') || !storage.startsWith('scaled:')) {
        throw new MigrationError(`${object.name}.${field.name}`, `holds ${old} values and cannot become ${storage}`);
      }
      rescale(database, table, quoted(field.name), Number(old.slice(7)), field.scale);
    }
    if (old === undefined && field.type === 'boolean' && exists !== undefined) {
      database.run(`UPDATE ${table} SET ${quoted(field.name)} = ?`, [field.defaultValue === true ? 1 : 0]);
    }
    database.run('INSERT OR REPLACE INTO "_field" (object, field, storage) VALUES (?, ?, ?)', [
      object.name,
      field.name,
      storage,
    ]);
  }
  for (const definition of indexDefinitions(object)) database.execute(definition);
};

/** Forgets a field's values for good: what is made anew under its name begins empty. */
export const dropField = (database: Database, object: string, field: string): void => {
  const table = quoted(object);
  const columns = new Set(database.rows(`PRAGMA table_info(${table})`).map((row) => row['name']));
  database.execute(`DROP INDEX IF EXISTS ${quoted(`${object}.${field}`)}`);
  for (const column of [field, shadowColumn(field)]) {
    if (columns.has(column)) database.execute(`ALTER TABLE ${table} DROP COLUMN ${quoted(column)}`);
  }
  database.run('DELETE FROM "_field" WHERE object = ? AND field = ?', [object, field]);
};

/** Forgets an object's records for good. */
export const dropObject = (database: Database, object: string): void => {
  database.execute(`DROP TABLE IF EXISTS ${quoted(object)}`);
  database.run('DELETE FROM "_field" WHERE object = ?', [object]);
};

/**
 * Makes the database fit the metadata: new objects become tables, new fields columns. What the metadata no longer has
 * stays in the file, unseen. Returns the objects with their key prefixes.
 * @throws MigrationError when a field's kind changed under its data.
 */
export const migrate = (database: Database, objects: readonly SObject[]): readonly SObject[] =>
  database.transaction(() => {
    keepBooks(database);
    const prefixed = withPrefixes(database, objects);
    for (const object of prefixed) migrateObject(database, object);
    return prefixed;
  });
