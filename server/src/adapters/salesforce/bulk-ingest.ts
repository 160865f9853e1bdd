import { CrmFailure } from '../../application/ports/crm-failure.ts';
import { noFailpoints, type Failpoints } from '../../application/ports/failpoints.ts';
import { jobEnd, jobFailure, jobPath, jobStatus, makeJob, type JobRef, type JobStatus } from './bulk-job.ts';
import type { Connection } from './connection.ts';
import { csvOf } from './csv.ts';
import { failedRows, type RowFailure } from './ingest-results.ts';
import { ingestLook, type Timing } from './timing.ts';

export interface IngestRequest {
  readonly object: string;
  readonly operation: 'upsert' | 'delete';
  /** Of an upsert, and among the columns; a delete goes by Id. */
  readonly externalIdField?: string;
  readonly columns: readonly string[];
  /**
   * Values in the order of the columns, as the CRM writes them. null empties a field, and so does an empty text, which
   * the CRM does not know; what stays untouched is in no column.
   */
  readonly rows: readonly (readonly (string | null)[])[];
  /** The job's id, before it is closed and so before anything of it is processed. */
  onJob(jobId: string): Promise<void>;
}

/** What became of a row, by its place in the request. */
export interface IngestOutcome {
  readonly row: number;
  readonly ok: boolean;
  /** The CRM's error code: `UNABLE_TO_LOCK_ROW`; `UNPROCESSED` where the job ended before it came to this row. */
  readonly code?: string;
  readonly reason?: string;
}

export interface IngestOptions {
  readonly timing: Timing;
  readonly patienceMs?: number;
  readonly failpoints?: Failpoints;
}

/** A job that an earlier process left. */
export type ResumedIngest =
  /** It was never closed, so that nothing of it was written; it is aborted now. */
  | { readonly state: 'not-closed' }
  /** The CRM no longer knows it: what it wrote cannot be told. */
  | { readonly state: 'gone' }
  | {
      readonly state: 'done';
      readonly counts: { readonly processed: number; readonly failed: number };
      /** Rows that were not written, by the text of their key column. */
      readonly failed: ReadonlyMap<string, RowFailure>;
    };

const emptied = '#N/A';
/** The CRM takes 150 MB in base 64. */
const mostBytes = 100_000_000;

/** True where a row can go by Bulk: a text `#N/A` cannot be told from an emptied field there. */
export const fitsBulk = (row: readonly (string | null)[]): boolean => !row.includes(emptied);

/**
 * Writes rows by one job of Bulk API 2.0, to its end; rows that it does not mention as failed are written.
 * Source: "Ingest Jobs", Bulk API 2.0 developer guide.
 * @throws CrmFailure where the job as a whole did not succeed, or does not add up. What it wrote stays; writing the same
 * rows again comes to the same.
 */
export const bulkIngest = async (
  connection: Connection,
  request: IngestRequest,
  options: IngestOptions,
  signal: AbortSignal,
): Promise<readonly IngestOutcome[]> => {
  const { object, operation, externalIdField, rows } = request;
  const what = `writing ${rows.length} rows of ${object}`;
  const places = placesByKey(request);
  const content = uploadOf(request, what);
  const at = options.failpoints ?? noFailpoints;
  const upsert = externalIdField === undefined ? {} : { externalIdFieldName: externalIdField };
  const form = { contentType: 'CSV', lineEnding: 'LF' };
  const id = await makeJob(connection, 'ingest', { object, operation, ...upsert, ...form }, what, signal);
  const job: JobRef = { kind: 'ingest', id, what, signal };
  await at('ingest:job-made');
  await request.onJob(id);
  await at('ingest:job-stored');
  await upload(connection, job, content);
  await at('ingest:uploaded');
  await close(connection, job);
  await at('ingest:closed');
  const end = await jobEnd(connection, job, { ...options, nextLook: ingestLook(rows.length) });
  const failed = await failuresOf(connection, job, end, keyColumn(request));
  await at('ingest:results-read');
  const failures = new Map<number, RowFailure>();
  for (const [key, failure] of failed) {
    const place = places.get(key);
    if (place === undefined) {
      throw new CrmFailure('protocol', `The job ${id} of ${what} names a row that was not sent: ${key.slice(0, 80)}.`);
    }
    failures.set(place, failure);
  }
  const unprocessed = [...failures.values()].filter(({ code }) => code === 'UNPROCESSED').length;
  if (end.numberRecordsProcessed !== undefined && end.numberRecordsProcessed + unprocessed !== rows.length) {
    const seen = end.numberRecordsProcessed + unprocessed;
    throw new CrmFailure('protocol', `The job ${id} of ${what} says that it saw ${seen} rows.`);
  }
  return rows.map((_, row) => {
    const failure = failures.get(row);
    return failure === undefined ? { row, ok: true } : { row, ok: false, ...failure };
  });
};

/**
 * What became of a job that an earlier process made: waited for where it is under way, aborted where it was not closed.
 * @param keyColumn Column of the upload that tells rows apart: the external id, or Id.
 * @throws CrmFailure
 */
export const resumeIngest = async (
  connection: Connection,
  jobId: string,
  keyColumn: string,
  options: IngestOptions,
  signal: AbortSignal,
): Promise<ResumedIngest> => {
  const job: JobRef = { kind: 'ingest', id: jobId, what: 'an earlier write', signal };
  try {
    const seen = await jobStatus(connection, job);
    if (seen.state === 'Open') {
      const body = JSON.stringify({ state: 'Aborted' });
      await connection.call({ method: 'PATCH', path: jobPath(job), body, replayable: true, what: job.what, signal });
      return { state: 'not-closed' };
    }
    const end = await jobEnd(connection, job, { ...options, nextLook: ingestLook(undefined) }, seen);
    const failed = await failedRows(connection, job, end, keyColumn);
    const counts = { processed: end.numberRecordsProcessed ?? 0, failed: failed.size };
    return { state: 'done', counts, failed };
  } catch (error) {
    if (error instanceof CrmFailure && error.kind === 'gone') return { state: 'gone' };
    throw error;
  }
};

/** Of a job that came to an end of its own. @throws CrmFailure where it failed before it saw any row. */
const failuresOf = (
  connection: Connection,
  job: JobRef,
  end: JobStatus,
  keyColumn: string,
): Promise<ReadonlyMap<string, RowFailure>> => {
  if (end.state !== 'JobComplete' && (end.numberRecordsProcessed ?? 0) === 0) throw jobFailure(job, end);
  return failedRows(connection, job, end, keyColumn);
};

const keyColumn = ({ operation, externalIdField }: IngestRequest): string =>
  operation === 'upsert' && externalIdField !== undefined ? externalIdField : 'Id';

const placesByKey = (request: IngestRequest): ReadonlyMap<string, number> => {
  const name = keyColumn(request);
  const column = request.columns.indexOf(name);
  if (column < 0) throw new Error(`Rows of ${request.object} are told apart by ${name}, which is no column of them.`);
  const places = new Map<string, number>();
  for (const [place, row] of request.rows.entries()) {
    const key = row[column] ?? '';
    if (key === '' || places.has(key))
      throw new Error(`Row ${place} of ${request.object} has no key of its own: ${key}`);
    if (!fitsBulk(row))
      throw new Error(`Row ${place} of ${request.object} holds the text ${emptied}: it cannot go by Bulk.`);
    places.set(key, place);
  }
  return places;
};

const uploadOf = ({ columns, rows }: IngestRequest, what: string): Uint8Array<ArrayBuffer> => {
  const [content = new Uint8Array()] = csvOf(
    columns,
    rows.map((row) => row.map((value) => (value === null || value === '' ? emptied : value))),
  );
  if (content.byteLength <= mostBytes) return content;
  throw new CrmFailure('api', `${what} at once is more than the CRM takes: ${content.byteLength} bytes.`, {
    code: 'REQUEST_ENTITY_TOO_LARGE',
  });
};

const upload = async (connection: Connection, job: JobRef, body: Uint8Array<ArrayBuffer>): Promise<void> => {
  const { what, signal } = job;
  const path = `${jobPath(job)}/batches`;
  try {
    await connection.call({ method: 'PUT', path, body, contentType: 'text/csv', replayable: true, what, signal });
  } catch (error) {
    // The first try arrived, only its reply did not. Whether it arrived whole shows in the job's count.
    if (!(error instanceof CrmFailure && /multiple contents/i.test(error.message))) throw error;
  }
};

const close = async (connection: Connection, job: JobRef): Promise<void> => {
  const { what, signal } = job;
  const body = JSON.stringify({ state: 'UploadComplete' });
  try {
    await connection.call({ method: 'PATCH', path: jobPath(job), body, replayable: true, what, signal });
  } catch (error) {
    // Closed by a try whose reply was lost; a job that is still open is told by its state.
    if (!(error instanceof CrmFailure && error.code === 'INVALIDJOBSTATE')) throw error;
    if ((await jobStatus(connection, job)).state === 'Open') throw error;
  }
};
