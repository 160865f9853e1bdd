import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueToken } from '../../local-org/auth/sessions.ts';
import { openDatabase, type Database } from '../../src/adapters/storage/database.ts';
import type { RunOutcome } from '../../src/application/ports/run-requests.ts';
import { watchRuns } from '../../src/application/watch-runs.ts';
import { create, idOf, serviceUsername } from './company.ts';
import { companionFor, rowsOf, startWorld, type Companion, type World } from './harness.ts';

let world: World;
let database: Database;
let companion: Companion;
const username = {
  rep: 'ann@takt.example',
  manager: 'ed@takt.example',
  admin: 'ada@takt.example',
  'meeting lead': 'mia@takt.example',
  guest: 'gus@takt.example',
  'service user': serviceUsername,
};
type Persona = keyof typeof username;

const hire = (name: string, profile: string, group?: string): void => {
  const { org } = world;
  const ProfileId = idOf(org, `SELECT Id FROM Profile WHERE Name = '${profile}'`);
  const [AssigneeId = ''] = create(org, 'User', [
    {
      LastName: name,
      Username: `${name.toLowerCase()}@takt.example`,
      Email: `${name.toLowerCase()}@takt.example`,
      Alias: name.toLowerCase(),
      IsActive: true,
      ProfileId,
    },
  ]);
  if (group === undefined) return;
  const PermissionSetGroupId = idOf(org, `SELECT Id FROM PermissionSetGroup WHERE DeveloperName = '${group}'`);
  create(org, 'PermissionSetAssignment', [{ AssigneeId, PermissionSetGroupId }]);
};

beforeAll(async () => {
  database = await openDatabase(undefined);
  world = await startWorld(12);
  hire('Ada', 'System Administrator', 'Takt_Admin_User');
  hire('Mia', 'Standard User', 'Takt_Meeting_Lead_User');
  hire('Gus', 'Standard User');
  companion = companionFor(world, database);
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await database.close();
});

const idOfUser = (who: Persona): string => idOf(world.org, `SELECT Id FROM User WHERE Username = '${username[who]}'`);
const asPerson = (who: Persona, path: string, body?: unknown): Promise<Response> =>
  fetch(`${world.url}/services/data/v67.0${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${issueToken(world.org, username[who]).token}`,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

let years = 2030;
/** A fiscal year of its own with version 1 in force and version 2 as a draft. */
const draftPlan = () => {
  years += 1;
  const [first = '', second = ''] = create(
    world.org,
    'Takt_Plan__c',
    [1, 2].map((version) => ({
      Name: `FY${years} v${version}`,
      Kind__c: 'Quota',
      Fiscal_Year__c: String(years),
      Version__c: version,
      Status__c: version === 1 ? 'Published' : 'Draft',
      External_Key__c: `quota|${years}|v${version}`,
    })),
  );
  const statuses = () =>
    rowsOf(world.org, `SELECT Status__c FROM Takt_Plan__c WHERE Fiscal_Year__c = '${years}' ORDER BY Version__c`).map(
      ({ Status__c }) => Status__c,
    );
  return { first, second, statuses };
};
const requestOf = (kind: string, planId: string) =>
  kind === 'Forecast' ? { Kind__c: kind } : { Kind__c: kind, Parameters__c: JSON.stringify({ planId }) };

/** Past the validation rules, as a data load or a trigger may: the person's name stands on the run. */
const slipIn = (who: Persona, run: Readonly<Record<string, string>>): string =>
  create(world.org, 'Takt_Run__c', [{ ...run, CreatedById: idOfUser(who), OwnerId: idOfUser(who) }])[0] ?? '';

const watchOne = async (): Promise<RunOutcome | undefined> => {
  const stop = new AbortController();
  let outcome: RunOutcome | undefined;
  await watchRuns(
    companion.ports,
    { ...companion.settings, worker: 'host:1:a', pollMs: 10, isDead: () => true },
    {
      onProgress: () => undefined,
      onTrouble: (message) => {
        if (message !== undefined) stop.abort(new Error(message));
      },
      onRun: (run) => {
        outcome = run;
        stop.abort(new Error('stopped'));
      },
    },
    stop.signal,
  );
  return outcome;
};
const runRecord = (id: string) =>
  rowsOf(world.org, `SELECT Status__c, Worker__c, Started_At__c, Message__c FROM Takt_Run__c WHERE Id = '${id}'`)[0];
const forecasts = (): number => rowsOf(world.org, 'SELECT Id, SystemModstamp FROM Takt_Forecast__c').length;
const asOf = () => rowsOf(world.org, 'SELECT Forecast_As_Of__c FROM Takt_Setting__c')[0]?.['Forecast_As_Of__c'];

const may: readonly (readonly [string, Persona, boolean])[] = [
  ['Forecast', 'rep', true],
  ['Forecast', 'manager', true],
  ['Forecast', 'admin', true],
  ['Forecast', 'meeting lead', true],
  ['Forecast', 'guest', false],
  ['Forecast', 'service user', true],
  ['Quota_Publish', 'rep', false],
  ['Quota_Publish', 'manager', false],
  ['Quota_Publish', 'admin', true],
  ['Quota_Publish', 'meeting lead', false],
  ['Quota_Publish', 'guest', false],
  ['Quota_Publish', 'service user', false],
];
const word = (allowed: boolean): string => (allowed ? 'is granted to' : 'is refused to');
const cases = may.map(([kind, who, allowed]) => ({ kind, who, allowed, word: word(allowed) }));

describe('at the CRM’s door', () => {
  it.each(cases)('a $kind run $word the $who', async ({ kind, who, allowed }) => {
    const answer = await asPerson(who, '/sobjects/Takt_Run__c', requestOf(kind, draftPlan().second));
    const body: unknown = await answer.json();
    if (allowed) {
      expect({ status: answer.status, body }).toMatchObject({ status: 201 });
      world.org.remove(world.org.system, [(body as { id: string }).id]);
    } else if (who === 'guest') {
      expect([403, 404]).toContain(answer.status);
    } else {
      expect(body).toMatchObject([{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', fields: ['Kind__c'] }]);
    }
  });
});

describe('past the CRM’s door, the companion', () => {
  it.each(cases)('asks again: a $kind run $word the $who', async ({ kind, who, allowed }) => {
    const plan = draftPlan();
    const before = { asOf: asOf(), forecasts: forecasts() };
    const id = slipIn(who, requestOf(kind, plan.second));
    const outcome = await watchOne();
    const published = allowed && kind === 'Quota_Publish';
    expect(plan.statuses()).toEqual(published ? ['Superseded', 'Published'] : ['Published', 'Draft']);
    if (allowed) {
      expect(outcome).toMatchObject({ status: 'Succeeded' });
      expect(asOf()).not.toBe(before.asOf);
      return;
    }
    expect(runRecord(id)).toMatchObject({ Status__c: 'Failed', Worker__c: null, Started_At__c: null });
    const message = String(runRecord(id)?.['Message__c']);
    expect(message).toContain(kind === 'Forecast' ? 'Takt_Run_Forecast' : 'Takt_Run_Publish');
    expect(message).toContain('Ask an administrator of Takt');
    expect({ asOf: asOf(), forecasts: forecasts() }).toEqual(before);
  });

  it('grants nothing to who has left', async () => {
    const plan = draftPlan();
    const Id = idOfUser('admin');
    slipIn('admin', requestOf('Quota_Publish', plan.second));
    world.org.update(world.org.system, 'User', [{ Id, IsActive: false }]);
    expect(await watchOne()).toMatchObject({ status: 'Failed' });
    world.org.update(world.org.system, 'User', [{ Id, IsActive: true }]);
    expect(plan.statuses()).toEqual(['Published', 'Draft']);
  });

  it('publishes no plan for who may ask but may not change it', async () => {
    const plan = draftPlan();
    const [extra = ''] = create(world.org, 'SetupEntityAccess', [
      {
        ParentId: idOf(world.org, "SELECT Id FROM PermissionSet WHERE Name = 'Takt_Rep'"),
        SetupEntityId: idOf(world.org, "SELECT Id FROM CustomPermission WHERE DeveloperName = 'Takt_Run_Publish'"),
      },
    ]);
    slipIn('rep', requestOf('Quota_Publish', plan.second));
    const outcome = await watchOne();
    world.org.kernel.database.run('DELETE FROM "SetupEntityAccess" WHERE "Id" = ?', [extra]);
    expect(outcome?.message).toContain('may not change the plan');
    expect(plan.statuses()).toEqual(['Published', 'Draft']);
  });

  it('says what is wrong with a plan that cannot be published', async () => {
    const plan = draftPlan();
    const ask = async (Parameters__c: string): Promise<string | undefined> => {
      slipIn('admin', { Kind__c: 'Quota_Publish', Parameters__c });
      return (await watchOne())?.message;
    };
    const named = (planId: string): string => JSON.stringify({ planId });
    expect(await ask('plan 2, please')).toContain('not JSON');
    expect(await ask('{}')).toContain('does not say which plan');
    expect(await ask(named(plan.second.replace(/.{6}$/, 'zzzAAA')))).toContain('no such plan');
    expect(await ask(named('AAAAAAAAAAAAAAAAAA'))).toContain('no such plan');
    expect(await ask(named(world.company.accountId))).toContain('no such plan');
    world.org.update(world.org.system, 'Takt_Plan__c', [{ Id: plan.second, Status__c: 'Importing' }]);
    expect(await ask(named(plan.second))).toContain('still being imported');
    world.org.update(world.org.system, 'Takt_Plan__c', [{ Id: plan.second, Status__c: 'Approved' }]);
    expect(await ask(named(plan.first))).toContain('is version 1, and');
    expect(plan.statuses()).toEqual(['Published', 'Approved']);
  });
});

describe('who may see whose rights', () => {
  const query = (soql: string): string => `/query?q=${encodeURIComponent(soql)}`;

  it.each(['CustomPermission', 'SetupEntityAccess'])('%s is for who views the setup', async (object) => {
    expect((await asPerson('service user', query(`SELECT Id FROM ${object}`))).status).toBe(200);
    const refused = await asPerson('rep', query(`SELECT Id FROM ${object}`));
    expect(await refused.json()).toMatchObject([{ errorCode: 'INVALID_TYPE' }]);
  });

  it('tells of a record what another person may do with it', async () => {
    const { second } = draftPlan();
    const ask = async (who: Persona): Promise<unknown> => {
      const soql = `SELECT RecordId, HasReadAccess, HasEditAccess FROM UserRecordAccess WHERE UserId = '${idOfUser(who)}' AND RecordId = '${second}'`;
      const answer: unknown = await (await asPerson('service user', query(soql))).json();
      return answer;
    };
    const access = (HasReadAccess: boolean, HasEditAccess: boolean) => ({
      records: [{ RecordId: second, HasReadAccess, HasEditAccess }],
    });
    expect(await ask('rep')).toMatchObject(access(true, false));
    expect(await ask('admin')).toMatchObject(access(true, true));
    expect(await ask('guest')).toMatchObject(access(false, false));
  });
});

describe('actions', () => {
  it('are stamped when they are done, and unstamped when they are opened again', async () => {
    const { ann } = world.company.users;
    const [Id = ''] = create(world.org, 'Takt_Action__c', [
      {
        ...{ Name: 'Call', Assignee__c: ann, OwnerId: ann, Due_Date__c: '2026-12-01' },
        ...{ Account__c: world.company.accountId, Status__c: 'Done', Outcome__c: 'Won back' },
      },
    ]);
    const action = () =>
      rowsOf(world.org, `SELECT Completed_At__c, LastModifiedDate FROM Takt_Action__c WHERE Id = '${Id}'`)[0];
    const doneAt = action()?.['LastModifiedDate'];
    slipIn('rep', { Kind__c: 'Forecast' });
    await watchOne();
    expect(action()?.['Completed_At__c']).toBe(doneAt);
    world.org.update(world.org.system, 'Takt_Action__c', [{ Id, Status__c: 'Open' }]);
    slipIn('rep', { Kind__c: 'Forecast' });
    await watchOne();
    expect(action()?.['Completed_At__c']).toBeNull();
  });
});
