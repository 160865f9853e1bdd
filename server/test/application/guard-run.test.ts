import { describe, expect, it } from 'vitest';
import { CrmFailure } from '../../src/application/ports/crm-failure.ts';
import type { RunOutcome } from '../../src/application/ports/run-requests.ts';
import { watchRuns } from '../../src/application/watch-runs.ts';
import { fakePorts, fakePlans, runSettings } from './fakes.ts';

const settings = { ...runSettings, worker: 'host:1:a', pollMs: 10, isDead: () => false };
const planId = 'a0P000000000001';
const plan = {
  id: planId,
  name: 'FY26',
  kind: 'Quota',
  fiscalYear: '2026',
  version: 1,
  status: 'Draft' as const,
  changedAt: '2026-11-24T09:00:00.000Z',
};

const watchOnce = async (ports: ReturnType<typeof fakePorts>) => {
  const stop = new AbortController();
  const told = { runs: [] as RunOutcome[], trouble: [] as (string | undefined)[], notes: [] as string[] };
  ports.clock.sleep = () => {
    stop.abort(new Error('stopped'));
    return Promise.resolve();
  };
  await watchRuns(
    ports,
    settings,
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
const publishPorts = () => {
  const ports = { ...fakePorts(), plans: fakePlans([plan]) };
  const run = ports.runs.add('Quota_Publish', 'Requested');
  run.parameters = JSON.stringify({ planId });
  return { ports, run };
};

describe('a run that somebody asked for', () => {
  it('is refused before anybody claims it, where the right is missing, and nothing else happens', async () => {
    const ports = fakePorts();
    const run = ports.runs.add('Forecast', 'Requested');
    ports.rights.denied.add('Forecast u1');
    const { runs } = await watchOnce(ports);
    expect(runs).toMatchObject([{ status: 'Failed', counts: { read: 0, written: 0 } }]);
    expect(run).toMatchObject({ status: 'Failed', worker: undefined, reports: [] });
    expect(run.outcome?.message).toContain('custom permission Takt_Run_Forecast');
    expect(run.outcome?.message).toContain('Ask an administrator of Takt');
    expect(ports.results.writes).toEqual([]);
    expect(ports.runLedger.saved).toEqual([]);
  });

  it('that was refused does not keep back the next one', async () => {
    const ports = fakePorts();
    ports.runs.add('Forecast', 'Requested').createdById = 'u2';
    ports.runs.add('Forecast', 'Requested');
    ports.rights.denied.add('Forecast u2');
    expect((await watchOnce(ports)).runs.map(({ status }) => status)).toEqual(['Failed', 'Succeeded']);
  });

  it('waits while the CRM does not say who may ask', async () => {
    const ports = fakePorts();
    const run = ports.runs.add('Forecast', 'Requested');
    ports.rights.mayAskFor = () => Promise.reject(new CrmFailure('missing', 'cannot see'));
    expect((await watchOnce(ports)).trouble).toEqual(['cannot see']);
    expect(run.status).toBe('Requested');
  });

  it('is refused, and keeps nobody waiting, where the CRM does not take the question', async () => {
    const ports = fakePorts();
    const run = ports.runs.add('Forecast', 'Requested');
    ports.rights.mayAskFor = () => Promise.reject(new CrmFailure('api', 'bad id'));
    const { runs, trouble } = await watchOnce(ports);
    expect(trouble).toEqual([]);
    expect(runs).toMatchObject([{ status: 'Failed' }]);
    expect(run.outcome?.message).toContain('bad id');
  });

  it('publishes the plan that it names, and plans anew', async () => {
    const { ports, run } = publishPorts();
    await watchOnce(ports);
    expect(run.outcome).toMatchObject({ status: 'Succeeded' });
    expect(run.outcome?.message).toMatch(/^Published "FY26" for 2026\.\nPlanned /);
    expect(ports.plans.log).toEqual([`${planId} Published`]);
    expect(ports.settings.published).toHaveLength(1);
  });

  it('publishes no plan that whoever asked may not change', async () => {
    const { ports, run } = publishPorts();
    ports.rights.denied.add(`${planId} u1`);
    await watchOnce(ports);
    expect(run.outcome?.message).toContain('may not change the plan');
    expect(ports.plans.log).toEqual([]);
  });

  it('fails with the reason, and plans nothing, where its parameters name no plan', async () => {
    const { ports, run } = publishPorts();
    run.parameters = '{}';
    await watchOnce(ports);
    expect(run.outcome).toMatchObject({ status: 'Failed' });
    expect(run.outcome?.message).toContain('does not say which plan');
    expect(ports.settings.published).toEqual([]);
  });
});

describe('actions', () => {
  it('are stamped with the sign of life; what is refused is told', async () => {
    const ports = fakePorts();
    ports.actions.due = ['a1', 'never'].map((id) => ({ id, completedAt: undefined }));
    expect((await watchOnce(ports)).notes).toEqual(['Action never was not stamped: never']);
    expect(ports.actions.written).toEqual([{ id: 'a1', completedAt: undefined }]);
  });
});
