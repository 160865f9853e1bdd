import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');

/** What `takt start` printed and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Takt as `npm start` brings it up, on free ports and with data of its own. */
export interface World {
  readonly url: string;
  readonly output: () => string;
  readonly data: string;
  /** Ctrl-C, and what came of it. */
  stop(): Promise<Ended>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });

const launch = (args: readonly string[]) => {
  const child = spawn(process.execPath, [path.join(root, 'server/src/cli.ts'), 'start', ...args], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listeners = new Set<() => void>();
  const take = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => {
      resolve({ code, output });
    });
  });
  return { child, ended, output: () => output, listeners };
};

/** A fresh folder that `removeFolder` takes away again. */
export const temporaryFolder = (): string => mkdtempSync(path.join(tmpdir(), 'takt-e2e-'));
export const removeFolder = (folder: string): void => {
  rmSync(folder, { recursive: true, force: true });
};

/** Runs `takt start` to its end, which is expected to come on its own (a failure). */
export const startAndEnd = async (args: readonly string[], port?: number): Promise<Ended> => {
  const companionPort = await freePort();
  return launch([...args, '--port', String(port ?? (await freePort())), '--companion-port', String(companionPort)])
    .ended;
};

/**
 * Starts Takt and waits for the address.
 * @throws Error with all that was printed, when it ends before.
 */
export const startTakt = async (args: readonly string[], data = temporaryFolder()): Promise<World> => {
  const [port, companionPort] = [await freePort(), await freePort()];
  const { child, ended, output, listeners } = launch([
    ...args,
    ...['--data', data, '--port', String(port), '--companion-port', String(companionPort)],
  ]);
  const url = await new Promise<string>((resolve, reject) => {
    const look = (): void => {
      const found = /Takt is ready: (\S+)/.exec(output())?.[1];
      if (found !== undefined) resolve(found);
    };
    listeners.add(look);
    void ended.then((end) => {
      reject(new Error(`takt start ended (${end.code ?? 'no code'}) before it was ready:\n${end.output}`));
    });
  });
  return {
    url,
    output,
    data,
    async stop() {
      child.kill('SIGINT');
      return ended;
    },
  };
};
