import { CrmFailure } from './ports/crm-failure.ts';
import type { RunRequest } from './ports/run-requests.ts';
import type { RunRights } from './ports/run-rights.ts';
import { CannotPublish, planIdOf } from './publish-plan.ts';

const askedFor: ReadonlyMap<string, string> = new Map([
  ['Forecast', 'a forecast (custom permission Takt_Run_Forecast)'],
  ['Quota_Publish', 'publishing quotas (custom permission Takt_Run_Publish)'],
]);

/**
 * Whether whoever asked for a run may have it: asked at the CRM again, since a validation rule can be passed by.
 * Kinds that nobody computes, and parameters that name no plan, are left to the run: it says so.
 * @returns Why not, and whom to ask; undefined where all is well.
 * @throws CrmFailure where the CRM is away, or hides it from the companion.
 */
export const refusalOf = async (rights: RunRights, run: RunRequest): Promise<string | undefined> => {
  try {
    return await asked(rights, run);
  } catch (error) {
    // A question about this run alone that the CRM does not take must not keep the others waiting.
    if (!(error instanceof CrmFailure) || error.kind !== 'api') throw error;
    return `The CRM does not say whether this run may be asked for, so nothing was done: ${error.message}`;
  }
};

const asked = async (rights: RunRights, run: RunRequest): Promise<string | undefined> => {
  const what = askedFor.get(run.kind);
  if (what === undefined) return undefined;
  if (!(await rights.mayAskFor(run.kind, run.createdById))) {
    return `Whoever asked for this run may not ask for ${what}, or is no longer active. Nothing was done. Ask an administrator of Takt for the permission.`;
  }
  if (run.kind !== 'Quota_Publish') return undefined;
  const planId = namedPlan(run);
  if (planId === undefined || (await rights.mayEditPlan(planId, run.createdById)) !== false) return undefined;
  return 'Whoever asked for this run may not change the plan that it names. Nothing was done. Ask an administrator of Takt for the permission set Takt Plan Edit, or the owner of the plan to publish it.';
};

const namedPlan = ({ parameters }: RunRequest): string | undefined => {
  try {
    return planIdOf(parameters);
  } catch (error) {
    if (error instanceof CannotPublish) return undefined;
    throw error;
  }
};
