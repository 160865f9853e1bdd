import type { RequestHandler, Response } from 'express';
import { ApiError } from '../errors.ts';
import type { Actor, Org } from '../org.ts';
import { sessionsOf } from './sessions.ts';

const expired = (): ApiError => new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');

/** The token of an `Authorization: Bearer …` or `OAuth …` header. */
export const bearerToken = (header: string | undefined): string | undefined =>
  /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(header ?? '')?.[1];

/** Whose token it is. @throws ApiError INVALID_SESSION_ID (401) */
export const actorOfToken = (org: Org, token: string | undefined): Actor => {
  const userId = token === undefined ? undefined : sessionsOf(org).userOf(token);
  if (userId === undefined) throw expired();
  const [user] = org.query(org.system, `SELECT IsActive FROM User WHERE Id = '${userId}'`).records;
  if (user?.['IsActive'] !== true) throw expired();
  return org.actor(userId);
};

/** Answers in Salesforce's shape, `[{ message, errorCode }]`. */
export const sendApiError = (response: Response, error: ApiError): void => {
  if (error.status === 401) response.setHeader('WWW-Authenticate', 'Token');
  const fields = error.fields.length > 0 ? { fields: error.fields } : {};
  response.status(error.status).json([{ message: error.message, errorCode: error.errorCode, ...fields }]);
};

/** Turns the bearer token into `response.locals.actor`, or answers 401. */
export const authenticate =
  (org: Org): RequestHandler =>
  (request, response, next) => {
    try {
      response.locals['actor'] = actorOfToken(org, bearerToken(request.headers.authorization));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      sendApiError(response, error);
      return;
    }
    next();
  };

/** The actor that `authenticate` found. */
export const actorOf = (response: Response): Actor => response.locals['actor'] as Actor;
