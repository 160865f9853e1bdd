import express, { type Router } from 'express';
import { z } from 'zod';
import type { LocalOrg } from '../local-org.ts';
import { expireLocators } from './expire-locators.ts';
import { jobOutcomes } from '../store/job-outcomes.ts';

const outcomeSchema = z.strictObject({
  kind: z.enum(['query', 'ingest']).default('query'),
  object: z.string().optional(),
  nth: z.int().min(1).default(1),
  count: z.int().min(0).default(1),
  outcome: z.enum(['Stuck', 'Failed', 'Aborted']),
  afterRows: z.int().min(0).default(0),
  message: z.string().default('InternalServerError : The fault of a test'),
});
const slowSchema = z.strictObject({ object: z.string().min(1), rows: z.int().min(0) });

/** What becomes of Bulk jobs, of queries that are too large, and of locators. */
export const jobsAdmin = (org: LocalOrg): Router => {
  const router = express.Router();
  const act = (path: string, work: (body: unknown) => void): void => {
    router.post(path, (request, response) => {
      work(request.body);
      response.status(204).end();
    });
  };
  act('/jobs', (body) => {
    jobOutcomes(org).add(outcomeSchema.parse(body));
  });
  act('/jobs/release', () => {
    jobOutcomes(org).release();
  });
  act('/slow-queries', (body) => {
    jobOutcomes(org).addSlow(slowSchema.parse(body));
  });
  act('/locators/expire', () => {
    expireLocators(org);
  });
  return router;
};
