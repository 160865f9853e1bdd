import type { RequestHandler } from 'express';
import { sendApiError } from '../auth/authenticate.ts';
import { ApiError } from '../errors.ts';
import type { Org } from '../org.ts';

interface Usage {
  count: number;
  daily: number;
}

const used = new WeakMap<Org, Usage>();

const counterOf = (org: Org): Usage => {
  const known = used.get(org) ?? { count: 0, daily: 100_000 };
  used.set(org, known);
  return known;
};

export const callsUsed = (org: Org): number => counterOf(org).count;
export const dailyLimit = (org: Org): number => counterOf(org).daily;

/** For tests: as if so many calls of so many had been made today. */
export const setUsage = (
  org: Org,
  change: { readonly used?: number | undefined; readonly daily?: number | undefined },
): void => {
  const counter = counterOf(org);
  counter.count = change.used ?? counter.count;
  counter.daily = change.daily ?? counter.daily;
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
