import type { Clock } from './ports/clock.ts';
import type { Progress } from './ports/progress.ts';
import type { HeldRun, RunCounts, RunRequests } from './ports/run-requests.ts';
import { Fenced } from './ports/writer-lease.ts';

export interface ProgressWriter {
  readonly tell: (progress: Progress, counts: RunCounts) => void;
  /** Writes once more what was told last: a sign of life. */
  readonly repeat: () => void;
  readonly settle: () => Promise<void>;
}

/** Where each step begins and ends on the way from 0 to 100 %. */
const spans: Readonly<Record<string, readonly [number, number]>> = {
  'Read changes': [0, 40],
  Plan: [40, 70],
  'Write back': [70, 99],
};

const leastMs = 1_000;

/** How far a run is, 0 to 100. A step that cannot be counted stands at its beginning. */
export const percentOf = ({ step, done, total }: Progress): number => {
  const [from, to] = spans[step] ?? [0, 0];
  if (done === undefined || total === undefined || total <= 0) return from;
  return from + (to - from) * Math.min(1, done / total);
};

/**
 * Writes a run's progress to its record, when the step changes and else at most once a second, one call at a time. A
 * lost progress report is no reason to lose the run: the next one tells all that it told. That the run is another's by
 * now is one.
 */
export const progressWriter = (
  runs: Pick<RunRequests, 'report'>,
  clock: Pick<Clock, 'now'>,
  run: HeldRun,
  onFenced: (fenced: Fenced) => void,
): ProgressWriter => {
  let sending: Promise<void> | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;
  let last: { readonly progress: Progress; readonly counts: RunCounts } | undefined;
  const send = (progress: Progress, counts: RunCounts): void => {
    lastAt = clock.now();
    last = { progress, counts };
    sending = runs
      .report(run, { step: stepText(progress), percent: percentOf(progress), counts })
      .catch((error: unknown) => {
        if (error instanceof Fenced) onFenced(error);
      })
      .finally(() => {
        sending = undefined;
      });
  };
  return {
    tell(progress, counts) {
      const due = progress.step !== last?.progress.step || clock.now() - lastAt >= leastMs;
      if (due && sending === undefined) send(progress, counts);
    },
    repeat() {
      if (last !== undefined && sending === undefined) send(last.progress, last.counts);
    },
    settle: async () => {
      await sending;
    },
  };
};

const stepText = ({ step, done, total }: Progress): string => {
  if (done === undefined || done === 0) return step;
  const so = done.toLocaleString('en');
  return total === undefined ? `${step}: ${so}` : `${step}: ${so} of ${total.toLocaleString('en')}`;
};
