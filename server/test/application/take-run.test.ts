import { describe, expect, it } from 'vitest';
import { endAbandonedRuns } from '../../src/application/end-abandoned-runs.ts';
import type { RunRequest } from '../../src/application/ports/run-requests.ts';
import { Fenced, type Lease } from '../../src/application/ports/writer-lease.ts';
import { runNow, takeRun } from '../../src/application/take-run.ts';
import { fakePorts, runSettings, unending, type FakeRun } from './fakes.ts';

const settings = {
  ...runSettings,
  worker: 'host:1:a',
  isDead: (worker: string) => worker === 'host:dead:a',
};
const leaseOf = async (ports: ReturnType<typeof fakePorts>, worker = settings.worker): Promise<Lease> => {
  const lease = await ports.lease.acquire(worker, () => true);
  if (lease === undefined) throw new Error('no lease');
  return lease;
};
const take = (ports: ReturnType<typeof fakePorts>, request: RunRequest) =>
  takeRun(ports, settings, request, () => undefined, unending());

describe('runs of the companion’s own', () => {
  it('are recorded in the CRM like any other, and leave the lease free', async () => {
    const ports = fakePorts();
    const outcome = await runNow(ports, settings, 'Forecast', () => undefined, unending());
    expect(outcome.status).toBe('Succeeded');
    expect(ports.runs.all.map(({ kind, status, worker }) => ({ kind, status, worker }))).toEqual([
      { kind: 'Forecast', status: 'Succeeded', worker: 'host:1:a' },
    ]);
    expect(ports.holder.worker).toBeUndefined();
  });

  it('do nothing while another run is under way, and say so', async () => {
    const ports = fakePorts();
    ports.runs.add('Forecast', 'Running', 'other:7:b');
    const outcome = await runNow(ports, settings, 'Forecast', () => undefined, unending());
    expect(outcome).toMatchObject({ status: 'Failed', message: expect.stringContaining('under way') as string });
    expect(ports.results.writes).toEqual([]);
  });

  it('do nothing while another worker of the same store is the writer', async () => {
    const ports = fakePorts();
    await leaseOf(ports, 'other:7:b');
    expect(await runNow(ports, settings, 'Forecast', () => undefined, unending())).toMatchObject({ status: 'Failed' });
    expect(ports.runs.all).toEqual([]);
  });
});

describe('requested runs', () => {
  it('are counted as they are taken up', async () => {
    const ports = fakePorts();
    const run = ports.runs.add('Forecast', 'Requested');
    expect(await take(ports, run)).toMatchObject({ status: 'Succeeded' });
    expect(run.attempts).toBe(1);
  });

  it('wait while another is under way', async () => {
    const ports = fakePorts();
    ports.runs.add('Forecast', 'Running', 'other:7:b');
    expect(await take(ports, ports.runs.add('Forecast', 'Requested'))).toBe('busy');
  });

  it('stop without another word when another worker takes over amid them', async () => {
    const ports = fakePorts();
    const run = ports.runs.add('Forecast', 'Requested');
    ports.results.afterWrite = () => {
      run.worker = 'other:7:b';
      Object.assign(ports.holder, { token: 99, worker: 'other:7:b' });
    };
    expect(await take(ports, run)).toMatchObject({
      status: 'Failed',
      message: expect.stringContaining('taken over') as string,
    });
    expect(run).toMatchObject({ status: 'Running', worker: 'other:7:b', outcome: undefined });
    expect(ports.holder.worker).toBe('other:7:b');
    expect(ports.settings.published).toEqual([]);
  });

  it('stop when a sign of life shows that the lease is another’s', async () => {
    const ports = fakePorts();
    const run = ports.runs.add('Forecast', 'Requested');
    const company = ports.source.company.bind(ports.source);
    ports.source.company = async () => {
      Object.assign(ports.holder, { token: 99, worker: 'other:7:b' });
      await ports.clock.sleep(20_000);
      return company();
    };
    const outcome = await take(ports, run);
    expect(outcome).toMatchObject({ status: 'Failed' });
    expect(ports.results.writes).toEqual([]);
  });

  it('say that they live every minute, also while there is nothing to count', async () => {
    const ports = fakePorts();
    const run = ports.runs.add('Forecast', 'Requested');
    const company = ports.source.company.bind(ports.source);
    ports.source.company = async () => {
      for (let minute = 0; minute < 5; minute += 1) {
        await ports.clock.sleep(60_000);
        await new Promise((resolve) => setImmediate(resolve));
      }
      return company();
    };
    await take(ports, run);
    expect(run.reports.filter(({ step }) => step === 'Plan').length).toBeGreaterThanOrEqual(5);
  });
});

describe('runs that a worker left behind', () => {
  const abandoned = async (...runs: readonly Partial<FakeRun>[]) => {
    const ports = fakePorts();
    for (const run of runs) Object.assign(ports.runs.add('Forecast', 'Running', 'host:dead:a'), run);
    const lease = await leaseOf(ports);
    const ended = await endAbandonedRuns(ports, settings, lease);
    return { ended, runs: ports.runs.all };
  };

  it('wait again where somebody asked for them, and are failed where the companion began them itself', async () => {
    const { ended, runs } = await abandoned({ attempts: 1 }, { createdById: 'service', attempts: 1 });
    expect(ended).toBe(2);
    expect(runs.map(({ status, attempts }) => [status, attempts])).toEqual([
      ['Requested', 1],
      ['Failed', 1],
    ]);
  });

  it('are failed when they have ended their worker three times, and say so', async () => {
    const { runs } = await abandoned({ attempts: 3 });
    expect(runs[0]).toMatchObject({
      status: 'Failed',
      outcome: { message: expect.stringContaining('3 times') as string },
    });
  });

  it('are those whose worker is dead, is this one, or has been silent for longer than clocks may differ', async () => {
    const { ended, runs } = await abandoned(
      { worker: 'other:7:b' },
      { worker: 'other:8:b', changedAt: '2026-11-24T11:00:00.000Z' },
      { worker: 'other:9:b', changedAt: '2026-11-24T10:00:00.000Z' },
      { worker: 'host:1:a' },
    );
    expect(ended).toBe(2);
    expect(runs.map(({ status }) => status)).toEqual(['Running', 'Running', 'Requested', 'Requested']);
  });

  it('are those of the worker whose lease ran out', async () => {
    const ports = fakePorts();
    const run = ports.runs.add('Forecast', 'Running', 'other:7:b');
    await leaseOf(ports, 'other:7:b');
    expect(await endAbandonedRuns(ports, settings, await leaseOf(ports))).toBe(1);
    expect(run.status).toBe('Requested');
  });

  it('are left alone where they have ended meanwhile', async () => {
    const ports = fakePorts();
    ports.runs.add('Forecast', 'Running', 'host:dead:a');
    ports.runs.release = () => Promise.reject(new Fenced());
    await expect(endAbandonedRuns(ports, settings, await leaseOf(ports))).resolves.toBe(1);
  });

  it('only give their place free where a person has ended them', async () => {
    const ports = fakePorts();
    const run = ports.runs.add('Forecast', 'Running', 'host:dead:a');
    run.endedByHand = true;
    await endAbandonedRuns(ports, settings, await leaseOf(ports));
    expect(run).toMatchObject({ status: 'Running', endedByHand: false });
  });
});
