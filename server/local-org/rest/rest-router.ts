import express, { Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import { actorOf, authenticate, sendApiError } from '../auth/authenticate.ts';
import { ApiError } from '../errors.ts';
import type { LocalOrg } from '../local-org.ts';
import { notFound } from './api-request.ts';
import { handle, parseUrl } from './routes.ts';
import { versionList } from './resources/versions.ts';

/** JSON bodies, gzipped or not, up to what Salesforce takes. */
const jsonBody: RequestHandler = express.json({ limit: '50mb', type: () => true, strict: false });

/** What body reading complains of, as Salesforce says it. */
const bodyErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status: unknown = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413) {
    sendApiError(response, new ApiError(413, 'REQUEST_ENTITY_TOO_LARGE', 'The request is larger than 50 MB'));
  } else if (status === 400 || status === 415) {
    const message = error instanceof Error ? error.message : 'unreadable';
    sendApiError(response, new ApiError(400, 'JSON_PARSER_ERROR', message));
  } else {
    next(error);
  }
};

/** The REST API: describe, records, queries, collections, composite. It answers every address under /services/data. */
export const restRouter = (org: LocalOrg): Router => {
  const router = Router();
  router.get(['/services/data', '/services/data/'], (_request, response) => {
    response.json(versionList());
  });
  router.use('/services/data', authenticate(org), jsonBody, bodyErrors);
  router.all('/services/data/*address', (request, response) => {
    try {
      const { version, segments, query } = parseUrl(request.originalUrl);
      const answer = handle(
        { org, actor: actorOf(response), version, query, body: request.body, header: (name) => request.get(name) },
        request.method,
        segments,
      );
      response.status(answer.status).set(answer.headers ?? {});
      if (answer.body === undefined) response.end();
      else response.json(answer.body);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      sendApiError(response, error);
    }
  });
  router.use('/services', (_request, response) => {
    sendApiError(response, notFound());
  });
  return router;
};

/** The last resort: a mistake of the org's own, in Salesforce's shape. */
export const unexpectedErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  if (error instanceof ApiError) {
    sendApiError(response, error);
    return;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  sendApiError(response, new ApiError(500, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred'));
};
