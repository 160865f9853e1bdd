import { ApiError } from '../errors.ts';
import type { LocalOrg } from '../local-org.ts';
import type { Actor, Id } from '../org.ts';
import { makeId, toId18 } from '../store/ids.ts';
import type { DeployOptions, DeployResult } from './deploy-result.ts';

/** Takes an archive into the org, all at once. */
export type DeployEngine = (org: LocalOrg, zip: Uint8Array, options: DeployOptions) => DeployResult;

/** What a client may ask for beside what the engine heeds; it is told back as it came. */
export interface RequestedOptions extends DeployOptions {
  readonly testLevel: string | undefined;
}

export type DeployStatus = 'Pending' | 'InProgress' | 'Succeeded' | 'SucceededPartial' | 'Failed' | 'Canceled';

/** One deploy that somebody asked for, from the asking to its end. */
export interface DeployJob {
  readonly id: Id;
  readonly createdById: Id;
  readonly options: RequestedOptions;
  /** Milliseconds since the epoch, of the org's clock. */
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly status: DeployStatus;
  readonly canceledById?: Id;
  readonly result?: DeployResult;
  /** What broke in the org itself, where no result came. */
  readonly broken?: string;
}

/** Largest archive that Salesforce takes, in bytes. */
export const largestZip = 39_000_000;
/** Ended deploys that can still be asked about. */
const kept = 50;

/** @throws ApiError INSUFFICIENT_ACCESS (403) for people who may not change the org's metadata. */
export const demandMetadataRights = (actor: Actor): void => {
  if (actor.system || actor.permissions.has('ModifyMetadata') || actor.permissions.has('ModifyAllData')) return;
  const message = 'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions';
  throw new ApiError(403, 'INSUFFICIENT_ACCESS', message);
};

const isOver = ({ status }: DeployJob): boolean => status !== 'Pending' && status !== 'InProgress';

/** The deploys of one org: carried out one after another in the order of asking, and remembered until it closes. */
export class DeployJobs {
  readonly #org: LocalOrg;
  readonly #engine: DeployEngine;
  readonly #jobs = new Map<Id, DeployJob>();
  /** Archives of deploys that have not begun. */
  readonly #waiting = new Map<Id, Uint8Array>();
  #made = 0;
  #turn: NodeJS.Immediate | undefined;

  constructor(org: LocalOrg, engine: DeployEngine) {
    this.#org = org;
    this.#engine = engine;
  }

  /**
   * Puts a deploy in the queue.
   * @throws ApiError INSUFFICIENT_ACCESS, LIMIT_EXCEEDED
   */
  start(actor: Actor, zip: Uint8Array, options: RequestedOptions): DeployJob {
    demandMetadataRights(actor);
    if (zip.length > largestZip) {
      throw new ApiError(400, 'LIMIT_EXCEEDED', `Maximum size of request reached. Maximum size is ${largestZip} bytes`);
    }
    this.#made += 1;
    const id = makeId('0Af', this.#made);
    const createdAt = this.#org.clock.now();
    const job: DeployJob = { id, createdById: actor.userId, options, createdAt, status: 'Pending' };
    this.#jobs.set(id, job);
    this.#waiting.set(id, zip);
    this.#schedule();
    return job;
  }

  /** @throws ApiError INSUFFICIENT_ACCESS, INVALID_ID_FIELD, INVALID_CROSS_REFERENCE_KEY */
  find(actor: Actor, id: string): DeployJob {
    demandMetadataRights(actor);
    const id18 = toId18(id);
    if (id18?.startsWith('0Af') !== true) throw new ApiError(400, 'INVALID_ID_FIELD', `invalid id value: ${id}`);
    const job = this.#jobs.get(id18);
    if (job === undefined) throw new ApiError(404, 'INVALID_CROSS_REFERENCE_KEY', `no deploy request with id ${id18}`);
    return job;
  }

  /** Takes a deploy out of the queue; one that has begun goes through. @throws ApiError as `find` does, or where it has ended */
  cancel(actor: Actor, id: string): DeployJob {
    const job = this.find(actor, id);
    if (isOver(job)) {
      throw new ApiError(
        400,
        'INVALID_ID_FIELD',
        `Deployment ${job.id} is already ${job.status} and cannot be canceled`,
      );
    }
    this.#waiting.delete(job.id);
    return this.#change(job, { status: 'Canceled', canceledById: actor.userId, endedAt: this.#org.clock.now() });
  }

  /** Drops what has not begun. */
  close(): void {
    clearImmediate(this.#turn);
    this.#waiting.clear();
  }

  #change(job: DeployJob, changes: Partial<DeployJob>): DeployJob {
    const changed = { ...job, ...changes };
    this.#jobs.set(job.id, changed);
    return changed;
  }

  /** The answer to the request goes out before the work begins: a deploy is asynchronous to its client. */
  #schedule(): void {
    this.#turn ??= setImmediate(() => {
      this.#turn = undefined;
      const [next] = this.#waiting;
      if (next === undefined) return;
      this.#run(...next);
      this.#forgetOldest();
      if (this.#waiting.size > 0) this.#schedule();
    });
  }

  #run(id: Id, zip: Uint8Array): void {
    this.#waiting.delete(id);
    const waiting = this.#jobs.get(id);
    if (waiting === undefined) return;
    const job = this.#change(waiting, { status: 'InProgress', startedAt: this.#org.clock.now() });
    try {
      const result = this.#engine(this.#org, zip, job.options);
      this.#change(job, { status: result.status, result, endedAt: this.#org.clock.now() });
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      const broken = error instanceof Error ? error.message : String(error);
      this.#change(job, { status: 'Failed', broken, endedAt: this.#org.clock.now() });
    }
  }

  #forgetOldest(): void {
    const over = [...this.#jobs.values()].filter(isOver);
    for (const { id } of over.slice(0, Math.max(0, over.length - kept))) this.#jobs.delete(id);
  }
}
