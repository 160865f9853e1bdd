import { ApiError } from '../../errors.ts';
import { jobOutcomes, queryTimeout } from '../../store/job-outcomes.ts';
import type { QueryPage } from '../../org.ts';
import { baseUrl, pathPart, recordUrls, type ApiRequest, type ApiResponse } from '../api-request.ts';

const pageBody = (page: QueryPage, version: number): ApiResponse => {
  const { cursor, records, ...sizes } = page;
  const next = cursor === undefined ? {} : { nextRecordsUrl: `${baseUrl(version)}/query/${cursor}` };
  return { status: 200, body: { ...sizes, ...next, records } };
};

const batchSize = (request: ApiRequest): number | undefined => {
  const size = /batchSize\s*=\s*(\d+)/i.exec(request.header('sforce-query-options') ?? '')?.[1];
  return size === undefined ? undefined : Number(size);
};

const run = (request: ApiRequest, includeDeleted: boolean): ApiResponse => {
  const { org, actor, version } = request;
  const soql = request.query.get('q');
  if (request.query.has('explain'))
    throw new ApiError(400, 'INVALID_FIELD', 'explain is not supported by the local org');
  if (soql === null) throw new ApiError(400, 'MALFORMED_QUERY', 'A query string has to be specified');
  if (request.query.get('columns') === 'true') return { status: 200, body: org.queryColumns(actor, soql) };
  const size = batchSize(request);
  const page = org.query(actor, soql, {
    includeDeleted,
    urlPrefix: recordUrls(version),
    ...(size === undefined ? {} : { batchSize: size }),
  });
  const object = page.records[0]?.attributes.type ?? '';
  if (page.totalSize > jobOutcomes(org).mostRows(object)) throw new ApiError(400, 'QUERY_TIMEOUT', queryTimeout);
  return pageBody(page, version);
};

export const query = (request: ApiRequest): ApiResponse => run(request, false);
export const queryAll = (request: ApiRequest): ApiResponse => run(request, true);
export const queryMore = (request: ApiRequest): ApiResponse =>
  pageBody(request.org.queryMore(request.actor, pathPart(request, 'cursor')), request.version);
