import { ApiError } from '../../errors.ts';
import { objectBody, type ApiRequest, type ApiResponse, type Dispatch } from '../api-request.ts';
import { mostRequests, subRequest } from './sub-request.ts';

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
