import { FORMULA_VERSION } from '../domain/forecasting/index.ts';
import { CannotPlan, planForecast } from './plan-forecast.ts';
import { instantText, type Clock } from './ports/clock.ts';
import type { Actions } from './ports/actions.ts';
import { CrmFailure } from './ports/crm-failure.ts';
import type { PlanningSource } from './ports/planning-source.ts';
import type { Plans } from './ports/plans.ts';
import type { Progress, ProgressListener } from './ports/progress.ts';
import type { RunLedger } from './ports/run-ledger.ts';
import type { RunCounts, RunOutcome, RunRequests } from './ports/run-requests.ts';
import type { RunRights } from './ports/run-rights.ts';
import type { Settings } from './ports/settings.ts';
import { StoreFailure } from './ports/store-failure.ts';
import { progressWriter } from './progress-writer.ts';
import { CannotPublish, publishPlan } from './publish-plan.ts';
import { stampActions } from './stamp-actions.ts';
import { syncOrg, type SyncPorts } from './sync-org.ts';
import { writeBack, type WriteBackPorts } from './write-back.ts';

/** All that a run works with. */
export interface RunPorts extends SyncPorts, WriteBackPorts {
  readonly clock: Clock;
  readonly source: PlanningSource;
  readonly runs: RunRequests;
  readonly rights: RunRights;
  readonly plans: Plans;
  readonly actions: Actions;
  readonly settings: Settings;
  readonly runLedger: RunLedger;
}

export interface RunSettings {
  readonly currency: string;
  readonly companionVersion: string;
  /** The CRM's user that the companion signs in as. */
  readonly serviceUserId: () => Promise<string>;
}

export interface ClaimedRun {
  readonly id: string;
  readonly kind: string;
  /** Details of the request as JSON text. */
  readonly parameters?: string | undefined;
  readonly startedAt: string;
  /** Somebody asked for it: when the companion is stopped, it is given back instead of failed. */
  readonly requested: boolean;
}

/** The run was given back, since the companion is being stopped. */
export interface ReleasedRun {
  readonly status: 'Released';
}

/** A plan is published by a run that somebody asks for, since it needs parameters. */
export const runKinds = ['Forecast', 'Quota_Publish'];

const nothing: RunCounts = { read: 0, written: 0, unchanged: 0, failed: 0 };

/**
 * Carries out a claimed run: reads changes, plans, writes back what has changed, and moves the as-of instant. Whatever
 * goes wrong ends in the run's status and message; the numbers from before stay.
 * @throws CrmFailure only when the outcome itself could not be recorded in the CRM.
 */
export const executeRun = async (
  ports: RunPorts,
  settings: RunSettings,
  run: ClaimedRun,
  onProgress: ProgressListener,
  signal: AbortSignal,
): Promise<RunOutcome | ReleasedRun> => {
  const { clock, runs, runLedger } = ports;
  const remember = (status: 'Running' | 'Succeeded' | 'Failed', outcome?: RunOutcome): Promise<void> =>
    runLedger.save({
      id: run.id,
      kind: run.kind,
      status,
      startedAt: run.startedAt,
      finishedAt: outcome?.finishedAt,
      counts: outcome?.counts ?? nothing,
      message: outcome?.message ?? '',
    });
  let counts = nothing;
  const writer = progressWriter(runs, clock, run.id);
  const tell = (progress: Progress): void => {
    onProgress(progress);
    writer.tell(progress, counts);
  };

  /** What is done, whatever becomes of the rest. */
  const before: string[] = [];
  await remember('Running');
  let ended: Pick<RunOutcome, 'status' | 'message'>;
  try {
    if (!runKinds.includes(run.kind)) throw new CannotPlan(unknownKind(run.kind));
    if (run.kind === 'Quota_Publish') before.push(await publish(ports.plans, run, tell));
    const worked = await work(ports, settings, run, tell, signal, (known) => (counts = { ...counts, ...known }));
    const unstamped = await stampActions(ports.actions);
    ended = { ...worked, message: [...before, worked.message, ...unstamped].join('\n') };
  } catch (error) {
    if (signal.aborted && run.requested) {
      await writer.settle();
      await runs.release(run.id, 'Waiting: the companion was stopped');
      return { status: 'Released' };
    }
    ended = {
      status: 'Failed',
      message: [
        ...before,
        signal.aborted ? 'The companion was stopped before the run was finished.' : plain(error),
      ].join('\n'),
    };
  }
  await writer.settle();
  const outcome = { ...ended, counts, finishedAt: instantText(clock.now()) };
  await remember(outcome.status, outcome);
  await runs.finish(run.id, outcome);
  return outcome;
};

const work = async (
  ports: RunPorts,
  { currency, companionVersion, serviceUserId }: RunSettings,
  run: ClaimedRun,
  tell: ProgressListener,
  signal: AbortSignal,
  count: (counts: Partial<RunCounts>) => void,
): Promise<Pick<RunOutcome, 'status' | 'message'>> => {
  tell({ step: 'Read changes' });
  const asOf = instantText(ports.clock.now());
  const { read } = await syncOrg(ports, tell, signal);
  count({ read });
  signal.throwIfAborted();
  const plan = await planForecast(ports.source, ports.clock, { currency, serviceUserId: await serviceUserId() }, tell);
  signal.throwIfAborted();
  const provenance = { runId: run.id, asOf, formulaVersion: FORMULA_VERSION };
  const { reasons, ...counts } = await writeBack(ports, plan, provenance, tell, signal);
  count(counts);
  if (counts.failed > 0) {
    const examples = reasons.slice(0, 5).map((reason) => `\n· ${reason}`);
    return {
      status: 'Failed',
      message: `${number(counts.failed)} of ${number(counts.failed + counts.written)} changed rows could not be written; they are tried again with the next run.${examples.join('')}`,
    };
  }
  await ports.settings.publish({ runId: run.id, asOf, currency, formulaVersion: FORMULA_VERSION, companionVersion });
  const scopes = plan.scopeLevels.flat().length;
  const summary = `Planned ${number(scopes)} scopes over ${plan.periods.length} quarters from ${number(plan.deals)} deals: ${number(counts.written)} rows written, ${number(counts.unchanged)} unchanged.`;
  return { status: 'Succeeded', message: [summary, ...plan.problems.slice(0, 20)].join('\n') };
};

const publish = (plans: Plans, { parameters }: ClaimedRun, tell: ProgressListener): Promise<string> => {
  tell({ step: 'Publish' });
  return publishPlan(plans, parameters);
};

const number = (value: number): string => value.toLocaleString('en');

const unknownKind = (kind: string): string =>
  `This version of the companion computes ${runKinds.join(', ')}, not "${kind}".`;

/** What went wrong, for the person who asked for the run. */
const plain = (error: unknown): string => {
  if (error instanceof CrmFailure || error instanceof StoreFailure || error instanceof CannotPlan) return error.message;
  if (error instanceof CannotPublish) return error.message;
  return `Something unexpected went wrong: ${error instanceof Error ? error.message : String(error)}`;
};
