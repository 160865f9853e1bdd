import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../src/adapters/storage/database.ts';
import { syncOrg } from '../../src/application/sync-org.ts';
import { orgFaults } from '../faults/org-faults.ts';
import { create } from './company.ts';
import { companionFor, emptied, rowsOf, startWorld, type Companion, type World } from './harness.ts';

let world: World;
let database: Database;
let companion: Companion;
beforeAll(async () => {
  database = await openDatabase(undefined);
});
afterAll(() => database.close());
afterEach(() => world[Symbol.asyncDispose]());

const sync = () => syncOrg(companion.ports, () => undefined, new AbortController().signal);
const stored = (sql: string): Promise<readonly (readonly unknown[])[]> => database.arrays(sql);
const idOf = (soql: string): string => String(rowsOf(world.org, soql)[0]?.['Id']);

describe('what only some orgs have', () => {
  it('is left out where it is not there, and said', async () => {
    world = await startWorld(3);
    companion = companionFor(world, await emptied(database));
    const { left, hidden } = await sync();
    expect(left).toEqual([
      'currency_type',
      'dated_rate',
      'opportunity_split_type',
      'opportunity_split',
      'line_item_schedule',
      'territory',
      'user_territory',
      'territory_account',
    ]);
    expect(hidden).toEqual([]);
    expect(await stored('SELECT count(*)::int FROM opportunity')).toEqual([[3]]);
  });

  it('is read where it is there, kept up to date, and deleted rows are known as such', async () => {
    world = await startWorld(3, undefined, [
      'MultiCurrency',
      'OpportunitySplits',
      'ProductSchedules',
      'TerritoryManagement',
    ]);
    companion = companionFor(world, await emptied(database));
    const faults = orgFaults(world);
    const { ann, ben } = world.company.users;
    const one = (object: string, record: Parameters<typeof create>[2][number]): string =>
      create(world.org, object, [record])[0] ?? '';
    one('CurrencyType', { IsoCode: 'EUR', ConversionRate: 0.912345, IsActive: true });
    one('DatedConversionRate', { IsoCode: 'EUR', StartDate: '2026-07-01', ConversionRate: 0.91 });
    await faults.trackFields(['Amount']);
    const campaign = one('Campaign', {
      Name: 'Fair',
      Type: 'Conference',
      Status: 'Completed',
      StartDate: '2026-05-01',
      ActualCost: 1234.5,
    });
    const model = one('Territory2Model', { Name: 'FY27', State: 'Active' });
    const north = one('Territory2', { Name: 'North', Territory2ModelId: model });
    const coast = one('Territory2', { Name: 'Coast', Territory2ModelId: model, ParentTerritory2Id: north });
    one('UserTerritory2Association', { UserId: ann, Territory2Id: coast, RoleInTerritory2: 'Sales Rep' });
    const assigned = one('ObjectTerritory2Association', { ObjectId: world.company.accountId, Territory2Id: coast });
    const deal = one('Opportunity', {
      Name: 'Whole',
      StageName: 'Prospecting',
      CloseDate: '2026-12-24',
      Amount: 100,
      OwnerId: ann,
      CurrencyIsoCode: 'EUR',
      CampaignId: campaign,
      LeadSource: 'Web',
      Territory2Id: coast,
      Pricebook2Id: idOf('SELECT Id FROM Pricebook2 WHERE IsStandard = true'),
    });
    const overlay = idOf("SELECT Id FROM OpportunitySplitType WHERE MasterLabel = 'Overlay'");
    one('OpportunitySplit', { OpportunityId: deal, SplitOwnerId: ben, SplitTypeId: overlay, SplitPercentage: 33.33 });
    const lead = one('Lead', {
      LastName: 'Mustermann',
      Company: 'Acme',
      Status: 'Working - Contacted',
      LeadSource: 'Web',
      OwnerId: ann,
    });
    world.org.update(world.org.system, 'Opportunity', [{ Id: deal, Amount: 250.5 }]);
    expect((await sync()).left).toEqual([]);

    expect(await stored('SELECT iso_code, rate::text, is_corporate FROM currency_type ORDER BY 1')).toEqual([
      ['EUR', '0.912345', false],
      ['USD', '1', true],
    ]);
    expect(
      await stored('SELECT iso_code, start_date::text, next_start_date::text, rate::text FROM dated_rate'),
    ).toEqual([['EUR', '2026-07-01', '9999-12-31', '0.91']]);
    expect(
      await stored(`SELECT currency, campaign_id, lead_source, territory_id FROM opportunity WHERE id = '${deal}'`),
    ).toEqual([['EUR', campaign, 'Web', coast]]);
    expect(await stored(`SELECT DISTINCT currency FROM opportunity_history WHERE opportunity_id = '${deal}'`)).toEqual([
      ['EUR'],
    ]);
    expect(
      await stored(
        `SELECT field, old_value, new_value FROM opportunity_field_history WHERE opportunity_id = '${deal}' AND field = 'Amount'`,
      ),
    ).toEqual([['Amount', '100', '250.5']]);
    const splits = () =>
      stored(
        `SELECT owner_id, percentage::text, amount::text, is_deleted FROM opportunity_split WHERE opportunity_id = '${deal}' ORDER BY 2`,
      );
    expect(await splits()).toEqual([
      [ann, '100', '250.5', false],
      [ben, '33.33', expect.any(String), false],
    ]);
    expect(await stored('SELECT name, type, status, start_date::text, actual_cost::text FROM campaign')).toEqual([
      ['Fair', 'Conference', 'Completed', '2026-05-01', '1234.5'],
    ]);
    expect(await stored('SELECT status, source, is_converted, owner_id FROM lead')).toEqual([
      ['Working - Contacted', 'Web', false, ann],
    ]);
    expect(await stored('SELECT name, parent_id FROM territory ORDER BY name')).toEqual([
      ['Coast', north],
      ['North', null],
    ]);
    expect(await stored('SELECT user_id, territory_id, role, is_active FROM user_territory')).toEqual([
      [ann, coast, 'Sales Rep', true],
    ]);
    expect(await stored('SELECT object_id, territory_id, is_deleted FROM territory_account')).toEqual([
      [world.company.accountId, coast, false],
    ]);
    // Of people who are no customers yet, nothing says who they are.
    expect(JSON.stringify(await stored('SELECT t::text FROM lead AS t'))).not.toContain('Mustermann');

    world.org.update(world.org.system, 'Opportunity', [{ Id: deal, Amount: 1000 }]);
    await faults.records('delete', [lead, assigned]);
    await sync();
    expect(await splits()).toEqual([
      [ann, '100', '1000', false],
      [ben, '33.33', '333.3', false],
    ]);
    expect(
      await stored(
        "SELECT new_value FROM opportunity_field_history WHERE field = 'Amount' ORDER BY modified_at DESC LIMIT 1",
      ),
    ).toEqual([['1000']]);
    expect(await stored('SELECT is_deleted FROM lead')).toEqual([[true]]);
    expect(await stored('SELECT is_deleted FROM territory_account')).toEqual([[true]]);
    await faults.records('delete', [deal]);
    await sync();
    expect((await splits()).map((row) => row.at(-1))).toEqual([true, true]);
  });
});
