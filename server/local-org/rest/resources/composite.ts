import { ApiError } from '../../errors.ts';
import { objectBody, type ApiRequest, type ApiResponse, type Dispatch } from '../api-request.ts';
import { References } from './composite-references.ts';
import { mostRequests, subRequest, type SubRequest } from './sub-request.ts';

/** Of the parts, queries and collections together. */
const mostLarge = 5;
const isLarge = ({ url }: SubRequest): boolean =>
  /^\/services\/data\/v[\d.]+\/(query|queryAll|composite\/sobjects)([/?]|$)/i.test(url);

interface SubResponse {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string | null;
}

/** Raised to undo an all-or-none request; it never leaves this file. */
class RolledBack extends Error {
  override readonly name = 'RolledBack';
}

const halted = [
  {
    errorCode: 'PROCESSING_HALTED',
    message: 'The transaction was rolled back since another operation in the same transaction failed.',
  },
];

/** A request that is too large answers 200 like any other, with one answer that belongs to no part. */
const limitExceeded = (message: string): ApiResponse => {
  const only: SubResponse = {
    body: [{ errorCode: 'LIMIT_EXCEEDED', message }],
    httpHeaders: {},
    httpStatusCode: 400,
    referenceId: null,
  };
  return { status: 200, body: { compositeResponse: [only] } };
};

const tooLarge = (parts: readonly SubRequest[]): ApiResponse | undefined => {
  if (parts.length > mostRequests) {
    return limitExceeded(`The request can’t contain more than ${mostRequests} operations.`);
  }
  if (parts.filter(isLarge).length > mostLarge) {
    return limitExceeded(`The request can’t contain more than ${mostLarge} query or sObject Collections operations.`);
  }
  return undefined;
};

/** @throws ApiError INVALID_INPUT where a part has no name of its own, or from version 52 one with other characters */
const checkNames = (parts: readonly SubRequest[], version: number): void => {
  const names = new Set(parts.map((part) => part.referenceId));
  if (names.size < parts.length || names.has('')) {
    throw new ApiError(400, 'INVALID_INPUT', 'Each subrequest needs a referenceId of its own');
  }
  const wrong = [...names].find((name) => !/^[A-Za-z0-9]\w*$/.test(name));
  if (wrong === undefined || version < 52) return;
  const rule = "must start with a letter or a number, and it can contain only letters, numbers and underscores ('_').";
  throw new ApiError(400, 'INVALID_INPUT', `Provided referenceId ('${wrong}') ${rule}`);
};

/** Several requests in one call, later ones speaking of the answers of earlier ones. */
export const composite =
  (dispatch: Dispatch) =>
  (request: ApiRequest): ApiResponse => {
    const body = objectBody(request);
    const given: unknown = body['compositeRequest'];
    const parts = (Array.isArray(given) ? given : []).map(subRequest);
    const refused = tooLarge(parts);
    if (refused !== undefined) return refused;
    checkNames(parts, request.version);
    const references = new References(request.version);
    const run = ({ method, url, referenceId, body: input, headers }: SubRequest): SubResponse => {
      let answer: ApiResponse;
      try {
        answer = dispatch(request, method, String(references.resolve(url)), references.resolve(input), headers);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        answer = { status: error.status, body: [{ errorCode: error.errorCode, message: error.message }] };
      }
      references.add(referenceId, method, url, answer);
      return {
        body: answer.body ?? null,
        httpHeaders: answer.headers ?? {},
        httpStatusCode: answer.status,
        referenceId,
      };
    };
    const responses: SubResponse[] = [];
    const all = (): void => {
      for (const part of parts) {
        const response = run(part);
        responses.push(response);
        if (body['allOrNone'] === true && response.httpStatusCode >= 300) throw new RolledBack();
      }
    };
    try {
      if (body['allOrNone'] === true) request.org.transaction(all);
      else all();
      return { status: 200, body: { compositeResponse: responses } };
    } catch (error) {
      if (!(error instanceof RolledBack)) throw error;
      const culprit = responses.at(-1);
      const compositeResponse = parts.map(({ referenceId }) =>
        referenceId === culprit?.referenceId
          ? culprit
          : { body: halted, httpHeaders: {}, httpStatusCode: 400, referenceId },
      );
      return { status: 200, body: { compositeResponse } };
    }
  };
