import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { parseEvent, type ProgramEvent } from './events.ts';

/** A program of Takt's that did not come up, or that ended on its own. */
export class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed';
  readonly problems: readonly string[];

  constructor(message: string, problems: readonly string[] = []) {
    super(message);
    this.problems = problems;
  }
}

export interface Program {
  /** Resolves on the event of that kind; every event before it goes to `onEvent`. */
  until<Kind extends ProgramEvent['event']>(
    kind: Kind,
    onEvent?: (event: ProgramEvent) => void,
  ): Promise<Extract<ProgramEvent, { event: Kind }>>;
  /** Rejects when the program ends without having been asked to. */
  readonly ended: Promise<never>;
  /** Asks it to end, waits for it, and kills it after the patience is over. */
  stop(): Promise<void>;
}

const patienceMs = 25_000;
const keptLines = 20;

const exited = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', resolve));

/**
 * Starts a program of Takt's in a process of its own and listens to the events on its stdout.
 * @param name How messages call it.
 * @param script Its TypeScript file.
 */
export const startProgram = (
  name: string,
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Program => {
  // A process group of its own: Ctrl-C reaches this launcher alone, which then ends its programs in order.
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const said: string[] = [];
  const queue: ProgramEvent[] = [];
  let wake = (): void => undefined;
  let failure: ProgramFailed | undefined;
  let stopping = false;
  let over = false;

  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = parseEvent(line);
    if (event === undefined) said.push(line);
    else if (event.event === 'failed') failure = new ProgramFailed(event.message, event.problems);
    else queue.push(event);
    wake();
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line);
    if (said.length > keptLines) said.shift();
  });

  const ended = new Promise<never>((_, reject) => {
    child.once('close', (code) => {
      over = true;
      failure ??= new ProgramFailed(`The ${name} ended (exit code ${code ?? 'none'}).`, said);
      if (!stopping) reject(failure);
      wake();
    });
  });
  ended.catch(() => undefined);

  return {
    ended,
    async until(kind, onEvent) {
      for (;;) {
        const event = queue.shift();
        if (event === undefined) {
          if (failure !== undefined && over) throw failure;
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        } else if (isKind(event, kind)) return event;
        else onEvent?.(event);
      }
    },
    async stop() {
      stopping = true;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await exited(child);
      clearTimeout(timer);
    },
  };
};

const isKind = <Kind extends ProgramEvent['event']>(
  event: ProgramEvent,
  kind: Kind,
): event is Extract<ProgramEvent, { event: Kind }> => event.event === kind;
