import express, { type Router } from 'express';
import { z } from 'zod';
import { ApiError } from '../errors.ts';
import type { Org } from '../org.ts';
import { actorOf } from '../auth/authenticate.ts';
import { apiErrors } from '../ui-api/api-errors.ts';
import { executeGraphQL } from './execute.ts';

const requestBody = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** The door `POST /services/data/vNN.0/graphql`, to be mounted behind `authenticate`. */
export const graphqlRouter = (org: Org): Router => {
  const router = express.Router();
  router.post('/services/data/:version/graphql', express.json({ limit: '2mb' }), (request, response) => {
    const body = requestBody.safeParse(request.body);
    if (!body.success) throw new ApiError(400, 'INVALID_INPUT', 'The body must hold a GraphQL query as text.');
    const { query, variables, operationName } = body.data;
    response.json(
      executeGraphQL(org, actorOf(response), {
        query,
        variables: variables ?? {},
        ...(typeof operationName === 'string' && { operationName }),
      }),
    );
  });
  router.use(apiErrors);
  return router;
};
