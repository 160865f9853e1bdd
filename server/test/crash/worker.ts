/** The companion as it is, in a process of its own that dies where it is told. */
import { writeSync } from 'node:fs';
import type { FailpointName, Failpoints } from '../../src/application/ports/failpoints.ts';
import type { RunOutcome } from '../../src/application/ports/run-requests.ts';
import { runNow } from '../../src/application/take-run.ts';
import { watchRuns } from '../../src/application/watch-runs.ts';
import { readConfig } from '../../src/config.ts';
import { openCompanion, type Companion } from '../../src/main.ts';
import { openStoreOf } from '../../src/store-place.ts';
import { orderShape, type Order, type WorkerEvent } from './order.ts';
import { smallCalls } from './small-calls.ts';
import { storeState } from './store-state.ts';

/** Written before anything else happens: a killed process finishes no stream. */
const tell = (event: WorkerEvent): void => {
  writeSync(1, `${JSON.stringify(event)}\n`);
};

const hits = new Map<FailpointName, number>();

const dyingAt =
  ({ kill }: Order): Failpoints =>
  async (at) => {
    const hit = (hits.get(at) ?? 0) + 1;
    hits.set(at, hit);
    if (kill?.at !== at || kill.hit !== hit) return;
    tell({ event: 'killed', at, hit });
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined);
  };

const stop = new AbortController();
process.once('SIGTERM', () => {
  stop.abort(new Error('stopped'));
});

const ownRun = ({ ports, settings }: Companion): Promise<RunOutcome> =>
  runNow(ports, settings, 'Forecast', () => undefined, stop.signal);

/** The first requested run that this worker ends; undefined where it is stopped before. */
const requestedRun = async ({ ports, settings }: Companion): Promise<RunOutcome | undefined> => {
  let outcome: RunOutcome | undefined;
  const ended = new AbortController();
  await watchRuns(
    ports,
    { ...settings, pollMs: 100 },
    {
      onProgress: () => undefined,
      onTrouble: () => undefined,
      onRun: (run) => {
        outcome = run;
        ended.abort(new Error('enough'));
      },
    },
    AbortSignal.any([ended.signal, stop.signal]),
  );
  return outcome;
};

const work = async (order: Order): Promise<void> => {
  const config = readConfig(process.env, process.cwd());
  const companion = await openCompanion(config, { ...smallCalls, failpoints: dyingAt(order) });
  const { organizationId } = await companion.connection.signIn();
  let writtenAgain = 0;
  try {
    const outcome = await (order.mode === 'run' ? ownRun(companion) : requestedRun(companion));
    if (outcome === undefined) return;
    const { status, message, counts } = outcome;
    tell({
      event: 'ended',
      status,
      message,
      written: counts.written,
      milliseconds: performance.now(),
      hits: [...hits],
    });
    if (status !== 'Succeeded' || !order.inspect) return;
    const again = await ownRun(companion);
    writtenAgain = again.counts.written;
  } finally {
    await companion.close();
  }
  const { database } = await openStoreOf(config, () => Promise.resolve(organizationId));
  tell({ event: 'inspected', writtenAgain, store: await storeState(database) });
  await database.close();
};

try {
  await work(orderShape.parse(JSON.parse(process.argv[2] ?? '')));
} catch (error) {
  tell({ event: 'failed', message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
