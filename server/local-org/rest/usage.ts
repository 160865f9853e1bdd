import type { RequestHandler } from 'express';
import type { Org } from '../org.ts';

export const dailyLimit = 100_000;
const used = new WeakMap<Org, { count: number }>();

const counterOf = (org: Org): { count: number } => {
  const known = used.get(org) ?? { count: 0 };
  used.set(org, known);
  return known;
};

export const callsUsed = (org: Org): number => counterOf(org).count;

/** Counts every call and says so in the answer, as Salesforce does. */
export const countCalls =
  (org: Org): RequestHandler =>
  (_request, response, next) => {
    const counter = counterOf(org);
    counter.count += 1;
    response.setHeader('Sforce-Limit-Info', `api-usage=${counter.count}/${dailyLimit}`);
    next();
  };
