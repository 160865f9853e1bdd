import { ApiError } from '../../errors.ts';
import type { RecordInput, SaveResult } from '../../org.ts';
import { objectBody, pathPart, recordUrls, type ApiRequest, type ApiResponse } from '../api-request.ts';
import { objectOfPath } from './describe.ts';

const mostRecords = 200;
const mostToRetrieve = 2000;

const tooMany = (count: number, most: number): void => {
  if (count <= most) return;
  const message = `record limit reached. cannot submit more than ${most} records into this call`;
  throw new ApiError(400, 'EXCEEDED_ID_LIMIT', message);
};

interface Typed {
  readonly type: string;
  readonly record: RecordInput;
}

const recordsOf = (request: ApiRequest): readonly RecordInput[] => {
  const records: unknown = objectBody(request)['records'];
  if (!Array.isArray(records)) {
    throw new ApiError(400, 'MISSING_ARGUMENT', "Required parameter 'records' is missing");
  }
  tooMany(records.length, mostRecords);
  return records as readonly RecordInput[];
};

const typed = (record: RecordInput): Typed => {
  const attributes: unknown = record['attributes'];
  const type: unknown =
    typeof attributes === 'object' && attributes !== null ? Reflect.get(attributes, 'type') : undefined;
  if (typeof type !== 'string') throw new ApiError(400, 'INVALID_INPUT', 'Include attributes.type in each record.');
  return { type, record };
};

/** As the collections API shows a result: errors of a record carry `statusCode`. */
const shown = (result: SaveResult, upserting = false) => ({
  ...(result.id === null ? {} : { id: result.id }),
  success: result.success,
  errors: result.errors,
  ...(upserting && result.success ? { created: result.created === true } : {}),
});

const rolledBack = {
  statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
  fields: [],
};

/** Raised to undo an all-or-none request; it never leaves this file. */
class RolledBack extends Error {
  override readonly name = 'RolledBack';
}

/** Writes runs of records of one type after another; all-or-none spans them all. */
const writeRuns = (
  request: ApiRequest,
  records: readonly Typed[],
  write: (type: string, records: readonly RecordInput[]) => readonly SaveResult[],
): readonly SaveResult[] => {
  const allOrNone = objectBody(request)['allOrNone'] === true;
  const results: SaveResult[] = [];
  const work = (): void => {
    for (let from = 0; from < records.length;) {
      const type = records[from]?.type ?? '';
      let to = from + 1;
      while (records[to]?.type === type) to += 1;
      results.push(
        ...write(
          type,
          records.slice(from, to).map(({ record }) => record),
        ),
      );
      from = to;
    }
    if (allOrNone && results.some((result) => !result.success)) throw new RolledBack();
  };
  try {
    request.org.transaction(work);
    return results;
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    return results.map((result) => (result.success ? { id: null, success: false, errors: [rolledBack] } : result));
  }
};

/** One type's records; an object that the actor may not write fails record by record, not the whole request. */
const perRecord = (count: number, write: () => readonly SaveResult[]): readonly SaveResult[] => {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const failure = { statusCode: error.errorCode, message: error.message, fields: error.fields };
    return Array.from({ length: count }, () => ({ id: null, success: false, errors: [failure] }));
  }
};

export const createCollection = (request: ApiRequest): ApiResponse => {
  const results = writeRuns(request, recordsOf(request).map(typed), (type, records) =>
    perRecord(records.length, () => request.org.create(request.actor, type, records)),
  );
  return { status: 200, body: results.map((result) => shown(result)) };
};

export const updateCollection = (request: ApiRequest): ApiResponse => {
  const results = writeRuns(request, recordsOf(request).map(typed), (type, records) =>
    perRecord(records.length, () => request.org.update(request.actor, type, records)),
  );
  return { status: 200, body: results.map((result) => shown(result)) };
};

export const upsertCollection = (request: ApiRequest): ApiResponse => {
  const object = objectOfPath(request);
  const field = pathPart(request, 'field');
  const records = recordsOf(request).map((record) => ({ type: object.name, record }));
  const results = writeRuns(request, records, (type, run) => request.org.upsert(request.actor, type, field, run));
  return { status: 200, body: results.map((result) => shown(result, true)) };
};

export const deleteCollection = (request: ApiRequest): ApiResponse => {
  const ids = (request.query.get('ids') ?? '').split(',').filter((id) => id !== '');
  tooMany(ids.length, mostRecords);
  const allOrNone = request.query.get('allOrNone') === 'true';
  const results = request.org.remove(request.actor, ids, { allOrNone });
  return { status: 200, body: results.map((result) => shown(result)) };
};

const stringList = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : []).filter((one): one is string => typeof one === 'string');

const retrieveAll = (request: ApiRequest, ids: readonly string[], fields: readonly string[]): ApiResponse => {
  const object = objectOfPath(request);
  tooMany(ids.length, mostToRetrieve);
  const body = ids.map((id) => {
    try {
      return request.org.retrieve(request.actor, object.name, id, fields, { urlPrefix: recordUrls(request.version) });
    } catch (error) {
      // What is gone or hidden leaves an empty place; a wrong field name is the whole request's mistake.
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }
  });
  return { status: 200, body };
};

export const retrieveByUrl = (request: ApiRequest): ApiResponse =>
  retrieveAll(
    request,
    (request.query.get('ids') ?? '').split(',').filter((id) => id !== ''),
    (request.query.get('fields') ?? '').split(',').filter((name) => name !== ''),
  );

export const retrieveByBody = (request: ApiRequest): ApiResponse => {
  const body = objectBody(request);
  return retrieveAll(request, stringList(body['ids']), stringList(body['fields']));
};
