/** Requests of the last 24 hours that the CRM has counted, of all programs together, and how many it allows. */
export interface RequestAllowance {
  readonly used: number;
  readonly allowed: number;
}

/**
 * - `plenty`: nothing needs to wait.
 * - `saving`: what nobody asked for waits, so that people and other programs have requests left.
 * - `used-up`: the CRM takes no more for now; it is asked once a minute.
 */
export type BudgetState = 'plenty' | 'saving' | 'used-up';

/** What the day still allows, as the CRM last said. */
export interface RequestBudget {
  /** Undefined until the CRM has said it. */
  allowance(): RequestAllowance | undefined;
  state(): BudgetState;
}
