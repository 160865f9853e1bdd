import { z } from 'zod';
import { isSameRecord } from '../../application/ports/record-id.ts';
import { resumeIngest, type IngestOptions } from './bulk-ingest.ts';
import type { Connection } from './connection.ts';
import { readJson } from './errors.ts';
import { keyField } from './result-map.ts';

const page = z.object({
  done: z.boolean(),
  records: z.array(z.object({ id: z.string(), object: z.string(), state: z.string(), createdById: z.string() })),
  nextRecordsUrl: z.string().nullish(),
});
const underWay = new Set(['Open', 'UploadComplete', 'InProgress']);
const what = 'the list of load jobs';

/**
 * Ends the jobs on these objects that a worker with another store has left: those that were never closed are aborted,
 * the others waited for. Jobs of other people are let alone.
 * Source: "Get Information About All Jobs", Bulk API 2.0 developer guide.
 * @throws CrmFailure
 */
export const endStrayJobs = async (
  connection: Connection,
  objects: readonly string[],
  options: IngestOptions,
  signal: AbortSignal,
): Promise<void> => {
  const { userId } = await connection.signIn();
  const seen = new Set<string>();
  let path: string | undefined = '/jobs/ingest';
  while (path !== undefined && !seen.has(path)) {
    seen.add(path);
    const { records, done, nextRecordsUrl } = await listed(connection, path, signal);
    for (const { id, object, state, createdById } of records) {
      // With a namespace, the name has more before it.
      const isOurs = objects.some((name) => object.endsWith(name)) && isSameRecord(createdById, userId);
      if (isOurs && underWay.has(state)) await resumeIngest(connection, id, keyField, options, signal);
    }
    path = done ? undefined : (nextRecordsUrl ?? undefined);
  }
};

const listed = async (connection: Connection, path: string, signal: AbortSignal): Promise<z.output<typeof page>> => {
  // The address of a later page says all that is asked.
  const query = path.includes('?') ? {} : { query: { jobType: 'V2Ingest' } };
  return readJson(await connection.call({ method: 'GET', path, ...query, what, signal }), page, what);
};
