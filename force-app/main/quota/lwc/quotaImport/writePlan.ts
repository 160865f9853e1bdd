import { reduceErrors } from 'c/taktErrors';
import { fill } from 'c/taktFormat';
import type { AcceptedQuota } from 'c/quotaImportRules';
import PLAN_NAME from '@salesforce/label/c.Takt_Quota_Plan_Name';

/** Records of the CRM, as lightning/uiRecordApi writes them. */
export interface Records {
  /** @returns its id */
  create(object: string, fields: Readonly<Record<string, unknown>>): Promise<string>;
  update(id: string, fields: Readonly<Record<string, unknown>>): Promise<unknown>;
  remove(id: string): Promise<void>;
}

/** The version to be made. */
export interface NewPlan {
  readonly year: string;
  readonly version: number;
  readonly currency: string;
  /** Decimal places of an amount in minor units. */
  readonly digits: number;
}

/** What the CRM refused; without a line where it was the plan itself. */
export interface Refusal {
  readonly line: number | undefined;
  readonly name: string;
  readonly reasons: readonly string[];
}

export type Outcome =
  | { readonly ok: true; readonly planId: string }
  | {
      readonly ok: false;
      readonly refusals: readonly Refusal[];
      /** False where the CRM would not let go of everything: the plan stays Importing and never counts. */
      readonly takenBack: boolean;
    };

/** As many requests at once as browsers send to one host without queueing, with room for the page itself. */
const AT_ONCE = 4;

/** Does something with each, a few at a time, until all are done or the doing says stop. */
const forEachFew = async <Item>(items: readonly Item[], act: (item: Item) => Promise<boolean>): Promise<void> => {
  const queue = items.values();
  const work = async (): Promise<void> => {
    const { done, value } = queue.next();
    if (done === true || !(await act(value))) return;
    await work();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};

/** Fields of the quota record; `undefined` where the CRM's own default is meant. */
export const quotaFields = (
  quota: AcceptedQuota,
  planId: string,
  planKey: string,
  digits: number,
): Record<string, unknown> => ({
  Name: Array.from(quota.name).slice(0, 80).join(''),
  Plan__c: planId,
  External_Key__c: `${planKey}|${quota.scopeKey}`,
  Currency__c: quota.currency,
  ...(quota.personId === undefined ? {} : { Person__c: quota.personId }),
  ...(quota.ownerId === undefined ? {} : { OwnerId: quota.ownerId }),
  ...(quota.effectiveFrom === undefined ? {} : { Effective_From__c: quota.effectiveFrom }),
  ...(quota.effectiveTo === undefined ? {} : { Effective_To__c: quota.effectiveTo }),
  ...Object.fromEntries(
    quota.months.flatMap((amount, index): readonly [string, number][] =>
      amount === null ? [] : [[`Approved_${index + 1}__c`, amount / 10 ** digits]],
    ),
  ),
});

/** Takes rows and then their plan away. @returns whether all of it went */
export const takeAway = async (planId: string, rowIds: readonly string[], records: Records): Promise<boolean> => {
  const kept: string[] = [];
  const remove = async (id: string): Promise<boolean> => {
    try {
      await records.remove(id);
    } catch {
      kept.push(id);
    }
    return true;
  };
  await forEachFew(rowIds, remove);
  if (kept.length === 0) await remove(planId);
  return kept.length === 0;
};

/**
 * Writes a plan and its quotas, all or nothing. The plan is Importing, and counts nowhere, until its last row is there.
 * At the first refusal nothing more is begun, and what was written is taken away again.
 */
export const writePlan = async (
  quotas: readonly AcceptedQuota[],
  plan: NewPlan,
  records: Records,
  onProgress: (written: number) => void,
): Promise<Outcome> => {
  const refusals: Refusal[] = [];
  const written: string[] = [];
  const key = `quota|${plan.year}|v${plan.version}`;
  let planId: string | undefined;
  try {
    const id = await records.create('Takt_Plan__c', {
      Name: fill(PLAN_NAME, plan.year, String(plan.version)),
      Kind__c: 'Quota',
      Fiscal_Year__c: plan.year,
      Version__c: plan.version,
      Currency__c: plan.currency,
      Status__c: 'Importing',
      External_Key__c: key,
    });
    planId = id;
    await forEachFew(quotas, async (quota) => {
      if (refusals.length > 0) return false;
      try {
        written.push(await records.create('Takt_Quota__c', quotaFields(quota, id, key, plan.digits)));
        onProgress(written.length);
      } catch (error) {
        refusals.push({ line: quota.line, name: quota.name, reasons: reduceErrors(error) });
      }
      return refusals.length === 0;
    });
    if (refusals.length === 0) {
      await records.update(id, { Status__c: 'Draft' });
      return { ok: true, planId: id };
    }
  } catch (error) {
    refusals.push({ line: undefined, name: key, reasons: reduceErrors(error) });
  }
  return { ok: false, refusals, takenBack: planId === undefined || (await takeAway(planId, written, records)) };
};
