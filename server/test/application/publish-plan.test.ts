import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/application/ports/plans.ts';
import { publishPlan } from '../../src/application/publish-plan.ts';
import { fakePlans } from './fakes.ts';

const id = (number: number): string => `a0P00000000000${number}`;
const plan = (number: number, more: Partial<Plan> = {}): Plan => ({
  id: id(number),
  name: `FY26 v${number}`,
  kind: 'Quota',
  fiscalYear: '2026',
  version: number,
  status: 'Draft',
  changedAt: '2026-11-24T09:00:00.000Z',
  ...more,
});
const parameters = (number: number): string => JSON.stringify({ planId: id(number) });
const statuses = (plans: ReturnType<typeof fakePlans>) => [...plans.held.values()].map(({ status }) => status);

describe('publishing a plan', () => {
  it('puts it in force first, and every other of its kind and year out of it then', async () => {
    const plans = fakePlans([
      plan(1, { status: 'Published' }),
      plan(2, { status: 'Approved' }),
      plan(3),
      plan(4, { fiscalYear: '2027', status: 'Published' }),
      plan(5, { status: 'Draft' }),
    ]);
    expect(await publishPlan(plans, parameters(3))).toBe(
      'Published "FY26 v3" for 2026. Superseded: "FY26 v1", "FY26 v2".',
    );
    expect(plans.log).toEqual([`${id(3)} Published`, `${id(1)} Superseded`, `${id(2)} Superseded`]);
    expect(statuses(plans)).toEqual(['Superseded', 'Superseded', 'Published', 'Published', 'Draft']);
  });

  it('done twice is done once', async () => {
    const plans = fakePlans([plan(1, { status: 'Published' }), plan(2)]);
    await publishPlan(plans, parameters(2));
    const before = plans.log.length;
    expect(await publishPlan(plans, parameters(2))).toBe('Published "FY26 v2" for 2026.');
    expect(plans.log).toHaveLength(before);
  });

  it('ended at any point leaves a plan in force, and ends the same when it is done again', async () => {
    for (let cut = 0; cut <= 3; cut += 1) {
      const plans = fakePlans([plan(1, { status: 'Published' }), plan(2, { status: 'Approved' }), plan(3)]);
      let left = cut;
      const setStatus = plans.setStatus.bind(plans);
      const dying = {
        ...plans,
        setStatus: (...change: Parameters<typeof setStatus>) =>
          left-- > 0 ? setStatus(...change) : Promise.reject(new Error('killed')),
      };
      await publishPlan(dying, parameters(3)).catch(() => undefined);
      expect(statuses(plans).some((status) => status === 'Published')).toBe(true);
      await publishPlan(plans, parameters(3));
      expect(statuses(plans)).toEqual(['Superseded', 'Superseded', 'Published']);
    }
  });

  it.each([
    ['', 'The run does not say which plan to publish.'],
    [undefined, 'The run does not say which plan to publish.'],
    ['{', 'The parameters of the run are not JSON.'],
    ['{"plan":"x"}', 'The run does not say which plan to publish.'],
    ['null', 'The run does not say which plan to publish.'],
    ['{"planId":"x\' OR Id != \'"}', 'The run does not say which plan to publish.'],
    [parameters(9), 'There is no such plan, or it was deleted.'],
  ])('refuses the parameters %j: %s', async (text, message) => {
    const plans = fakePlans([plan(1, { status: 'Published' })]);
    await expect(publishPlan(plans, text)).rejects.toThrow(message);
    expect(plans.log).toEqual([]);
  });

  it.each([
    [{ status: 'Importing' as const }, '"FY26 v2" is still being imported.'],
    [{ status: 'Superseded' as const }, '"FY26 v2" was superseded by a later version.'],
    [{ version: undefined }, '"FY26 v2" has no version number.'],
    [{ version: 1 }, '"FY26 v2" is version 1, and "FY26 v3" of version 3 is in force.'],
  ])('refuses a plan that is %j: %s', async (more, message) => {
    const plans = fakePlans([plan(2, more), plan(3, { status: 'Approved' })]);
    await expect(publishPlan(plans, parameters(2))).rejects.toThrow(message);
    expect(plans.log).toEqual([]);
  });
});
