import { ApiError } from '../errors.ts';
import type { LocalOrg } from '../local-org.ts';
import type { Actor, SaveResult } from '../org.ts';

/** A request to one resource: from the network, or a part of a composite request. */
export interface ApiRequest {
  readonly org: LocalOrg;
  readonly actor: Actor;
  readonly method: string;
  /** `67` of `/services/data/v67.0/…`. */
  readonly version: number;
  /** The parts of the path behind the version, decoded, by the names in the route. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  header(name: string): string | undefined;
}

export interface ApiResponse {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Runs one more request on behalf of the same person: a part of a composite request. */
export type Dispatch = (
  origin: ApiRequest,
  method: string,
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
) => ApiResponse;

/** `/services/data/v67.0` */
export const baseUrl = (version: number): string => `/services/data/v${version}.0`;
export const recordUrls = (version: number): string => `${baseUrl(version)}/sobjects`;

export const notFound = (): ApiError => new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');

/** A part of the path that the route promises. */
export const pathPart = (request: ApiRequest, name: string): string => request.path[name] ?? '';

/** The body as an object. @throws ApiError JSON_PARSER_ERROR */
export const objectBody = (request: ApiRequest): Readonly<Record<string, unknown>> => {
  const { body } = request;
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new ApiError(
    400,
    'JSON_PARSER_ERROR',
    'The HTTP entity body is required, but this request has no entity body.',
  );
};

const statuses: Readonly<Record<string, number>> = {
  ENTITY_IS_DELETED: 404,
  INVALID_CROSS_REFERENCE_KEY: 404,
  INSUFFICIENT_ACCESS_OR_READONLY: 403,
};

/** Errors of one record as the answer of a request for that record alone. */
export const recordErrors = (result: SaveResult): ApiResponse => ({
  status: statuses[result.errors[0]?.statusCode ?? ''] ?? 400,
  body: result.errors.map(({ statusCode, message, fields }) => ({ message, errorCode: statusCode, fields })),
});
