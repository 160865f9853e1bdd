import express, { type ErrorRequestHandler, type Request, type Router } from 'express';
import { z } from 'zod';
import { ApiError } from '../errors.ts';
import type { Org } from '../org.ts';
import { actorOf } from '../auth/authenticate.ts';
import { apiErrors } from './api-errors.ts';
import { withStages } from '../store/stage-picklist.ts';
import { objectInfo, picklistValues } from './object-info.ts';
import { RecordSaveError } from './record-save-error.ts';
import { createRecord, deleteRecord, readableObject, readRecord, updateRecord, type Wanted } from './records.ts';
import { readableFields } from './supported-objects.ts';

const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const saveBody = z.object({ apiName: z.string().optional(), fields: z.record(z.string(), fieldValue) });

/** `fields=A.B,A.C`; a repeated parameter counts as one list. */
const list = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value])
    .flatMap((each: unknown) => (typeof each === 'string' ? each.split(',') : []))
    .map((name) => name.trim())
    .filter((name) => name !== '');

const wanted = ({ query }: Request): Wanted => ({
  fields: list(query['fields']),
  optionalFields: list(query['optionalFields']),
  wholeLayout: list(query['layoutTypes']).length > 0,
});

const body = (request: Request): z.infer<typeof saveBody> => {
  const parsed = saveBody.safeParse(request.body);
  if (parsed.success) return parsed.data;
  throw new ApiError(400, 'JSON_PARSER_ERROR', 'The body must be an object with the record’s fields.');
};

/** Dates in HTTP's form carry no milliseconds: their whole second counts as seen. */
const unmodifiedSince = (request: Request): Date | undefined => {
  const header = request.get('If-Unmodified-Since');
  if (header === undefined) return undefined;
  const time = Date.parse(header);
  if (Number.isNaN(time)) throw new ApiError(400, 'INVALID_INPUT', 'If-Unmodified-Since is not a date.');
  return new Date(/^\d{4}-/.test(header) ? time : time + 999);
};

const refusedRecord: ErrorRequestHandler = (error, _request, response, next) => {
  if (error instanceof RecordSaveError) response.status(400).json(error.body);
  else next(error);
};

/**
 * The door `/services/data/vNN.0/ui-api/…`: records one by one and in batches, descriptions, picklists. To be mounted
 * behind `authenticate`.
 */
export const uiApiRouter = (org: Org): Router => {
  const router = express.Router();
  const api = '/services/data/:version/ui-api';
  router.use(api, express.json({ limit: '2mb' }));

  router.get(`${api}/records/batch/:ids`, (request, response) => {
    const results = list(request.params.ids).map((id) => {
      try {
        return { result: readRecord(org, actorOf(response), id, wanted(request)), statusCode: 200 };
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        const { errorCode, message, status } = error;
        return { result: [{ errorCode, message }], statusCode: status };
      }
    });
    response.json({ hasErrors: results.some(({ statusCode }) => statusCode !== 200), results });
  });
  router.get(`${api}/records/:id`, (request, response) => {
    response.json(readRecord(org, actorOf(response), request.params.id, wanted(request)));
  });
  router.post(`${api}/records`, (request, response) => {
    response.status(201).json(createRecord(org, actorOf(response), body(request)));
  });
  router.patch(`${api}/records/:id`, (request, response) => {
    response.json(updateRecord(org, actorOf(response), request.params.id, body(request), unmodifiedSince(request)));
  });
  router.delete(`${api}/records/:id`, (request, response) => {
    deleteRecord(org, actorOf(response), request.params.id);
    response.status(204).end();
  });

  router.get(`${api}/object-info/:name`, (request, response) => {
    const actor = actorOf(response);
    response.json(objectInfo(org.schema, actor, readableObject(org, actor, request.params.name)));
  });
  router.get(`${api}/object-info/:name/picklist-values/:recordTypeId/:field`, (request, response) => {
    const actor = actorOf(response);
    const object = readableObject(org, actor, request.params.name);
    const wanted = request.params.field.toLowerCase();
    const field = readableFields(actor, object).find(({ name }) => name.toLowerCase() === wanted);
    if (field?.picklist === undefined) {
      throw new ApiError(400, 'INVALID_FIELD', `[${request.params.field}] is not a picklist of ${object.name}.`);
    }
    response.json(picklistValues(withStages(org, object, field)));
  });

  router.use(refusedRecord, apiErrors);
  return router;
};
