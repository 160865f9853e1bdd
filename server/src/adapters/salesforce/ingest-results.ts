import { parse } from 'csv-parse/sync';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import { jobPath, type JobRef, type JobStatus } from './bulk-job.ts';
import type { Connection } from './connection.ts';

/** Why the CRM did not write a row. */
export interface RowFailure {
  readonly code: string;
  readonly reason: string;
}

/**
 * Rows of a job that were not written, by their key: those that failed, and those that it never came to. Nothing is
 * fetched that the counts say is not there.
 * @throws CrmFailure `protocol` where the lists do not add up to the counts.
 */
export const failedRows = async (
  connection: Connection,
  job: JobRef,
  { state, numberRecordsFailed = 0, errorMessage }: JobStatus,
  keyColumn: string,
): Promise<ReadonlyMap<string, RowFailure>> => {
  const failures = new Map<string, RowFailure>();
  if (numberRecordsFailed > 0) {
    const rows = await resultRows(connection, job, 'failedResults', [keyColumn, 'sf__Error']);
    if (rows.length !== numberRecordsFailed) {
      throw new CrmFailure(
        'protocol',
        `The job ${job.id} of ${job.what} says ${numberRecordsFailed} failed rows, its list holds ${rows.length}.`,
      );
    }
    for (const [key = '', said = ''] of rows) failures.set(key, failureOf(said));
  }
  if (state !== 'JobComplete') {
    const reason = `the job ended before it came to this row${errorMessage === undefined ? '' : `: ${errorMessage}`}`;
    for (const [key = ''] of await resultRows(connection, job, 'unprocessedrecords', [keyColumn])) {
      failures.set(key, { code: 'UNPROCESSED', reason });
    }
  }
  return failures;
};

const resultRows = async (
  connection: Connection,
  job: JobRef,
  list: 'failedResults' | 'unprocessedrecords',
  columns: readonly string[],
): Promise<readonly (readonly string[])[]> => {
  const answer = await connection.call({
    method: 'GET',
    path: `${jobPath(job)}/${list}`,
    accept: 'text/csv',
    what: job.what,
    signal: job.signal,
  });
  const [header = [], ...rows] = parsed(answer.body, job, list);
  if (rows.length === 0) return [];
  const places = columns.map((column) => header.findIndex((name) => name.toLowerCase() === column.toLowerCase()));
  if (places.includes(-1)) {
    throw new CrmFailure('protocol', `The list ${list} of job ${job.id} (${job.what}) lacks ${columns.join(' or ')}.`);
  }
  return rows.map((row) => places.map((place) => row[place] ?? ''));
};

const parsed = (body: Uint8Array, job: JobRef, list: string): readonly (readonly string[])[] => {
  try {
    return parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength), { bom: true });
  } catch (error) {
    throw new CrmFailure('protocol', `The list ${list} of job ${job.id} (${job.what}) is not well-formed CSV.`, {
      cause: error,
    });
  }
};

/** `CODE:message:fields --`, several one after another. */
const failureOf = (said: string): RowFailure => {
  const code = /^\s*([A-Z][A-Z0-9_]+)\s*:/.exec(said)?.[1] ?? 'UNKNOWN';
  const reason = said.replace(/:?\s*--\s*$/, '').trim();
  return { code, reason: reason === '' ? 'refused without a reason' : reason };
};
