import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { executeRun } from '../../src/application/execute-run.ts';
import type { RunOutcome } from '../../src/application/ports/run-requests.ts';
import { endAbandonedRuns } from '../../src/application/end-abandoned-runs.ts';
import type { Lease } from '../../src/application/ports/writer-lease.ts';
import { runNow } from '../../src/application/take-run.ts';
import { watchRuns } from '../../src/application/watch-runs.ts';
import { create, wonCents } from './company.ts';
import { openDatabase, type Database } from '../../src/adapters/storage/database.ts';
import { companionFor, emptied, rowsOf, startWorld, type Companion, type World } from './harness.ts';

const worker = 'host:1:a';
let world: World;
let database: Database;
let companion: Companion;
beforeAll(async () => {
  database = await openDatabase(undefined);
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await startWorld(90);
  companion = companionFor(world, await emptied(database));
});
afterEach(() => world[Symbol.asyncDispose]());

const run = (who = companion, signal = new AbortController().signal): Promise<RunOutcome> =>
  runNow(who.ports, { ...who.settings, worker }, 'Forecast', () => undefined, signal);

const forecastFields =
  'External_Key__c, Name, OwnerId, Scope__r.External_Key__c, Period__r.Name, Person__c, Currency__c, Won__c, Commit__c, Best_Case__c, Pipeline__c, Weighted__c, Open_Deals__c, Won_Deals__c, Method__c, Scope_Type__c';
const forecasts = () => rowsOf(world.org, `SELECT ${forecastFields} FROM Takt_Forecast__c ORDER BY External_Key__c`);
const scopes = () =>
  rowsOf(
    world.org,
    'SELECT External_Key__c, Name, Type__c, Parent__r.External_Key__c, OwnerId, Person__c, Effective_From__c, Effective_To__c FROM Takt_Scope__c ORDER BY External_Key__c',
  );
const setting = () =>
  rowsOf(
    world.org,
    "SELECT Forecast_Run__c, Forecast_As_Of__c, Currency__c, Heartbeat_At__c FROM Takt_Setting__c WHERE External_Key__c = 'org'",
  )[0];

describe('a forecast run against a real org', () => {
  it('writes scopes, periods and forecasts whose won sums are the org’s, to the cent', async () => {
    const outcome = await run();
    expect(outcome).toMatchObject({ status: 'Succeeded', counts: { failed: 0, unchanged: 0 } });
    const won = wonCents(world.org);
    expect(won.size).toBeGreaterThan(10);
    const rows = new Map(forecasts().map((row) => [row['External_Key__c'], row]));
    for (const [key, cents] of won) {
      expect({ key, cents: Math.round(Number(rows.get(key)?.['Won__c']) * 100) }).toEqual({ key, cents });
    }
    const { users } = world.company;
    expect(rows.get(`person:${users.ann}|quarter:2026-10-01`)).toMatchObject({
      Name: 'Ann Doe · Q4 2026',
      OwnerId: users.ann,
      Person__c: users.ann,
      Currency__c: 'USD',
      Scope_Type__c: 'Person',
    });
    expect(rows.get('total|quarter:2026-10-01')).toMatchObject({ OwnerId: users.service, Scope_Type__c: 'Company' });
    expect(new Set(scopes().map((scope) => scope['Effective_From__c']))).toEqual(new Set(['2026-11-24']));
    expect(scopes().find((scope) => scope['External_Key__c'] === `person:${users.ann}`)).toMatchObject({
      Type__c: 'Person',
      Effective_To__c: null,
    });
    expect(setting()).toMatchObject({ Currency__c: 'USD' });
  });

  it('lets a seller see the own numbers alone, a manager the team’s', async () => {
    await run();
    const seenBy = (who: string) => {
      const { records } = world.org.query(world.org.actor(who), 'SELECT Scope__r.Name FROM Takt_Forecast__c');
      return new Set(records.map((record) => (record['Scope__r'] as Record<string, unknown>)['Name']));
    };
    const { users } = world.company;
    expect(seenBy(users.ann)).toEqual(new Set(['Ann Doe']));
    expect(seenBy(users.ed)).toEqual(new Set(['East', 'Ann Doe', 'Ben Doe']));
  });

  it('writes nothing the second time, though the as-of instant moves', async () => {
    await run();
    const [before, asOf] = [forecasts(), setting()?.['Forecast_As_Of__c']];
    const again = await run();
    expect(again).toMatchObject({ status: 'Succeeded', counts: { written: 0, failed: 0 } });
    expect(again.counts.unchanged).toBeGreaterThan(before.length);
    expect(forecasts()).toEqual(before);
    expect(setting()?.['Forecast_As_Of__c']).not.toBe(asOf);
  });

  it('writes nothing when the store was lost, and writes anew what was deleted by hand', async () => {
    await run();
    const before = forecasts();
    await emptied(database);
    expect(await run()).toMatchObject({ status: 'Succeeded', counts: { written: 0 } });
    const [victim] = rowsOf(world.org, 'SELECT Id FROM Takt_Forecast__c LIMIT 1').map(({ Id }) => String(Id));
    world.org.remove(world.org.system, [victim ?? '']);
    // Its key is free again when it has left the recycle bin as well.
    world.org.kernel.database.run('DELETE FROM "Takt_Forecast__c" WHERE "IsDeleted" = 1');
    expect(await run()).toMatchObject({ status: 'Succeeded', counts: { written: 1, failed: 0 } });
    expect(forecasts()).toEqual(before);
  });

  it('writes only what a changed deal changes', async () => {
    await run();
    const { ann } = world.company.users;
    create(world.org, 'Opportunity', [
      { Name: 'Small', StageName: 'Prospecting', CloseDate: '2026-12-24', Amount: 10.01, OwnerId: ann },
    ]);
    const outcome = await run();
    expect(outcome.status).toBe('Succeeded');
    expect(outcome.counts.written).toBeGreaterThanOrEqual(4);
    expect(outcome.counts.written).toBeLessThan(outcome.counts.unchanged);
    const writtenTo = (object: string): readonly string[] =>
      rowsOf(
        world.org,
        `SELECT External_Key__c FROM ${object} WHERE Run__c IN (SELECT Forecast_Run__c FROM Takt_Setting__c)`,
      ).map((row) => String(row['External_Key__c']));
    const written = writtenTo('Takt_Forecast__c');
    expect(written.length + writtenTo('Takt_Deal_Insight__c').length).toBe(outcome.counts.written);
    expect(writtenTo('Takt_Deal_Insight__c')).toHaveLength(1);
    expect(written).toContain(`person:${ann}|quarter:2026-10-01`);
    expect(written.filter((key) => key.endsWith('quarter:2026-07-01'))).toEqual([]);
  });

  it('ends in the same state when it is stopped at any step and started again', async () => {
    await run();
    const wanted = { forecasts: forecasts(), scopes: scopes() };
    for (const step of ['Read changes', 'Plan', 'Write back']) {
      await using other = await startWorld(90);
      const half = companionFor(other, await emptied(database));
      const stop = new AbortController();
      const stopped = await runNow(
        half.ports,
        { ...half.settings, worker },
        'Forecast',
        (progress) => {
          if (progress.step === step && (progress.done ?? 1) > 0) stop.abort(new Error('stopped'));
        },
        stop.signal,
      );
      expect(stopped).toMatchObject({ status: 'Failed', message: expect.stringContaining('stopped') as string });
      expect(rowsOf(other.org, 'SELECT Id FROM Takt_Setting__c WHERE Forecast_As_Of__c != null')).toEqual([]);
      expect(await run(half)).toMatchObject({ status: 'Succeeded' });
      const values = (rows: readonly Readonly<Record<string, unknown>>[]) =>
        rows.map(({ External_Key__c, Won__c, Weighted__c }) => ({ External_Key__c, Won__c, Weighted__c }));
      expect(
        values(rowsOf(other.org, `SELECT ${forecastFields} FROM Takt_Forecast__c ORDER BY External_Key__c`)),
      ).toEqual(values(wanted.forecasts));
      expect(await run(half)).toMatchObject({ counts: { written: 0 } });
    }
  });

  it('ends a person’s scope when the person is gone from the tree', async () => {
    await run();
    const { ed, cal } = world.company.users;
    const deals = rowsOf(world.org, `SELECT Id FROM Opportunity WHERE OwnerId = '${cal}'`);
    world.org.update(
      world.org.system,
      'Opportunity',
      deals.map(({ Id }) => ({ Id: String(Id), OwnerId: ed })),
    );
    world.org.update(world.org.system, 'User', [{ Id: cal, IsActive: false }]);
    expect((await run()).status).toBe('Succeeded');
    const scope = scopes().find((one) => one['External_Key__c'] === `person:${cal}`);
    expect(scope).toMatchObject({ Effective_To__c: '2026-11-24' });
    expect((await run()).counts.written).toBe(0);
  });
});

describe('runs that people ask for', () => {
  const watch = async (until: () => boolean): Promise<readonly string[]> => {
    const stop = new AbortController();
    const ended: string[] = [];
    const settings = { ...companion.settings, worker, pollMs: 10, isDead: () => true };
    const listeners = {
      onProgress: () => undefined,
      onTrouble: () => undefined,
      onRun: ({ status }: RunOutcome) => {
        ended.push(status);
        if (until()) stop.abort(new Error('stopped'));
      },
    };
    await watchRuns(companion.ports, settings, listeners, stop.signal);
    return ended;
  };
  const leaseOf = async (who: string): Promise<Lease> => {
    const lease = await companion.ports.lease.acquire(who, () => true);
    if (lease === undefined) throw new Error('no lease');
    return lease;
  };
  const ask = (Kind__c: string): string =>
    create(world.org, 'Takt_Run__c', [
      { Kind__c, CreatedById: world.company.users.ed, OwnerId: world.company.users.ed },
    ])[0] ?? '';
  const runRecord = (id: string) =>
    rowsOf(
      world.org,
      `SELECT Status__c, Step__c, Progress__c, Rows_Read__c, Rows_Written__c, Rows_Unchanged__c, Rows_Failed__c, Message__c, Started_At__c, Finished_At__c, Worker__c FROM Takt_Run__c WHERE Id = '${id}'`,
    )[0];

  it('are taken up, show who works on them, and end with counts and a message', async () => {
    const id = ask('Forecast');
    expect(runRecord(id)).toMatchObject({ Status__c: 'Requested' });
    expect(await watch(() => true)).toEqual(['Succeeded']);
    const record = runRecord(id);
    expect(record).toMatchObject({ Status__c: 'Succeeded', Progress__c: 100, Worker__c: worker, Rows_Failed__c: 0 });
    expect(Number(record?.['Rows_Read__c'])).toBeGreaterThan(90);
    expect(Number(record?.['Rows_Written__c'])).toBe(
      forecasts().length +
        scopes().length +
        rowsOf(world.org, 'SELECT Id FROM Takt_Period__c').length +
        rowsOf(world.org, 'SELECT Id FROM Takt_Deal_Insight__c').length,
    );
    expect(String(record?.['Message__c'])).toContain('90 deals');
    expect(setting()).toMatchObject({ Forecast_Run__c: id });
  });

  it('are given back when the companion is stopped, and taken up by the next one', async () => {
    const id = ask('Forecast');
    const stop = new AbortController();
    expect(await companion.ports.runs.claim({ id, attempts: 0 }, worker, '2026-11-24T12:00:00.000Z')).toBe('claimed');
    const held = { attempts: 1, worker, lease: await leaseOf(worker), tookOver: false };
    const outcome = await executeRun(
      companion.ports,
      companion.settings,
      { id, kind: 'Forecast', startedAt: '2026-11-24T12:00:00.000Z', requested: true, ...held },
      ({ step }) => {
        if (step === 'Plan') stop.abort(new Error('stopped'));
      },
      stop.signal,
    );
    expect(outcome.status).toBe('Released');
    expect(runRecord(id)).toMatchObject({ Status__c: 'Requested', Worker__c: null });
    expect(await watch(() => true)).toEqual(['Succeeded']);
  });

  it('wait again when their worker died over them, and are failed, with a message, at the third time', async () => {
    const id = ask('Forecast');
    const settings = { ...companion.settings, worker, isDead: (name: string) => name.startsWith('dead:') };
    const statuses: unknown[] = [];
    for (let attempts = 0; attempts < 3; attempts += 1) {
      const dead = `dead:${attempts}:b`;
      expect(await companion.ports.runs.claim({ id, attempts }, dead, '2026-11-24T12:00:00.000Z')).toBe('claimed');
      expect(await endAbandonedRuns(companion.ports, settings, await leaseOf(worker))).toBe(1);
      statuses.push(runRecord(id)?.['Status__c']);
    }
    expect(statuses).toEqual(['Requested', 'Requested', 'Failed']);
    expect(String(runRecord(id)?.['Message__c'])).toContain('3 times');
  });
});
