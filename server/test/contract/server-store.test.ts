import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Client } from 'pg';
import { openDatabase, type Database } from '../../src/adapters/storage/database.ts';
import { resultsLeft } from '../faults/results-left.ts';
import { companionOn, forecastOf } from '../support/server-companion.ts';
import { newPlace, withPostgres } from '../support/stores.ts';
import { companionFor, planningRun, rowsOf, startWorld, type World } from './harness.ts';
import { takt } from './takt-process.ts';

let world: World;
let embedded: Database;
let inEmbedded: readonly unknown[] = [];

const settle = async (...things: readonly { close(): Promise<void> }[]): Promise<void> => {
  for (const thing of things) await thing.close();
};

describe('a companion with its store in a PostgreSQL', withPostgres, () => {
  beforeAll(async () => {
    world = await startWorld(60);
    embedded = await openDatabase(undefined);
    expect(await planningRun(companionFor(world, embedded))).toMatchObject({ status: 'Succeeded' });
    inEmbedded = resultsLeft(world.org);
    expect(inEmbedded.length).toBeGreaterThan(30);
    await world[Symbol.asyncDispose]();
    await embedded.close();
  });
  afterEach(() => world[Symbol.asyncDispose]());

  it('leaves in the CRM what one with a store of its own leaves, and writes nothing the second time', async () => {
    world = await startWorld(60);
    const companion = await companionOn(world, await newPlace());
    expect(await forecastOf(companion)).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
    expect(resultsLeft(world.org)).toEqual(inEmbedded);
    expect(await forecastOf(companion)).toMatchObject({ status: 'Succeeded', counts: { written: 0 } });
    await settle(companion);
  });

  it('goes on where another process has left off, and writes nothing again', async () => {
    world = await startWorld(60);
    const place = await newPlace();
    const first = await companionOn(world, place);
    await forecastOf(first);
    await settle(first);
    const second = await companionOn(world, place);
    const outcome = await forecastOf(second);
    expect(outcome).toMatchObject({ status: 'Succeeded', counts: { written: 0 } });
    await settle(second);
  });

  it('shares it with another: both plan at once, one run at a time, and nothing is written twice', async () => {
    world = await startWorld(60);
    const place = await newPlace();
    const companions = await Promise.all([companionOn(world, place), companionOn(world, place)]);
    const named = companions.map((companion, at) => ({
      ...companion,
      settings: { ...companion.settings, worker: `host-${at}:1:a` },
    }));
    const outcomes = await Promise.all(named.map(forecastOf));
    expect(outcomes.map(({ status }) => status)).toContain('Succeeded');
    for (const { status, message } of outcomes) if (status === 'Failed') expect(message).toContain('under way');
    for (const companion of named) {
      expect(await forecastOf(companion)).toMatchObject({ status: 'Succeeded', counts: { written: 0, failed: 0 } });
    }
    expect(resultsLeft(world.org)).toEqual(inEmbedded);
    for (const object of ['Takt_Scope__c', 'Takt_Period__c', 'Takt_Forecast__c']) {
      const keys = rowsOf(world.org, `SELECT External_Key__c FROM ${object}`).map((row) => row['External_Key__c']);
      expect(new Set(keys).size).toBe(keys.length);
    }
    await settle(...companions);
  });

  it('is configured by DATABASE_URL alone, in a schema named for the org, and tells no password', async () => {
    world = await startWorld(20);
    const { url } = await newPlace();
    const { password } = new URL(url);
    const run = await takt(world, ['run', 'forecast', '--json'], { DATABASE_URL: url }).ended;
    expect(run).toMatchObject({ code: 0 });
    const doctor = await takt(world, ['doctor'], { DATABASE_URL: url }).ended;
    expect(doctor).toMatchObject({ code: 0 });
    expect(doctor.out + doctor.errors).toMatch(
      /store: PostgreSQL at 127\.0\.0\.1:\d+\/postgres, schema takt_00d\w{15}/,
    );
    for (const { out, errors } of [run, doctor]) expect(out + errors).not.toContain(password);
    const [schema = ''] = /takt_00d\w{15}/.exec(doctor.out + doctor.errors) ?? [];
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(`SELECT count(*)::int AS deals FROM ${schema}.opportunity`);
    expect(rows).toEqual([{ deals: 20 }]);
    await client.query(`DROP SCHEMA ${schema} CASCADE`);
    await client.end();
  });

  it('ends with one plain line where PostgreSQL is not there', async () => {
    world = await startWorld(5);
    const { code, out, errors } = await takt(world, ['run', 'forecast'], {
      DATABASE_URL: 'postgres://takt:hunter2@127.0.0.1:1/takt',
    }).ended;
    expect(code).toBe(1);
    expect(errors + out).toContain('PostgreSQL cannot be reached');
    expect(errors + out).not.toContain('hunter2');
    expect(errors).not.toContain('    at ');
  });
});
