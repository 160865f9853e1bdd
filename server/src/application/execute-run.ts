import { counted } from './counted.ts';
import { FORMULA_VERSION } from '../domain/forecasting/index.ts';
import { AmbiguousKeys } from './ambiguous-keys.ts';
import { CannotPlan, planForecast } from './plan-forecast.ts';
import { instantText, type Clock } from './ports/clock.ts';
import type { Actions } from './ports/actions.ts';
import { CrmFailure } from './ports/crm-failure.ts';
import { EditedMeanwhile } from './ports/crm-results.ts';
import type { DataIssues } from './ports/data-issues.ts';
import { noFailpoints } from './ports/failpoints.ts';
import type { PlanningSource } from './ports/planning-source.ts';
import type { Plans } from './ports/plans.ts';
import type { Progress, ProgressListener } from './ports/progress.ts';
import type { RunLedger } from './ports/run-ledger.ts';
import type { RunCounts, RunOutcome, RunRequests } from './ports/run-requests.ts';
import type { RunRights } from './ports/run-rights.ts';
import type { Settings } from './ports/settings.ts';
import { StoreFailure } from './ports/store-failure.ts';
import { Fenced, type Lease, type WriterLease } from './ports/writer-lease.ts';
import { progressWriter } from './progress-writer.ts';
import { CannotPublish, publishPlan } from './publish-plan.ts';
import { raiseIssues } from './raise-issues.ts';
import { stampActions } from './stamp-actions.ts';
import { hiddenProblems, syncOrg, type SyncPorts } from './sync-org.ts';
import { writeBack, type WriteBackCounts, type WriteBackPorts } from './write-back.ts';

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
  readonly lease: WriterLease;
  readonly issues: DataIssues;
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
  /** How many times it was taken up, this one included. */
  readonly attempts: number;
  /** Who carries it out, and by what right. */
  readonly worker: string;
  readonly lease: Lease;
  /** Another worker died amid a run: what it last sent may still arrive. */
  readonly tookOver: boolean;
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
  stop: AbortSignal,
): Promise<RunOutcome | ReleasedRun> => {
  const { clock, runs, runLedger, failpoints = noFailpoints } = ports;
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
  const lost = new AbortController();
  const writer = progressWriter(runs, clock, run, (fenced) => {
    lost.abort(fenced);
  });
  const signal = AbortSignal.any([stop, lost.signal]);
  const still = clock.every(aliveMs, writer.repeat);
  const tell = (progress: Progress): void => {
    onProgress(progress);
    writer.tell(progress, counts);
  };

  /** The run is another's by now: nothing is written to the CRM any more, not even that it failed. */
  const giveUp = async ({ message }: Fenced): Promise<RunOutcome> => {
    await writer.settle();
    const outcome: RunOutcome = { status: 'Failed', counts, message, finishedAt: instantText(clock.now()) };
    await remember('Failed', outcome);
    return outcome;
  };

  /** What is done, whatever becomes of the rest. */
  const before: string[] = [];
  await failpoints('run:claimed');
  let ended: Pick<RunOutcome, 'status' | 'message'>;
  try {
    await remember('Running');
    if (!runKinds.includes(run.kind)) throw new CannotPlan(unknownKind(run.kind));
    if (run.kind === 'Quota_Publish') before.push(await publish(ports.plans, run, tell));
    const worked = await work(ports, settings, run, tell, signal, (known) => (counts = { ...counts, ...known }));
    const unstamped = await stampActions(ports.actions);
    ended = { ...worked, message: [...before, worked.message, ...unstamped].join('\n') };
  } catch (error) {
    const fenced = fencedBy(error, signal);
    if (fenced !== undefined) {
      still();
      return giveUp(fenced);
    }
    if (signal.aborted && run.requested) {
      still();
      await writer.settle();
      // Being stopped is no fault of the run's.
      await runs.release(run, 'Waiting: the companion was stopped', run.attempts - 1);
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
  still();
  await writer.settle();
  const outcome = { ...ended, counts, finishedAt: instantText(clock.now()) };
  try {
    await failpoints('run:before-finish');
    await runs.finish(run, outcome);
    await failpoints('run:finished');
  } catch (error) {
    if (error instanceof Fenced) return giveUp(error);
    throw error;
  }
  await remember(outcome.status, outcome);
  return outcome;
};

/** A sign of life in the run's record, also while nothing can be counted. */
const aliveMs = 60_000;

const fencedBy = (error: unknown, signal: AbortSignal): Fenced | undefined => {
  if (error instanceof Fenced) return error;
  return signal.aborted && signal.reason instanceof Fenced ? signal.reason : undefined;
};

const work = async (
  ports: RunPorts,
  { currency, companionVersion, serviceUserId }: RunSettings,
  run: ClaimedRun,
  tell: ProgressListener,
  signal: AbortSignal,
  count: (counts: Partial<RunCounts>) => void,
): Promise<Pick<RunOutcome, 'status' | 'message'>> => {
  const { failpoints = noFailpoints } = ports;
  tell({ step: 'Read changes' });
  const asOf = instantText(ports.clock.now());
  const { read, hidden } = await syncOrg(ports, tell, signal);
  count({ read });
  signal.throwIfAborted();
  const plan = await planForecast(ports.source, ports.clock, { currency, serviceUserId: await serviceUserId() }, tell);
  await failpoints('snapshot:taken');
  signal.throwIfAborted();
  const provenance = { runId: run.id, asOf, formulaVersion: FORMULA_VERSION };
  const { lease, worker, tookOver } = run;
  const order = { provenance, lease, worker, tookOver, signal };
  const counts = await writeBack(ports, plan, order, tell);
  count({ written: counts.written, unchanged: counts.unchanged, failed: counts.failed + counts.setAside });
  const left = [...leftAlone(counts), ...(await raiseIssues(ports.issues, counts, run.id, plan.today))];
  if (counts.failed > 0) {
    const examples = counts.reasons.slice(0, 5).map((reason) => `\n· ${reason}`);
    const text = `${counted(counts.failed)} of ${counted(counts.failed + counts.written)} changed rows could not be written; they are tried again with the next run.${examples.join('')}`;
    return { status: 'Failed', message: [text, ...left].join('\n') };
  }
  await failpoints('settings:before-publish');
  await ports.settings.publish({
    runId: run.id,
    worker,
    asOf,
    currency,
    formulaVersion: FORMULA_VERSION,
    companionVersion,
  });
  await failpoints('settings:published');
  const scopes = plan.scopeLevels.flat().length;
  const summary = `Planned ${counted(scopes)} scopes over ${plan.periods.length} quarters from ${counted(plan.deals)} deals: ${counted(counts.written)} rows written, ${counted(counts.unchanged)} unchanged. Fiscal calendar ${plan.calendarVersion}.`;
  return {
    status: 'Succeeded',
    message: [summary, ...hiddenProblems(hidden), ...left, ...plan.problems.slice(0, 20)].join('\n'),
  };
};

/** What the CRM does not show as planned, though the run is good. */
const leftAlone = ({ deadLetters, conflicts, reasons }: WriteBackCounts): readonly string[] => {
  const told: string[] = [];
  if (deadLetters.length > 0) {
    const example = reasons[0] ?? deadLetters[0]?.reason ?? '';
    told.push(
      `${counted(deadLetters.length)} rows were refused too often and are set aside, see Data Issues: ${example}`,
    );
  }
  if (conflicts.length > 0) {
    const who = [...new Set(conflicts.map(({ edit }) => edit.by))].slice(0, 3).join(', ');
    told.push(`${counted(conflicts.length)} rows were changed by hand (${who}) and left alone, see Data Issues.`);
  }
  return told;
};

const publish = (plans: Plans, { parameters }: ClaimedRun, tell: ProgressListener): Promise<string> => {
  tell({ step: 'Publish' });
  return publishPlan(plans, parameters);
};

const unknownKind = (kind: string): string =>
  `This version of the companion computes ${runKinds.join(', ')}, not "${kind}".`;

/** Their messages are written for people. */
const plainErrors = [CrmFailure, StoreFailure, CannotPlan, CannotPublish, EditedMeanwhile, AmbiguousKeys];

/** What went wrong, for the person who asked for the run. */
const plain = (error: unknown): string => {
  const said = error instanceof Error ? error.message : String(error);
  return plainErrors.some((kind) => error instanceof kind) ? said : `Something unexpected went wrong: ${said}`;
};
