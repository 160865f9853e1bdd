import { ApiError } from '../../errors.ts';
import type { Schema, SObject } from '../../metadata/schema.ts';
import type { Actor } from '../../org.ts';
import { csvForm, type CsvForm } from '../csv.ts';
import type { IngestRequest } from './ingest-job.ts';

const invalidJob = (why: string): ApiError => new ApiError(400, 'INVALIDJOB', `InvalidJob : ${why}`);

const checkKey = (object: SObject, { operation, externalIdFieldName }: IngestRequest): void => {
  if (operation !== 'upsert') return;
  if (externalIdFieldName === undefined) {
    throw invalidJob(`External ID was blank for ${object.name}. An External ID must be specified for upsert.`);
  }
  const key = object.fields.get(externalIdFieldName.toLowerCase());
  if (key?.externalId === true || key?.type === 'id') return;
  throw invalidJob(
    `Field name provided, ${externalIdFieldName} is not an External ID or indexed field for ${object.name}`,
  );
};

/**
 * The object and the form of lines that a request names. Who may not read an object is told that there is none; what
 * its reader may not do is refused row by row.
 * @throws ApiError INVALIDJOB, or FeatureNotEnabled for a hard deletion without its permission
 */
export const acceptRequest = (
  schema: Schema,
  actor: Actor,
  request: IngestRequest,
): { readonly form: CsvForm; readonly object: SObject } => {
  const object = schema.object(request.object);
  if (object === undefined || !actor.may('read', object.name)) {
    throw invalidJob(`Unable to find object: ${request.object}`);
  }
  checkKey(object, request);
  if (request.operation === 'hardDelete' && !actor.permissions.has('BulkApiHardDelete')) {
    const message =
      'hardDelete operation requires special user profile permission, please contact your system administrator';
    throw new ApiError(400, 'FeatureNotEnabled', message);
  }
  const form = csvForm(request.columnDelimiter, request.lineEnding);
  if (form === undefined) {
    throw invalidJob(`Unknown columnDelimiter or lineEnding: ${request.columnDelimiter}, ${request.lineEnding}`);
  }
  return { form, object };
};
