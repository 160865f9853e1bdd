import type { Progress } from '../application/ports/progress.ts';
import type { RunOutcome } from '../application/ports/run-requests.ts';

/** How a command tells what it does: to people, or line by line to a program. */
export interface Reporter {
  progress(progress: Progress): void;
  run(outcome: RunOutcome): void;
  ready(url: string): void;
  note(message: string): void;
  failed(message: string, problems?: readonly string[]): void;
}

const leastMs = 100;

/** One JSON object a line on stdout; progress at most ten times a second, and at each new step. */
export const jsonReporter = (write: (line: string) => void, now: () => number): Reporter => {
  const due = throttle(now);
  const say = (event: Readonly<Record<string, unknown>>): void => {
    write(`${JSON.stringify(event)}\n`);
  };
  return {
    progress(progress) {
      if (due(progress)) say({ event: 'progress', ...progress });
    },
    run({ status, counts, message }) {
      say({ event: 'run', status, ...counts, message });
    },
    ready(url) {
      say({ event: 'ready', url });
    },
    note(message) {
      say({ event: 'note', message });
    },
    failed(message, problems) {
      say({ event: 'failed', message, ...(problems === undefined ? {} : { problems }) });
    },
  };
};

export interface Terminal {
  readonly isTTY: boolean;
  write(text: string): void;
}

/** For people: one line that moves on a terminal, a line for each step elsewhere. */
export const textReporter = (out: Terminal, errors: Terminal, now: () => number): Reporter => {
  const due = throttle(now);
  let moving = false;
  let step: string | undefined;
  const line = (terminal: Terminal, text: string): void => {
    if (moving) out.write('\r\u001B[K');
    moving = false;
    terminal.write(`${text}\n`);
  };
  return {
    progress(progress) {
      if (out.isTTY && due(progress)) {
        out.write(`\r\u001B[K${progressText(progress)}`);
        moving = true;
      } else if (!out.isTTY && progress.step !== step) line(out, `${progress.step} …`);
      step = progress.step;
    },
    run({ status, message }) {
      line(status === 'Succeeded' ? out : errors, status === 'Succeeded' ? message : `The run failed. ${message}`);
      step = undefined;
    },
    ready(url) {
      line(out, `The companion is ready: ${url}. Ctrl-C stops it.`);
    },
    note(message) {
      line(out, message);
    },
    failed(message) {
      line(errors, message);
    },
  };
};

const progressText = ({ step, done, total }: Progress): string => {
  if (done === undefined) return `${step} …`;
  const so = done.toLocaleString('en');
  return total === undefined ? `${step}: ${so}` : `${step}: ${so} of ${total.toLocaleString('en')}`;
};

const throttle = (now: () => number): ((progress: Progress) => boolean) => {
  let lastAt = Number.NEGATIVE_INFINITY;
  let lastStep: string | undefined;
  return ({ step, done, total }) => {
    const due = step !== lastStep || now() - lastAt >= leastMs || (done !== undefined && done === total);
    if (due) [lastAt, lastStep] = [now(), step];
    return due;
  };
};
