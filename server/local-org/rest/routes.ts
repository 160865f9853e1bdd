import { ApiError } from '../errors.ts';
import { notFound, type ApiRequest, type ApiResponse, type Dispatch } from './api-request.ts';
import { batch } from './resources/batch.ts';
import * as collections from './resources/collections.ts';
import { composite } from './resources/composite.ts';
import { basicInformation, describe, globalDescribe } from './resources/describe.ts';
import { limits } from './resources/limits.ts';
import { query, queryAll, queryMore } from './resources/query.ts';
import * as record from './resources/record.ts';
import * as replication from './resources/replication.ts';
import { newestVersion, oldestVersion, versionResources } from './resources/versions.ts';

type Handler = (request: ApiRequest) => ApiResponse;

interface Route {
  readonly segments: readonly string[];
  readonly handlers: Readonly<Record<string, Handler>>;
}

const route = (pattern: string, handlers: Readonly<Record<string, Handler>>): Route => ({
  segments: pattern.split('/').filter((segment) => segment !== ''),
  handlers,
});

const dispatch: Dispatch = (origin, method, url, body, headers) => {
  const { version, segments, query: search } = parseUrl(url);
  return handle(
    { org: origin.org, actor: origin.actor, version, query: search, body, header: (name) => headers[name] },
    method,
    segments,
  );
};

/** Fixed words come before names, so that `describe` is no id. */
const routes: readonly Route[] = [
  route('', { GET: versionResources }),
  route('limits', { GET: limits }),
  route('query', { GET: query }),
  route('queryAll', { GET: queryAll }),
  route('query/:cursor', { GET: queryMore }),
  route('queryAll/:cursor', { GET: queryMore }),
  // The Tooling API's own objects are not there: clients learn so by INVALID_TYPE, and use what they have.
  route('tooling/query', { GET: query }),
  route('sobjects', { GET: globalDescribe }),
  route('sobjects/:object', { GET: basicInformation, POST: record.createRecord }),
  route('sobjects/:object/describe', { GET: describe }),
  route('sobjects/:object/deleted', { GET: replication.deleted }),
  route('sobjects/:object/updated', { GET: replication.updated }),
  route('sobjects/:object/:id', {
    GET: record.getRecord,
    PATCH: record.updateRecord,
    DELETE: record.deleteRecord,
  }),
  route('sobjects/:object/:field/:key', {
    GET: record.getByKey,
    PATCH: record.upsertRecord,
    DELETE: record.deleteByKey,
  }),
  route('composite', { POST: composite(dispatch) }),
  route('composite/batch', { POST: batch(dispatch) }),
  route('composite/sobjects', {
    POST: collections.createCollection,
    PATCH: collections.updateCollection,
    DELETE: collections.deleteCollection,
  }),
  route('composite/sobjects/:object', { GET: collections.retrieveByUrl, POST: collections.retrieveByBody }),
  route('composite/sobjects/:object/:field', { PATCH: collections.upsertCollection }),
];

const match = (pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined => {
  if (pattern.length !== segments.length) return undefined;
  const path: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const given = segments[index] ?? '';
    if (expected.startsWith(':')) path[expected.slice(1)] = given;
    else if (expected.toLowerCase() !== given.toLowerCase()) return undefined;
  }
  return path;
};

/** `/services/data/v67.0/sobjects/Account?x=1` taken apart. @throws ApiError NOT_FOUND for other addresses. */
export const parseUrl = (
  url: string,
): { readonly version: number; readonly segments: readonly string[]; readonly query: URLSearchParams } => {
  const [address = '', search = ''] = url.split('?', 2);
  const found = /^\/+services\/+data\/+v(\d+)\.0(\/.*)?$/i.exec(address);
  const version = Number(found?.[1]);
  if (found === null || version < oldestVersion || version > newestVersion) throw notFound();
  try {
    const segments = (found[2] ?? '').split('/').filter((segment) => segment !== '');
    return { version, segments: segments.map(decodeURIComponent), query: new URLSearchParams(search) };
  } catch {
    throw notFound();
  }
};

/**
 * Finds the resource and runs it.
 * @throws ApiError NOT_FOUND, METHOD_NOT_ALLOWED, and whatever the resource says
 */
export const handle = (
  request: Omit<ApiRequest, 'path' | 'method'>,
  method: string,
  segments: readonly string[],
): ApiResponse => {
  for (const { segments: pattern, handlers } of routes) {
    const path = match(pattern, segments);
    if (path === undefined) continue;
    const handler = handlers[method === 'HEAD' ? 'GET' : method];
    if (handler !== undefined) return handler({ ...request, method, path });
    const allowed = Object.keys(handlers).join(', ');
    throw new ApiError(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed. Allowed are ${allowed}`);
  }
  throw notFound();
};
