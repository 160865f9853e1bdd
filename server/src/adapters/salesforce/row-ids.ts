import type { Connection } from './connection.ts';
import { keyField } from './result-map.ts';
import { restQuery, valueAt } from './rest-query.ts';
import { soqlList } from './soql.ts';

/** Ids in the org by key, of those rows that are there. @throws CrmFailure */
export const rowIds = async (
  connection: Connection,
  object: string,
  keys: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> => {
  const soql = `SELECT Id, ${keyField} FROM ${object} WHERE ${keyField} IN ${soqlList(keys)}`;
  const ids = new Map<string, string>();
  for await (const records of restQuery(connection, { soql, object, ...(signal === undefined ? {} : { signal }) })) {
    for (const record of records) ids.set(String(valueAt(record, keyField)), String(valueAt(record, 'Id')));
  }
  return ids;
};
