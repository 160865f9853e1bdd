import type { LocalOrg } from '../../local-org/local-org.ts';
import { rowsOf } from '../contract/harness.ts';
import type { WorkerEvent } from './order.ts';
import { differenceOf, hashOf, orgState } from './org-state.ts';
import type { Undisturbed } from './templates.ts';

export interface Verdict {
  readonly hash: string;
  readonly lost: number;
  readonly doubled: number;
  /** What is not as it should be; empty where all is well. */
  readonly problems: readonly string[];
}

const shown = 5;

/**
 * Compares what is left in the CRM and in the store with what an undisturbed run leaves.
 * @param told What the worker whose run succeeded told.
 */
export const verdictOn = (undisturbed: Undisturbed, org: LocalOrg, told: readonly WorkerEvent[]): Verdict => {
  const state = orgState(org);
  const { lost, doubled, invented, different } = differenceOf(undisturbed.org, state);
  const named = (what: string, keys: readonly string[]): readonly string[] =>
    keys.slice(0, shown).map((key) => `${what}: ${key}`);
  return {
    hash: hashOf(state),
    lost: lost.length,
    doubled: doubled.length,
    problems: [
      ...storeProblems(undisturbed, told),
      ...named('lost', lost),
      ...named('doubled', doubled),
      ...named('invented', invented),
      ...named('different', different),
      ...settingProblems(org),
    ],
  };
};

const storeProblems = (undisturbed: Undisturbed, told: readonly WorkerEvent[]): readonly string[] => {
  const inspected = told.find(({ event }) => event === 'inspected');
  if (inspected?.event !== 'inspected') return [`no run succeeded: ${JSON.stringify(told)}`];
  const { store, writtenAgain } = inspected;
  return [
    ...(writtenAgain > 0 ? [`one run more wrote ${writtenAgain} rows`] : []),
    ...Object.entries(undisturbed.store).flatMap(([table, content]) =>
      store[table] === content ? [] : [`the store's ${table}: ${store[table] ?? 'none'} instead of ${content}`],
    ),
  ];
};

/** What screens are told must be true: the settings name a run that succeeded. */
const settingProblems = (org: LocalOrg): readonly string[] => {
  const [setting] = rowsOf(org, 'SELECT Forecast_Run__c FROM Takt_Setting__c');
  const runId = String(setting?.['Forecast_Run__c']);
  const [run] = rowsOf(org, `SELECT Status__c FROM Takt_Run__c WHERE Id = '${runId}'`);
  const status = String(run?.['Status__c']);
  return status === 'Succeeded' ? [] : [`the settings name the run ${runId}, which is ${status}`];
};
