import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../src/adapters/storage/database.ts';
import { openOrg } from '../../local-org/open-org.ts';
import { seedDemo } from '../../local-org/seed/index.ts';
import { companionFor, planningRun, rowsOf, startWorld, type Companion, type World } from './harness.ts';

const root = path.resolve(import.meta.dirname, '../../..');
/** The project, with a namespace in its one place. */
const project = mkdtempSync(path.join(tmpdir(), 'takt-namespace-'));
let world: World;
let database: Database;
let companion: Companion;

beforeAll(async () => {
  symlinkSync(path.join(root, 'force-app'), path.join(project, 'force-app'));
  writeFileSync(path.join(project, 'sfdx-project.json'), JSON.stringify({ namespace: 'acme' }));
  [world, database] = [await startWorld(60, project), await openDatabase(undefined)];
  companion = companionFor(world, database, { namespace: 'acme' });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await database.close();
  rmSync(project, { recursive: true });
});

const plan = () => planningRun(companion);

describe('a package with a namespace', () => {
  it('is installed under it: no object and no field of its own is without', () => {
    const own = world.org.schema.objects.filter(({ custom }) => custom);
    expect(own.length).toBeGreaterThan(30);
    for (const { name, fields } of own) {
      expect(name).toMatch(/^acme__Takt_/);
      for (const field of fields.values()) if (field.custom) expect(field.name).toMatch(/^acme__/);
    }
  });

  it('is planningRun in, and a second run writes nothing', async () => {
    const first = await plan();
    expect(first).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
    const rows = 'SELECT acme__Won__c, acme__Scope__r.acme__Type__c FROM acme__Takt_Forecast__c';
    expect(rowsOf(world.org, rows).length).toBeGreaterThan(5);
    expect(await plan()).toMatchObject({ status: 'Succeeded', counts: { written: 0, failed: 0 } });
  });

  it('takes the demo company in', () => {
    const org = openOrg({ data: ':memory:', today: '2026-11-24', projectRoot: project });
    try {
      seedDemo(org, { today: '2026-11-24', deals: 60 });
      expect(rowsOf(org, 'SELECT Id FROM acme__Takt_Action__c').length).toBeGreaterThan(3);
      expect(rowsOf(org, 'SELECT Id FROM acme__Takt_Quota__c WHERE acme__Approved_1__c > 0').length).toBeGreaterThan(
        10,
      );
    } finally {
      org.close();
    }
  });
});
