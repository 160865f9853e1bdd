import type { RequestHandler, Response } from 'express';
import { sendApiError } from '../auth/authenticate.ts';
import { ApiError } from '../errors.ts';
import type { Org } from '../org.ts';

interface Usage {
  count: number;
  /** When counting began, in the machine's milliseconds. */
  since: number;
  daily: number;
  /** Requests that may be under way at once. */
  concurrent: number;
  underWay: number;
}

const dayMs = 86_400_000;
const used = new WeakMap<Org, Usage>();

const counterOf = (org: Org): Usage => {
  const known = used.get(org) ?? { count: 0, since: Date.now(), daily: 100_000, concurrent: Infinity, underWay: 0 };
  used.set(org, known);
  // Salesforce forgets hour by hour what is older than a day; here it is forgotten at once.
  if (Date.now() - known.since >= dayMs) Object.assign(known, { count: 0, since: Date.now() });
  return known;
};

export const callsUsed = (org: Org): number => counterOf(org).count;
export const dailyLimit = (org: Org): number => counterOf(org).daily;

interface UsageChange {
  readonly used?: number | undefined;
  readonly daily?: number | undefined;
  /** 0 = as many as come. */
  readonly concurrent?: number | undefined;
}

/** For tests: as if so many calls of so many had been made today, and how many may be under way at once. */
export const setUsage = (org: Org, change: UsageChange): void => {
  const counter = counterOf(org);
  counter.count = change.used ?? counter.count;
  counter.daily = change.daily ?? counter.daily;
  if (change.concurrent !== undefined) counter.concurrent = change.concurrent === 0 ? Infinity : change.concurrent;
};

/**
 * Lets a call in, or refuses it where too many are under way.
 * @returns whether it is in; it is out again when its answer is
 */
export const enter = (org: Org, response: Response): boolean => {
  const counter = counterOf(org);
  if (counter.underWay >= counter.concurrent) {
    const message = 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.';
    sendApiError(response, new ApiError(403, 'REQUEST_LIMIT_EXCEEDED', message));
    return false;
  }
  counter.underWay += 1;
  response.once('close', () => {
    counter.underWay -= 1;
  });
  return true;
};

/** Counts every call and says so in the answer, as Salesforce does; beyond the day's allowance none is let in. */
export const countCalls =
  (org: Org): RequestHandler =>
  (_request, response, next) => {
    const counter = counterOf(org);
    if (counter.count >= counter.daily) {
      response.setHeader('Sforce-Limit-Info', `api-usage=${counter.count}/${counter.daily}`);
      sendApiError(response, new ApiError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'));
      return;
    }
    counter.count += 1;
    response.setHeader('Sforce-Limit-Info', `api-usage=${counter.count}/${counter.daily}`);
    next();
  };
