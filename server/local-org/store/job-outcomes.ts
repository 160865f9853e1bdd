import type { Org } from '../org.ts';

/** What becomes of a Bulk job, other than what would. */
export interface JobOutcome {
  readonly kind: 'query' | 'ingest';
  /** Jobs of this object alone. */
  readonly object?: string | undefined;
  /** Leaves so many jobs alone first. */
  readonly nth: number;
  /** How many jobs it happens to; 0 = all. */
  readonly count: number;
  /** `Stuck`: in progress until it is released or aborted. */
  readonly outcome: 'Stuck' | 'Failed' | 'Aborted';
  /** Rows that are processed before it happens; of an ingest job they stay. */
  readonly afterRows: number;
  readonly message: string;
}

/** Queries that take too long: those with more rows than this. */
export interface SlowQuery {
  readonly object: string;
  readonly rows: number;
}

interface Booked {
  readonly outcome: JobOutcome;
  met: number;
}

/** What tests want to become of jobs, queries and locators of one org. */
export class JobOutcomes {
  readonly #booked: Booked[] = [];
  readonly #slow: SlowQuery[] = [];
  #waiting: (() => void)[] = [];
  /** Locators that were given in an earlier epoch are no longer good. */
  locatorEpoch = 0;

  add(outcome: JobOutcome): void {
    this.#booked.push({ outcome, met: 0 });
  }

  addSlow(query: SlowQuery): void {
    this.#slow.push(query);
  }

  /** The jobs that are stuck go on, and nothing more happens to any. */
  clear(): void {
    this.#booked.length = 0;
    this.#slow.length = 0;
    this.release();
  }

  release(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const goOn of waiting) goOn();
  }

  /** What is to become of a job that begins. */
  meet(kind: JobOutcome['kind'], object: string): JobOutcome | undefined {
    let met: JobOutcome | undefined;
    for (const one of this.#booked) {
      const { outcome } = one;
      if (outcome.kind !== kind) continue;
      if (outcome.object !== undefined && outcome.object.toLowerCase() !== object.toLowerCase()) continue;
      one.met += 1;
      if (one.met < outcome.nth || (outcome.count > 0 && one.met >= outcome.nth + outcome.count)) continue;
      met ??= outcome;
    }
    return met;
  }

  /** Until stuck jobs are released. */
  stuck(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Rows beyond which a query of an object takes too long. */
  mostRows(object: string): number {
    const own = this.#slow.filter((one) => one.object.toLowerCase() === object.toLowerCase());
    return Math.min(Infinity, ...own.map(({ rows }) => rows));
  }
}

/** As Salesforce says that a query took too long. */
export const queryTimeout = 'Your query request was running for too long.';

const outcomes = new WeakMap<Org, JobOutcomes>();

export const jobOutcomes = (org: Org): JobOutcomes => {
  const known = outcomes.get(org) ?? new JobOutcomes();
  outcomes.set(org, known);
  return known;
};
