import { z } from 'zod';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { Connection } from './connection.ts';
import { readJson } from './errors.ts';
import { goneWhere } from './gone-where.ts';
import type { HttpAnswer } from './transport.ts';

const queryPage = z.object({
  totalSize: z.number().int(),
  done: z.boolean(),
  nextRecordsUrl: z.string().optional(),
  records: z.array(z.record(z.string(), z.unknown())),
});

export type QueriedRecord = Readonly<Record<string, unknown>>;

export interface RestQuery {
  readonly soql: string;
  /** For messages. */
  readonly object: string;
  readonly includeDeleted?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Runs a query and hands on its pages of up to 2,000 records.
 * @throws CrmFailure `protocol` where the pages do not add up to the total, or repeat; `gone` where the CRM's cursor died
 * amid them.
 */
export async function* restQuery(connection: Connection, query: RestQuery): AsyncGenerator<readonly QueriedRecord[]> {
  const what = `the query of ${query.object}`;
  const seen = new Set<string>();
  let rows = 0;
  let total: number | undefined;
  let answer = await connection.call({
    method: 'GET',
    path: query.includeDeleted === true ? '/queryAll' : '/query',
    query: { q: query.soql },
    what,
    signal: query.signal,
  });
  for (;;) {
    const page = readJson(answer, queryPage, what);
    rows += page.records.length;
    total ??= page.totalSize;
    if (page.totalSize !== total || rows > total) throw notAddingUp(total, rows, what);
    yield page.records;
    const { nextRecordsUrl } = page;
    if (page.done || nextRecordsUrl === undefined) {
      if (rows !== total) throw notAddingUp(total, rows, what);
      return;
    }
    if (seen.has(nextRecordsUrl)) throw new CrmFailure('protocol', `The pages of ${what} go in a circle.`);
    seen.add(nextRecordsUrl);
    answer = await nextPage(connection, nextRecordsUrl, what, query.signal);
  }
}

const nextPage = async (
  connection: Connection,
  path: string,
  what: string,
  signal: AbortSignal | undefined,
): Promise<HttpAnswer> => {
  try {
    return await connection.call({ method: 'GET', path, what, signal });
  } catch (error) {
    throw goneWhere(error, ['INVALID_QUERY_LOCATOR'], `The rest of ${what} is no longer there: its cursor has ended.`);
  }
};

const notAddingUp = (total: number, rows: number, what: string): CrmFailure =>
  new CrmFailure('protocol', `The CRM promised ${total} records to ${what}, and sent ${rows}. Nothing of it was kept.`);

/** `SELECT COUNT() …`. @throws CrmFailure */
export const restCount = async (connection: Connection, query: RestQuery): Promise<number> => {
  const what = `the count of ${query.object}`;
  const answer = await connection.call({
    method: 'GET',
    path: query.includeDeleted === true ? '/queryAll' : '/query',
    query: { q: query.soql },
    what,
    signal: query.signal,
  });
  return readJson(answer, queryPage, what).totalSize;
};

/** The value at a path (`Scope__r.External_Key__c`), null where a parent is empty. Names match without case. */
export const valueAt = (record: QueriedRecord, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (isRecord(value) ? property(value, name) : null), record);

const isRecord = (value: unknown): value is QueriedRecord => typeof value === 'object' && value !== null;

const property = (record: QueriedRecord, name: string): unknown => {
  if (name in record) return record[name] ?? null;
  const other = Object.keys(record).find((key) => key.toLowerCase() === name.toLowerCase());
  return other === undefined ? null : (record[other] ?? null);
};
