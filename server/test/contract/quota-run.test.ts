import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Id, RecordInput } from '../../local-org/org.ts';
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

const run = () => planningRun(companion);

/** The year as the org's own calendar names it. */
const fiscalYear = (): string => {
  const rows = rowsOf(world.org, 'SELECT Name FROM FiscalYearSettings WHERE StartDate = 2026-01-01');
  return String(rows[0]?.['Name']);
};

const plan = (version: number, status: string): Id =>
  create(world.org, 'Takt_Plan__c', [
    {
      External_Key__c: `quota|${fiscalYear()}|v${version}`,
      Kind__c: 'Quota',
      Status__c: status,
      Version__c: version,
      Fiscal_Year__c: fiscalYear(),
      Currency__c: 'USD',
    },
  ])[0] ?? '';

/** @param months Approved amounts by number of the month; the others stay blank. */
const quota = (planId: Id, version: number, scope: string, months: Readonly<Record<number, number>>): Id => {
  const approved = Object.entries(months).map(([number, amount]) => [`Approved_${number}__c`, amount] as const);
  const row: RecordInput = {
    External_Key__c: `quota|${fiscalYear()}|v${version}|${scope}`,
    Plan__c: planId,
    Currency__c: 'USD',
    ...Object.fromEntries(approved),
  };
  return create(world.org, 'Takt_Quota__c', [row])[0] ?? '';
};

const standingFields = 'Quota__c, Attainment__c, Gap__c, Coverage_A__c, Coverage_B__c, Chance_Of_Attainment__c';
const forecast = (scope: string, quarter: string) =>
  rowsOf(
    world.org,
    `SELECT ${standingFields}, Won__c FROM Takt_Forecast__c WHERE External_Key__c = '${scope}|quarter:${quarter}'`,
  )[0];
const unknown = {
  Quota__c: null,
  Attainment__c: null,
  Gap__c: null,
  Coverage_A__c: null,
  Coverage_B__c: null,
  Chance_Of_Attainment__c: null,
};

/** Cents of the owners' deals that close in the last quarter of 2026, straight from the org's records. */
const cents = (owners: readonly Id[], which: string): number =>
  rowsOf(
    world.org,
    `SELECT Amount, OwnerId FROM Opportunity WHERE ${which} AND CloseDate >= 2026-10-01 AND CloseDate <= 2026-12-31`,
  )
    .filter(({ OwnerId }) => owners.includes(String(OwnerId)))
    .reduce((sum, { Amount }) => sum + Math.round(Number(Amount ?? 0) * 100), 0);

const rounded = (value: number): number => Number(value.toFixed(2));

/** What a row must say of a quota, reckoned here in whole cents. */
const expected = (owners: readonly Id[], quotaCents: number) => {
  const [won, open] = [cents(owners, 'IsWon = true'), cents(owners, 'IsClosed = false')];
  return {
    Won__c: won / 100,
    Quota__c: quotaCents / 100,
    Attainment__c: rounded((won / quotaCents) * 100),
    Gap__c: (won - quotaCents) / 100,
    Coverage_A__c: rounded(open / quotaCents),
    Coverage_B__c: rounded(open / (quotaCents - won)),
  };
};

const team = (name: string): string => `team:${idOf(world.org, `SELECT Id FROM UserRole WHERE Name = '${name}'`)}`;
const written = (): readonly string[] =>
  rowsOf(
    world.org,
    'SELECT External_Key__c FROM Takt_Forecast__c WHERE Run__c IN (SELECT Forecast_Run__c FROM Takt_Setting__c)',
  )
    .map((row) => String(row['External_Key__c']))
    .sort();

/** Quotas of three sellers for the last quarter: 3000.60, 900.03 and 800. */
const planned = (version: number, status: string) => {
  const { ann, ben, cal } = world.company.users;
  const id = plan(version, status);
  return {
    id,
    cal: quota(id, version, `person:${cal}`, { 10: 1000.1, 11: 1000.2, 12: 1000.3 }),
    ann: quota(id, version, `person:${ann}`, { 10: 300.01, 11: 300.01, 12: 300.01 }),
    ben: quota(id, version, `person:${ben}`, { 10: 500, 11: 300, 12: 0 }),
  };
};
const lastQuarter = '2026-10-01';

describe('a forecast run with quotas in the org', () => {
  it('says how a seller, a team and the company stand against their quotas, to the cent', async () => {
    planned(1, 'Approved');
    expect(await run()).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
    const { ann, ben, cal } = world.company.users;
    expect(cents([cal], 'IsWon = true')).toBeGreaterThan(0);
    expect(cents([ann, ben], 'IsClosed = false')).toBeGreaterThan(0);
    expect(forecast(`person:${cal}`, lastQuarter)).toMatchObject(expected([cal], 300_060));
    expect(forecast(team('East'), lastQuarter)).toMatchObject(expected([ann, ben], 90_003 + 80_000));
    expect(forecast('total', lastQuarter)).toMatchObject(expected([ann, ben, cal], 300_060 + 90_003 + 80_000));
  });

  it('writes nothing the second time', async () => {
    planned(1, 'Published');
    await run();
    expect(await run()).toMatchObject({ status: 'Succeeded', counts: { written: 0, failed: 0 } });
  });

  it('leaves unknown what has no quota: no plan, no amount in the quarter, a row that was deleted', async () => {
    const { ann, cal } = world.company.users;
    await run();
    expect(forecast(`person:${cal}`, lastQuarter)).toMatchObject(unknown);
    const { ann: annsQuota } = planned(1, 'Approved');
    await run();
    expect(forecast(`person:${ann}`, lastQuarter)).toMatchObject({ Quota__c: 900.03 });
    expect(forecast(`person:${ann}`, '2026-07-01')).toMatchObject(unknown);
    world.org.remove(world.org.system, [annsQuota]);
    await run();
    expect(forecast(`person:${ann}`, lastQuarter)).toMatchObject(unknown);
    expect(forecast(team('East'), lastQuarter)).toMatchObject({ Quota__c: 800 });
  });

  it('rewrites the rows that a changed quota concerns, and no others', async () => {
    const { ann } = planned(1, 'Approved');
    await run();
    world.org.update(world.org.system, 'Takt_Quota__c', [{ Id: ann, Approved_12__c: 300.02 }]);
    expect(await run()).toMatchObject({ status: 'Succeeded', counts: { written: 4, failed: 0 } });
    expect(written()).toEqual(
      [`person:${world.company.users.ann}`, team('East'), team('Sales'), 'total']
        .map((scope) => `${scope}|quarter:${lastQuarter}`)
        .sort(),
    );
    expect(forecast('total', lastQuarter)).toMatchObject({ Quota__c: 4700.64 });
  });

  it('counts the newest plan that is approved, not a draft', async () => {
    planned(1, 'Published');
    const draft = plan(2, 'Draft');
    quota(draft, 2, 'total', { 10: 10_000, 11: 10_000, 12: 10_000 });
    await run();
    expect(forecast('total', lastQuarter)).toMatchObject({ Quota__c: 4700.63 });
    world.org.update(world.org.system, 'Takt_Plan__c', [{ Id: draft, Status__c: 'Approved' }]);
    await run();
    expect(forecast('total', lastQuarter)).toMatchObject({ Quota__c: 30_000 });
    expect(forecast(`person:${world.company.users.cal}`, lastQuarter)).toMatchObject(unknown);
  });

  it('tells where a team’s own quota and those below it differ', async () => {
    const { id } = planned(1, 'Approved');
    quota(id, 1, team('West'), { 10: 1100, 11: 1000, 12: 1000 });
    const { message } = await run();
    expect(forecast(team('West'), lastQuarter)).toMatchObject({ Quota__c: 3100 });
    expect(message).toContain('Q4 2026: West has 3100.00, those below have 3000.60: 99.40 apart.');
  });
});
