import { describe, expect, it } from 'vitest';
import type { Chore } from '../../src/application/chore.ts';
import { CrmFailure } from '../../src/application/ports/crm-failure.ts';
import type { RunOutcome } from '../../src/application/ports/run-requests.ts';
import type { WatchSettings } from '../../src/application/watch-ports.ts';
import { watchRuns } from '../../src/application/watch-runs.ts';
import { fakePorts, noon, runSettings } from './fakes.ts';

const settings: WatchSettings = { ...runSettings, worker: 'host:1:a', pollMs: 25_000, isDead: () => false };
const changes = { quietMs: 10_000, gapMs: 120_000 };
type Ports = ReturnType<typeof fakePorts>;

/** Watches until it has slept so many times; `during` is called before each look with its number, from 0. */
const watch = async (
  ports: Ports,
  sleeps: number,
  given: Partial<WatchSettings> = {},
  during: (look: number) => void = () => undefined,
) => {
  const stop = new AbortController();
  const told = { runs: [] as RunOutcome[], trouble: [] as (string | undefined)[], notes: [] as string[] };
  const sleep = ports.clock.sleep.bind(ports.clock);
  let slept = 0;
  ports.clock.sleep = async (milliseconds) => {
    await sleep(milliseconds);
    slept += 1;
    if (slept >= sleeps) stop.abort(new Error('stopped'));
  };
  let looks = 0;
  ports.watch.before = () => {
    during(looks);
    looks += 1;
    return Promise.resolve();
  };
  await watchRuns(
    ports,
    { ...settings, ...given },
    {
      onProgress: () => undefined,
      onRun: (run) => told.runs.push(run),
      onTrouble: (message) => told.trouble.push(message),
      onNote: (message) => told.notes.push(message),
    },
    stop.signal,
  );
  return told;
};

/** As after a good forecast that saw no changes. */
const planned = (ports: Ports): void => {
  ports.marks.marks.set('deals', { since: '2026-11-24T11:50:00.000Z', seen: '0 null' });
};

describe('forecasts that nobody asked for', () => {
  it('begin before anything was planned, and not again while nothing changes', async () => {
    const ports = fakePorts();
    const { runs } = await watch(ports, 20, { changes });
    expect(runs).toMatchObject([{ status: 'Succeeded' }]);
    expect(ports.marks.marks.get('deals')).toEqual({ since: '2026-11-24T11:50:00.000Z', seen: '0 null' });
  });

  it('begin once for a burst of changes, when it has come to rest', async () => {
    const ports = fakePorts();
    planned(ports);
    const { runs } = await watch(ports, 30, { changes }, (look) => {
      ports.watch.now.set('deals', `${Math.min(look, 8)} x`);
    });
    expect(runs).toMatchObject([{ status: 'Succeeded' }]);
    expect(ports.marks.marks.get('deals')?.seen).toBe('8 x');
  });

  it('do not begin where they are switched off', async () => {
    const ports = fakePorts();
    expect((await watch(ports, 10)).runs).toEqual([]);
    expect(ports.watch.looks.every(({ since }) => since.size === 0)).toBe(true);
  });

  it('wait while requests are scarce, and are made up for', async () => {
    const ports = fakePorts();
    planned(ports);
    ports.watch.now.set('deals', '5 x');
    ports.budget.is = 'saving';
    expect((await watch(ports, 10, { changes })).runs).toEqual([]);
    ports.budget.is = 'plenty';
    expect((await watch(ports, 10, { changes })).runs).toHaveLength(1);
  });

  it('wait while another worker has a run under way', async () => {
    const ports = fakePorts();
    planned(ports);
    ports.watch.now.set('deals', '5 x');
    const other = ports.runs.add('Forecast', 'Running', 'other:1:a');
    other.changedAt = new Date(noon).toISOString();
    expect((await watch(ports, 10, { changes })).runs).toEqual([]);
  });

  it('are not forgotten when they fail, and keep their distance', async () => {
    const ports = fakePorts();
    planned(ports);
    ports.watch.now.set('deals', '5 x');
    ports.source.people = () => Promise.reject(new CrmFailure('unavailable', 'away'));
    const { runs } = await watch(ports, 100, { changes, pollMs: 25_000 });
    expect(runs.every(({ status }) => status === 'Failed')).toBe(true);
    expect(runs.length).toBeLessThanOrEqual(3);
    expect(ports.marks.marks.get('deals')?.seen).toBe('0 null');
  });

  it('need not begin after one that a person asked for', async () => {
    const ports = fakePorts();
    planned(ports);
    ports.watch.now.set('deals', '5 x');
    ports.runs.add('Forecast', 'Requested');
    const { runs } = await watch(ports, 30, { changes });
    expect(runs).toHaveLength(1);
    expect(ports.marks.marks.get('deals')?.seen).toBe('5 x');
  });
});

describe('looking at the CRM', () => {
  it('is quick while a run is open, and slow while requests are scarce', async () => {
    const ports = fakePorts();
    await watch(ports, 2);
    ports.runs.add('Forecast', 'Running', 'other:1:a');
    await watch(ports, 2);
    expect(ports.clock.slept).toEqual([25_000, 25_000, 5_000, 5_000]);
    const saving = fakePorts();
    saving.budget.is = 'saving';
    await watch(saving, 2);
    expect(saving.clock.slept).toEqual([60_000, 60_000]);
  });

  it('carries out the run of the start first, once', async () => {
    const ports = fakePorts();
    const { runs } = await watch(ports, 5, { runOnStart: 'Forecast', changes });
    expect(runs).toHaveLength(1);
  });

  it('tells with each pulse how many requests are left', async () => {
    const ports = fakePorts();
    ports.budget.is = 'saving';
    await watch(ports, 1);
    expect(ports.watch.pulses).toMatchObject([{ budget: 'saving', allowance: { used: 10, allowed: 100_000 } }]);
  });

  it('gives signs of life while a run takes long', async () => {
    const ports = fakePorts();
    ports.runs.add('Forecast', 'Requested');
    const people = ports.source.people.bind(ports.source);
    ports.source.people = async () => {
      await ports.clock.sleep(150_000);
      return people();
    };
    await watch(ports, 3);
    expect(ports.settings.heartbeats).toHaveLength(1);
  });
});

describe('chores', () => {
  const chore = (name: string, given: Partial<Chore> = {}) => {
    const days: string[] = [];
    const one: Chore = {
      name,
      urgent: false,
      due: () => true,
      run: (ports) => {
        days.push(ports.clock.today('UTC'));
        return Promise.resolve('fine');
      },
      ...given,
    };
    return { ...one, days };
  };
  const known = (): Ports => {
    const ports = fakePorts();
    ports.mirror.organizationId = () => Promise.resolve('00D');
    return ports;
  };
  const night = (...chores: readonly Chore[]) => ({
    night: { chores, from: '02:30', timeZone: 'UTC' },
    pollMs: 600_000,
  });

  it('are done once a day from the hour of the night on, the first time on the second day', async () => {
    const [ports, reconcile] = [known(), chore('reconcile')];
    await watch(ports, (3 * 24 * 60) / 10, night(reconcile));
    expect(reconcile.days).toEqual(['2026-11-25', '2026-11-26', '2026-11-27']);
  });

  it('are done on the first day as well, where a day must not be left out', async () => {
    const [ports, snapshot] = [known(), chore('snapshot', { urgent: true })];
    await watch(ports, 3, night(snapshot));
    expect(snapshot.days).toEqual(['2026-11-24']);
  });

  it('that can wait do while requests are scarce, and urgent ones do not', async () => {
    const ports = known();
    ports.budget.is = 'saving';
    const [waiting, urgent] = [chore('reconcile'), chore('snapshot', { urgent: true })];
    ports.chores.doneOn.set('reconcile', '2026-11-23');
    await watch(ports, 3, night(waiting, urgent));
    expect([waiting.days.length, urgent.days.length]).toEqual([0, 1]);
    ports.budget.is = 'plenty';
    await watch(ports, 3, night(waiting, urgent));
    expect([waiting.days.length, urgent.days.length]).toEqual([1, 1]);
  });

  it('are tried again after half an hour when the CRM was away, and say so', async () => {
    const ports = known();
    let tries = 0;
    const failing = chore('snapshot', {
      urgent: true,
      run: () => {
        tries += 1;
        return tries < 3 ? Promise.reject(new CrmFailure('unavailable', 'away')) : Promise.resolve('fine');
      },
    });
    const { notes } = await watch(ports, 12, night(failing));
    expect(tries).toBe(3);
    expect(notes.join('\n')).toContain('away');
    expect(ports.chores.doneOn.get('snapshot')).toBe('2026-11-24');
  });

  it('end with a forecast, since what it says depends on the day, and again where it failed', async () => {
    const ports = known();
    planned(ports);
    const people = ports.source.people.bind(ports.source);
    let tries = 0;
    ports.source.people = () => {
      tries += 1;
      return tries === 1 ? Promise.reject(new CrmFailure('unavailable', 'away')) : people();
    };
    const { runs } = await watch(ports, (2 * 24 * 60) / 10, { ...night(), changes });
    expect(runs.map(({ status }) => status)).toEqual(['Failed', 'Succeeded', 'Succeeded']);
  });

  it('do not begin before the first read', async () => {
    const [ports, snapshot] = [fakePorts(), chore('snapshot', { urgent: true })];
    await watch(ports, 3, night(snapshot));
    expect(snapshot.days).toEqual([]);
  });
});
