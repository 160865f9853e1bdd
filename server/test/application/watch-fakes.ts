import type { Actions } from '../../src/application/ports/actions.ts';
import type { ChoreLedger } from '../../src/application/ports/chore-ledger.ts';
import type { CrmWatch, Look, Pulse } from '../../src/application/ports/crm-watch.ts';
import type { BudgetState } from '../../src/application/ports/request-budget.ts';
import type { RunRequests } from '../../src/application/ports/run-requests.ts';
import type { Mark, WatchMarks } from '../../src/application/ports/watch-marks.ts';

/** A CRM that is looked at: its runs and actions are those of the other fakes, what changes is said by the test. */
export const fakeWatch = (runs: RunRequests, actions: Actions) => {
  const fake = {
    /** By name of what is watched. */
    now: new Map([['deals', '0 null']]),
    pulses: [] as Pulse[],
    looks: [] as Look[],
    at: '2026-11-24T12:00:00.000Z',
    before: (): Promise<void> => Promise.resolve(),
    watched: ['deals'] as readonly string[],
    async look(look: Look) {
      fake.looks.push(look);
      await fake.before();
      if (look.pulse !== undefined) fake.pulses.push(look.pulse);
      return {
        requested: await runs.requested(),
        underWay: await runs.underWay(),
        hasUnsettledActions: (await actions.unsettled(1)).length > 0,
        seen: new Map([...look.since.keys()].flatMap((name) => [[name, fake.now.get(name) ?? '0 null'] as const])),
        at: look.pulse === undefined ? undefined : fake.at,
      };
    },
  };
  return fake satisfies CrmWatch & Record<string, unknown>;
};

export const fakeMarks = () => {
  const fake = {
    marks: new Map<string, Mark>(),
    read: () => Promise.resolve(fake.marks),
    write: (marks: ReadonlyMap<string, Mark>) => {
      fake.marks = new Map(marks);
      return Promise.resolve();
    },
  };
  return fake satisfies WatchMarks & Record<string, unknown>;
};

export const fakeChoreLedger = () => {
  const fake = {
    doneOn: new Map<string, string>(),
    begunAt: new Map<string, string>(),
    lastDone: (name: string) => Promise.resolve(fake.doneOn.get(name)),
    begin: (name: string, _day: string, at: string, notSince: string) => {
      if ((fake.begunAt.get(name) ?? '') > notSince) return Promise.resolve(false);
      fake.begunAt.set(name, at);
      return Promise.resolve(true);
    },
    done: (name: string, day: string) => Promise.resolve(void fake.doneOn.set(name, day)),
  };
  return fake satisfies ChoreLedger & Record<string, unknown>;
};

export const fakeBudget = () => ({
  is: 'plenty' as BudgetState,
  allowance: () => ({ used: 10, allowed: 100_000 }),
  state(): BudgetState {
    return this.is;
  },
});
