import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/storage/database.ts';
import type { ApiRequest } from '../../src/adapters/salesforce/connection.ts';
import type { FailpointName } from '../../src/application/ports/failpoints.ts';
import { companionFor, planningRun, rowsOf } from '../contract/harness.ts';
import { resultsLeft } from './results-left.ts';
import { smallWorld } from './small-world.ts';

/** So few rows go by Bulk here, that a small company has enough of them. */
const bulkAbove = 10;
let undisturbed: readonly unknown[] = [];
const here = smallWorld(undefined, (world, outcome) => {
  expect(outcome).toMatchObject({ status: 'Succeeded' });
  undisturbed = resultsLeft(world.org);
  expect(undisturbed.length).toBeGreaterThan(30);
});

/** As a process is killed: the call never comes back, and what it holds in memory is lost. */
class Killed extends Error {}
const killedAt =
  (name: FailpointName) =>
  async (at: FailpointName): Promise<void> => {
    await Promise.resolve();
    if (at === name) throw new Killed();
  };
const ownStore = async () => {
  const own = await openDatabase(undefined);
  return { database: own, [Symbol.asyncDispose]: () => own.close() };
};
const forecasts = () => rowsOf(here.world.org, 'SELECT Id, SystemModstamp FROM Takt_Forecast__c ORDER BY Id');

describe('write-back of many rows', () => {
  it('goes by the Bulk API, with the same result, and is done once', async () => {
    const sent: ApiRequest[] = [];
    const companion = companionFor(here.world, here.database, {
      bulkAbove,
      onRequest: (request) => sent.push(request),
    });
    expect(await planningRun(companion)).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
    expect(resultsLeft(here.world.org)).toEqual(undisturbed);
    const made = sent.filter(({ method, path }) => method === 'POST' && path === '/jobs/ingest');
    expect(made.map(({ body }) => /"object":"(\w+)"/.exec(String(body))?.[1])).toEqual([
      'Takt_Forecast__c',
      'Takt_Deal_Insight__c',
    ]);
    expect(await planningRun(companion)).toMatchObject({ counts: { written: 0, failed: 0 } });
  });

  it.each(['ingest:job-made', 'ingest:job-stored', 'ingest:uploaded', 'ingest:closed', 'ingest:results-read'] as const)(
    'comes to the same where it was killed at %s',
    async (name) => {
      const dying = companionFor(here.world, here.database, { bulkAbove, failpoints: killedAt(name) });
      expect(await planningRun(dying)).toMatchObject({ status: 'Failed' });
      const next = companionFor(here.world, here.database, { bulkAbove });
      expect(await planningRun(next)).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
      expect(resultsLeft(here.world.org)).toEqual(undisturbed);
      expect(await planningRun(next)).toMatchObject({ counts: { written: 0, failed: 0 } });
      const { rows } = await here.database.query('SELECT id FROM outbox');
      expect(rows).toEqual([]);
    },
  );

  it('38 · gives nothing to the CRM to carry out once a worker with a store of its own has taken over', async () => {
    await using own = await ownStore();
    const second = companionFor(here.world, own.database, { bulkAbove });
    const other = { worker: 'host:2:b', isDead: () => true };
    let before: readonly unknown[] = [];
    let overtaken = false;
    const overtake = async (at: FailpointName): Promise<void> => {
      if (at !== 'ingest:job-made' || overtaken) return;
      overtaken = true;
      expect(await planningRun(second, undefined, other)).toMatchObject({ status: 'Succeeded' });
      before = forecasts();
    };
    const first = companionFor(here.world, here.database, { bulkAbove, failpoints: overtake });
    expect(await planningRun(first)).toMatchObject({
      status: 'Failed',
      message: expect.stringContaining('taken over') as string,
    });
    expect(forecasts()).toEqual(before);
    expect(resultsLeft(here.world.org)).toEqual(undisturbed);
  });

  it('38 · a job that a dead worker with a store of its own never closed is taken back before anything is written', async () => {
    const dying = companionFor(here.world, here.database, {
      bulkAbove,
      failpoints: async (at) => {
        await Promise.resolve();
        // Nothing comes after: not even the run's end.
        if (at === 'ingest:uploaded' || at === 'run:before-finish') throw new Killed();
      },
    });
    await expect(planningRun(dying)).rejects.toBeInstanceOf(Killed);
    await using own = await ownStore();
    const next = companionFor(here.world, own.database, { bulkAbove });
    const states = async (): Promise<readonly string[]> => {
      const answer = await next.connection.call({ method: 'GET', path: '/jobs/ingest', what: 'a test' });
      const { records } = JSON.parse(new TextDecoder().decode(answer.body)) as {
        readonly records: readonly { readonly state: string }[];
      };
      return records.map(({ state }) => state).toSorted();
    };
    expect(await states()).toEqual(['Open']);
    expect(await planningRun(next, undefined, { worker: 'host:2:b', isDead: () => true })).toMatchObject({
      status: 'Succeeded',
    });
    expect(await states()).toEqual(['Aborted', 'JobComplete', 'JobComplete']);
    expect(resultsLeft(here.world.org)).toEqual(undisturbed);
  });

  it('36 · tries rows again, by Collections, that a job found locked', async () => {
    await here.faults.lock({ object: 'Takt_Forecast__c', share: 0.33, times: 2 });
    const companion = companionFor(here.world, here.database, { bulkAbove });
    expect(await planningRun(companion)).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
    expect(resultsLeft(here.world.org)).toEqual(undisturbed);
  });
});
