import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { eventShape, type Order, type WorkerEvent } from './order.ts';

const program = path.join(import.meta.dirname, 'worker.ts');
/** A worker that takes so long hangs. */
const patienceMs = 120_000;

export interface WorkerEnd {
  readonly events: readonly WorkerEvent[];
  /** `SIGKILL` where it died as it was told. */
  readonly signal: NodeJS.Signals | null;
  readonly exitCode: number | null;
  readonly errors: string;
}

export interface WorkerProcess {
  readonly ended: Promise<WorkerEnd>;
  /** Settles when it has told this, or has ended: true where it told it. */
  told(event: WorkerEvent['event']): Promise<boolean>;
  signal(name: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): void;
}

/** Starts a worker. */
export const startWorker = (order: Order, environment: Readonly<Record<string, string>>): WorkerProcess => {
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const events: WorkerEvent[] = [];
  const waiting = new Map<WorkerEvent['event'], (told: boolean) => void>();
  let errors = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!line.startsWith('{')) return;
    const event = eventShape.parse(JSON.parse(line));
    events.push(event);
    waiting.get(event.event)?.(true);
  });
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));

  const hangs = setTimeout(() => {
    errors += `It hung for ${patienceMs} ms and was killed.`;
    child.kill('SIGKILL');
  }, patienceMs);
  const ended = new Promise<WorkerEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => {
      clearTimeout(hangs);
      resolve({ events, signal, exitCode, errors });
    });
  });
  return {
    ended,
    told: (event) =>
      new Promise((resolve) => {
        if (events.some((one) => one.event === event)) resolve(true);
        waiting.set(event, resolve);
        void ended.then(() => {
          resolve(events.some((one) => one.event === event));
        });
      }),
    signal: (name) => {
      child.kill(name);
    },
  };
};
