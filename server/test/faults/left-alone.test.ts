import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../local-org/org.ts';
import { openDatabase, type Database } from '../../src/adapters/storage/database.ts';
import type { ApiRequest } from '../../src/adapters/salesforce/connection.ts';
import { create } from '../contract/company.ts';
import { companionFor, emptied, planningRun, rowsOf, startWorld, type World } from '../contract/harness.ts';
import { orgFaults } from './org-faults.ts';

const root = path.resolve(import.meta.dirname, '../../..');
let world: World;
let database: Database;
beforeAll(async () => {
  database = await openDatabase(undefined);
});
afterAll(() => database.close());
afterEach(() => world[Symbol.asyncDispose]());

const fresh = async (project?: string): Promise<void> => {
  world = await startWorld(60, project);
  await emptied(database);
};
const issues = () =>
  rowsOf(
    world.org,
    `SELECT Status__c, Object_Name__c, Record_Id__c, Subject__c, Description__c, Suggested_Fix__c
      FROM Takt_Data_Issue__c WHERE Rule__c = 'Write-back' ORDER BY External_Key__c`,
  );
const forecast = (key: string): Readonly<Record<string, unknown>> =>
  rowsOf(world.org, `SELECT Id, Name, Won__c FROM Takt_Forecast__c WHERE External_Key__c = '${key}'`)[0] ?? {};
const writesOf = (sent: readonly ApiRequest[], object: string): number =>
  sent.filter(({ body }) => typeof body === 'string' && body.includes(`/composite/sobjects/${object}/`)).length;

/** The project with one more validation rule. */
const projectWithRule = (object: string, formula: string): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'takt-rule-'));
  cpSync(path.join(root, 'force-app'), path.join(folder, 'force-app'), { recursive: true });
  cpSync(path.join(root, 'sfdx-project.json'), path.join(folder, 'sfdx-project.json'));
  const rules = path.join(folder, `force-app/main/forecasting/objects/${object}/validationRules`);
  mkdirSync(rules, { recursive: true });
  writeFileSync(
    path.join(rules, 'Too_Much.validationRule-meta.xml'),
    `<?xml version="1.0" encoding="UTF-8"?>
<ValidationRule xmlns="http://soap.sforce.com/2006/04/metadata">
    <fullName>Too_Much</fullName>
    <active>true</active>
    <errorConditionFormula>${formula}</errorConditionFormula>
    <errorMessage>This is more than we believe.</errorMessage>
</ValidationRule>
`,
  );
  return folder;
};

describe('rows that the CRM refuses', () => {
  it('39 · are not tried again within a run where a validation rule refuses them, and are shown with row and remedy', async () => {
    const project = projectWithRule('Takt_Forecast__c', 'Won_Deals__c &gt; 0');
    try {
      await fresh(project);
      const sent: ApiRequest[] = [];
      const companion = companionFor(world, database, { onRequest: (request) => sent.push(request) });
      for (let run = 1; run <= 2; run += 1) {
        sent.length = 0;
        expect(await planningRun(companion)).toMatchObject({
          status: 'Failed',
          message: expect.stringContaining('This is more than we believe.') as string,
        });
        expect(writesOf(sent, 'Takt_Forecast__c')).toBe(1);
      }
      const third = await planningRun(companion);
      expect(third).toMatchObject({ status: 'Succeeded' });
      expect(third.counts.failed).toBeGreaterThan(0);
      expect(issues()).toHaveLength(third.counts.failed);
      expect(issues()[0]).toMatchObject({
        Status__c: 'Open',
        Object_Name__c: 'Takt_Forecast__c',
        Subject__c: expect.stringMatching(/· Q\d \d{4}$/) as string,
        Description__c: expect.stringContaining('This is more than we believe.') as string,
        Suggested_Fix__c: expect.stringContaining('validation rule') as string,
      });
      sent.length = 0;
      expect(await planningRun(companion)).toMatchObject({ status: 'Succeeded', counts: { written: 0 } });
      expect(writesOf(sent, 'Takt_Forecast__c')).toBe(0);
    } finally {
      rmSync(project, { recursive: true });
    }
  });

  it('39 · are not tried again where a field may not be written, and the run names the field', async () => {
    await fresh();
    const sent: ApiRequest[] = [];
    const companion = companionFor(world, database, { onRequest: (request) => sent.push(request) });
    await orgFaults(world).hideField('Takt_Forecast__c', 'Gap__c');
    const outcome = await planningRun(companion);
    expect(outcome).toMatchObject({ status: 'Failed', message: expect.stringContaining('Gap__c') as string });
    expect(writesOf(sent, 'Takt_Forecast__c')).toBeLessThanOrEqual(1);
    await orgFaults(world).showField('Takt_Forecast__c', 'Gap__c');
    expect(await planningRun(companion)).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
  });

  it('39 · are not tried again where what they are about was deleted meanwhile, while all others are written', async () => {
    await fresh();
    const sent: ApiRequest[] = [];
    const [deal] = rowsOf(world.org, 'SELECT Id FROM Opportunity WHERE IsClosed = false LIMIT 1').map(({ Id }) =>
      String(Id),
    );
    let deleted = false;
    const companion = companionFor(world, database, {
      onRequest: (request) => sent.push(request),
      failpoints: async (at) => {
        if (at !== 'write:before-send' || deleted) return;
        deleted = true;
        await Promise.resolve();
        expect(world.org.remove(world.org.system, [deal ?? ''])[0]?.errors).toEqual([]);
      },
    });
    const outcome = await planningRun(companion);
    expect(outcome).toMatchObject({
      status: 'Failed',
      counts: { failed: 1 },
      message: expect.stringContaining(`insight ${deal ?? ''}`) as string,
    });
    expect(outcome.counts.written).toBeGreaterThan(30);
    expect(writesOf(sent, 'Takt_Deal_Insight__c')).toBe(1);
    expect(await planningRun(companion)).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
  });
});

describe('rows that a person changed', () => {
  const edited = async () => {
    await fresh();
    const companion = companionFor(world, database);
    expect(await planningRun(companion)).toMatchObject({ status: 'Succeeded' });
    const key = `person:${world.company.users.ann}|quarter:2026-10-01`;
    const { Id: id, Won__c: planned } = forecast(key);
    const person = world.org.system;
    expect(world.org.update(person, 'Takt_Forecast__c', [{ Id: id as Id, Won__c: 999 }])[0]?.errors).toEqual([]);
    return { companion, key, id: id as Id, planned };
  };

  it('40 · are not overwritten: both values are shown, until somebody decides', async () => {
    const { companion, key, planned } = await edited();
    for (let run = 1; run <= 2; run += 1) {
      expect(await planningRun(companion)).toMatchObject({
        status: 'Succeeded',
        counts: { written: 0, failed: 0 },
        message: expect.stringContaining('changed by hand') as string,
      });
      expect(forecast(key)['Won__c']).toBe(999);
    }
    expect(issues()).toMatchObject([
      {
        Status__c: 'Open',
        Record_Id__c: forecast(key)['Id'],
        Subject__c: 'Ann Doe · Q4 2026',
        Description__c: expect.stringContaining(`in the CRM "999", computed "${String(planned)}"`) as string,
      },
    ]);
    expect(await companion.ports.deadLetters.retryAll()).toBe(1);
    expect(await planningRun(companion)).toMatchObject({ counts: { written: 1 } });
    expect(forecast(key)['Won__c']).toBe(planned);
    expect(issues()).toMatchObject([{ Status__c: 'Resolved' }]);
  });

  it('40 · are not overwritten by a companion whose store was lost', async () => {
    const { companion, key } = await edited();
    await emptied(database);
    expect(await planningRun(companion)).toMatchObject({ status: 'Succeeded', counts: { written: 0 } });
    expect(forecast(key)['Won__c']).toBe(999);
    expect(issues()).toHaveLength(1);
  });

  it('40 · are followed again when the person puts the value back', async () => {
    const { companion, key, id, planned } = await edited();
    await planningRun(companion);
    world.org.update(world.org.system, 'Takt_Forecast__c', [{ Id: id, Won__c: planned as number }]);
    expect(await planningRun(companion)).toMatchObject({ counts: { written: 0 } });
    expect(issues()).toMatchObject([{ Status__c: 'Resolved' }]);
    const { ann } = world.company.users;
    create(world.org, 'Opportunity', [
      { Name: 'New', StageName: 'Closed Won', CloseDate: '2026-11-20', Amount: 10, OwnerId: ann },
    ]);
    expect(await planningRun(companion)).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
    expect(forecast(key)['Won__c']).toBe(Number(planned) + 10);
  });

  it('40 · are not overwritten where they are changed after the companion has looked, in the moment before it writes', async () => {
    await fresh();
    expect(await planningRun(companionFor(world, database))).toMatchObject({ status: 'Succeeded' });
    const { ann, cal } = world.company.users;
    const key = `person:${cal}|quarter:2026-10-01`;
    const { Id: id, Won__c: planned } = forecast(key);
    let edits = 0;
    const companion = companionFor(world, database, {
      failpoints: async (at) => {
        if (at !== 'write:before-send' || edits > 0) return;
        edits += 1;
        await Promise.resolve();
        // The org's time goes on in seconds: an edit within the second of the last write is not told from it.
        await orgFaults(world).moveClock(2_000);
        expect(
          world.org.update(world.org.system, 'Takt_Forecast__c', [{ Id: id as Id, Won__c: 999 }])[0]?.errors,
        ).toEqual([]);
      },
    });
    for (const OwnerId of [ann, cal]) {
      create(world.org, 'Opportunity', [
        { Name: 'New', StageName: 'Closed Won', CloseDate: '2026-11-20', Amount: 10, OwnerId },
      ]);
    }
    expect(await planningRun(companion)).toMatchObject({
      status: 'Succeeded',
      counts: { failed: 0 },
      message: expect.stringContaining('1 rows were changed by hand') as string,
    });
    expect(edits).toBe(1);
    expect(forecast(key)['Won__c']).toBe(999);
    expect(issues()).toMatchObject([
      { Description__c: expect.stringContaining(`in the CRM "999", computed "${Number(planned) + 10}"`) as string },
    ]);
  });

  it('40 · a run that a person has ended is not carried on, and stays ended', async () => {
    await fresh();
    let id: unknown;
    const companion = companionFor(world, database, {
      failpoints: async (at) => {
        if (at !== 'write:before-send' || id !== undefined) return;
        await Promise.resolve();
        id = rowsOf(world.org, "SELECT Id FROM Takt_Run__c WHERE Status__c = 'Running'")[0]?.['Id'];
        const change = { Id: id as Id, Status__c: 'Failed', Message__c: 'Stopped by Cora' };
        expect(world.org.update(world.org.system, 'Takt_Run__c', [change])[0]?.errors).toEqual([]);
      },
    });
    // In one second throughout: instants alone do not tell the two runs apart.
    const at = Date.parse('2026-11-24T12:00:00.000Z');
    const still = { ...companion, ports: { ...companion.ports, clock: { ...companion.ports.clock, now: () => at } } };
    expect(await planningRun(still)).toMatchObject({ status: 'Failed' });
    const run = () =>
      rowsOf(world.org, `SELECT Status__c, Message__c, Writer_Slot__c FROM Takt_Run__c WHERE Id = '${String(id)}'`);
    expect(run()).toMatchObject([{ Status__c: 'Failed', Message__c: 'Stopped by Cora' }]);
    expect(rowsOf(world.org, 'SELECT Id FROM Takt_Forecast__c')).toEqual([]);
    expect(await planningRun(still)).toMatchObject({ status: 'Succeeded' });
    expect(run()).toEqual([{ Status__c: 'Failed', Message__c: 'Stopped by Cora', Writer_Slot__c: null }]);
  });
});
