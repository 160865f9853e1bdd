import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCrmWatch } from '../../src/adapters/salesforce/crm-watch.ts';
import { connect, type Connection } from '../../src/adapters/salesforce/connection.ts';
import type { Sight } from '../../src/application/ports/crm-watch.ts';
import { orgFaults } from '../faults/org-faults.ts';
import { create, idOf, serviceUsername } from './company.ts';
import { clientId, rowsOf, startWorld, type World } from './harness.ts';

let world: World;
let connection: Connection;
const before = '2026-11-24T00:00:00.000Z';

const pulse = {
  at: '2026-11-24T12:00:00.000Z',
  companionVersion: '0.1.0',
  allowance: { used: 71_000, allowed: 100_000 },
  budget: 'saving' as const,
};
const timing = { random: () => 0, now: () => Date.now(), sleep: () => Promise.resolve() };

beforeAll(async () => {
  world = await startWorld(5);
  connection = connect({
    credentials: { loginUrl: world.url, clientId, username: serviceUsername, privateKey: world.privateKey },
    timing,
  });
  await connection.signIn();
});
afterAll(() => world[Symbol.asyncDispose]());

/** Every name, in as many looks as it takes. */
const lookAround = async (since = before): Promise<ReadonlyMap<string, string>> => {
  const watch = createCrmWatch(connection);
  const seen = new Map<string, string>();
  for (let look = 0; look < 3; look += 1) {
    const sight = await watch.look({ since: new Map(watch.watched.map((name) => [name, since])), pulse: undefined });
    for (const [name, text] of sight.seen) seen.set(name, text);
  }
  return seen;
};
const look = (withPulse = false): Promise<Sight> =>
  createCrmWatch(connection).look({ since: new Map([['deals', before]]), pulse: withPulse ? pulse : undefined });

describe('one look', () => {
  it('is one request, whatever there is to see, and tells the pulse with it', async () => {
    const faults = orgFaults(world);
    const count = (await faults.asked(/./)).length;
    const sight = await look(true);
    expect((await faults.asked(/./)).slice(count)).toMatchObject([
      { method: 'POST', path: expect.stringMatching(/composite$/) as string, status: 200 },
    ]);
    const stamp = rowsOf(world.org, 'SELECT SystemModstamp FROM Takt_Setting__c')[0]?.['SystemModstamp'];
    expect(sight.at).toBe(new Date(String(stamp)).toISOString());
    expect(
      rowsOf(
        world.org,
        'SELECT Companion_Version__c, Request_State__c, Requests_Used__c, Requests_Allowed__c FROM Takt_Setting__c',
      ),
    ).toEqual([
      {
        Companion_Version__c: '0.1.0',
        Request_State__c: 'Saving',
        Requests_Used__c: 71_000,
        Requests_Allowed__c: 100_000,
      },
    ]);
  });

  it('sees every kind of change within three looks, of objects that are there', async () => {
    expect([...(await lookAround()).keys()].sort()).toEqual([
      'calls',
      'deals',
      'demand',
      'plans',
      'proposals',
      'quotas',
    ]);
  });

  it('sees runs that are asked for and under way, oldest first', async () => {
    const [first = ''] = create(world.org, 'Takt_Run__c', [{ Kind__c: 'Forecast' }]);
    const [second = ''] = create(world.org, 'Takt_Run__c', [{ Kind__c: 'Forecast' }]);
    const [third = ''] = create(world.org, 'Takt_Run__c', [
      { Kind__c: 'Forecast', Status__c: 'Running', Worker__c: 'host:1:a' },
    ]);
    const sight = await look();
    expect(sight.requested.map(({ id }) => id)).toEqual([first, second]);
    expect(sight.underWay).toMatchObject([{ id: third, worker: 'host:1:a' }]);
  });

  it('sees a deal changed, deleted and added, each as another text', async () => {
    const texts = [(await look()).seen.get('deals')];
    const [deal] = rowsOf(world.org, 'SELECT Id FROM Opportunity LIMIT 1');
    const id = String(deal?.['Id']);
    const change = async (work: () => unknown): Promise<void> => {
      world.org.kernel.clock.move(1_000);
      work();
      texts.push((await look()).seen.get('deals'));
    };
    await change(() => world.org.update(world.org.system, 'Opportunity', [{ Id: id, Amount: 1 }]));
    await change(() => world.org.remove(world.org.system, [id]));
    await change(() =>
      create(world.org, 'Opportunity', [{ Name: 'New', StageName: 'Prospecting', CloseDate: '2026-12-01' }]),
    );
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('says when actions wait for their stamp', async () => {
    expect((await look()).hasUnsettledActions).toBe(false);
    const { ann } = world.company.users;
    const about = idOf(world.org, 'SELECT Id FROM Account LIMIT 1');
    create(world.org, 'Takt_Action__c', [
      {
        ...{ Name: 'Call', Status__c: 'Done', Outcome__c: 'They agreed', Due_Date__c: '2026-12-01' },
        ...{ Account__c: about, Assignee__c: ann, OwnerId: ann },
      },
    ]);
    expect((await look()).hasUnsettledActions).toBe(true);
  });
});
