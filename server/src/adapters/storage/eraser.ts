import type { Erased, Eraser } from '../../application/ports/eraser.ts';
import { mirrorTables } from '../../application/ports/mirror-tables.ts';
import { digestOf, owningColumns } from './erased.ts';
import { quotedName, type Database, type Session } from './session.ts';
import { forgetStagings } from './staging.ts';

/** Tables whose rows stay when a record is erased; only what names it goes. */
const keepsRows = new Set(['run', 'chore', 'watch_mark']);
/** Tables that name no record, or only by its digest. */
const untouched = new Set(['erased_record', 'history_export', 'sync_cursor', 'hidden_column', 'writer_lease']);
const mirrored = new Map(mirrorTables.map((table) => [table.name as string, table]));

/** Erases records from every table of the store, also those that other parts of the companion brought. */
export const createEraser = (database: Database): Eraser => ({
  async erase(id) {
    // A read that was begun would bring the record back.
    await forgetStagings(database);
    const erased = await database.transaction((session) => eraseIn(session, id));
    // Deleted rows lie in the files until they are written anew.
    for (const table of [...Object.keys(erased.deleted), ...keepsRows]) {
      await database.exec(`VACUUM FULL ${quotedName(table)}`);
    }
    return erased;
  },
});

const eraseIn = async (session: Session, id: string): Promise<Erased> => {
  const deleted: Record<string, number> = {};
  const note = (table: string, rows: number): void => {
    if (rows > 0) deleted[table] = (deleted[table] ?? 0) + rows;
  };
  const name = await nameOf(session, id);
  for (const table of mirrored.keys()) note(table, await erased(session, table, 'id', [id]));
  await session.query(`INSERT INTO erased_record VALUES (${digestOf('$1')}) ON CONFLICT DO NOTHING`, [id]);
  const items = await session.arrays<[string]>('SELECT id FROM opportunity_line_item WHERE opportunity_id = $1', [id]);
  for (const [table, column] of owningColumns) {
    const owners = column === 'line_item_id' ? [id, ...items.flat()] : [id];
    note(table, await erased(session, table, column, owners));
  }
  let cleared = await clearReferences(session, id);
  for (const { table, columns } of await ownTables(session)) {
    if (keepsRows.has(table)) cleared += await wipe(session, table, columns, [id, id.slice(0, 15), ...name]);
    else note(table, await deleteNaming(session, table, columns, id.slice(0, 15)));
  }
  const { rows } = await session.query<{ path: string }>('SELECT path FROM history_export ORDER BY path');
  return { deleted, cleared, exports: rows.map(({ path }) => path) };
};

/** How people call the record; too short a name would be found in the middle of other words. */
const nameOf = async (session: Session, id: string): Promise<readonly string[]> => {
  const names: string[] = [];
  for (const table of ['account', 'opportunity', 'campaign']) {
    const { rows } = await session.query<{ name: string | null }>(`SELECT name FROM ${table} WHERE id = $1`, [id]);
    names.push(...rows.flatMap((row) => row.name ?? []));
  }
  return names.filter((name) => name.length > 3);
};

const erased = async (session: Session, table: string, column: string, values: readonly string[]): Promise<number> => {
  const where = `${quotedName(column)} IN (SELECT jsonb_array_elements_text($1::jsonb))`;
  if (mirrored.has(table)) {
    await session.query(
      `INSERT INTO erased_record SELECT ${digestOf('id')} FROM ${quotedName(table)} WHERE ${where} ON CONFLICT DO NOTHING`,
      [JSON.stringify(values)],
    );
  }
  const { affected } = await session.query(`DELETE FROM ${quotedName(table)} WHERE ${where}`, [JSON.stringify(values)]);
  return affected;
};

/** Rows of others that point to the record stay, without saying to which. */
const clearReferences = async (session: Session, id: string): Promise<number> => {
  let cleared = 0;
  for (const { name: table, columns } of mirrorTables) {
    for (const { name, type } of columns) {
      if (type !== 'id' || name === 'id') continue;
      const column = quotedName(name);
      const { affected } = await session.query(
        `UPDATE ${quotedName(table)} SET ${column} = NULL WHERE ${column} = $1`,
        [id],
      );
      cleared += affected;
    }
  }
  return cleared;
};

interface OwnTable {
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly json: boolean }[];
}

/** Tables that are no mirror of the CRM, with the columns that may name a record. */
const ownTables = async (session: Session): Promise<readonly OwnTable[]> => {
  const { rows } = await session.query<{ table: string; name: string; type: string }>(
    `SELECT c.table_name AS "table", c.column_name AS name, c.data_type AS type FROM information_schema.columns AS c
      JOIN information_schema.tables AS t USING (table_schema, table_name)
      WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name NOT LIKE 'kysely%'
        AND c.data_type IN ('text', 'character varying', 'jsonb', 'json')
      ORDER BY 1, 2`,
  );
  const own = rows.filter(({ table }) => !mirrored.has(table) && !untouched.has(table));
  return [...Map.groupBy(own, ({ table }) => table)].map(([table, columns]) => ({
    table,
    columns: columns.map(({ name, type }) => ({ name, json: type.startsWith('json') })),
  }));
};

const deleteNaming = async (
  session: Session,
  table: string,
  columns: OwnTable['columns'],
  id: string,
): Promise<number> => {
  const named = columns.map(({ name }) => `position($1 IN ${quotedName(name)}::text) > 0`).join(' OR ');
  return (await session.query(`DELETE FROM ${quotedName(table)} WHERE ${named}`, [id])).affected;
};

const wipe = async (
  session: Session,
  table: string,
  columns: OwnTable['columns'],
  words: readonly string[],
): Promise<number> => {
  let wiped = 0;
  for (const { name, json } of columns) {
    const column = quotedName(name);
    for (const word of words) {
      const by = json ? `replace(${column}::text, $1, 'erased')::jsonb` : `replace(${column}, $1, '(erased)')`;
      const { affected } = await session.query(
        `UPDATE ${quotedName(table)} SET ${column} = ${by} WHERE position($1 IN ${column}::text) > 0`,
        [word],
      );
      wiped += affected;
    }
  }
  return wiped;
};
