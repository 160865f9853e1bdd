import { z } from 'zod';
import type { Plan, Plans, PlanStatus } from './ports/plans.ts';

/** The plan cannot be published; the message says why, for the person who asked. */
export class CannotPublish extends Error {
  override readonly name = 'CannotPublish';
}

const parameters = z.strictObject({ planId: z.string().regex(/^[0-9A-Za-z]{15}([0-9A-Za-z]{3})?$/) });

/** A key that stands there twice is read by each reader in its own way: whoever guards the run must read the same. */
const namesOnePlan = /^\s*\{[^:]*:[^:]*\}\s*$/;

/** Which plan a run is to publish. @throws CannotPublish */
export const planIdOf = (text: string | undefined): string => {
  const parsed = parameters.safeParse(parsedJson(text ?? ''));
  if (!parsed.success || !namesOnePlan.test(text ?? '')) {
    throw new CannotPublish(
      'The run does not say which plan to publish. Its parameters need {"planId": "<id of the plan>"}.',
    );
  }
  return parsed.data.planId;
};

const parsedJson = (text: string): unknown => {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CannotPublish('The parameters of the run are not JSON.', { cause: error });
  }
};

/**
 * Puts a plan in force and every other one of its kind and year out of it. The new one first: ended in between, two
 * are in force and the higher version counts, never none. Done twice is done once.
 * @returns What was done, in words.
 * @throws CannotPublish, CrmFailure
 */
export const publishPlan = async (plans: Plans, text: string | undefined): Promise<string> => {
  const plan = await plans.find(planIdOf(text));
  if (plan === undefined) throw new CannotPublish('There is no such plan, or it was deleted.');
  const others = (await plans.inForce(plan)).filter(({ id }) => id !== plan.id);
  checkPublishable(plan, others);
  if (plan.status !== 'Published') await change(plans, plan, 'Published');
  for (const other of others) await change(plans, other, 'Superseded');
  const superseded = others.length === 0 ? '' : ` Superseded: ${others.map(({ name }) => `"${name}"`).join(', ')}.`;
  return `Published "${plan.name}" for ${plan.fiscalYear}.${superseded}`;
};

/** Never over somebody's head: what was read may not be what stands there by now. */
const change = async (plans: Plans, plan: Plan, status: PlanStatus): Promise<void> => {
  if (await plans.setStatus(plan, status)) return;
  throw new CannotPublish(
    `Somebody changed "${plan.name}" while it was being published. See whether it is still what you mean, then publish again.`,
  );
};

const checkPublishable = (plan: Plan, others: readonly Plan[]): void => {
  const { name, status, version } = plan;
  if (status === 'Importing') {
    throw new CannotPublish(`"${name}" is still being imported. Finish the import, or start it again, then publish.`);
  }
  if (status === 'Superseded') {
    throw new CannotPublish(
      `"${name}" was superseded by a later version. Import or copy it as a new version to use it again.`,
    );
  }
  if (version === undefined) throw new CannotPublish(`"${name}" has no version number. Give it one, then publish.`);
  const newer = others.find((other) => other.version !== undefined && other.version > version);
  if (newer !== undefined) {
    throw new CannotPublish(
      `"${name}" is version ${version}, and "${newer.name}" of version ${newer.version ?? 0} is in force. Give the plan a higher version to replace it.`,
    );
  }
};
