import { pipeline } from 'node:stream/promises';
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { actorOf, authenticate, sendApiError } from '../../auth/authenticate.ts';
import { ApiError } from '../../errors.ts';
import type { LocalOrg } from '../../local-org.ts';
import type { Id } from '../../org.ts';
import { operations, type IngestRequest, type ResultKind } from './ingest-job.ts';
import { IngestJobs } from './ingest-jobs.ts';
import { multipartParts } from './multipart.ts';

const jobBody = z.object({
  object: z.string(),
  operation: z.enum(operations),
  externalIdFieldName: z.string().optional(),
  contentType: z.literal('CSV').optional(),
  columnDelimiter: z.string().default('COMMA'),
  lineEnding: z.string().default('LF'),
});

const changeBody = z.object({ state: z.enum(['UploadComplete', 'Aborted']) });

const resultPaths: Readonly<Record<string, ResultKind>> = {
  successfulresults: 'successful',
  failedresults: 'failed',
  unprocessedrecords: 'unprocessed',
};

const idOf = (request: Request): string => String(request.params['id']);
const versionOf = (request: Request): number => Number(/^v(\d+)\.0$/.exec(String(request.params['version']))?.[1]);

const jobRequest = (request: Request, body: unknown): IngestRequest => {
  const read = jobBody.safeParse(body);
  if (!read.success) {
    const wrong = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new ApiError(400, 'INVALIDJOB', `InvalidJob : Unable to parse Job: ${wrong}`);
  }
  const { externalIdFieldName, object, operation, columnDelimiter, lineEnding } = read.data;
  const key = externalIdFieldName === undefined ? {} : { externalIdFieldName };
  return { object, operation, ...key, columnDelimiter, lineEnding, version: versionOf(request) };
};

/** The two parts of a multipart request: the job as JSON, its rows as CSV. */
const readParts = (request: Request): { readonly job: unknown; readonly content: string } => {
  const body: unknown = request.body;
  const text = Buffer.isBuffer(body) ? body.toString('utf8') : '';
  const parts = multipartParts(text, request.get('Content-Type') ?? '');
  const [job, content] = [parts?.get('job'), parts?.get('content')];
  try {
    if (job !== undefined && content !== undefined) return { job: JSON.parse(job) as unknown, content };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new ApiError(400, 'INVALIDJOB', 'InvalidJob : Unable to parse Job: it needs the parts job and content');
};

/** Jobs that load records, under `/services/data/vNN.0/jobs/ingest`. `close` removes what they left on the disk. */
export const ingestRouter = (
  org: LocalOrg,
  nextId: () => Id,
): { readonly router: Router; readonly close: () => void } => {
  const jobs = new IngestJobs(org, { nextId });
  const router = Router();
  const base = '/services/data/:version/jobs/ingest';
  const answer =
    (work: (request: Request, response: Response) => void | Promise<void>): RequestHandler =>
    async (request, response) => {
      try {
        await work(request, response);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        sendApiError(response, error);
      }
    };
  const json = express.json({ limit: '1mb' });
  const parts = express.raw({ limit: '1mb', type: 'multipart/form-data' });
  router.use(base, authenticate(org));
  router.post(
    base,
    json,
    parts,
    answer(async (request, response) => {
      const actor = actorOf(response);
      if (request.is('multipart/form-data') === false) {
        response.json(jobs.create(actor, jobRequest(request, request.body)));
        return;
      }
      const { job, content } = readParts(request);
      const { id } = jobs.create(actor, jobRequest(request, job));
      await jobs.upload(actor, id, content);
      response.json(jobs.complete(actor, id));
    }),
  );
  router.get(
    base,
    answer((_request, response) => {
      response.json({ done: true, records: jobs.list(actorOf(response)), nextRecordsUrl: null });
    }),
  );
  router.put(
    `${base}/:id/batches`,
    answer(async (request, response) => {
      if (request.is('text/csv') === false) {
        throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', 'The content of a job is sent as text/csv');
      }
      const gzip = request.get('Content-Encoding') === 'gzip';
      await jobs.upload(actorOf(response), idOf(request), request, gzip);
      response.status(201).end();
    }),
  );
  router.patch(
    `${base}/:id`,
    json,
    answer((request, response) => {
      const body = changeBody.safeParse(request.body);
      if (!body.success) {
        throw new ApiError(400, 'INVALIDJOBSTATE', 'The state of a job can only be set to UploadComplete or Aborted');
      }
      const [actor, id] = [actorOf(response), idOf(request)];
      response.json(body.data.state === 'Aborted' ? jobs.abort(actor, id) : jobs.complete(actor, id));
    }),
  );
  router.get(
    `${base}/:id`,
    answer((request, response) => {
      response.json(jobs.status(actorOf(response), idOf(request)));
    }),
  );
  router.delete(
    `${base}/:id`,
    answer((request, response) => {
      jobs.remove(actorOf(response), idOf(request));
      response.status(204).end();
    }),
  );
  router.get(`${base}/:id/:results`, (request, response, next) => {
    const kind = resultPaths[request.params.results.toLowerCase()];
    if (kind === undefined) {
      next();
      return;
    }
    const send = answer(async () => {
      const rows = jobs.results(actorOf(response), idOf(request), kind);
      response.status(200).set('Content-Type', 'text/csv; charset=UTF-8');
      if (rows === undefined) response.end();
      else await pipeline(rows, response);
    });
    void send(request, response, next);
  });
  return {
    router,
    close: () => {
      jobs.close();
    },
  };
};
