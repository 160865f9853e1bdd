import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { World } from './harness.ts';

const cli = path.resolve(import.meta.dirname, '../../src/cli.ts');

export type Event = Readonly<Record<string, unknown>>;

export interface Started {
  readonly process: ChildProcess;
  /** Resolves on the first event that fits; rejects when the program ends before. */
  until(fits: (event: Event) => boolean): Promise<Event>;
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly errors: string }>;
}

const environmentOf = (changes: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv => {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('TAKT_') && name !== 'DATABASE_URL');
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...own, ...given]);
};

/** Runs `takt …` as a person does, in the world's own folder. */
export const takt = (
  world: World,
  args: readonly string[],
  changes: Readonly<Record<string, string | undefined>> = {},
): Started => {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: world.folder,
    env: environmentOf({ ...world.environment, ...changes }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, errors] = ['', ''];
  const events: Event[] = [];
  let wake = (): void => undefined;
  let over = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    out += `${line}\n`;
    if (line.startsWith('{')) events.push(JSON.parse(line) as Event);
    wake();
  });
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<{ code: number | null; out: string; errors: string }>((resolve) => {
    child.once('close', (code) => {
      over = true;
      resolve({ code, out, errors });
      wake();
    });
  });
  return {
    process: child,
    ended,
    async until(fits) {
      for (let at = 0; ;) {
        const event = events[at];
        if (event !== undefined) {
          at += 1;
          if (fits(event)) return event;
        } else if (over) throw new Error(`The program ended early: ${out}${errors}`);
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
};
