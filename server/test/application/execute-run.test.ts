import { describe, expect, it } from 'vitest';
import { executeRun } from '../../src/application/execute-run.ts';
import { CrmFailure } from '../../src/application/ports/crm-failure.ts';
import { mirrorTables } from '../../src/application/ports/mirror-tables.ts';
import type { Progress } from '../../src/application/ports/progress.ts';
import { percentOf } from '../../src/application/progress-writer.ts';
import { watchRuns } from '../../src/application/watch-runs.ts';
import { fakePorts, runSettings, unending } from './fakes.ts';

const watchSettings = {
  ...runSettings,
  worker: 'host:1:a',
  pollMs: 20_000,
  isDead: (worker: string) => worker === 'host:dead:a',
};

const execute = async (ports = fakePorts(), signal = unending(), requested = true, kind = 'Forecast') => {
  const run = ports.runs.add(kind, 'Running', 'host:1:a');
  const progress: Progress[] = [];
  const lease = await ports.lease.acquire('host:1:a', () => false);
  if (lease === undefined) throw new Error('another worker has the lease');
  const held = { attempts: 1, worker: 'host:1:a', lease, tookOver: false };
  const claimed = { id: run.id, kind, startedAt: '2026-11-24T12:00:00.000Z', requested, ...held };
  const outcome = await executeRun(ports, runSettings, claimed, (one) => progress.push(one), signal);
  return { ports, run: ports.runs.find(run.id), outcome, progress };
};

describe('a run', () => {
  it('reads, plans, writes back, moves the as-of instant and ends with its counts', async () => {
    const { ports, run, outcome, progress } = await execute();
    expect(outcome).toMatchObject({
      status: 'Succeeded',
      counts: { read: mirrorTables.length, unchanged: 0, failed: 0 },
    });
    expect(run.status).toBe('Succeeded');
    expect(run.outcome?.message).toContain('1 deals');
    expect([...new Set(progress.map(({ step }) => step))]).toEqual(['Read changes', 'Plan', 'Write back']);
    expect(ports.settings.published).toEqual([{ runId: run.id, asOf: '2026-11-24T12:00:00.000Z' }]);
    expect(ports.results.rows('forecast').get('person:u1|quarter:2026-10-01')).toMatchObject({
      name: 'Ann Ash · Q4 2026',
      won: '1054.5',
      wonDeals: '1',
      currency: 'USD',
      scopeType: 'Person',
      ownerId: 'u1',
    });
    expect(ports.results.rows('forecast').get('total|quarter:2026-10-01')).toMatchObject({ ownerId: 'service' });
    expect(ports.runLedger.saved.map(({ status }) => status)).toEqual(['Running', 'Succeeded']);
  });

  it('writes nothing the second time, though the as-of instant moves', async () => {
    const { ports } = await execute();
    await ports.clock.sleep(60_000);
    const { outcome } = await execute(ports);
    expect(outcome).toMatchObject({ status: 'Succeeded', counts: { written: 0, failed: 0 } });
    expect(ports.settings.published.map(({ asOf }) => asOf)).toEqual([
      '2026-11-24T12:00:00.000Z',
      '2026-11-24T12:01:00.000Z',
    ]);
  });

  it('tells its progress when the step changes and else at most once a second', async () => {
    const { run } = await execute();
    expect(run.reports.map(({ step }) => step.replace(/:.*/, ''))).toEqual(['Read changes', 'Plan', 'Write back']);
    const percents = run.reports.map(({ percent }) => percent);
    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
  });

  it('outlives a progress report that does not arrive', async () => {
    const ports = fakePorts();
    ports.runs.report = () => Promise.reject(new CrmFailure('unavailable', 'away'));
    expect((await execute(ports)).outcome.status).toBe('Succeeded');
  });

  it('fails plainly when the CRM goes away, leaves the numbers and does not move the as-of instant', async () => {
    const ports = fakePorts();
    ports.reader.readAll = () => {
      throw new CrmFailure('unreachable', 'The CRM cannot be reached.');
    };
    const { run } = await execute(ports);
    expect(run.outcome).toMatchObject({ status: 'Failed', message: 'The CRM cannot be reached.' });
    expect(ports.settings.published).toEqual([]);
    expect(ports.results.writes).toEqual([]);
  });

  it('fails, with reasons, when the CRM refuses rows', async () => {
    const ports = fakePorts();
    ports.results.refuse = (key) =>
      key === 'total|quarter:2026-10-01' ? 'no (FIELD_CUSTOM_VALIDATION_EXCEPTION)' : undefined;
    const { run } = await execute(ports);
    expect(run.outcome).toMatchObject({ status: 'Failed', counts: { failed: 1 } });
    expect(run.outcome?.message).toContain('FIELD_CUSTOM_VALIDATION_EXCEPTION');
    expect(ports.settings.published).toEqual([]);
  });

  it('fails, naming what is missing, when the fiscal calendar does not reach today', async () => {
    const ports = fakePorts();
    ports.source.periods = () => Promise.resolve([]);
    expect((await execute(ports)).run.outcome?.message).toContain('fiscal');
    const short = fakePorts();
    const periods = short.source.periods.bind(short.source);
    short.source.periods = async () => (await periods()).slice(0, 3);
    expect((await execute(short)).run.outcome?.message).toContain('2026-11-24');
  });

  it('fails, naming the kinds there are, when it is of another kind', async () => {
    const { run } = await execute(fakePorts(), unending(), true, 'Astrology');
    expect(run.outcome).toMatchObject({ status: 'Failed' });
    expect(run.outcome?.message).toContain('Astrology');
    expect(run.outcome?.message).toContain('Forecast');
  });

  it('is given back when the companion is stopped, where somebody asked for it', async () => {
    const stop = new AbortController();
    const ports = fakePorts();
    ports.results.afterWrite = () => {
      stop.abort(new Error('stopped'));
    };
    const { run, outcome } = await execute(ports, stop.signal);
    expect(outcome.status).toBe('Released');
    expect(run.status).toBe('Requested');
    expect(ports.settings.published).toEqual([]);
  });

  it('ends in the same state when it was cut at any call to the CRM and is run again', async () => {
    const whole = (await execute()).ports.results;
    for (let cutAfter = 0; cutAfter < 40; cutAfter += 1) {
      const ports = fakePorts();
      const still = failAfter(ports, cutAfter);
      await execute(ports);
      still();
      expect((await execute(ports)).outcome.status).toBe('Succeeded');
      for (const kind of ['period', 'scope', 'forecast'] as const)
        expect(ports.results.rows(kind)).toEqual(whole.rows(kind));
      expect((await execute(ports)).outcome).toMatchObject({ counts: { written: 0 } });
    }
  });
});

/** From the n-th call on, reading and writing fail; the returned function mends it. */
const failAfter = (ports: ReturnType<typeof fakePorts>, calls: number): (() => void) => {
  let left = calls;
  let broken = true;
  const count = (): void => {
    left -= 1;
    if (broken && left < 0) throw new CrmFailure('unreachable', 'cut');
  };
  const latestChange = ports.reader.latestChange.bind(ports.reader);
  const fingerprint = ports.results.fingerprint.bind(ports.results);
  ports.reader.latestChange = (plan) => (count(), latestChange(plan));
  ports.results.fingerprint = (kind) => (count(), fingerprint(kind));
  ports.results.afterWrite = count;
  return () => {
    broken = false;
  };
};

describe('watching for runs', () => {
  const watch = async (ports: ReturnType<typeof fakePorts>, rounds: number, isStopped = () => false) => {
    const stop = new AbortController();
    const told = { runs: [] as string[], trouble: [] as (string | undefined)[] };
    const sleep = ports.clock.sleep.bind(ports.clock);
    let round = 0;
    ports.clock.sleep = async (milliseconds, signal) => {
      await sleep(milliseconds, signal);
      round += 1;
      if (round >= rounds || isStopped()) stop.abort(new Error('stopped'));
    };
    const listeners = {
      onProgress: () => undefined,
      onRun: ({ status }: { status: string }) => told.runs.push(status),
      onTrouble: (message: string | undefined) => told.trouble.push(message),
    };
    await watchRuns(ports, watchSettings, listeners, stop.signal);
    return told;
  };

  it('takes requested runs one at a time, the oldest first', async () => {
    const ports = fakePorts();
    ports.runs.add('Forecast', 'Requested');
    ports.runs.add('Forecast', 'Requested');
    expect((await watch(ports, 1)).runs).toEqual(['Succeeded', 'Succeeded']);
    expect(ports.settings.published.map(({ runId }) => runId)).toEqual(['run-1', 'run-2']);
  });

  it('leaves a run to the worker that was quicker', async () => {
    const ports = fakePorts();
    ports.runs.add('Forecast', 'Requested');
    ports.runs.claim = () => Promise.resolve('taken');
    expect((await watch(ports, 1)).runs).toEqual([]);
    expect(ports.settings.published).toEqual([]);
  });

  it('waits while the CRM is away, says so once, and says when it is back', async () => {
    const ports = fakePorts();
    let asked = 0;
    const requested = ports.runs.requested.bind(ports.runs);
    ports.runs.requested = () => {
      asked += 1;
      return asked <= 3 ? Promise.reject(new CrmFailure('unreachable', 'away')) : requested();
    };
    expect((await watch(ports, 5)).trouble).toEqual(['away', undefined]);
    expect(ports.clock.slept).toEqual([20_000, 20_000, 20_000, 20_000, 20_000]);
  });

  it('asks no more than once a minute when the request allowance is used up', async () => {
    const ports = fakePorts();
    ports.runs.requested = () => Promise.reject(new CrmFailure('limit', 'used up'));
    await watch(ports, 3);
    expect(ports.clock.slept).toEqual([60_000, 60_000, 60_000]);
  });

  it('gives a sign of life once a minute', async () => {
    const ports = fakePorts();
    await watch(ports, 7);
    expect(ports.watch.pulses).toHaveLength(3);
  });
});

describe('the percentage of a run', () => {
  it('grows from step to step and reaches 99 before the end', () => {
    const way = [
      { step: 'Read changes' },
      { step: 'Read changes', done: 1 },
      { step: 'Plan', done: 1, total: 2 },
      { step: 'Write back', done: 0, total: 10 },
      { step: 'Write back', done: 10, total: 10 },
    ].map(percentOf);
    expect(way).toEqual([0, 0, 55, 70, 99]);
  });
});
