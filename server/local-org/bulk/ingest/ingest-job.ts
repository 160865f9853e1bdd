import type { Id } from '../../org.ts';
import { restDateTime } from '../../store/date-times.ts';
import type { CsvForm } from '../csv.ts';
import type { Spool } from '../spool.ts';

export const operations = ['insert', 'update', 'upsert', 'delete', 'hardDelete'] as const;
export type IngestOperation = (typeof operations)[number];

export type IngestState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

/** What a client asks for. */
export interface IngestRequest {
  readonly object: string;
  readonly operation: IngestOperation;
  readonly externalIdFieldName?: string;
  readonly columnDelimiter: string;
  readonly lineEnding: string;
  readonly version: number;
}

/** Where the rows of a job end up. */
export interface IngestResults {
  readonly successful: Spool;
  readonly failed: Spool;
  readonly unprocessed: Spool;
}

export const resultKinds = ['successful', 'failed', 'unprocessed'] as const;
export type ResultKind = (typeof resultKinds)[number];

export interface IngestJob {
  readonly id: Id;
  readonly owner: Id;
  readonly request: IngestRequest;
  readonly form: CsvForm;
  /** The object's own spelling. */
  readonly object: string;
  readonly createdAt: number;
  /** The folder of the upload, gone with the job. */
  readonly folder: string;
  /** The file of the upload; missing until one came. */
  upload?: string;
  uploading: boolean;
  state: IngestState;
  changedAt: number;
  processed: number;
  failed: number;
  processingTime: number;
  errorMessage?: string;
  results?: IngestResults;
}

/** A job as the API shows it when it is made, changed or listed. */
export const shownJob = (job: IngestJob) => ({
  id: job.id,
  operation: job.request.operation,
  object: job.object,
  createdById: job.owner,
  createdDate: restDateTime(job.createdAt),
  systemModstamp: restDateTime(job.changedAt),
  state: job.state,
  ...(job.request.externalIdFieldName === undefined ? {} : { externalIdFieldName: job.request.externalIdFieldName }),
  concurrencyMode: 'Parallel',
  contentType: 'CSV',
  apiVersion: job.request.version,
  jobType: 'V2Ingest',
  lineEnding: job.request.lineEnding,
  columnDelimiter: job.request.columnDelimiter,
  ...(job.state === 'Open'
    ? { contentUrl: `services/data/v${job.request.version}.0/jobs/ingest/${job.id}/batches` }
    : {}),
});

/** A job with what became of its rows; failed rows count as processed. */
export const jobStatus = (job: IngestJob) => ({
  ...shownJob(job),
  retries: 0,
  totalProcessingTime: job.processingTime,
  apiActiveProcessingTime: job.processingTime,
  apexProcessingTime: 0,
  numberRecordsProcessed: job.processed,
  numberRecordsFailed: job.failed,
  ...(job.errorMessage === undefined ? {} : { errorMessage: job.errorMessage }),
});
