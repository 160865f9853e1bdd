export type PlanStatus = 'Importing' | 'Draft' | 'Approved' | 'Published' | 'Superseded';

/** A version of the plan of a fiscal year. */
export interface Plan {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly fiscalYear: string;
  readonly version: number | undefined;
  readonly status: PlanStatus;
  /** The CRM's instant of its last change. */
  readonly changedAt: string;
}

/** Plans as the CRM keeps them. Every method throws CrmFailure. */
export interface Plans {
  find(id: string): Promise<Plan | undefined>;
  /** Every plan of the same kind and fiscal year that is approved or published, the given one too. */
  inForce(plan: Pick<Plan, 'kind' | 'fiscalYear'>): Promise<readonly Plan[]>;
  /** @returns false, and changes nothing, where somebody has changed the plan since it was read. */
  setStatus(plan: Pick<Plan, 'id' | 'changedAt'>, status: PlanStatus): Promise<boolean>;
}
