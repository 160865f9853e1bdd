import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { CsvPage } from '../../application/ports/crm-reader.ts';
import { noFailpoints, type Failpoints } from '../../application/ports/failpoints.ts';
import { jobEnd, jobFailure, makeJob, type JobRef, type JobStatus } from './bulk-job.ts';
import { resultPages } from './bulk-pages.ts';
import { readPosition, writePosition, type OpenWindow } from './bulk-position.ts';
import type { Connection } from './connection.ts';
import { halves, windowConditions, type IdWindow } from './id-window.ts';
import { pageSize } from './page-size.ts';
import { restQuery, valueAt } from './rest-query.ts';
import { pollDelay, type Timing } from './timing.ts';

export interface BulkQuery {
  /** API names in the order of the SELECT, the record's id among them: what each page's header must say. */
  readonly fields: readonly string[];
  readonly object: string;
  /** A condition of SOQL, without WHERE. */
  readonly where?: string;
  readonly includeDeleted: boolean;
  /** Bytes that one record can have, where it may be many: its pages begin small. */
  readonly widest?: number;
}

export interface BulkOptions {
  readonly timing: Timing;
  /** Records a page; where not given, as many as make about 8 MiB. */
  readonly pageRecords?: number;
  /** How long a job may take. */
  readonly patienceMs?: number;
  /** None, where not given. */
  readonly failpoints?: Failpoints;
}

/**
 * Runs a query by Bulk API 2.0 and hands on its pages as they come, each with from where to go on after it. A query
 * that the CRM gives up for its size is read in halves, by id.
 * Source: "Query Jobs", Bulk API 2.0 developer guide.
 * @param position Of a page of the same query, in whatever process.
 * @throws CrmFailure `protocol` where pages repeat, are cut, or do not add up; `unavailable` for a job that does not end;
 * `gone` where the position is no longer good.
 */
export async function* bulkQuery(
  connection: Connection,
  query: BulkQuery,
  options: BulkOptions,
  signal: AbortSignal,
  position?: string,
): AsyncGenerator<CsvPage> {
  const what = `the bulk query of ${query.object}`;
  const at = options.failpoints ?? noFailpoints;
  const size = pageSize(query.widest, options.pageRecords);
  let open = position === undefined ? [{}] : readPosition(position);
  for (let [window, ...later] = open; window !== undefined; [window, ...later] = open) {
    const begun = window.job;
    const id = begun?.id ?? (await makeJob(connection, 'query', jobOf(query, window), what, signal));
    const job: JobRef = { kind: 'query', id, what, signal };
    if (begun === undefined) {
      await at('load:job-made');
      yield { csv: [], rows: 0, position: writePosition([{ ...window, job: { id, rows: 0 } }, ...later]) };
    }
    const end = await jobEnd(connection, job, { ...options, nextLook: pollDelay });
    if (isTooLarge(end)) {
      open = [...(await halved(connection, query, window, job, end)), ...later];
      continue;
    }
    if (end.state !== 'JobComplete') throw failureOf(job, end, begun !== undefined);
    const total = end.numberRecordsProcessed;
    const from = begun ?? { rows: 0 };
    for await (const page of resultPages(connection, job, { ...query, ...options, total, from, size })) {
      const { csv, rows, rowsSoFar, locator } = page;
      const rest = locator === undefined ? [] : [{ ...window, job: { id, rows: rowsSoFar, locator } }];
      yield { csv, rows, position: writePosition([...rest, ...later]) };
    }
    open = later;
  }
}

const jobOf = ({ fields, object, where, includeDeleted }: BulkQuery, window: IdWindow) => ({
  operation: includeDeleted ? 'queryAll' : 'query',
  query: `SELECT ${fields.join(', ')} FROM ${object}${whereOf([...(where === undefined ? [] : [where]), ...windowConditions(window)])}`,
});

const whereOf = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;

/** The CRM gave the query up because it took too long. */
const isTooLarge = ({ state, errorMessage = '' }: JobStatus): boolean =>
  state === 'Failed' && /QUERY_TIMEOUT|Retried more than|Tried more than/i.test(errorMessage);

/** @param resumed The job is of an earlier process: what it failed of may be over. */
const failureOf = (job: JobRef, end: JobStatus, resumed: boolean): CrmFailure => {
  const failure = jobFailure(job, end);
  return resumed && failure.kind !== 'missing' ? new CrmFailure('gone', failure.message, { cause: failure }) : failure;
};

const halved = async (
  connection: Connection,
  { object, includeDeleted }: BulkQuery,
  { from, to }: OpenWindow,
  job: JobRef,
  end: JobStatus,
): Promise<readonly IdWindow[]> => {
  const idAt = async (order: 'ASC' | 'DESC'): Promise<string | undefined> => {
    const soql = `SELECT Id FROM ${object}${whereOf(windowConditions({ from, to }))} ORDER BY Id ${order} LIMIT 1`;
    for await (const [record] of restQuery(connection, { soql, object, includeDeleted, signal: job.signal })) {
      if (record !== undefined) return String(valueAt(record, 'Id'));
    }
    return undefined;
  };
  const [first, last] = [await idAt('ASC'), await idAt('DESC')];
  const parts = first === undefined || last === undefined ? undefined : halves({ from, to }, first, last);
  if (parts === undefined) throw jobFailure(job, end);
  return parts;
};
