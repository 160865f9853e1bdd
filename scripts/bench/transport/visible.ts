import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { withFolder } from './programs.ts';

const root = path.join(import.meta.dirname, '../../..');
const patienceMs = 180_000;

/**
 * How long it takes until changed deals are in the company's forecasts, with nobody asking: the companion of the
 * command line beside a local org.
 */
export const changedDeals = (deals: number, changed: number) =>
  withFolder(async ({ folder, keyFile, publicKey }) => {
    const org = spawn(process.execPath, [path.join(import.meta.dirname, 'org.ts'), String(deals), '0', publicKey], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const said = createInterface({ input: org.stdout })[Symbol.asyncIterator]();
    const next = async <Event>(): Promise<Event> => JSON.parse(String((await said.next()).value)) as Event;
    const ask = async <Event>(line: string): Promise<Event> => {
      org.stdin.write(`${line}\n`);
      return next<Event>();
    };
    const shown = async (): Promise<string> => (await ask<{ readonly shown: string }>('shown')).shown;
    /** Milliseconds until the forecasts are others than these. */
    const until = async (before: string, from: number): Promise<number> => {
      while ((await shown()) === before) {
        if (Date.now() - from > patienceMs) return Infinity;
        await wait(250);
      }
      return Date.now() - from;
    };
    const { url, username } = await next<{ readonly url: string; readonly username: string }>();
    const companion = spawn(process.execPath, [path.join(root, 'server/src/cli.ts'), 'serve'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        TAKT_LOGIN_URL: url,
        TAKT_CLIENT_ID: 'bench',
        TAKT_USERNAME: username,
        TAKT_PRIVATE_KEY_FILE: keyFile,
        TAKT_DATA_DIR: path.join(folder, 'data'),
        TAKT_PORT: '0',
        TAKT_TODAY: '2026-11-24',
      },
    });
    const ended = [org, companion].map((child) => new Promise((resolve) => child.once('close', resolve)));
    try {
      const firstMs = await until('[]', Date.now());
      await wait(5_000);
      const change = await ask<{ readonly changed: number; readonly at: number; readonly before: string }>(
        `change ${changed}`,
      );
      const visibleMs = await until(change.before, change.at);
      return { deals, changed: change.changed, firstSeconds: firstMs / 1000, visibleSeconds: visibleMs / 1000 };
    } finally {
      companion.kill();
      org.kill();
      await Promise.all(ended);
    }
  });
