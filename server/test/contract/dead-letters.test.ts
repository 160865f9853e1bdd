import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf, startWorld, type World } from './harness.ts';
import { takt } from './takt-process.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(30);
});
afterAll(() => world[Symbol.asyncDispose]());

const deadLetters = async (...options: readonly string[]) => {
  const { code, out } = await takt(world, ['dead-letters', ...options]).ended;
  expect(code).toBe(0);
  return out;
};
const run = () => takt(world, ['run', 'forecast']).ended;

describe('takt dead-letters', () => {
  it('says that nothing waits, what waits and why, and has it written with the next run', async () => {
    expect(await run()).toMatchObject({ code: 0 });
    expect(await deadLetters()).toContain('Nothing waits');

    const [row] = rowsOf(world.org, 'SELECT Id, External_Key__c, Won__c FROM Takt_Forecast__c LIMIT 1');
    world.org.update(world.org.system, 'Takt_Forecast__c', [{ Id: String(row?.['Id']), Won__c: 999 }]);
    expect(await run()).toMatchObject({ code: 0, out: expect.stringContaining('changed by hand') as string });
    expect(await deadLetters()).toContain(`forecast ${String(row?.['External_Key__c'])}: changed by hand by`);
    expect(JSON.parse((await deadLetters('--json')).trim())).toMatchObject({
      event: 'dead-letter',
      key: row?.['External_Key__c'],
      cause: 'edited',
    });

    expect(await deadLetters('--retry')).toContain('1 rows are written with the next run.');
    expect(await run()).toMatchObject({ code: 0 });
    const soql = `SELECT Won__c FROM Takt_Forecast__c WHERE Id = '${String(row?.['Id'])}'`;
    expect(rowsOf(world.org, soql)).toEqual([{ Won__c: row?.['Won__c'] }]);
  });
});
