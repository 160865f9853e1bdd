import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ApiError } from '../../errors.ts';
import type { LocalOrg } from '../../local-org.ts';
import type { Actor, Id } from '../../org.ts';
import { toId18 } from '../../store/ids.ts';
import { jobIds } from '../job-ids.ts';
import { acceptRequest } from './accept-request.ts';
import {
  jobStatus,
  resultKinds,
  shownJob,
  type IngestJob,
  type IngestRequest,
  type IngestState,
  type ResultKind,
} from './ingest-job.ts';
import { runIngest } from './run-ingest.ts';
import { mostUploadBytes, saveUpload } from './upload.ts';

const keptJobs = 500;
const isRunning = ({ state }: IngestJob): boolean => state === 'UploadComplete' || state === 'InProgress';
const isOver = ({ state }: IngestJob): boolean => state === 'JobComplete' || state === 'Failed' || state === 'Aborted';
const wrongState = (message: string): ApiError => new ApiError(400, 'INVALIDJOBSTATE', message);

export interface IngestOptions {
  readonly nextId?: () => Id;
  readonly mostBytes?: number;
}

/** The ingest jobs of one org. Uploads and results lie in temporary files until the job or the org goes. */
export class IngestJobs {
  readonly #org: LocalOrg;
  readonly #jobs = new Map<Id, IngestJob>();
  readonly #nextId: () => Id;
  readonly #mostBytes: number;
  #closed = false;

  constructor(org: LocalOrg, { nextId = jobIds(), mostBytes = mostUploadBytes }: IngestOptions = {}) {
    this.#org = org;
    this.#nextId = nextId;
    this.#mostBytes = mostBytes;
  }

  /** Opens a job. @throws ApiError when the request is wrong or the actor may not make it. */
  create(actor: Actor, request: IngestRequest) {
    const { form, object } = acceptRequest(this.#org.schema, actor, request);
    const now = this.#org.clock.now();
    const job: IngestJob = {
      id: this.#nextId(),
      owner: actor.userId,
      request,
      form,
      object: object.name,
      createdAt: now,
      folder: mkdtempSync(path.join(tmpdir(), 'takt-local-org-')),
      uploading: false,
      state: 'Open',
      changedAt: now,
      processed: 0,
      failed: 0,
      processingTime: 0,
    };
    this.#jobs.set(job.id, job);
    this.#forgetOldest();
    return shownJob(job);
  }

  #forgetOldest(): void {
    if (this.#jobs.size <= keptJobs) return;
    const oldest = [...this.#jobs.values()].find(isOver);
    if (oldest !== undefined) this.#discard(oldest);
  }

  #discard(job: IngestJob): void {
    for (const kind of resultKinds) job.results?.[kind].remove();
    rmSync(job.folder, { recursive: true, force: true });
    this.#jobs.delete(job.id);
  }

  #move(job: IngestJob, state: IngestState): void {
    job.state = state;
    job.changedAt = this.#org.clock.now();
  }

  /** Only who made a job, and administrators, know of it. */
  #find(actor: Actor, id: string): IngestJob {
    const job = this.#jobs.get(toId18(id) ?? '');
    if (job === undefined || (job.owner !== actor.userId && !actor.permissions.has('ModifyAllData'))) {
      throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    }
    return job;
  }

  /** Takes the job's one upload, by stream or as text. @throws ApiError when there is one already, or it is too large. */
  async upload(actor: Actor, id: string, body: Readable | string, gzip = false): Promise<void> {
    const job = this.#find(actor, id);
    if (job.state !== 'Open') throw wrongState(`The job is ${job.state} and takes no content`);
    if (job.uploading) {
      const message =
        `Found multiple contents for job: <${job.id}>, please 'Close' / 'Abort' / 'Delete' the current Job then ` +
        "create a new Job and make sure you only do 'PUT' once on a given Job.";
      throw new ApiError(400, 'ClientInputError', message);
    }
    job.uploading = true;
    const file = path.join(job.folder, 'upload.csv');
    try {
      await this.#save(file, body, gzip);
      job.upload = file;
    } finally {
      job.uploading = job.upload !== undefined;
    }
  }

  async #save(file: string, body: Readable | string, gzip: boolean): Promise<void> {
    if (typeof body === 'string') {
      await writeFile(file, body, { mode: 0o600 });
      return;
    }
    const outcome = await saveUpload(body, file, { gzip, most: this.#mostBytes });
    if (outcome === 'unreadable') throw new ApiError(400, 'ClientInputError', 'The content is not gzip');
    if (outcome === 'saved') return;
    throw new ApiError(413, 'REQUEST_ENTITY_TOO_LARGE', `The content is larger than ${this.#mostBytes} bytes`);
  }

  /** Nothing more is uploaded: the job is processed from here on. */
  complete(actor: Actor, id: string) {
    const job = this.#find(actor, id);
    if (job.state !== 'Open') throw wrongState(`The job is ${job.state}; only an open job can be closed`);
    if (job.uploading && job.upload === undefined) throw wrongState('The upload of the job has not ended');
    this.#move(job, 'UploadComplete');
    void this.#run(job);
    return shownJob(job);
  }

  async #run(job: IngestJob): Promise<void> {
    await nextTurn();
    if (this.#closed || job.state !== 'UploadComplete') return;
    this.#move(job, 'InProgress');
    const started = performance.now();
    const isStopped = (): boolean => this.#closed || job.state !== 'InProgress';
    try {
      const object = this.#org.schema.object(job.object);
      if (object === undefined) throw new Error(`${job.object} is no more`);
      const problem = await runIngest(this.#org, this.#org.actor(job.owner), job, object, isStopped);
      if (problem !== undefined) job.errorMessage = problem.message;
      if (!isStopped()) this.#move(job, problem === undefined ? 'JobComplete' : 'Failed');
    } catch (error) {
      job.errorMessage = `InternalServerError : ${error instanceof Error ? error.message : String(error)}`;
      if (!isStopped()) this.#move(job, 'Failed');
    }
    job.processingTime = Math.round(performance.now() - started);
  }

  /** Stops a job before its next batch; what was saved stays. @throws ApiError when it is over. */
  abort(actor: Actor, id: string) {
    const job = this.#find(actor, id);
    if (isOver(job)) throw wrongState(`Job is already ${job.state} and cannot be aborted`);
    this.#move(job, 'Aborted');
    return shownJob(job);
  }

  status(actor: Actor, id: string) {
    return jobStatus(this.#find(actor, id));
  }

  list(actor: Actor) {
    const mine = [...this.#jobs.values()].filter((job) => job.owner === actor.userId);
    return mine.map(shownJob).toReversed();
  }

  /** @throws ApiError while the job is open or runs. */
  remove(actor: Actor, id: string): void {
    const job = this.#find(actor, id);
    if (!isOver(job)) throw wrongState(`Job is ${job.state}; only a finished or aborted job can be deleted`);
    this.#discard(job);
  }

  /** The rows of one kind, header first; undefined where there is not even a header. @throws ApiError while it runs. */
  results(actor: Actor, id: string, kind: ResultKind): ReadStream | undefined {
    const job = this.#find(actor, id);
    if (job.state === 'Open' || isRunning(job)) throw wrongState(`Results are not available: the job is ${job.state}`);
    const spool = job.results?.[kind];
    return spool?.read(0, spool.count);
  }

  close(): void {
    this.#closed = true;
    for (const job of this.#jobs.values()) this.#discard(job);
  }
}
