import { z } from 'zod';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { CsvPage } from '../../application/ports/crm-reader.ts';
import type { Connection } from './connection.ts';
import { checkedPage } from './csv.ts';
import { readJson } from './errors.ts';
import { pollDelay, type Timing } from './timing.ts';

export interface BulkQuery {
  readonly soql: string;
  /** API names in the order of the SELECT: what each page's header must say. */
  readonly fields: readonly string[];
  /** For messages: "Opportunity". */
  readonly object: string;
  readonly includeDeleted: boolean;
}

export interface BulkOptions {
  readonly timing: Timing;
  /** Records a page: bounds memory, as a page is checked whole before it is handed on. */
  readonly pageRecords?: number;
  /** How long a job may take. */
  readonly patienceMs?: number;
}

const created = z.object({ id: z.string().min(1) });
const status = z.object({
  state: z.string(),
  numberRecordsProcessed: z.number().optional(),
  errorMessage: z.string().optional(),
});

/**
 * Runs a query by Bulk API 2.0 and hands on its pages as they come.
 * Source: "Query Jobs", Bulk API 2.0 developer guide.
 * @throws CrmFailure `protocol` where pages repeat, are cut, or do not add up; `unavailable` for a job that does not end.
 */
export async function* bulkQuery(
  connection: Connection,
  query: BulkQuery,
  options: BulkOptions,
  signal: AbortSignal,
): AsyncGenerator<CsvPage> {
  const what = `the bulk query of ${query.object}`;
  const { id } = readJson(
    await connection.call({
      method: 'POST',
      path: '/jobs/query',
      body: JSON.stringify({ operation: query.includeDeleted ? 'queryAll' : 'query', query: query.soql }),
      what,
      signal,
    }),
    created,
    what,
  );
  const total = await finished(connection, id, what, options, signal);
  const seen = new Set<string>();
  let rows = 0;
  let locator: string | undefined;
  do {
    const page = await readPage(connection, id, query, options.pageRecords ?? 50_000, locator, signal);
    rows += page.rows;
    if (page.next !== undefined && seen.has(page.next)) {
      throw new CrmFailure('protocol', `The pages of ${what} go in a circle (locator ${page.next} again, job ${id}).`);
    }
    if (page.next !== undefined) seen.add(page.next);
    if (total !== undefined && (rows > total || (page.next === undefined && rows < total))) {
      throw new CrmFailure('protocol', `The job ${id} of ${what} says ${total} records, its pages hold ${rows}.`);
    }
    yield { csv: page.csv, rows: page.rows };
    locator = page.next;
  } while (locator !== undefined);
}

const finished = async (
  connection: Connection,
  id: string,
  what: string,
  { timing, patienceMs = 2 * 60 * 60 * 1000 }: BulkOptions,
  signal: AbortSignal,
): Promise<number | undefined> => {
  let waited = 0;
  for (let looks = 0; ; looks += 1) {
    const answer = await connection.call({
      method: 'GET',
      path: `/jobs/query/${encodeURIComponent(id)}`,
      what,
      signal,
    });
    const job = readJson(answer, status, what);
    if (job.state === 'JobComplete') return job.numberRecordsProcessed;
    if (job.state === 'Failed' || job.state === 'Aborted') {
      const reason = job.errorMessage ?? `the CRM says ${job.state}`;
      const missing = /INVALID_FIELD|INVALID_TYPE|No such column/i.test(reason);
      throw new CrmFailure(missing ? 'missing' : 'api', `The job ${id} of ${what} did not succeed: ${reason}`, {
        code: job.state,
      });
    }
    const delay = pollDelay(looks);
    if (waited + delay > patienceMs) {
      throw new CrmFailure(
        'unavailable',
        `The job ${id} of ${what} is ${job.state} for too long. It may be asked again.`,
      );
    }
    waited += delay;
    await timing.sleep(delay, signal);
    signal.throwIfAborted();
  }
};

const readPage = async (
  connection: Connection,
  id: string,
  query: BulkQuery,
  pageRecords: number,
  locator: string | undefined,
  signal: AbortSignal,
): Promise<CsvPage & { readonly next: string | undefined }> => {
  const what = `the bulk query of ${query.object}`;
  const answer = await connection.call({
    method: 'GET',
    path: `/jobs/query/${encodeURIComponent(id)}/results`,
    query: { maxRecords: String(pageRecords), ...(locator === undefined ? {} : { locator }) },
    accept: 'text/csv',
    what,
    signal,
  });
  const said = answer.headers.get('sforce-numberofrecords');
  const rows = said === null ? Number.NaN : Number(said);
  if (!Number.isInteger(rows) || rows < 0) {
    throw new CrmFailure('protocol', `A page of ${what} does not say how many records it holds (job ${id}).`);
  }
  const next = answer.headers.get('sforce-locator');
  const csv = checkedPage(answer.body, query.fields, what);
  return { csv, rows, next: next === null || next === 'null' || next === '' ? undefined : next };
};
