import { ApiError } from '../../errors.ts';
import { objectBody, type ApiRequest, type ApiResponse, type Dispatch } from '../api-request.ts';

const mostRequests = 25;
/** Levels of nesting in a part's body. */
const deepest = 100;

interface SubRequest {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

interface SubResponse {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const subRequest = (value: unknown): SubRequest => {
  const part = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const headers = (part['httpHeaders'] ?? {}) as Record<string, unknown>;
  return {
    method: textOf(part['method']).toUpperCase(),
    url: textOf(part['url']),
    referenceId: textOf(part['referenceId']),
    body: part['body'],
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name.toLowerCase(), String(text)])),
  };
};

/** The value at `NewAccount.id` or `Deals.records[0].Id` of the answers so far. */
const lookUp = (answers: ReadonlyMap<string, unknown>, path: string): unknown => {
  const [reference = '', ...steps] = path.split(/[.[\]]+/).filter((step) => step !== '');
  if (!answers.has(reference)) {
    throw new ApiError(
      400,
      'PROCESSING_HALTED',
      `Invalid reference specified. No value for ${path} found in ${reference}`,
    );
  }
  let value = answers.get(reference);
  for (const step of steps) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;
  }
  if (value === undefined) {
    throw new ApiError(
      400,
      'PROCESSING_HALTED',
      `Invalid reference specified. No value for ${path} found in ${reference}`,
    );
  }
  return value;
};

/** Puts answers in where the request says `@{reference.path}`. */
const resolve = (answers: ReadonlyMap<string, unknown>, value: unknown, depth = 0): unknown => {
  if (depth > deepest) throw new ApiError(400, 'JSON_PARSER_ERROR', 'The request is nested too deeply');
  if (typeof value === 'string') {
    const whole = /^@\{([^}]+)\}$/.exec(value);
    if (whole !== null) return lookUp(answers, whole[1] ?? '');
    return value.replace(/@\{([^}]+)\}/g, (_match, path: string) => String(lookUp(answers, path)));
  }
  if (Array.isArray(value)) return value.map((one: unknown) => resolve(answers, one, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, resolve(answers, one, depth + 1)]));
};

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

/** Several requests in one call, later ones speaking of the answers of earlier ones. */
export const composite =
  (dispatch: Dispatch) =>
  (request: ApiRequest): ApiResponse => {
    const body = objectBody(request);
    const given: unknown = body['compositeRequest'];
    const parts = (Array.isArray(given) ? given : []).map(subRequest);
    if (parts.length > mostRequests) {
      throw new ApiError(400, 'INVALID_INPUT', `The limit of ${mostRequests} subrequests was exceeded`);
    }
    const references = new Set(parts.map((part) => part.referenceId));
    if (references.size < parts.length || references.has('')) {
      throw new ApiError(400, 'INVALID_INPUT', 'Each subrequest needs a referenceId of its own');
    }
    const answers = new Map<string, unknown>();
    const run = (part: SubRequest): SubResponse => {
      let answer: ApiResponse;
      try {
        const url = String(resolve(answers, part.url));
        answer = dispatch(request, part.method, url, resolve(answers, part.body), part.headers);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        answer = { status: error.status, body: [{ errorCode: error.errorCode, message: error.message }] };
      }
      if (answer.status < 300) answers.set(part.referenceId, answer.body);
      return {
        body: answer.body ?? null,
        httpHeaders: answer.headers ?? {},
        httpStatusCode: answer.status,
        referenceId: part.referenceId,
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

/** Several independent requests in one call. */
export const batch =
  (dispatch: Dispatch) =>
  (request: ApiRequest): ApiResponse => {
    const body = objectBody(request);
    const given: unknown = body['batchRequests'];
    const parts = Array.isArray(given) ? given : [];
    if (parts.length > mostRequests) {
      throw new ApiError(400, 'INVALID_INPUT', `The limit of ${mostRequests} subrequests was exceeded`);
    }
    let hasErrors = false;
    const results: { readonly statusCode: number; readonly result: unknown }[] = [];
    for (const value of parts) {
      const part = subRequest(value);
      const input: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'richInput') : undefined;
      if (hasErrors && body['haltOnError'] === true) {
        const skipped = [{ errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request' }];
        results.push({ statusCode: 412, result: skipped });
        continue;
      }
      try {
        const url = part.url.startsWith('/') ? part.url : `/services/data/${part.url}`;
        const answer = dispatch(request, part.method, url, input, {});
        hasErrors ||= answer.status >= 300;
        results.push({ statusCode: answer.status, result: answer.body ?? null });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        hasErrors = true;
        results.push({ statusCode: error.status, result: [{ errorCode: error.errorCode, message: error.message }] });
      }
    }
    return { status: 200, body: { hasErrors, results } };
  };
