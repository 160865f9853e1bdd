import { z } from 'zod';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { Connection } from './connection.ts';
import { readJson } from './errors.ts';

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
 * @throws CrmFailure `protocol` where the pages do not add up to the total, or repeat.
 */
export async function* restQuery(connection: Connection, query: RestQuery): AsyncGenerator<readonly QueriedRecord[]> {
  const what = `the query of ${query.object}`;
  const seen = new Set<string>();
  let rows = 0;
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
    yield page.records;
    const { nextRecordsUrl } = page;
    if (page.done || nextRecordsUrl === undefined) {
      if (rows !== page.totalSize) {
        throw new CrmFailure('protocol', `The CRM promised ${page.totalSize} records to ${what}, and sent ${rows}.`);
      }
      return;
    }
    if (seen.has(nextRecordsUrl)) throw new CrmFailure('protocol', `The pages of ${what} go in a circle.`);
    seen.add(nextRecordsUrl);
    answer = await connection.call({ method: 'GET', path: nextRecordsUrl, what, signal: query.signal });
  }
}

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
