import { describe, expect, it } from 'vitest';
import { CannotListen, createApp, listen, type AppSources } from '../../../src/adapters/http/app.ts';
import { StoreFailure } from '../../../src/application/ports/store-failure.ts';

const run = {
  id: 'a01',
  kind: 'Forecast',
  status: 'Succeeded',
  startedAt: '2026-11-24T05:00:00.000Z',
  finishedAt: '2026-11-24T05:01:00.000Z',
  counts: { read: 1, written: 2, unchanged: 3, failed: 0 },
  message: 'fine',
} as const;

const sources = (changes: Partial<AppSources> = {}): AppSources => ({
  runLedger: { save: () => Promise.resolve(), last: () => Promise.resolve(run) },
  companionVersion: '0.1.0',
  formulaVersion: '1.0',
  trouble: () => undefined,
  budget: { allowance: () => ({ used: 17, allowed: 100_000 }), state: () => 'plenty' },
  ...changes,
});

const ask = async (what: string, changes?: Partial<AppSources>) => {
  const server = await listen(createApp(sources(changes)), 0);
  try {
    const response = await fetch(server.url + what);
    return { status: response.status, body: (await response.json()) as unknown, url: server.url };
  } finally {
    await server.close();
  }
};

describe('the companion’s own address', () => {
  it('is on this machine only', async () => {
    expect((await ask('/healthz')).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('says that it lives and that it is ready', async () => {
    expect(await ask('/healthz')).toMatchObject({ status: 200 });
    expect(await ask('/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } });
  });

  it('is alive, but not ready, while the CRM or the store is away', async () => {
    const away = { trouble: () => 'The CRM cannot be reached.' };
    expect(await ask('/healthz', away)).toMatchObject({ status: 200 });
    expect(await ask('/readyz', away)).toMatchObject({ status: 503, body: { reason: 'The CRM cannot be reached.' } });
    const broken = { save: () => Promise.resolve(), last: () => Promise.reject(new StoreFailure('disk full')) };
    expect(await ask('/readyz', { runLedger: broken })).toMatchObject({ status: 503 });
    const told = { trouble: 'The store does not answer.', lastRun: null };
    expect(await ask('/api/v1/status', { runLedger: broken })).toMatchObject({ status: 200, body: told });
  });

  it('tells the last run, its counts and the versions', async () => {
    expect((await ask('/api/v1/status')).body).toEqual({
      versions: { companion: '0.1.0', formulas: '1.0' },
      trouble: null,
      requests: { used: 17, allowed: 100_000, state: 'plenty' },
      lastRun: run,
    });
  });

  it('knows no other addresses', async () => {
    expect(await ask('/api/v1/secrets')).toMatchObject({ status: 404 });
  });

  it('says plainly that its port is taken', async () => {
    const first = await listen(createApp(sources()), 0);
    const second = listen(createApp(sources()), Number(new URL(first.url).port));
    await expect(second).rejects.toThrow(CannotListen);
    await expect(second).rejects.toThrow(/TAKT_PORT/);
    await first.close();
  });
});
