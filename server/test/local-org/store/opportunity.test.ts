import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordInput } from '../../../local-org/org.ts';
import { createOne, deal, emptyOrg, idOf, ids } from '../support/company.ts';

const org = emptyOrg();
afterAll(() => {
  org.close();
});
const get = (id: string) => org.retrieve(org.system, 'Opportunity', id);
const update = (id: string, fields: RecordInput) => ids(org.update(org.system, 'Opportunity', [{ ...fields, Id: id }]));
const history = (id: string) =>
  org.query(
    org.system,
    `SELECT StageName, Amount, Probability, CloseDate, PrevAmount, PrevCloseDate, ForecastCategory
       FROM OpportunityHistory WHERE OpportunityId = '${id}' ORDER BY CreatedDate, Id`,
  ).records;

describe('an opportunity', () => {
  it('takes probability, category, state and expected revenue from its stage', () => {
    const id = createOne(org, 'Opportunity', deal({ StageName: 'Negotiation/Review', Amount: 1054.55 }));
    expect(get(id)).toMatchObject({
      Probability: 90,
      ForecastCategory: 'Pipeline',
      ForecastCategoryName: 'Pipeline',
      IsClosed: false,
      IsWon: false,
      ExpectedRevenue: 949.1,
      FiscalYear: 2026,
      FiscalQuarter: 4,
      Fiscal: '2026 4',
      PushCount: 0,
      HasOpportunityLineItem: false,
      LastStageChangeDate: null,
    });
  });

  it('keeps the probability and the category that were given', () => {
    const id = createOne(org, 'Opportunity', deal({ Probability: 33, ForecastCategoryName: 'Commit' }));
    expect(get(id)).toMatchObject({ Probability: 33, ForecastCategory: 'Forecast', ForecastCategoryName: 'Commit' });
  });

  it('follows a change of its stage, and remembers when it was', () => {
    const id = createOne(org, 'Opportunity', deal({ Amount: 100, Probability: 33 }));
    update(id, { StageName: 'Closed Won' });
    const won = get(id);
    expect(won).toMatchObject({ Probability: 100, ForecastCategory: 'Closed', IsClosed: true, IsWon: true });
    expect(won['ExpectedRevenue']).toBe(100);
    expect(won['LastStageChangeDate']).toBe(won['SystemModstamp']);
  });

  it('counts a push only when the close date moves to a later month', () => {
    const id = createOne(org, 'Opportunity', deal({ CloseDate: '2026-12-01' }));
    update(id, { CloseDate: '2026-12-31' });
    update(id, { CloseDate: '2027-01-01' });
    update(id, { CloseDate: '2026-11-30' });
    update(id, { CloseDate: '2027-03-01' });
    expect(get(id)).toMatchObject({ PushCount: 2, FiscalYear: 2027, FiscalQuarter: 1 });
  });

  it('stays unmapped, not wrong, in a stage that nobody defined', () => {
    const id = createOne(org, 'Opportunity', deal({ StageName: 'Fantasy' }));
    expect(get(id)).toMatchObject({ StageName: 'Fantasy', Probability: 0, IsClosed: false });
  });
});

describe('the history of an opportunity', () => {
  it('begins with the deal and grows only with stage, amount, probability and close date', () => {
    const id = createOne(org, 'Opportunity', deal({ Amount: 10 }));
    update(id, { NextStep: 'Call' });
    update(id, { Amount: 20 });
    update(id, { CloseDate: '2027-02-01' });
    update(id, { StageName: 'Qualification' });
    expect(history(id)).toMatchObject([
      { StageName: 'Prospecting', Amount: 10, PrevAmount: null, ForecastCategory: 'Pipeline' },
      { Amount: 20, PrevAmount: 10, PrevCloseDate: null },
      { CloseDate: '2027-02-01', PrevAmount: null, PrevCloseDate: '2026-12-15' },
      { StageName: 'Qualification' },
    ]);
  });

  it('is left to the importer who brings it', () => {
    const [id = ''] = ids(
      org.create(org.system, 'Opportunity', [deal({ CreatedDate: '2024-03-01T09:00:00Z' })], {
        auditFields: true,
        withoutHistory: true,
      }),
    );
    expect(history(id)).toEqual([]);
    expect(get(id)['CreatedDate']).toBe('2024-03-01T09:00:00.000+0000');
  });
});

describe('products on an opportunity', () => {
  let entry = '';
  beforeAll(() => {
    const product = createOne(org, 'Product2', { Name: 'Pump', ProductCode: 'P1', IsActive: true });
    const book = idOf(org, 'SELECT Id FROM Pricebook2 WHERE IsStandard = true');
    entry = createOne(org, 'PricebookEntry', {
      Product2Id: product,
      Pricebook2Id: book,
      UnitPrice: 19.99,
      IsActive: true,
    });
  });

  it('make its amount, which is then no longer a person’s to set', () => {
    const id = createOne(org, 'Opportunity', deal({ Amount: 5 }));
    const line = createOne(org, 'OpportunityLineItem', { OpportunityId: id, PricebookEntryId: entry, Quantity: 3 });
    createOne(org, 'OpportunityLineItem', {
      OpportunityId: id,
      PricebookEntryId: entry,
      Quantity: 1,
      UnitPrice: 100,
      Discount: 12.5,
    });
    expect(get(id)).toMatchObject({ Amount: 147.47, HasOpportunityLineItem: true, ExpectedRevenue: 14.75 });
    update(id, { Amount: 1 });
    expect(get(id)['Amount']).toBe(147.47);
    ids(org.remove(org.system, [line]));
    expect(get(id)['Amount']).toBe(87.5);
  });

  it('bear the product’s name and list price', () => {
    const id = createOne(org, 'Opportunity', deal({ Name: 'Big' }));
    const line = createOne(org, 'OpportunityLineItem', { OpportunityId: id, PricebookEntryId: entry, Quantity: 2 });
    expect(org.retrieve(org.system, 'OpportunityLineItem', line)).toMatchObject({
      Name: 'Big Pump',
      ProductCode: 'P1',
      ListPrice: 19.99,
      UnitPrice: 19.99,
      TotalPrice: 39.98,
    });
  });
});

describe('fiscal periods', () => {
  it('cover six years back and three ahead, without a gap', () => {
    const quarters = org.query(
      org.system,
      "SELECT StartDate, EndDate FROM Period WHERE Type = 'Quarter' ORDER BY StartDate",
    ).records;
    expect(quarters).toHaveLength(40);
    expect(quarters[0]?.['StartDate']).toBe('2020-01-01');
    expect(quarters.at(-1)?.['EndDate']).toBe('2029-12-31');
    quarters.slice(1).forEach((quarter, index) => {
      const before = Date.parse(String(quarters[index]?.['EndDate']));
      expect(Date.parse(String(quarter['StartDate'])) - before).toBe(86_400_000);
    });
  });

  it('follow the month in which the organisation’s year begins, and deals with them', () => {
    const other = emptyOrg();
    const id = createOne(other, 'Opportunity', deal({ CloseDate: '2027-01-31' }));
    const organization = idOf(other, 'SELECT Id FROM Organization');
    ids(other.update(other.system, 'Organization', [{ Id: organization, FiscalYearStartMonth: 2 }]));
    expect(other.retrieve(other.system, 'Opportunity', id)).toMatchObject({ FiscalYear: 2027, FiscalQuarter: 4 });
    const soql =
      "SELECT StartDate, Number FROM Period WHERE Type = 'Quarter' AND StartDate <= TODAY AND EndDate >= TODAY";
    expect(other.query(other.system, soql).records[0]).toMatchObject({ StartDate: '2026-11-01', Number: 4 });
    other.close();
  });
});
