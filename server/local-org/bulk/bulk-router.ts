import { pipeline } from 'node:stream/promises';
import express, { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { actorOf, authenticate, sendApiError } from '../auth/authenticate.ts';
import { ApiError } from '../errors.ts';
import { jobOutcomes } from '../store/job-outcomes.ts';
import type { LocalOrg } from '../local-org.ts';
import { ingestRouter } from './ingest/ingest-router.ts';
import { jobIds } from './job-ids.ts';
import { QueryJobs, type JobRequest } from './query-jobs.ts';

/** Rows of a page when the client does not say. */
const defaultPage = 100_000;

const jobBody = z.object({
  operation: z.enum(['query', 'queryAll']),
  query: z.string(),
  contentType: z.literal('CSV').optional(),
  columnDelimiter: z.string().default('COMMA'),
  lineEnding: z.string().default('LF'),
});

const versionOf = (request: Request): number => Number(/^v(\d+)\.0$/.exec(String(request.params['version']))?.[1]);
const idOf = (request: Request): string => String(request.params['id']);

const jobRequest = (request: Request): JobRequest => {
  const body = jobBody.safeParse(request.body);
  if (body.success) return { ...body.data, version: versionOf(request) };
  const wrong = body.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new ApiError(400, 'INVALIDJOB', `The job cannot be created: ${wrong}`);
};

/** A locator is opaque to clients: it says where the next page begins. */
const locatorOf = (org: LocalOrg, row: number | undefined): string =>
  row === undefined ? 'null' : Buffer.from(`row ${row} ${jobOutcomes(org).locatorEpoch}`).toString('base64url');

const rowOf = (org: LocalOrg, locator: unknown): number => {
  if (typeof locator !== 'string' || locator === '') return 0;
  const [, row, epoch] = /^row (\d+) (\d+)$/.exec(Buffer.from(locator, 'base64url').toString('utf8')) ?? [];
  if (row === undefined || Number(epoch) !== jobOutcomes(org).locatorEpoch) {
    throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  }
  return Number(row);
};

const mostRows = (value: unknown): number => {
  if (value === undefined) return defaultPage;
  const most = Number(value);
  if (!Number.isInteger(most) || most < 1)
    throw new ApiError(400, 'INVALID_INPUT', 'maxRecords must be a positive number');
  return most;
};

const sendResults = async (org: LocalOrg, jobs: QueryJobs, request: Request, response: Response): Promise<void> => {
  const from = rowOf(org, request.query['locator']);
  const page = jobs.results(actorOf(response), idOf(request), from, mostRows(request.query['maxRecords']));
  response.status(200).set({
    'Content-Type': 'text/csv; charset=UTF-8',
    'Sforce-Locator': locatorOf(org, page.next),
    'Sforce-NumberOfRecords': String(page.count),
  });
  for (const part of [page.header, page.rows]) {
    if (part !== undefined) await pipeline(part, response, { end: false });
  }
  response.end();
};

/**
 * Bulk API 2.0 under `/services/data/vNN.0/jobs`: query jobs here, ingest jobs by a router of their own. `close`
 * removes what jobs left on the disk.
 */
export const bulkRouter = (org: LocalOrg): { readonly router: Router; readonly close: () => void } => {
  const nextId = jobIds();
  const jobs = new QueryJobs(org, nextId);
  const ingest = ingestRouter(org, nextId);
  const router = Router();
  const base = '/services/data/:version/jobs/query';
  const answer =
    (work: (request: Request, response: Response) => void) =>
    (request: Request, response: Response): void => {
      try {
        work(request, response);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        sendApiError(response, error);
      }
    };
  router.use(base, authenticate(org), express.json({ limit: '1mb' }));
  router.post(
    base,
    answer((request, response) => {
      response.json(jobs.create(actorOf(response), jobRequest(request)));
    }),
  );
  router.get(
    base,
    answer((_request, response) => {
      response.json({ done: true, records: jobs.list(actorOf(response)), nextRecordsUrl: null });
    }),
  );
  router.get(
    `${base}/:id`,
    answer((request, response) => {
      response.json(jobs.status(actorOf(response), idOf(request)));
    }),
  );
  router.patch(
    `${base}/:id`,
    answer((request, response) => {
      const body = z.object({ state: z.literal('Aborted') }).safeParse(request.body);
      if (!body.success) throw new ApiError(400, 'INVALIDJOB', 'The state of a query job can only be set to Aborted');
      response.json(jobs.abort(actorOf(response), idOf(request)));
    }),
  );
  router.delete(
    `${base}/:id`,
    answer((request, response) => {
      jobs.remove(actorOf(response), idOf(request));
      response.status(204).end();
    }),
  );
  router.get(`${base}/:id/results`, async (request, response) => {
    try {
      await sendResults(org, jobs, request, response);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      sendApiError(response, error);
    }
  });
  router.use(ingest.router);
  return {
    router,
    close: () => {
      jobs.close();
      ingest.close();
    },
  };
};
