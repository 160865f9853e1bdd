/** An action whose instant of completion does not fit its status, and what it should be: undefined = none. */
export interface Completion {
  readonly id: string;
  readonly completedAt: string | undefined;
}

export interface CompletionOutcome {
  readonly id: string;
  /** Why the row was not written. */
  readonly reason?: string;
}

/** Action items as the CRM keeps them. Every method throws CrmFailure. */
export interface Actions {
  /** Done or dropped without an instant, which then is that of the last change; or open again with one. */
  unsettled(most: number): Promise<readonly Completion[]>;
  write(completions: readonly Completion[]): Promise<readonly CompletionOutcome[]>;
}
