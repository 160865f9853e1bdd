import type { Outcome } from './catching.ts';

/** What came of planting one fault. */
export interface Result {
  readonly kind: string;
  readonly name: string;
  readonly slip: string;
  readonly outcome: Outcome;
}

const said = (outcome: Outcome): string => {
  switch (outcome.kind) {
    case 'caught':
      return `caught by ${outcome.by}: ${outcome.message.split('\n')[0] ?? ''}`;
    case 'missed':
      return 'MISSED';
    case 'not planted':
      return 'NOT PLANTED: the package is no longer as the fault expects it';
  }
};

export const line = ({ kind, name, outcome }: Result): string => `${kind} | ${name} | ${said(outcome)}`;

const count = (results: readonly Result[], kind: Outcome['kind']): number =>
  results.filter(({ outcome }) => outcome.kind === kind).length;

/** How many of each kind were caught, and of all; then by which checks. */
export const totals = (results: readonly Result[]): readonly string[] => {
  const sum = (name: string, all: readonly Result[]): string => {
    const unfit = count(all, 'not planted');
    return `${name}: ${count(all, 'caught')} of ${all.length} caught${unfit > 0 ? `, ${unfit} not planted` : ''}`;
  };
  const kinds = [...Map.groupBy(results, ({ kind }) => kind)].map(([kind, all]) => sum(kind, all));
  const checks = new Map<string, number>();
  for (const { outcome } of results) {
    if (outcome.kind === 'caught') checks.set(outcome.by, (checks.get(outcome.by) ?? 0) + 1);
  }
  const most = [...checks].toSorted(([, a], [, b]) => b - a).map(([name, times]) => `${name} ${times}`);
  return [...kinds, `checks: ${most.join(', ')}`, sum('all', results)];
};

/** How many faults may slip through before the checks are not good enough. */
const forgiven = 2;

/** Whether every fault fits the package, and at most two are missed. */
export const isGood = (results: readonly Result[]): boolean =>
  count(results, 'not planted') === 0 && count(results, 'missed') <= forgiven;
