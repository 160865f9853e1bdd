import type { BudgetState, RequestAllowance } from './request-budget.ts';
import type { RunRequest } from './run-requests.ts';

/** That the companion lives, and how many requests the CRM has left: what screens show of it. */
export interface Pulse {
  readonly at: string;
  readonly companionVersion: string;
  readonly allowance: RequestAllowance | undefined;
  readonly budget: BudgetState;
}

export interface Look {
  /** By name of what is watched, the instant from which on changes count. What has none is not looked at. */
  readonly since: ReadonlyMap<string, string>;
  /** Told to the CRM with the look. */
  readonly pulse: Pulse | undefined;
}

/** What one look at the CRM shows. It may be out of date as soon as it is there, and may come twice. */
export interface Sight {
  /** Oldest first. */
  readonly requested: readonly RunRequest[];
  readonly underWay: readonly RunRequest[];
  /** Whether actions wait for their stamp. */
  readonly hasUnsettledActions: boolean;
  /**
   * By name, a text that is another as soon as somebody else than the companion has changed, added or deleted something.
   * Not every name is in every sight.
   */
  readonly seen: ReadonlyMap<string, string>;
  /** The CRM's instant, where it was given a pulse. */
  readonly at: string | undefined;
}

/**
 * Looks at the CRM by one request, whatever there is to see. It is the one place that knows how news comes: by asking
 * today; events may make it quicker, and change nothing else.
 */
export interface CrmWatch {
  /** What a forecast depends on: deals, and what people enter. */
  readonly watched: readonly string[];
  /** @throws CrmFailure; the signal's reason when it is given */
  look(look: Look, signal?: AbortSignal): Promise<Sight>;
}
