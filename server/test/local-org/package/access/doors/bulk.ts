import { parse } from 'csv-parse/sync';
import { vi } from 'vitest';
import { at } from '../../../graphql/ask.ts';
import { each, outcome, type Door, type Outcome, type WriteRequest } from '../door.ts';
import type { Session } from '../world.ts';

const finished = async (session: Session, resource: string): Promise<unknown> =>
  vi.waitFor(
    async () => {
      const { body } = await session.call('GET', resource);
      if (!/JobComplete|Failed/.test(String(at(body, 'state')))) throw new Error(`${resource} is not over`);
      return body;
    },
    { interval: 5, timeout: 20_000 },
  );

const cell = (value: unknown): string => `"${String(value).replaceAll('"', '""')}"`;

/** One row, by a job of its own. */
const load = async (session: Session, operation: string, { object, id, record }: WriteRequest): Promise<Outcome> => {
  const row = operation === 'delete' ? { Id: id } : id === undefined ? record : { Id: id, ...record };
  const body = [
    '--part',
    'Content-Disposition: form-data; name="job"',
    '',
    JSON.stringify({ object, operation }),
    '--part',
    'Content-Disposition: form-data; name="content"',
    '',
    `${Object.keys(row).join(',')}\n${Object.values(row).map(cell).join(',')}`,
    '--part--',
    '',
  ].join('\n');
  const made = await session.call('POST', '/jobs/ingest', body, {
    'Content-Type': 'multipart/form-data; boundary=part',
  });
  const job = at(made.body, 'id');
  if (typeof job !== 'string') return outcome(false, made.body);
  const status = await finished(session, `/jobs/ingest/${job}`);
  if (at(status, 'state') === 'Failed') return outcome(false, at(status, 'errorMessage'));
  const failed = await session.call('GET', `/jobs/ingest/${job}/failedResults`);
  const isSaved = at(status, 'numberRecordsProcessed') === 1 && at(status, 'numberRecordsFailed') === 0;
  // The reason alone: the header of the results names every column that was sent.
  const [refused] = parse(String(failed.body), { columns: true });
  return outcome(isSaved, at(refused, 'sf__Error'));
};

export const bulk: Door = {
  name: 'Bulk',
  read: (session, requests) =>
    each(requests, async ({ object, id, fields }) => {
      const query = `SELECT ${['Id', ...fields].join(', ')} FROM ${object} WHERE Id = '${id}'`;
      const made = await session.call('POST', '/jobs/query', { operation: 'query', query });
      const job = at(made.body, 'id');
      if (typeof job !== 'string') return outcome(false, made.body);
      const status = await finished(session, `/jobs/query/${job}`);
      return outcome(at(status, 'numberRecordsProcessed') === 1, status);
    }),
  create: (session, requests) => each(requests, (request) => load(session, 'insert', request)),
  edit: (session, requests) => each(requests, (request) => load(session, 'update', request)),
  remove: (session, requests) => each(requests, (request) => load(session, 'delete', request)),
};
