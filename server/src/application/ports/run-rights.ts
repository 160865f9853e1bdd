/** What the person who asked for a run is allowed in the CRM. An inactive or unknown person is allowed nothing. */
export interface RunRights {
  /** Whether the person may ask for runs of the kind. @throws CrmFailure where the CRM does not let us see it. */
  mayAskFor(kind: string, userId: string): Promise<boolean>;
  /** Whether the person may change the plan; undefined where there is no such plan. @throws CrmFailure */
  mayEditPlan(planId: string, userId: string): Promise<boolean | undefined>;
}
