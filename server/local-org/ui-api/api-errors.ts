import type { ErrorRequestHandler } from 'express';
import { sendApiError } from '../auth/authenticate.ts';
import { ApiError } from '../errors.ts';

/** Answers a refused request in Salesforce's shape; anything else is the application's own concern. */
export const apiErrors: ErrorRequestHandler = (error, _request, response, next) => {
  if (error instanceof ApiError) sendApiError(response, error);
  else next(error);
};
