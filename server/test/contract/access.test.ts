import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/storage/database.ts';
import { companionFor, planningRun, rowsOf, startWorld } from './harness.ts';

describe('the companion as a service user without Modify All', () => {
  it('plans, changes rows of people, and plans again', async () => {
    const database = await openDatabase(undefined);
    await using world = await startWorld(90);
    const { org, company } = world;
    const service = org.actor(company.users.service);
    const objects = org.schema.objects.filter(({ name }) => name.startsWith('Takt_'));
    expect(objects.filter(({ name }) => service.may('modifyAll', name))).toEqual([]);
    expect(service.permissions.has('ModifyAllData')).toBe(false);

    const companion = companionFor(world, database);
    const run = () => planningRun(companion);
    expect(await run()).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
    const rows = () => rowsOf(org, `SELECT Won__c FROM Takt_Forecast__c WHERE OwnerId = '${company.users.ann}'`);
    const before = rows();
    expect(before.length).toBeGreaterThan(0);

    const deal = { OwnerId: company.users.ann, Name: 'One more', StageName: 'Closed Won', CloseDate: '2026-11-20' };
    const [made] = org.create(org.system, 'Opportunity', [{ ...deal, Amount: 1_000_000 }]);
    expect(made).toMatchObject({ success: true });
    expect(await run()).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
    expect(rows()).not.toEqual(before);
    await database.close();
  });
});
