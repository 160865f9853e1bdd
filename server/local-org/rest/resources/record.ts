import { ApiError } from '../../errors.ts';
import type { RecordInput, RecordOutput, SaveResult } from '../../org.ts';
import { upsertFinder } from '../../store/save/upsert-key.ts';
import { RecordProblem } from '../../store/save/record-problem.ts';
import { tableOf } from '../../store/kernel.ts';
import {
  objectBody,
  notFound,
  pathPart,
  recordErrors,
  recordUrls,
  type ApiRequest,
  type ApiResponse,
} from '../api-request.ts';
import { conditional, lastModifiedHeader } from './conditional.ts';
import { objectOfPath } from './describe.ts';

/** The one result of a write of one record. */
const only = (results: readonly SaveResult[]): SaveResult => {
  const [result] = results;
  if (result === undefined) throw new Error('a write of one record has one result');
  return result;
};

const inputOf = (request: ApiRequest): RecordInput => objectBody(request) as RecordInput;

const location = (request: ApiRequest, { id }: SaveResult): Readonly<Record<string, string>> => ({
  Location: `${recordUrls(request.version)}/${objectOfPath(request).name}/${String(id)}`,
});

export const createRecord = (request: ApiRequest): ApiResponse => {
  const object = objectOfPath(request);
  const input = inputOf(request);
  if (Object.keys(input).some((name) => name.toLowerCase() === 'id')) {
    throw new ApiError(400, 'INVALID_FIELD', 'cannot specify Id in an insert call', ['Id']);
  }
  const result = only(request.org.create(request.actor, object.name, [input]));
  if (!result.success) return recordErrors(result);
  return { status: 201, body: { id: result.id, success: true, errors: [] }, headers: location(request, result) };
};

const fieldsAsked = (request: ApiRequest): readonly string[] | undefined =>
  request.query
    .get('fields')
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

const retrieve = (request: ApiRequest, id: string, fields?: readonly string[]): RecordOutput =>
  request.org.retrieve(request.actor, objectOfPath(request).name, id, fields, {
    urlPrefix: recordUrls(request.version),
  });

const lastModified = (request: ApiRequest, id: string): unknown => {
  const field = objectOfPath(request).fields.get('lastmodifieddate');
  return field === undefined ? undefined : retrieve(request, id, [field.name])[field.name];
};

export const getRecord = (request: ApiRequest): ApiResponse => {
  const id = pathPart(request, 'id');
  const unchanged = conditional(request, () => lastModified(request, id));
  if (unchanged !== undefined) return unchanged;
  const body = retrieve(request, id, fieldsAsked(request));
  return { status: 200, body, headers: lastModifiedHeader(body['LastModifiedDate'] ?? lastModified(request, id)) };
};

export const updateRecord = (request: ApiRequest): ApiResponse => {
  const object = objectOfPath(request);
  const id = pathPart(request, 'id');
  const input = inputOf(request);
  const refused = conditional(request, () => lastModified(request, id));
  if (refused !== undefined) return refused;
  if (Object.keys(input).some((name) => name.toLowerCase() === 'id')) {
    const message = 'The Id field should not be specified in the sobject data.';
    throw new ApiError(400, 'INVALID_FIELD', message);
  }
  const result = only(request.org.update(request.actor, object.name, [{ ...input, Id: id }]));
  if (result.success) return { status: 204 };
  if (result.errors[0]?.statusCode === 'INVALID_CROSS_REFERENCE_KEY' && result.errors[0].fields.length === 0) {
    // The record itself, not a reference of it, is what cannot be found.
    const exists = result.errors[0].message === 'invalid cross reference id';
    if (exists && !isThere(request, id)) throw notFound();
  }
  return recordErrors(result);
};

const isThere = (request: ApiRequest, id: string): boolean => {
  try {
    retrieve(request, id, ['Id']);
    return true;
  } catch {
    return false;
  }
};

export const deleteRecord = (request: ApiRequest): ApiResponse => {
  const object = objectOfPath(request);
  const id = pathPart(request, 'id');
  if (!id.startsWith(object.keyPrefix)) throw notFound();
  const result = only(request.org.remove(request.actor, [id]));
  return result.success ? { status: 204 } : recordErrors(result);
};

/** The record that a key in the path names. @throws ApiError NOT_FOUND; several records give their addresses (300). */
const findByKey = (request: ApiRequest): string | readonly string[] | undefined => {
  const object = objectOfPath(request);
  const field = pathPart(request, 'field');
  const find = upsertFinder(request.org.kernel, tableOf(request.org.kernel, object.name), field);
  const found = find({ [field]: pathPart(request, 'key') });
  if (!(found instanceof RecordProblem)) return found;
  if (found.statusCode !== 'DUPLICATE_EXTERNAL_ID')
    throw new ApiError(400, found.statusCode, found.message, found.fields);
  const ids = found.message.match(/[0-9A-Za-z]{18}/g) ?? [];
  return ids.map((id) => `${recordUrls(request.version)}/${object.name}/${id}`);
};

export const getByKey = (request: ApiRequest): ApiResponse => {
  const found = findByKey(request);
  if (found === undefined) throw notFound();
  if (typeof found !== 'string') return { status: 300, body: found };
  return { status: 200, body: retrieve(request, found, fieldsAsked(request)) };
};

export const upsertRecord = (request: ApiRequest): ApiResponse => {
  const object = objectOfPath(request);
  const input = inputOf(request);
  const field = pathPart(request, 'field');
  if (Object.keys(input).some((name) => name.toLowerCase() === field.toLowerCase())) {
    const message = `The ${field} field should not be specified in the sobject data.`;
    throw new ApiError(400, 'INVALID_FIELD', message);
  }
  const found = findByKey(request);
  if (typeof found === 'object') return { status: 300, body: found };
  if (found === undefined && request.query.get('updateOnly') === 'true') throw notFound();
  const result = only(
    request.org.upsert(request.actor, object.name, field, [{ ...input, [field]: pathPart(request, 'key') }]),
  );
  if (!result.success) return recordErrors(result);
  const created = result.created === true;
  // Before version 46 an update had no body.
  if (!created && request.version < 46) return { status: 204 };
  const body = { id: result.id, success: true, errors: [], created };
  return created ? { status: 201, body, headers: location(request, result) } : { status: 200, body };
};

export const deleteByKey = (request: ApiRequest): ApiResponse => {
  const found = findByKey(request);
  if (found === undefined) throw notFound();
  if (typeof found !== 'string') return { status: 300, body: found };
  const result = only(request.org.remove(request.actor, [found]));
  return result.success ? { status: 204 } : recordErrors(result);
};
