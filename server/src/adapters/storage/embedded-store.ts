import { PGlite, types, type Transaction } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { copyStatement, type Answer, type Database, type Parameters, type Session } from './session.ts';

const asText = (text: string): string => text;

/**
 * PostgreSQL within this process.
 * @param folder Of the store, made where there is none; undefined keeps everything in memory.
 */
export const openEmbeddedStore = async (folder: string | undefined): Promise<Database> => {
  const pglite = await PGlite.create({
    dataDir: folder ?? 'memory://',
    parsers: { [types.DATE]: asText, [types.TIMESTAMP]: asText, [types.TIMESTAMPTZ]: asText },
  });
  // The server's own zone is UTC on every machine, so that dates never depend on where the companion runs.
  await pglite.exec("SET TIME ZONE 'UTC'");
  const kysely: Database['kysely'] = new Kysely({ dialect: new PGliteDialect({ pglite }) });
  return {
    kind: 'embedded',
    kysely,
    ...sessionOf(pglite),
    transaction: (work) => pglite.transaction((transaction) => work(sessionOf(transaction))),
    close: () => kysely.destroy(),
  };
};

const sessionOf = (pglite: PGlite | Transaction): Session => ({
  async query<Row>(sql: string, parameters: Parameters = []): Promise<Answer<Row>> {
    const { rows, affectedRows } = await pglite.query<Row>(sql, [...parameters]);
    return { rows, affected: affectedRows ?? 0 };
  },
  async arrays<Row extends readonly unknown[]>(sql: string, parameters: Parameters = []) {
    return (await pglite.query<Row>(sql, [...parameters], { rowMode: 'array' })).rows;
  },
  async exec(sql) {
    await pglite.exec(sql);
  },
  async copyCsv(table, csv) {
    const statement = copyStatement(table, "'/dev/blob'");
    const { affectedRows } = await pglite.query(statement, [], { blob: new Blob([...csv]) });
    return affectedRows ?? 0;
  },
});
