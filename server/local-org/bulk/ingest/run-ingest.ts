import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LocalOrg } from '../../local-org.ts';
import type { SObject } from '../../metadata/schema.ts';
import type { Actor, SaveResult } from '../../org.ts';
import { jobOutcomes, type JobOutcome } from '../../store/job-outcomes.ts';
import { BatchProblem, readHeader, type Column } from './header.ts';
import type { IngestJob } from './ingest-job.ts';
import { endsAsTold, readUpload } from './read-upload.ts';
import { ResultWriter } from './results.ts';
import { recordOf } from './rows.ts';
import { writeChunk } from './write-chunk.ts';

/** As on the platform: a batch is begun or not, and its records are saved a chunk, which is a transaction, at a time. */
const batchSize = 10_000;
const chunkSize = 200;

const wrongWidth = (has: number, expected: number): SaveResult => ({
  id: null,
  success: false,
  errors: [
    { statusCode: 'INVALID_INPUT', message: `${has} values where the header has ${expected} columns`, fields: [] },
  ],
});

/** One job on its way through its upload. */
class IngestRun {
  readonly #org: LocalOrg;
  readonly #actor: Actor;
  readonly #job: IngestJob;
  readonly #object: SObject;
  readonly #isStopped: () => boolean;
  readonly writer: ResultWriter;
  #names: readonly string[] | undefined;
  #columns: readonly Column[] = [];
  #chunk: (readonly string[])[] = [];
  #rows = 0;
  #pouring = false;
  problem: BatchProblem | undefined;
  #outcome: JobOutcome | undefined;

  constructor(org: LocalOrg, actor: Actor, job: IngestJob, object: SObject, isStopped: () => boolean) {
    this.#org = org;
    this.#actor = actor;
    this.#job = job;
    this.#object = object;
    this.#isStopped = isStopped;
    this.writer = new ResultWriter(job.form);
    this.#outcome = jobOutcomes(org).meet('ingest', object.name);
  }

  /** Nothing from here on is processed. */
  #fail(problem: BatchProblem): void {
    this.problem = problem;
    this.#pouring = true;
  }

  /** What a test wants to become of the job, once so many rows are saved; what is after them is not processed. */
  #meet(): Promise<void> | undefined {
    if (this.#outcome === undefined || this.#rows < this.#outcome.afterRows) return undefined;
    const { outcome, message } = this.#outcome;
    this.#outcome = undefined;
    this.#flush();
    if (outcome === 'Stuck') {
      return jobOutcomes(this.#org)
        .stuck()
        .then(() => {
          this.#pouring ||= this.#isStopped();
        });
    }
    if (outcome === 'Failed') this.#fail(new BatchProblem(message));
    else {
      this.#job.state = 'Aborted';
      this.#pouring = true;
    }
    return undefined;
  }

  async run(file: string): Promise<void> {
    const { form } = this.#job;
    const fits = await endsAsTold(file, form);
    if (!fits) {
      const current = this.#job.request.lineEnding;
      this.#fail(
        new BatchProblem(
          `ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is ${current}`,
        ),
      );
    }
    try {
      await readUpload(file, form, !fits, (values) => this.#take(values));
    } catch (error) {
      if (!(error instanceof BatchProblem)) throw error;
      this.problem ??= error;
    }
    if (this.#names === undefined) this.writer.header([]);
    this.#flush();
    await this.#meet();
  }

  #take(values: readonly string[]): Promise<void> | undefined {
    if (this.#names === undefined) {
      this.#begin(values);
      return undefined;
    }
    const waiting = this.#meet();
    return waiting === undefined ? this.#put(values) : waiting.then(() => this.#put(values));
  }

  #put(values: readonly string[]): Promise<void> | undefined {
    if (this.#rows % batchSize === 0 && this.#isStopped()) this.#pouring = true;
    this.#rows += 1;
    if (this.#pouring) {
      this.writer.untouched(values);
      return undefined;
    }
    this.#chunk.push(values);
    if (this.#chunk.length < chunkSize) return undefined;
    this.#flush();
    return nextTurn();
  }

  #begin(names: readonly string[]): void {
    this.#names = names;
    this.writer.header(names);
    if (this.#pouring) return;
    try {
      this.#columns = readHeader(this.#org.schema, this.#actor, this.#object, this.#job.request, names);
    } catch (error) {
      if (!(error instanceof BatchProblem)) throw error;
      this.#fail(error);
    }
  }

  #flush(): void {
    const chunk = this.#chunk;
    this.#chunk = [];
    const width = this.#columns.length;
    const whole = chunk.filter((values) => values.length === width);
    const records = whole.map((values) => recordOf(this.#columns, values));
    const results = writeChunk(this.#org, this.#actor, this.#object, this.#job.request, records).values();
    for (const values of chunk) {
      const result = (values.length === width ? results.next().value : undefined) ?? wrongWidth(values.length, width);
      this.#job.processed += 1;
      if (result.success) this.writer.saved(values, result);
      else {
        this.#job.failed += 1;
        this.writer.refused(values, result, this.#columns);
      }
    }
  }
}

/**
 * Processes a job's upload row by row; the results are there when it is over, and belong to the job. `isStopped` is
 * asked before every batch. Gives what failed the job as a whole, if anything did.
 */
export const runIngest = async (
  org: LocalOrg,
  actor: Actor,
  job: IngestJob,
  object: SObject,
  isStopped: () => boolean,
): Promise<BatchProblem | undefined> => {
  const run = new IngestRun(org, actor, job, object, isStopped);
  job.results = run.writer.results;
  try {
    if (job.upload === undefined) run.writer.header([]);
    else await run.run(job.upload);
  } finally {
    run.writer.finish();
  }
  return run.problem;
};
