import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Id } from '../../local-org/org.ts';
import { openDatabase, type Database } from '../../src/adapters/storage/database.ts';
import { create, idOf } from './company.ts';
import { companionFor, emptied, planningRun, rowsOf, startWorld, type Companion, type World } from './harness.ts';

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

const plan = async (): Promise<void> => {
  expect(await planningRun(companion)).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
};

const role = (name: string): Id => idOf(world.org, `SELECT Id FROM UserRole WHERE Name = '${name}'`);
const team = (name: string): string => `team:${role(name)}`;
const changeUser = (Id: Id, change: Readonly<Record<string, string | boolean | null>>): void => {
  const [result] = world.org.update(world.org.system, 'User', [{ Id, ...change }]);
  expect(result?.errors).toEqual([]);
};

/** Everybody who owns a row about the scope: one of its node, several of its quarters' forecasts. */
const ownersOf = (scope: string): readonly unknown[] => {
  const forecasts = `SELECT OwnerId FROM Takt_Forecast__c WHERE External_Key__c LIKE '${scope}|%'`;
  const nodes = `SELECT OwnerId FROM Takt_Scope__c WHERE External_Key__c = '${scope}'`;
  const rows = [...rowsOf(world.org, forecasts), ...rowsOf(world.org, nodes)];
  expect(rows.length).toBeGreaterThan(2);
  return [...new Set(rows.map(({ OwnerId }) => OwnerId))];
};

/** Scopes whose forecasts, and whose nodes, the user sees. */
const seenBy = (user: Id) => {
  const keys = (soql: string): ReadonlySet<string> =>
    new Set(
      world.org
        .query(world.org.actor(user), soql)
        .records.map((row) => String(row['External_Key__c']).replace(/\|.*/, '')),
    );
  return {
    forecasts: keys('SELECT External_Key__c FROM Takt_Forecast__c'),
    scopes: keys('SELECT External_Key__c FROM Takt_Scope__c'),
  };
};
const parentOf = (scope: string): unknown => {
  const soql = `SELECT Parent__r.External_Key__c FROM Takt_Scope__c WHERE External_Key__c = '${scope}'`;
  return rowsOf(world.org, soql)[0]?.['Parent__r'];
};

describe('rows that a planning run writes', () => {
  it('belong to the person whom they are about, and are no peer’s to see', async () => {
    await plan();
    const { ann, ben, ed, wes } = world.company.users;
    expect(ownersOf(`person:${ann}`)).toEqual([ann]);
    expect(seenBy(ann)).toEqual({
      forecasts: new Set([`person:${ann}`]),
      scopes: new Set([`person:${ann}`]),
    });
    expect(seenBy(ed).forecasts).toEqual(new Set([team('East'), `person:${ann}`, `person:${ben}`]));
    expect(seenBy(wes).forecasts).not.toContain(`person:${ann}`);
  });

  it('belong to the team’s manager where they are about a team, and to the one above where that one has left', async () => {
    await plan();
    const { cora, ed, wes } = world.company.users;
    expect([ownersOf(team('East')), ownersOf(team('West')), ownersOf(team('Sales'))]).toEqual([[ed], [wes], [cora]]);
    changeUser(ed, { IsActive: false });
    await plan();
    expect(ownersOf(team('East'))).toEqual([cora]);
    expect(ownersOf(team('West'))).toEqual([wes]);
  });

  it('belong to the nearest active manager where they are about somebody who has left', async () => {
    await plan();
    const { ann, ben, cora, ed } = world.company.users;
    changeUser(ben, { IsActive: false });
    await plan();
    expect(ownersOf(`person:${ben}`)).toEqual([ed]);
    expect(rowsOf(world.org, `SELECT Id FROM Takt_Forecast__c WHERE Person__c = '${ben}'`)).not.toEqual([]);
    expect(seenBy(ed).forecasts).toContain(`person:${ben}`);
    expect(seenBy(ann).forecasts).toEqual(new Set([`person:${ann}`]));
    changeUser(ed, { IsActive: false });
    await plan();
    expect(ownersOf(`person:${ben}`)).toEqual([cora]);
  });

  it('go to the manager where somebody has left and all deals were handed on, the scope ended with them', async () => {
    await plan();
    const { ann, ben, cora, ed } = world.company.users;
    const scope = `SELECT Effective_To__c FROM Takt_Scope__c WHERE External_Key__c = 'person:${ben}'`;
    changeUser(ben, { IsActive: false });
    const handedOn = rowsOf(world.org, `SELECT Id FROM Opportunity WHERE OwnerId = '${ben}'`);
    const moved = handedOn.map(({ Id }) => ({ Id: String(Id), OwnerId: ann }));
    expect(world.org.update(world.org.system, 'Opportunity', moved).flatMap(({ errors }) => errors)).toEqual([]);
    await plan();
    expect(rowsOf(world.org, scope)[0]?.['Effective_To__c']).toBe('2026-11-24');
    expect(ownersOf(`person:${ben}`)).toEqual([ed]);
    changeUser(ed, { IsActive: false });
    await plan();
    expect(ownersOf(`person:${ben}`)).toEqual([cora]);
  });

  it('belong to the service user where somebody has left without a role, and to the person who comes back', async () => {
    const { ben, service } = world.company.users;
    changeUser(ben, { IsActive: false, UserRoleId: null });
    await plan();
    expect(parentOf(`person:${ben}`)).toMatchObject({ External_Key__c: 'team:none' });
    expect(ownersOf(`person:${ben}`)).toEqual([service]);
    changeUser(ben, { IsActive: true, UserRoleId: role('West Reps') });
    await plan();
    expect(ownersOf(`person:${ben}`)).toEqual([ben]);
  });

  it('belong to the service user where they are about the company, and are for the readers’ group to see', async () => {
    await plan();
    const { cora, wes, service } = world.company.users;
    expect(ownersOf('total')).toEqual([service]);
    expect(seenBy(cora).forecasts).not.toContain('total');
    const GroupId = idOf(world.org, "SELECT Id FROM Group WHERE DeveloperName = 'Takt_Company_Readers'");
    create(world.org, 'GroupMember', [{ GroupId, UserOrGroupId: cora }]);
    expect(seenBy(cora).forecasts).toContain('total');
    expect(seenBy(cora).scopes).toContain('total');
    expect(seenBy(wes).forecasts).not.toContain('total');
  });
});

describe('a seller who changes teams', () => {
  it('is seen by the new manager and no more by the old one, whose teams are planningRun anew', async () => {
    await plan();
    const { ann, ed, wes } = world.company.users;
    expect(parentOf(`person:${ann}`)).toMatchObject({ External_Key__c: team('East') });
    expect(seenBy(ed).forecasts).toContain(`person:${ann}`);
    const openDeals = (scope: string): number =>
      Number(
        rowsOf(
          world.org,
          `SELECT Open_Deals__c FROM Takt_Forecast__c WHERE External_Key__c = '${scope}|quarter:2026-10-01'`,
        )[0]?.['Open_Deals__c'],
      );
    const [east, west, hers] = [team('East'), team('West'), `person:${ann}`].map(openDeals);
    changeUser(ann, { UserRoleId: role('West Reps') });
    await plan();
    expect(parentOf(`person:${ann}`)).toMatchObject({ External_Key__c: team('West') });
    expect(ownersOf(`person:${ann}`)).toEqual([ann]);
    for (const seen of [seenBy(ed).forecasts, seenBy(ed).scopes]) expect(seen).not.toContain(`person:${ann}`);
    for (const seen of [seenBy(wes).forecasts, seenBy(wes).scopes]) expect(seen).toContain(`person:${ann}`);
    expect(hers).toBeGreaterThan(0);
    expect(openDeals(team('East'))).toBe((east ?? NaN) - (hers ?? NaN));
    expect(openDeals(team('West'))).toBe((west ?? NaN) + (hers ?? NaN));
  });
});
