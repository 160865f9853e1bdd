import express, { type ErrorRequestHandler, type Router } from 'express';
import { z } from 'zod';
import { sessionsOf } from '../auth/sessions.ts';
import type { LocalOrg } from '../local-org.ts';
import { setUsage } from '../rest/usage.ts';
import { hiddenFields } from '../store/hidden-fields.ts';
import { rowLocks } from '../store/row-locks.ts';
import { faultSchema } from './fault.ts';
import { expireLocators } from './expire-locators.ts';
import type { FaultBook } from './fault-book.ts';
import { fieldsAdmin } from './fields-admin.ts';
import { jobOutcomes } from '../store/job-outcomes.ts';
import { jobsAdmin } from './jobs-admin.ts';
import { recordsAdmin } from './records-admin.ts';

const lockSchema = z.strictObject({
  object: z.string().min(1),
  ids: z.array(z.string()).optional(),
  share: z.number().min(0).max(1).default(1),
  times: z.int().min(1).default(1),
});
const limitsSchema = z.strictObject({
  used: z.int().min(0).optional(),
  daily: z.int().min(1).optional(),
  concurrent: z.int().min(0).optional(),
});
const expirySchema = z.strictObject({ locators: z.boolean().default(false) });
const seedSchema = z.strictObject({ seed: z.int() });
const clockSchema = z.strictObject({ ms: z.int() });

const wrongBody: ErrorRequestHandler = (error, _request, response, next) => {
  if (!(error instanceof z.ZodError)) {
    next(error);
    return;
  }
  const problems = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  response.status(400).json({ problems });
};

/**
 * The test's side of the org, never of the companion: what goes wrong next, and what was asked. On a port of its own,
 * so that nobody who uses the org comes upon it.
 */
export const faultAdmin = (org: LocalOrg, book: FaultBook): Router => {
  const router = express.Router();
  router.use(express.json({ limit: '1mb' }));
  router.post('/faults', (request, response) => {
    const given: unknown = request.body;
    const faults = (Array.isArray(given) ? given : [given]).map((one: unknown) => faultSchema.parse(one));
    response.status(201).json({ ids: faults.map((fault) => book.add(fault)) });
  });
  router.get('/faults', (_request, response) => {
    response.json(book.faults);
  });
  router.delete('/faults/:id', (request, response) => {
    response.status(book.remove(Number(request.params.id)) ? 204 : 404).end();
  });
  router.get('/requests', (_request, response) => {
    response.json(book.requests);
  });
  router.post('/seed', (request, response) => {
    book.seed(seedSchema.parse(request.body).seed);
    response.status(204).end();
  });
  router.post('/locks', (request, response) => {
    rowLocks(org.kernel.database).add(lockSchema.parse(request.body));
    response.status(204).end();
  });
  router.post('/limits', (request, response) => {
    setUsage(org, limitsSchema.parse(request.body));
    response.status(204).end();
  });
  router.post('/sessions/expire', (request, response) => {
    sessionsOf(org).revokeAll();
    if (expirySchema.parse(request.body ?? {}).locators) expireLocators(org);
    response.status(204).end();
  });
  router.post('/clock', (request, response) => {
    org.kernel.clock.move(clockSchema.parse(request.body).ms);
    response.status(204).end();
  });
  router.use(recordsAdmin(org));
  router.use(jobsAdmin(org));
  router.use(fieldsAdmin(org));
  router.post('/reset', (_request, response) => {
    book.clear();
    rowLocks(org.kernel.database).clear();
    setUsage(org, { used: 0, concurrent: 0 });
    jobOutcomes(org).clear();
    hiddenFields(org.kernel.database).clear();
    org.kernel.actors.forget();
    response.status(204).end();
  });
  router.use(wrongBody);
  return router;
};
