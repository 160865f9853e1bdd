import { setImmediate as nextTurn } from 'node:timers/promises';
import { ApiError } from '../errors.ts';
import type { LocalOrg } from '../local-org.ts';
import type { Actor, Id } from '../org.ts';
import { restDateTime } from '../store/date-times.ts';
import type { CompiledQuery } from '../soql/compile.ts';
import { prepareQuery } from '../soql/run-query.ts';
import { jobOutcomes, queryTimeout, type JobOutcome } from '../store/job-outcomes.ts';
import { csvForm, csvWriter, type CsvForm } from './csv.ts';
import { jobIds } from './job-ids.ts';
import { Spool } from './spool.ts';

export type JobState = 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

export interface JobRequest {
  readonly operation: 'query' | 'queryAll';
  readonly query: string;
  readonly columnDelimiter: string;
  readonly lineEnding: string;
  readonly version: number;
}

interface Job {
  readonly id: Id;
  readonly owner: Id;
  readonly request: JobRequest;
  readonly form: CsvForm;
  readonly object: string;
  readonly createdAt: number;
  state: JobState;
  changedAt: number;
  processingTime: number;
  errorMessage?: string;
  spool?: Spool;
}

const rowsPerTurn = 5000;
const keptJobs = 500;

/** A job as the API shows it. */
const shown = (job: Job) => ({
  id: job.id,
  operation: job.request.operation,
  object: job.object,
  createdById: job.owner,
  createdDate: restDateTime(job.createdAt),
  systemModstamp: restDateTime(job.changedAt),
  state: job.state,
  concurrencyMode: 'Parallel',
  contentType: 'CSV',
  apiVersion: job.request.version,
  lineEnding: job.request.lineEnding,
  columnDelimiter: job.request.columnDelimiter,
  jobType: 'V2Query',
  ...(job.errorMessage === undefined ? {} : { errorMessage: job.errorMessage }),
});

export type ShownJob = ReturnType<typeof shown>;

const notFound = (): ApiError => new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');

const compileForBulk = (org: LocalOrg, actor: Actor, request: JobRequest): CompiledQuery => {
  const inside = actor.system ? org.system : org.actor(actor.userId);
  const compiled = prepareQuery(org.kernel, inside, request.query, request.operation === 'queryAll');
  if (compiled.plan.objectName === undefined) {
    throw new ApiError(400, 'API_ERROR', 'Aggregate queries are not supported by Bulk API 2.0 query jobs');
  }
  if (compiled.subqueries.length > 0) {
    throw new ApiError(400, 'API_ERROR', 'Nested queries are not supported by Bulk API 2.0 query jobs');
  }
  return compiled;
};

/** The query jobs of one org. Results lie in temporary files until the job is deleted or the org is closed. */
export class QueryJobs {
  readonly #org: LocalOrg;
  readonly #jobs = new Map<Id, Job>();
  readonly #nextId: () => Id;
  #closed = false;

  constructor(org: LocalOrg, nextId: () => Id = jobIds()) {
    this.#org = org;
    this.#nextId = nextId;
  }

  /** Accepts a job and starts it. @throws ApiError when the query or a name is wrong. */
  create(actor: Actor, request: JobRequest): ShownJob {
    const form = csvForm(request.columnDelimiter, request.lineEnding);
    if (form === undefined) {
      throw new ApiError(
        400,
        'INVALIDJOB',
        `Unknown columnDelimiter or lineEnding: ${request.columnDelimiter}, ${request.lineEnding}`,
      );
    }
    const compiled = compileForBulk(this.#org, actor, request);
    const now = this.#org.clock.now();
    const job: Job = {
      id: this.#nextId(),
      owner: actor.userId,
      request,
      form,
      object: compiled.objectName,
      createdAt: now,
      state: 'UploadComplete',
      changedAt: now,
      processingTime: 0,
    };
    this.#jobs.set(job.id, job);
    this.#forgetOldest();
    const accepted = shown(job);
    void this.#run(job, compiled);
    return accepted;
  }

  #forgetOldest(): void {
    if (this.#jobs.size <= keptJobs) return;
    for (const [id, job] of this.#jobs) {
      if (job.state === 'UploadComplete' || job.state === 'InProgress') continue;
      job.spool?.remove();
      this.#jobs.delete(id);
      return;
    }
  }

  #move(job: Job, state: JobState): void {
    job.state = state;
    job.changedAt = this.#org.clock.now();
  }

  /** Writes the result a few thousand rows a turn, so that the org goes on answering. */
  async #run(job: Job, compiled: CompiledQuery): Promise<void> {
    await nextTurn();
    if (this.#closed || job.state === 'Aborted') return;
    this.#move(job, 'InProgress');
    const started = performance.now();
    const spool = new Spool();
    job.spool = spool;
    const writer = csvWriter(compiled.plan, job.form);
    spool.add(writer.header);
    const outcomes = jobOutcomes(this.#org);
    const outcome = outcomes.meet('query', job.object);
    const most = outcomes.mostRows(job.object);
    try {
      if (outcome !== undefined) await this.#meet(job, outcome);
      const rows = this.#isOver(job)
        ? []
        : this.#org.kernel.database.stream(compiled.sql.text, compiled.sql.parameters);
      for (const row of rows) {
        if (spool.count > most) throw new Error(`QUERY_TIMEOUT : ${queryTimeout}`);
        spool.add(writer.line(row));
        if (spool.count % rowsPerTurn !== 0) continue;
        await nextTurn();
        if (this.#isOver(job)) break;
      }
      spool.finish();
      if (!this.#isOver(job)) this.#move(job, 'JobComplete');
    } catch (error) {
      if (!this.#isOver(job)) this.#move(job, 'Failed');
      job.errorMessage = error instanceof Error ? error.message : String(error);
    }
    job.processingTime = Math.round(performance.now() - started);
  }

  /** What a test wants to become of the job: it is over then, or goes on when it is released. */
  async #meet(job: Job, { outcome, message }: JobOutcome): Promise<void> {
    if (outcome === 'Failed') throw new Error(message);
    if (outcome === 'Aborted') this.#move(job, 'Aborted');
    else await jobOutcomes(this.#org).stuck();
  }

  #isOver(job: Job): boolean {
    return this.#closed || job.state === 'Aborted';
  }

  #find(actor: Actor, id: string): Job {
    const job = this.#jobs.get(
      id.length === 15 ? `${id}${[...this.#jobs.keys()].find((key) => key.startsWith(id))?.slice(15) ?? ''}` : id,
    );
    if (job === undefined || (job.owner !== actor.userId && !actor.permissions.has('ViewAllData'))) throw notFound();
    return job;
  }

  status(actor: Actor, id: string) {
    const job = this.#find(actor, id);
    const rows = Math.max(0, (job.spool?.count ?? 1) - 1);
    return {
      ...shown(job),
      numberRecordsProcessed: rows,
      retries: 0,
      totalProcessingTime: job.processingTime,
      isPkChunkingSupported: true,
    };
  }

  list(actor: Actor): readonly ShownJob[] {
    return [...this.#jobs.values()]
      .filter((job) => job.owner === actor.userId)
      .map(shown)
      .toReversed();
  }

  /** @throws ApiError when the job is over already. */
  abort(actor: Actor, id: string) {
    const job = this.#find(actor, id);
    if (job.state !== 'UploadComplete' && job.state !== 'InProgress') {
      throw new ApiError(400, 'INVALIDJOBSTATE', `Job is already ${job.state} and cannot be aborted`);
    }
    this.#move(job, 'Aborted');
    return shown(job);
  }

  /** @throws ApiError while the job runs. */
  remove(actor: Actor, id: string): void {
    const job = this.#find(actor, id);
    if (job.state === 'UploadComplete' || job.state === 'InProgress') {
      throw new ApiError(400, 'INVALIDJOBSTATE', `Job is ${job.state}; only a finished or aborted job can be deleted`);
    }
    job.spool?.remove();
    this.#jobs.delete(job.id);
  }

  /** A page of a finished job's lines: the header first, then `count` rows. */
  results(actor: Actor, id: string, from: number, most: number) {
    const job = this.#find(actor, id);
    if (job.state !== 'JobComplete' || job.spool === undefined) {
      throw new ApiError(400, 'INVALIDJOBSTATE', `Results are not available: the job is ${job.state}`);
    }
    const { spool } = job;
    const rows = spool.count - 1;
    if (from > 0 && from >= rows) throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    const count = Math.min(most, rows - from);
    return {
      header: spool.read(0, 1),
      rows: spool.read(1 + from, 1 + from + count),
      count,
      next: from + count < rows ? from + count : undefined,
    };
  }

  close(): void {
    this.#closed = true;
    for (const job of this.#jobs.values()) job.spool?.remove();
    this.#jobs.clear();
  }
}
