import { z } from 'zod';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { Connection } from './connection.ts';
import { readJson } from './errors.ts';
import { goneWhere } from './gone-where.ts';
import type { Timing } from './timing.ts';

const status = z.object({
  state: z.string(),
  numberRecordsProcessed: z.number().optional(),
  numberRecordsFailed: z.number().optional(),
  errorMessage: z.string().optional(),
});

/** What the CRM says of a job. */
export type JobStatus = z.infer<typeof status>;

export interface JobRef {
  readonly kind: 'query' | 'ingest';
  readonly id: string;
  /** For messages: "the bulk query of Opportunity". */
  readonly what: string;
  readonly signal: AbortSignal;
}

export interface Patience {
  readonly timing: Timing;
  /** How long a job may take. */
  readonly patienceMs?: number | undefined;
  /** Milliseconds until the next look: after so many looks, so much waiting, and what was seen last. */
  readonly nextLook: (looks: number, waitedMs: number, seen: JobStatus | undefined) => number;
}

const created = z.object({ id: z.string().min(1) });
const ended = new Set(['JobComplete', 'Failed', 'Aborted']);

/**
 * Makes a job and gives its id. It may be asked twice where the reply is lost: a job that nobody goes on with does
 * nothing.
 */
export const makeJob = async (
  connection: Connection,
  kind: JobRef['kind'],
  job: Readonly<Record<string, string>>,
  what: string,
  signal: AbortSignal,
): Promise<string> => {
  const answer = await connection.call({
    method: 'POST',
    path: `/jobs/${kind}`,
    body: JSON.stringify(job),
    replayable: true,
    what,
    signal,
  });
  return readJson(answer, created, what).id;
};

export const jobPath = ({ kind, id }: JobRef): string => `/jobs/${kind}/${encodeURIComponent(id)}`;

/**
 * How a job is doing.
 * @throws CrmFailure `gone` where the CRM no longer knows it.
 */
export const jobStatus = async (connection: Connection, job: JobRef): Promise<JobStatus> => {
  const { what, signal } = job;
  try {
    return readJson(await connection.call({ method: 'GET', path: jobPath(job), what, signal }), status, what);
  } catch (error) {
    throw goneWhere(error, ['NOT_FOUND', 'HTTP_404', 'INVALIDJOB'], `The job ${job.id} of ${what} is no longer there.`);
  }
};

/**
 * Looks at a job until it has ended, one way or another.
 * @param seen What was seen of it just now, where it was looked at.
 * @throws CrmFailure `unavailable` where it takes too long; it goes on, and can be asked for by its id.
 */
export const jobEnd = async (
  connection: Connection,
  job: JobRef,
  { timing, patienceMs = 2 * 60 * 60 * 1000, nextLook }: Patience,
  seen?: JobStatus,
): Promise<JobStatus> => {
  let waited = 0;
  let last = seen;
  for (let looks = 0; last === undefined || !ended.has(last.state); looks += 1) {
    const delay = nextLook(looks, waited, last);
    if (waited + delay > patienceMs) {
      throw new CrmFailure(
        'unavailable',
        `The job ${job.id} of ${job.what} is ${last?.state ?? 'on its way'} for too long. It may be asked again.`,
      );
    }
    if (delay > 0) await timing.sleep(delay, job.signal);
    job.signal.throwIfAborted();
    waited += delay;
    last = await jobStatus(connection, job);
  }
  return last;
};

/** The failure of a job that ended, but not well. */
export const jobFailure = (job: JobRef, { state, errorMessage }: JobStatus): CrmFailure => {
  const reason = errorMessage ?? `the CRM says ${state}`;
  const missing = /INVALID_FIELD|INVALID_TYPE|No such column/i.test(reason);
  return new CrmFailure(missing ? 'missing' : 'api', `The job ${job.id} of ${job.what} did not succeed: ${reason}`, {
    code: state,
  });
};
