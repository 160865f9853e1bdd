import type { RequestAllowance, RequestBudget } from '../../application/ports/request-budget.ts';
import { usedUp } from './errors.ts';

export interface Budget extends RequestBudget {
  /**
   * Before a request: lets one a minute through while the CRM takes no more.
   * @returns The CRM did what it was asked.
   * @throws CrmFailure `limit`
   */
  admit(what: string): () => void;
  /** After any answer. */
  hear(headers: Headers): void;
  /** The CRM took no more requests. */
  refused(): void;
}

/** Beyond this share of the allowance, what nobody asked for waits. */
export const defaultStopShare = 0.7;
const usedUpShare = 0.99;
const leastBetweenMs = 60_000;

/** Not `per-app-api-usage`, which stands in the same header. */
const usage = /(?<![\w-])api-usage=(\d+)\/(\d+)/;

/**
 * Counts what the CRM says in `Sforce-Limit-Info`, and keeps the connection quiet once it takes no more.
 * @param elapsed Milliseconds that only go forward: a clock that is set back must not stop the next question.
 */
export const createBudget = (stopShare = defaultStopShare, elapsed: () => number = () => performance.now()): Budget => {
  let allowance: RequestAllowance | undefined;
  let refusals = 0;
  let isRefused = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  return {
    allowance: () => allowance,

    state() {
      const share = allowance === undefined || allowance.allowed === 0 ? 0 : allowance.used / allowance.allowed;
      if (isRefused || share >= usedUpShare) return 'used-up';
      return share >= stopShare ? 'saving' : 'plenty';
    },

    admit(what) {
      if (isRefused && elapsed() - askedAt < leastBetweenMs) throw usedUp(what);
      askedAt = elapsed();
      const before = refusals;
      return () => {
        // One that was under way when another was refused says nothing about the next.
        if (before === refusals) isRefused = false;
      };
    },

    hear(headers) {
      const said = usage.exec(headers.get('sforce-limit-info') ?? '');
      if (said !== null) allowance = { used: Number(said[1]), allowed: Number(said[2]) };
    },

    refused() {
      refusals += 1;
      isRefused = true;
    },
  };
};
