/** `npm run bench -- capacity [deals]`: simulates a company, carries out a whole first run, and prints what it took. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** What issue and design allow: seconds to simulate, seconds of the run, MiB of the companion. */
const bars = { simulatedIn: 30, ranIn: 60, companionMiB: 1024 } as const;

/** Peak resident set in MiB of the companion below a process; Linux only. */
const companionPeak = (parent: number): number => {
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${id}/status`, 'utf8');
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8');
      if (!command.includes('cli.ts\0serve') || !status.includes(`PPid:\t${parent}\n`)) continue;
      return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // The process ended between the two looks.
    }
  }
  return 0;
};

/** Prints the figures as JSON; false where one is beyond its bar. */
export const capacity = async (deals: string): Promise<boolean> => {
  const data = mkdtempSync(path.join(tmpdir(), 'takt-bench-'));
  const ports = ['--port', '4171', '--companion-port', '4271'];
  const args = ['start', '--deals', deals, '--today', '2026-11-24', '--data', data, ...ports];
  const takt = spawn(process.execPath, ['server/src/cli.ts', ...args], {
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => takt.once('close', resolve));
  const at = new Map<string, number>();
  const marks = {
    simulating: 'Simulating deals',
    simulated: '✔ Local org',
    reading: '› Read changes',
    ran: '✔ Planning run',
  };
  try {
    for await (const line of createInterface({ input: takt.stdout })) {
      for (const [name, text] of Object.entries(marks)) {
        if (line.includes(text) && !at.has(name)) at.set(name, performance.now());
      }
      if (line.includes('Takt is ready')) break;
    }
    const seconds = (from: string, to: string): number =>
      Math.round(((at.get(to) ?? NaN) - (at.get(from) ?? NaN)) / 100) / 10;
    const figures = {
      deals: Number(deals),
      simulatedIn: seconds('simulating', 'simulated'),
      ranIn: seconds('reading', 'ran'),
      companionMiB: companionPeak(takt.pid ?? 0),
    };
    const { simulatedIn, ranIn, companionMiB } = figures;
    // What could not be measured (0, NaN) does not hold.
    const holds =
      simulatedIn <= bars.simulatedIn && ranIn <= bars.ranIn && companionMiB > 0 && companionMiB <= bars.companionMiB;
    console.log(JSON.stringify({ ...figures, bars, holds }));
    return holds;
  } finally {
    takt.kill('SIGINT');
    await ended;
    rmSync(data, { recursive: true, force: true });
  }
};
