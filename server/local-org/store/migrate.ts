import type { SObject } from '../metadata/schema.ts';
import { isStored, quoted, storageOf } from './columns.ts';
import type { Database } from './database.ts';
import { columnDefinitions, indexDefinitions } from './tables.ts';

const bookkeeping = `
  CREATE TABLE IF NOT EXISTS "_object" (name TEXT PRIMARY KEY, prefix TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS "_field" (object TEXT, field TEXT, storage TEXT NOT NULL, PRIMARY KEY (object, field));
  CREATE TABLE IF NOT EXISTS "_sequence" (name TEXT PRIMARY KEY, next INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS "_setting" (name TEXT PRIMARY KEY, value TEXT NOT NULL);
`;

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
}

const rescale = (database: Database, table: string, column: string, from: number, to: number): void => {
  const factor = 10 ** Math.abs(to - from);
  const expression = to > from ? `${column} * ${factor}` : `CAST(round(${column} * 1.0 / ${factor}) AS INTEGER)`;
  database.run(`UPDATE ${table} SET ${column} = ${expression} WHERE ${column} IS NOT NULL`);
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
    if (old === storage && columns.has(field.name)) continue;
    for (const definition of columnDefinitions(field)) {
      const [, name = ''] = /^"([^"]+)"/.exec(definition) ?? [];
      if (!columns.has(name)) database.execute(`ALTER TABLE ${table} ADD COLUMN ${definition}`);
    }
    if (old !== undefined && old !== storage) {
      if (!old.startsWith('scaled:') || !storage.startsWith('scaled:')) {
        throw new MigrationError(`${object.name}.${field.name} holds ${old} values and cannot become ${storage}`);
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

/**
 * Makes the database fit the metadata: new objects become tables, new fields columns. What the metadata no longer has
 * stays in the file, unseen. Returns the objects with their key prefixes.
 * @throws MigrationError when a field's kind changed under its data.
 */
export const migrate = (database: Database, objects: readonly SObject[]): readonly SObject[] =>
  database.transaction(() => {
    database.execute(bookkeeping);
    const prefixed = withPrefixes(database, objects);
    for (const object of prefixed) migrateObject(database, object);
    return prefixed;
  });
