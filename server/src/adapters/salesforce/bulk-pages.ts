import { createHash } from 'node:crypto';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { CsvPage } from '../../application/ports/crm-reader.ts';
import { jobPath, type JobRef } from './bulk-job.ts';
import type { Connection } from './connection.ts';
import { checkedPage, firstRecord } from './csv.ts';
import { goneWhere } from './gone-where.ts';
import type { PageSize } from './page-size.ts';
import { retryDelay, type Timing } from './timing.ts';

export interface PagesRequest {
  /** What each page's header must say. */
  readonly fields: readonly string[];
  /** The rows of the job, where it says so. */
  readonly total: number | undefined;
  /** Where an earlier process stopped. */
  readonly from: { readonly rows: number; readonly locator?: string | undefined };
  readonly size: PageSize;
  readonly timing: Timing;
}

export interface ResultPage {
  readonly csv: CsvPage['csv'];
  readonly rows: number;
  /** Rows of the job up to and with this page. */
  readonly rowsSoFar: number;
  /** Of the next page; undefined after the last. */
  readonly locator: string | undefined;
}

/** A page that arrived damaged is read so many times in all. */
const readings = 3;

/**
 * The pages of a job's result, in their order.
 * @throws CrmFailure `protocol` where they repeat, go in a circle, are cut, or do not add up; `gone` where the CRM no
 * longer has them.
 */
export async function* resultPages(
  connection: Connection,
  job: JobRef,
  request: PagesRequest,
): AsyncGenerator<ResultPage> {
  const { total, from, size } = request;
  const locators = new Set<string>();
  const beginnings = new Set<string>();
  let rowsSoFar = from.rows;
  let { locator } = from;
  do {
    const page = await readPage(connection, job, request, locator);
    rowsSoFar += page.rows;
    if (page.next !== undefined && (locators.has(page.next) || page.next === locator)) {
      throw new CrmFailure(
        'protocol',
        `The pages of ${job.what} go in a circle (locator ${page.next} again, job ${job.id}).`,
      );
    }
    if (page.next !== undefined) locators.add(page.next);
    if (page.rows > 0) {
      // A record's id stands in it, and is in no other page.
      const beginning = createHash('sha256').update(firstRecord(page.csv)).digest('base64');
      if (beginnings.has(beginning)) {
        throw new CrmFailure(
          'protocol',
          `The pages of ${job.what} repeat (job ${job.id}). Nothing of the last was kept.`,
        );
      }
      beginnings.add(beginning);
    }
    if (total !== undefined && (rowsSoFar > total || (page.next === undefined && rowsSoFar < total))) {
      throw new CrmFailure(
        'protocol',
        `The job ${job.id} of ${job.what} says ${total} records, its pages hold ${rowsSoFar}.`,
      );
    }
    size.seen(
      page.rows,
      page.csv.reduce((sum, { byteLength }) => sum + byteLength, 0),
    );
    locator = page.next;
    yield { csv: page.csv, rows: page.rows, rowsSoFar, locator };
  } while (locator !== undefined);
}

interface RawPage {
  readonly csv: CsvPage['csv'];
  readonly rows: number;
  readonly next: string | undefined;
}

const readPage = async (
  connection: Connection,
  job: JobRef,
  request: PagesRequest,
  locator: string | undefined,
): Promise<RawPage> => {
  for (let reading = 1; ; reading += 1) {
    try {
      return await readPageOnce(connection, job, request, locator);
    } catch (error) {
      const damaged = error instanceof CrmFailure && error.kind === 'protocol';
      if (!damaged || reading === readings) {
        const codes = ['INVALID_QUERY_LOCATOR', 'NOT_FOUND', 'HTTP_404', 'INVALIDJOB'];
        throw goneWhere(error, codes, `The result of job ${job.id} (${job.what}) is no longer there.`);
      }
      await request.timing.sleep(retryDelay(reading, null, request.timing), job.signal);
      job.signal.throwIfAborted();
    }
  }
};

const readPageOnce = async (
  connection: Connection,
  job: JobRef,
  { fields, size }: PagesRequest,
  locator: string | undefined,
): Promise<RawPage> => {
  const { what, signal } = job;
  const answer = await connection.call({
    method: 'GET',
    path: `${jobPath(job)}/results`,
    query: { maxRecords: String(size.next()), ...(locator === undefined ? {} : { locator }) },
    accept: 'text/csv',
    what,
    signal,
  });
  const said = answer.headers.get('sforce-numberofrecords');
  const rows = said === null ? Number.NaN : Number(said);
  if (!Number.isInteger(rows) || rows < 0) {
    throw new CrmFailure('protocol', `A page of ${what} does not say how many records it holds (job ${job.id}).`);
  }
  const next = answer.headers.get('sforce-locator');
  const csv = checkedPage(answer.body, fields, rows, what);
  return { csv, rows, next: next === null || next === 'null' || next === '' ? undefined : next };
};
