import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkReach } from '../../src/adapters/salesforce/check-reach.ts';
import { openDatabase, type Database } from '../../src/adapters/storage/database.ts';
import { create, idOf } from './company.ts';
import { companionFor, planningRun, rowsOf, startWorld, type Companion, type World } from './harness.ts';

let world: World;
let database: Database;
let companion: Companion;
beforeAll(async () => {
  database = await openDatabase(undefined);
  world = await startWorld(12);
  companion = companionFor(world, database);
});
afterAll(async () => {
  await database.close();
  await world[Symbol.asyncDispose]();
});

const run = () => planningRun(companion);

describe('what takt doctor says of rows that belong to others', () => {
  it('is nothing before there is such a row', async () => {
    expect(await checkReach(companion.connection)).toBe(false);
  });

  it('is good where the service user is in its group, and names the group where it is not', async () => {
    expect(await run()).toMatchObject({ status: 'Succeeded' });
    expect(await checkReach(companion.connection)).toBe(true);
    const { service } = world.company.users;
    const groupId = idOf(world.org, "SELECT Id FROM Group WHERE DeveloperName = 'Takt_Service'");
    const members = rowsOf(world.org, `SELECT Id FROM GroupMember WHERE GroupId = '${groupId}'`);
    world.org.remove(
      world.org.system,
      members.map(({ Id }) => String(Id)),
    );
    await expect(checkReach(companion.connection)).rejects.toThrow('member of the public group Takt Service');
    world.org.remove(world.org.system, [idOf(world.org, 'SELECT Id FROM Opportunity WHERE IsWon = true')]);
    expect(await run()).toMatchObject({
      message: expect.stringContaining('make the service user a member of the public group Takt Service') as string,
    });
    create(world.org, 'GroupMember', [{ GroupId: groupId, UserOrGroupId: service }]);
    expect(await checkReach(companion.connection)).toBe(true);
  });
});
