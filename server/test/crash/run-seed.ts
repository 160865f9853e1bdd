import { askForRun } from './ask-for-run.ts';
import type { WorkerEvent } from './order.ts';
import type { Kill, SeedPlan } from './seed-plan.ts';
import type { CrashWorld, Templates } from './templates.ts';
import { verdictOn, type Verdict } from './verdict.ts';
import { startWorker, type WorkerEnd, type WorkerProcess } from './worker-process.ts';

export interface SeedOutcome extends Verdict {
  readonly plan: SeedPlan;
  /** Where processes died, in order. */
  readonly died: readonly string[];
  readonly starts: number;
}

/** More starts than kills: a run that failed by itself may be asked for again, but not for ever. */
const spareStarts = 4;

/** Runs a seed: kills the companion as planned, starts it again until a run succeeds, and compares what it left. */
export const runSeed = async (templates: Templates, plan: SeedPlan): Promise<SeedOutcome> => {
  const undisturbed = templates.undisturbed(plan.store, plan.phase);
  await using world = await templates.open(plan.store, plan.phase, `seed-${plan.seed}`);
  const ends = plan.workers === 2 ? await race(world, plan) : await alone(world, plan, undisturbed.milliseconds);
  const died = ends.flatMap(({ end, kill }) => (end.signal === 'SIGKILL' ? [placeOfDeath(end, kill)] : []));
  const best = ends.find(({ end }) => succeeded(end)) ?? ends.at(-1);
  const verdict = verdictOn(undisturbed, world.org, best?.end.events ?? []);
  // Another machine's embedded store has no history from before: that is in the first one's.
  const begunHere = plan.store === 'PGlite' && best?.worker === 2 ? /^the store's deal_snapshot:/ : /^$/;
  const stands = verdict.problems.filter((problem) => !begunHere.test(problem));
  const problems = [...stands, ...missedKill(plan, died), ...bothRan(plan, ends)];
  return { ...verdict, plan, died, starts: ends.length, problems };
};

interface Life {
  readonly worker: number;
  readonly kill: Kill | undefined;
  readonly end: WorkerEnd;
}

/** One worker, started again whenever it has died. */
const alone = async (world: CrashWorld, plan: SeedPlan, milliseconds: number): Promise<readonly Life[]> => {
  const ends: Life[] = [];
  while (ends.length < plan.kills.length + spareStarts && !ends.some(({ end }) => succeeded(end))) {
    const kill = plan.kills[ends.length];
    if (plan.mode === 'serve') askForRun(world.org);
    const process = startWorker(order(plan, kill), world.environment(1));
    const share = kill !== undefined && 'share' in kill ? kill.share : undefined;
    const timer = setTimeout(
      () => {
        if (share !== undefined) process.signal('SIGKILL');
      },
      (share ?? 0) * milliseconds,
    );
    ends.push({ worker: 1, kill, end: await process.ended });
    clearTimeout(timer);
  }
  return ends;
};

/** Two workers on one org, each with a store of its own; the first dies as planned and is started again. */
const race = async (world: CrashWorld, plan: SeedPlan): Promise<readonly Life[]> => {
  const ends: Life[] = [];
  const living = new Set<WorkerProcess>();
  let over = false;
  const live = async (worker: number, kills: readonly Kill[]): Promise<void> => {
    for (let starts = 0; starts < kills.length + spareStarts && !over; starts += 1) {
      askForRun(world.org);
      const kill = kills[starts];
      const process = startWorker(order(plan, kill), world.environment(worker));
      living.add(process);
      void process.told('inspected').then((told) => {
        if (!told) return;
        over = true;
        for (const other of living) if (other !== process) other.signal('SIGTERM');
      });
      ends.push({ worker, kill, end: await process.ended });
      living.delete(process);
    }
  };
  await Promise.all([live(1, plan.kills), live(2, [])]);
  return ends;
};

const order = ({ mode }: SeedPlan, kill: Kill | undefined): Parameters<typeof startWorker>[0] => ({
  mode,
  inspect: true,
  ...(kill !== undefined && 'at' in kill ? { kill } : {}),
});

const succeeded = ({ events }: WorkerEnd): boolean => events.some(({ event }) => event === 'inspected');

const placeOfDeath = ({ events }: WorkerEnd, kill: Kill | undefined): string => {
  const killed = events.find(({ event }) => event === 'killed');
  if (killed?.event === 'killed') return `${killed.at}#${killed.hit}`;
  return kill !== undefined && 'share' in kill ? `at ${Math.round(kill.share * 100)} %` : 'unasked';
};

/** A place that is never come to would make the seed a test of nothing. */
const missedKill = ({ kills: [first], workers }: SeedPlan, died: readonly string[]): readonly string[] =>
  workers === 1 && first !== undefined && 'at' in first && died[0] !== `${first.at}#${first.hit}`
    ? [`it did not die at ${first.at}#${first.hit}`]
    : [];

/** One request is one run: where nothing is killed and nothing started again, only one of two workers carries it out. */
const bothRan = ({ workers, kills }: SeedPlan, ends: readonly Life[]): readonly string[] => {
  if (workers === 1 || kills.length > 0 || ends.length > 2) return [];
  const ran = new Set(ends.filter(({ end }) => end.events.some(ended)).map(({ worker }) => worker));
  if (ran.size === 1) return [];
  const told = ends.map(({ worker, end }) => `${worker}: ${JSON.stringify(end.events)}${end.errors}`);
  return [`${ran.size} workers carried out one request`, ...told];
};

const ended = (event: WorkerEvent): boolean => event.event === 'ended' && event.status === 'Succeeded';
