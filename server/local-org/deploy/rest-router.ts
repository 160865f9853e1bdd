import express, { Router, type ErrorRequestHandler, type Request, type Response } from 'express';
import { z } from 'zod';
import { actorOf, authenticate, sendApiError } from '../auth/authenticate.ts';
import { ApiError } from '../errors.ts';
import type { LocalOrg } from '../local-org.ts';
import { demandMetadataRights, type DeployJob, type DeployJobs } from './deploy-jobs.ts';
import { deployReport } from './deploy-report.ts';
import { readDeployForm } from './rest-form.ts';

const cancelBody = z.object({ deployResult: z.object({ status: z.literal('Canceling') }) });

const told = (org: LocalOrg, job: DeployJob, details: boolean) => ({
  id: job.id,
  validatedDeployRequestId: null,
  deployOptions: job.options,
  deployResult: deployReport(org, job, details),
});

/** What reading a body as JSON complains of. */
const bodyErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status: unknown = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status !== 'number') {
    next(error);
    return;
  }
  sendApiError(response, new ApiError(400, 'JSON_PARSER_ERROR', 'The request cannot be read'));
};

/** Metadata deploys by REST: `/services/data/vNN.0/metadata/deployRequest`. */
export const deployRestRouter = (org: LocalOrg, jobs: DeployJobs): Router => {
  const router = Router();
  const base = '/services/data/:version/metadata/deployRequest';
  const answer =
    (work: (request: Request, response: Response) => void | Promise<void>) =>
    async (request: Request, response: Response): Promise<void> => {
      try {
        await work(request, response);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        sendApiError(response, error);
      }
    };
  const idOf = (request: Request): string => String(request.params['id']);
  router.use(base, authenticate(org));
  router.post(
    base,
    answer(async (request, response) => {
      // Asked before the archive is read: nobody else's megabytes are taken in.
      demandMetadataRights(actorOf(response));
      const { zip, options } = await readDeployForm(request);
      response.status(201).json(told(org, jobs.start(actorOf(response), zip, options), false));
    }),
  );
  router.get(
    `${base}/:id`,
    answer((request, response) => {
      const details = request.query['includeDetails'] === 'true';
      response.json(told(org, jobs.find(actorOf(response), idOf(request)), details));
    }),
  );
  router.patch(
    `${base}/:id`,
    express.json({ limit: '64kb', type: () => true }),
    answer((request, response) => {
      if (!cancelBody.safeParse(request.body).success) {
        throw new ApiError(400, 'INVALID_INPUT', 'The status of a deploy can only be set to Canceling');
      }
      response.status(202).json(told(org, jobs.cancel(actorOf(response), idOf(request)), false));
    }),
  );
  router.use(base, bodyErrors);
  return router;
};
