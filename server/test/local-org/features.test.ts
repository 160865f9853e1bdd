import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LocalOrg } from '../../local-org/local-org.ts';
import type { Id } from '../../local-org/org.ts';
import type { RunningOrg } from '../../local-org/start.ts';
import { bothSides, type BothSides } from './admin/admin-org.ts';
import { company, createOne, deal, emptyOrg, type Company } from './support/company.ts';
import { startOrg } from './support/server.ts';

const features = ['MultiCurrency', 'OpportunitySplits', 'ProductSchedules', 'TerritoryManagement'] as const;
let running: RunningOrg;
let people: Company;
let org: LocalOrg;
let side: BothSides;
beforeAll(async () => {
  running = await startOrg({ adminPort: 0, features });
  people = company(running.org);
  ({ org } = people);
  side = bothSides(running);
  createOne(org, 'CurrencyType', { IsoCode: 'EUR', ConversionRate: 0.9, IsActive: true });
});
afterAll(() => running.close());
beforeEach(() => side.tell('/reset'));

const rows = (soql: string) =>
  org
    .query(org.system, soql)
    .records.map((record) => Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'attributes')));
const codeOf = (object: string, id: Id): unknown => rows(`SELECT CurrencyIsoCode FROM ${object} WHERE Id = '${id}'`)[0];
const refusal = (object: string, record: Parameters<LocalOrg['create']>[2][number]): unknown =>
  org.create(org.system, object, [record])[0]?.errors[0]?.statusCode;

describe('an org without features', () => {
  it('has neither their objects nor their fields, and keeps those that it once got', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'takt-features-'));
    try {
      const plain = emptyOrg({ data: folder });
      const deals = plain.schema.object('Opportunity')?.fields;
      expect([deals?.has('currencyisocode'), deals?.has('territory2id')]).toEqual([false, false]);
      for (const name of ['CurrencyType', 'OpportunitySplit', 'OpportunityLineItemSchedule', 'Territory2']) {
        expect(plain.schema.object(name)).toBeUndefined();
      }
      expect(plain.schema.object('OpportunityFieldHistory')).toBeDefined();
      const id = createOne(plain, 'Opportunity', deal());
      plain.close();
      emptyOrg({ data: folder, features: ['MultiCurrency'] }).close();
      const later = emptyOrg({ data: folder });
      const [row] = later.query(later.system, `SELECT CurrencyIsoCode FROM Opportunity WHERE Id = '${id}'`).records;
      expect(row).toMatchObject({ CurrencyIsoCode: 'USD' });
      later.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('several currencies', () => {
  it('are on every record: given, the person’s, or the corporate one', () => {
    const own = createOne(org, 'Opportunity', deal({ CurrencyIsoCode: 'EUR' }));
    const none = createOne(org, 'Opportunity', deal());
    expect([codeOf('Opportunity', own), codeOf('Opportunity', none)]).toEqual([
      { CurrencyIsoCode: 'EUR' },
      { CurrencyIsoCode: 'USD' },
    ]);
    org.update(org.system, 'User', [{ Id: people.rep, DefaultCurrencyIsoCode: 'EUR' }]);
    const [made] = org.create(org.actor(people.rep), 'Opportunity', [deal()]);
    expect(codeOf('Opportunity', made?.id ?? '')).toEqual({ CurrencyIsoCode: 'EUR' });
    const history = rows(`SELECT CurrencyIsoCode FROM OpportunityHistory WHERE OpportunityId = '${own}'`);
    expect(history).toEqual([{ CurrencyIsoCode: 'EUR' }]);
    const scope = createOne(org, 'Takt_Scope__c', { Name: 'Team', External_Key__c: 'team:eur' });
    expect(codeOf('Takt_Scope__c', scope)).toEqual({ CurrencyIsoCode: 'USD' });
  });

  it('are those that the org has, and are told as such', async () => {
    expect(refusal('Opportunity', deal({ CurrencyIsoCode: 'XXX' }))).toBe('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
    expect(refusal('CurrencyType', { IsoCode: 'eu1', ConversionRate: 1 })).toBe('INVALID_CURRENCY_ISO');
    expect(refusal('CurrencyType', { IsoCode: 'EUR', ConversionRate: 1 })).toBe('DUPLICATE_VALUE');
    const { body } = await side.ask('/sobjects/Opportunity/describe');
    const field = (body as { fields: readonly { name: string; picklistValues: unknown }[] }).fields.find(
      ({ name }) => name === 'CurrencyIsoCode',
    );
    expect(field?.picklistValues).toMatchObject([{ value: 'EUR' }, { value: 'USD', defaultValue: true }]);
    expect(rows('SELECT IsoCode, ConversionRate, IsCorporate FROM CurrencyType ORDER BY IsoCode')).toEqual([
      { IsoCode: 'EUR', ConversionRate: 0.9, IsCorporate: false },
      { IsoCode: 'USD', ConversionRate: 1, IsCorporate: true },
    ]);
  });

  it('leave deals untouched when a rate changes', () => {
    const id = createOne(org, 'Opportunity', deal({ CurrencyIsoCode: 'EUR' }));
    const stamp = () => rows(`SELECT SystemModstamp FROM Opportunity WHERE Id = '${id}'`);
    const before = stamp();
    const [euro] = rows("SELECT Id FROM CurrencyType WHERE IsoCode = 'EUR'");
    const set = (ConversionRate: number) =>
      org.update(org.system, 'CurrencyType', [{ Id: String(euro?.['Id']), ConversionRate }]);
    expect(set(0.8)[0]?.success).toBe(true);
    expect(stamp()).toEqual(before);
    set(0.9);
    const [dollar] = rows("SELECT Id FROM CurrencyType WHERE IsoCode = 'USD'");
    const [refused] = org.update(org.system, 'CurrencyType', [{ Id: String(dollar?.['Id']), ConversionRate: 2 }]);
    expect(refused?.errors[0]?.statusCode).toBe('FIELD_INTEGRITY_EXCEPTION');
  });

  it('have rates from a day on, each until the next', () => {
    const rate = (StartDate: string, ConversionRate: number) =>
      createOne(org, 'DatedConversionRate', { IsoCode: 'EUR', StartDate, ConversionRate });
    rate('2026-01-01', 0.95);
    rate('2026-07-01', 0.91);
    const between = rate('2026-04-01', 0.93);
    const chain = () => rows('SELECT StartDate, NextStartDate FROM DatedConversionRate ORDER BY StartDate');
    expect(chain()).toEqual([
      { StartDate: '2026-01-01', NextStartDate: '2026-04-01' },
      { StartDate: '2026-04-01', NextStartDate: '2026-07-01' },
      { StartDate: '2026-07-01', NextStartDate: '9999-12-31' },
    ]);
    org.remove(org.system, [between]);
    expect(chain().map((row) => row['NextStartDate'])).toEqual(['2026-07-01', '9999-12-31']);
    const twin = { IsoCode: 'EUR', StartDate: '2026-01-01', ConversionRate: 1 };
    expect(refusal('DatedConversionRate', twin)).toBe('DUPLICATE_VALUE');
  });
});

describe('splits', () => {
  it('begin with the owner’s, follow the amount, and go with the deal', async () => {
    const id = createOne(org, 'Opportunity', deal({ Amount: 1000, OwnerId: people.rep, CurrencyIsoCode: 'EUR' }));
    const splits = () =>
      rows(
        `SELECT SplitOwnerId, SplitType.MasterLabel, SplitPercentage, SplitAmount FROM OpportunitySplit
           WHERE OpportunityId = '${id}' ORDER BY Id`,
      );
    expect(splits()).toMatchObject([
      { SplitOwnerId: people.rep, SplitType: { MasterLabel: 'Revenue' }, SplitPercentage: 100, SplitAmount: 1000 },
    ]);
    const [overlay] = rows("SELECT Id FROM OpportunitySplitType WHERE MasterLabel = 'Overlay'");
    const part = {
      OpportunityId: id,
      SplitOwnerId: people.peer,
      SplitTypeId: String(overlay?.['Id']),
      SplitPercentage: 33.33,
    };
    const made = createOne(org, 'OpportunitySplit', part);
    expect(codeOf('OpportunitySplit', made)).toEqual({ CurrencyIsoCode: 'EUR' });
    org.update(org.system, 'Opportunity', [{ Id: id, Amount: 200 }]);
    expect(splits().map((row) => row['SplitAmount'])).toEqual([200, 66.66]);
    await side.tell('/records/delete', { ids: [id] });
    expect(splits()).toEqual([]);
    await side.tell('/records/undelete', { ids: [id] });
    expect(splits()).toHaveLength(2);
  });
});

describe('the history of a deal’s fields', () => {
  it('has a row per change of a tracked field, of a lookup two, and none of others', async () => {
    const history = (id: Id) =>
      rows(`SELECT Field, OldValue, NewValue FROM OpportunityFieldHistory WHERE OpportunityId = '${id}' ORDER BY Id`);
    const before = createOne(org, 'Opportunity', deal({ Amount: 1 }));
    expect(history(before)).toEqual([]);
    await side.tell('/fields/track', { fields: ['amount', 'CloseDate', 'OwnerId'] });
    const id = createOne(org, 'Opportunity', deal({ Amount: 1, OwnerId: people.rep }));
    const change = { Id: id, Amount: 2.5, NextStep: 'Call', CloseDate: '2027-01-31', OwnerId: people.peer };
    org.update(org.system, 'Opportunity', [change]);
    expect(history(id)).toEqual([
      { Field: 'created', OldValue: null, NewValue: null },
      { Field: 'Amount', OldValue: '1', NewValue: '2.5' },
      { Field: 'CloseDate', OldValue: '2026-12-15', NewValue: '2027-01-31' },
      { Field: 'Owner', OldValue: 'Rep Test', NewValue: 'Peer Test' },
      { Field: 'Owner', OldValue: people.rep, NewValue: people.peer },
    ]);
    await side.tell('/fields/track', { fields: [] });
  });
});

describe('territories and schedules', () => {
  it('can be read as the people read them who see the deal', async () => {
    const model = createOne(org, 'Territory2Model', { Name: 'FY27', State: 'Active' });
    const north = createOne(org, 'Territory2', { Name: 'North', Territory2ModelId: model });
    const coast = createOne(org, 'Territory2', { Name: 'Coast', Territory2ModelId: model, ParentTerritory2Id: north });
    createOne(org, 'UserTerritory2Association', {
      UserId: people.rep,
      Territory2Id: coast,
      RoleInTerritory2: 'Sales Rep',
    });
    const account = createOne(org, 'Account', { Name: 'Coastal' });
    createOne(org, 'ObjectTerritory2Association', { ObjectId: account, Territory2Id: coast });
    const id = createOne(org, 'Opportunity', deal({ Territory2Id: coast, OwnerId: people.rep }));
    const ask = async (soql: string, username?: string): Promise<unknown> =>
      (await (username === undefined ? side : bothSides(running, username)).ask(`/query?q=${encodeURIComponent(soql)}`))
        .body;
    expect(await ask(`SELECT Territory2.ParentTerritory2.Name FROM Opportunity WHERE Id = '${id}'`)).toMatchObject({
      records: [{ Territory2: { ParentTerritory2: { Name: 'North' } } }],
    });
    expect(await ask('SELECT User.Name, IsActive FROM UserTerritory2Association')).toMatchObject({
      records: [{ User: { Name: 'Rep Test' }, IsActive: true }],
    });
    expect(await ask('SELECT AssociationCause FROM ObjectTerritory2Association WHERE IsDeleted = false')).toMatchObject(
      {
        totalSize: 1,
      },
    );
  });

  it('have deliveries that go by the product that they are of', () => {
    const [standard] = rows('SELECT Id FROM Pricebook2 WHERE IsStandard = true');
    const product = createOne(org, 'Product2', { Name: 'Pump', IsActive: true });
    const price = { Pricebook2Id: String(standard?.['Id']), Product2Id: product, UnitPrice: 50, IsActive: true };
    const entry = createOne(org, 'PricebookEntry', price);
    const book = { Pricebook2Id: String(standard?.['Id']), OwnerId: people.rep };
    const id = createOne(org, 'Opportunity', deal(book));
    const line = createOne(org, 'OpportunityLineItem', { OpportunityId: id, PricebookEntryId: entry, Quantity: 2 });
    createOne(org, 'OpportunityLineItemSchedule', {
      OpportunityLineItemId: line,
      Type: 'Both',
      Quantity: 1,
      Revenue: 50,
      ScheduleDate: '2027-01-31',
    });
    const soql = 'SELECT Revenue, ScheduleDate FROM OpportunityLineItemSchedule';
    expect(org.query(org.actor(people.rep), soql).totalSize).toBe(1);
    expect(org.query(org.actor(people.peer), soql).totalSize).toBe(0);
  });
});
