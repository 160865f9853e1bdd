import { describe, expect, it } from 'vitest';
import { create, idOf } from '../contract/company.ts';
import { smallWorld } from './small-world.ts';

const here = smallWorld();
const { run, found } = here;

/** Changes the page of deals on its way: what the CRM itself would not hold is put in there. */
const alterDeals = (pattern: string, by: string): Promise<void> =>
  here.faults.book({
    match: { path: '/jobs/query/\\w+/results' },
    count: 0,
    action: { kind: 'alter', replace: [{ pattern, by }] },
  });

describe('owners, roles and stages', () => {
  /** What the leaves of the tree have won, and what the company has: in cents. */
  const tieOut = () => {
    const rows = found(
      'SELECT Scope__r.External_Key__c, Scope__r.Parent__r.External_Key__c, Period__c, Won__c, Pipeline__c, Open_Deals__c FROM Takt_Forecast__c',
    ).map((row) => {
      const scope = row['Scope__r'] as { External_Key__c: string; Parent__r: { External_Key__c: string } | null };
      return { ...row, key: scope.External_Key__c, parent: scope.Parent__r?.External_Key__c };
    });
    const parents = new Set(rows.map(({ parent }) => parent));
    const sum = (of: readonly Readonly<Record<string, unknown>>[], field: string): number =>
      of.reduce((total, row) => total + Math.round(Number(row[field]) * 100), 0);
    const leaves = rows.filter(({ key }) => !parents.has(key));
    const total = rows.filter(({ key }) => key === 'total');
    for (const field of ['Won__c', 'Pipeline__c', 'Open_Deals__c']) expect(sum(leaves, field)).toBe(sum(total, field));
    expect(sum(total, 'Won__c')).toBeGreaterThan(0);
    return rows.map(({ key }) => key);
  };

  it('counts deals of who has left, of a queue and of nobody known, and totals tie out', async () => {
    const { ben, cal } = here.world.company.users;
    here.world.org.update(here.world.org.system, 'User', [{ Id: ben, IsActive: false }]);
    const { accountId } = here.world.company;
    await alterDeals(`"${accountId}","${cal}"`, `"${accountId}","00G000000000001AAA"`);
    expect(await run()).toMatchObject({ status: 'Succeeded' });
    const keys = tieOut();
    expect(keys).toContain(`person:${ben}`);
    expect(keys.filter((key) => /^team:(none|unowned)$/.test(key)).length).toBeGreaterThan(0);
  });

  it('names a cycle of roles, puts its people under "Unassigned", and totals tie out', async () => {
    const [east, below] = ['East', 'East Reps'].map((name) =>
      idOf(here.world.org, `SELECT Id FROM UserRole WHERE Name = '${name}'`),
    );
    const top = idOf(here.world.org, "SELECT Id FROM UserRole WHERE Name = 'Sales'");
    await here.faults.book({
      match: { method: 'GET', path: 'UserRole' },
      count: 0,
      action: {
        kind: 'alter',
        replace: [
          {
            pattern: `("Id":"${east ?? ''}","Name":"East","ParentRoleId":)"${top}"`,
            by: `$1"${below ?? ''}"`,
          },
        ],
      },
    });
    const outcome = await run();
    expect(outcome.status, outcome.message).toBe('Succeeded');
    expect(outcome.message).toMatch(/East/);
    expect(tieOut().includes('team:none')).toBe(true);
  });

  it('takes two roots and 500 levels of roles', { timeout: 300_000 }, async () => {
    let parent = create(here.world.org, 'UserRole', [{ Name: 'Second root' }])[0] ?? '';
    for (let level = 0; level < 500; level += 1) {
      parent = create(here.world.org, 'UserRole', [{ Name: `Level ${level}`, ParentRoleId: parent }])[0] ?? '';
    }
    here.world.org.update(here.world.org.system, 'User', [{ Id: here.world.company.users.cal, UserRoleId: parent }]);
    expect(await run()).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
    expect(tieOut().filter((key) => key.startsWith('team:')).length).toBeGreaterThan(500);
  });

  it('says which stages the org does not define, and takes no label for one', async () => {
    create(here.world.org, 'Opportunity', [
      {
        Name: 'In an odd stage',
        AccountId: here.world.company.accountId,
        OwnerId: here.world.company.users.ann,
        StageName: 'Prospecting',
        CloseDate: '2026-12-18',
        Amount: 70,
      },
    ]);
    await alterDeals('"Prospecting"', '"Erste Ansprache"');
    const outcome = await run();
    expect(outcome.status, outcome.message).toBe('Succeeded');
    expect(outcome.message).toContain('"Erste Ansprache"');
    tieOut();
  });
});
