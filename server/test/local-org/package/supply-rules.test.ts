import { afterAll, describe, expect, it } from 'vitest';
import type { RecordInput } from '../../../local-org/org.ts';
import { company, createOne, idOf, ids } from '../support/company.ts';
import { RuleBook } from './rule-book.ts';

const { org, guest: marketer, boss: lead, manager } = company();
afterAll(() => {
  org.close();
});

/** Gives a person the permission set group of a persona. */
const join = (AssigneeId: string, group: string): void => {
  const PermissionSetGroupId = idOf(org, `SELECT Id FROM PermissionSetGroup WHERE DeveloperName = '${group}'`);
  createOne(org, 'PermissionSetAssignment', { AssigneeId, PermissionSetGroupId });
};
join(marketer, 'Takt_Contributor_User');
join(lead, 'Takt_Meeting_Lead_User');

const made = { Name: 'Pump', Lead_Time_Days__c: 45, Service_Level__c: 95 };
const product = (more: RecordInput = {}): string => createOne(org, 'Takt_Product__c', { ...made, ...more });
const version = (Name: string): string =>
  createOne(org, 'Takt_Plan__c', { Name, Kind__c: 'Quota', Fiscal_Year__c: '2027' });
const plan = version('2027');
const planned = {
  Name: 'Pump in 2027',
  Plan__c: plan,
  Product__c: product(),
  First_Month__c: '2026-12-01',
  As_Of__c: '2026-11-24T06:00:00Z',
};
const productPlan = (more: RecordInput = {}): string => createOne(org, 'Takt_Product_Plan__c', { ...planned, ...more });
const shown = (objectName: string, id: string, field: string): unknown =>
  org.retrieve(org.system, objectName, id)[field];
const set = (objectName: string, record: RecordInput): void => {
  expect(org.update(org.system, objectName, [record])[0]?.errors).toEqual([]);
};

describe('a product', () => {
  const tried = new RuleBook(org, 'supply', 'Takt_Product__c');
  const wrong = (more: RecordInput): readonly string[] => tried.creating({ ...made, ...more });

  it('is taken with its whole supply', () => {
    const whole = {
      On_Hand__c: 120,
      On_Hand_As_Of__c: '2026-11-20',
      Capacity_Per_Month__c: 400,
      Lot_Size__c: 25,
      Unit_Cost__c: 80,
      Unit_Price__c: 120,
      Currency__c: 'EUR',
    };
    expect(wrong(whole)).toEqual([]);
    expect(shown('Takt_Product__c', product(whole), 'On_Hand_Age_Days__c')).toBe(4);
  });

  it('has dates in order, and money with a currency', () => {
    expect(wrong({ Effective_From__c: '2027-02-01', Effective_To__c: '2027-01-31' })).toEqual(['Ends_After_It_Starts']);
    expect(wrong({ Unit_Cost__c: 80 })).toEqual(['Amount_Needs_Its_Currency']);
    expect(wrong({ Unit_Cost__c: 80, Currency__c: 'Eur' })).toEqual(['Currency_Is_An_ISO_Code']);
    expect(wrong({ Unit_Price__c: -1, Currency__c: 'EUR' })).toEqual(['Money_Is_Not_Negative']);
  });

  it('has lead time, service level and lot within bounds', () => {
    expect(wrong({ Lead_Time_Days__c: -1 })).toEqual(['Lead_Time_Is_Within_Bounds']);
    expect(wrong({ Lead_Time_Days__c: 1096 })).toEqual(['Lead_Time_Is_Within_Bounds']);
    expect(wrong({ Service_Level__c: 100 })).toEqual(['Service_Level_Is_Within_Bounds']);
    expect(wrong({ Service_Level__c: 0.95 })).toEqual(['Service_Level_Is_Within_Bounds']);
    expect(wrong({ Service_Level__c: 99.9 })).toEqual([]);
    expect(wrong({ Lot_Size__c: 0 })).toEqual(['Lot_Size_Is_At_Least_One']);
    expect(wrong({ Capacity_Per_Month__c: -1 })).toEqual(['Quantities_Are_Not_Negative']);
  });

  it('has stock with the day it was counted on, which is past', () => {
    expect(wrong({ On_Hand__c: 120 })).toEqual(['Stock_Needs_Its_Day']);
    expect(wrong({ On_Hand_As_Of__c: '2026-11-24' })).toEqual(['Stock_Needs_Its_Day']);
    expect(wrong({ On_Hand__c: 120, On_Hand_As_Of__c: '2026-11-26' })).toEqual(['Stock_Is_Not_From_The_Future']);
  });

  it('has a fixed safety stock, or what one is computed from', () => {
    const unknown = { Lead_Time_Days__c: null, Service_Level__c: null };
    expect(wrong({ Safety_Stock_Method__c: 'Fixed' })).toEqual(['Fixed_Safety_Stock_Has_A_Quantity']);
    expect(wrong({ Safety_Stock__c: 40 })).toEqual(['Fixed_Safety_Stock_Has_A_Quantity']);
    expect(wrong({ Safety_Stock_Method__c: 'Fixed', Safety_Stock__c: 40, ...unknown })).toEqual([]);
    expect(wrong(unknown)).toEqual(['Computed_Safety_Stock_Needs_Its_Base']);
    expect(wrong({ Safety_Stock_Method__c: 'None', ...unknown })).toEqual([]);
  });

  it('is replaced by another, not in a circle', () => {
    const Id = product();
    const successor = product({ Successor__c: Id });
    expect(tried.changing(Id, { Successor__c: Id })).toEqual(['Successor_Is_Another_Product']);
    expect(tried.changing(Id, { Successor__c: successor })).toEqual(['Successor_Is_Another_Product']);
    expect(tried.changing(Id, { Successor__c: product() })).toEqual([]);
  });

  it('has no rule that never refuses', () => {
    expect(tried.untried()).toEqual([]);
  });
});

describe('the plan of a product', () => {
  const tried = new RuleBook(org, 'supply', 'Takt_Product_Plan__c');

  it('names months by their first day', () => {
    expect(tried.creating({ ...planned, First_Stock_Out__c: '2027-02-01' })).toEqual([]);
    expect(tried.creating({ ...planned, First_Stock_Out__c: '2027-02-14' })).toEqual([
      'First_Month_Starts_On_Its_First_Day',
    ]);
  });

  it('has a shortage of 0 or more, and money with a currency', () => {
    expect(tried.creating({ ...planned, Shortage__c: -1 })).toEqual(['Shortage_Is_Not_Negative']);
    expect(tried.creating({ ...planned, Money_At_Risk__c: 9500 })).toEqual(['Amount_Needs_Its_Currency']);
  });

  it('is agreed on once it is computed, and opened again with a fresh note', () => {
    expect(tried.changing(productPlan({ As_Of__c: null }), { Status__c: 'Agreed' })).toEqual([
      'Agree_On_What_Is_Computed',
    ]);
    const Id = productPlan({ Note__c: 'As proposed' });
    expect(tried.changing(Id, { Status__c: 'Agreed' })).toEqual([]);
    expect(tried.changing(Id, { Status__c: 'Open' })).toEqual(['Opening_Again_Needs_A_Note']);
    expect(tried.changing(Id, { Status__c: 'Open', Note__c: 'Big deal lost' })).toEqual([]);
  });

  it('keeps its status once its version is published', () => {
    const Id = productPlan();
    set('Takt_Plan__c', { Id: plan, Status__c: 'Published' });
    expect(tried.changing(Id, { Status__c: 'Frozen' })).toEqual(['Published_Plan_Stays']);
    set('Takt_Plan__c', { Id: plan, Status__c: 'Draft' });
  });

  it('tells the worst that is ahead, and until when to order', () => {
    const state = (more: RecordInput): unknown => shown('Takt_Product_Plan__c', productPlan(more), 'State__c');
    expect(state({ As_Of__c: null })).toBe('Unknown');
    expect(state({})).toBe('Covered');
    expect(state({ First_Overload__c: '2027-03-01' })).toBe('Overload');
    expect(state({ First_Overload__c: '2027-03-01', First_Below_Safety__c: '2027-02-01' })).toBe('Below safety stock');
    const short = productPlan({ First_Below_Safety__c: '2027-01-01', First_Stock_Out__c: '2027-02-01' });
    expect(org.retrieve(org.system, 'Takt_Product_Plan__c', short)).toMatchObject({
      State__c: 'Stock-out',
      Days_To_Stock_Out__c: 69,
      Order_By__c: '2026-12-18',
    });
  });

  it('has no rule that never refuses', () => {
    expect(tried.untried()).toEqual([]);
  });
});

describe('a demand input', () => {
  const tried = new RuleBook(org, 'supply', 'Takt_Demand_Input__c');
  const Product_Plan__c = productPlan();
  const input = {
    Product_Plan__c,
    Month__c: '2027-02-01',
    Stream__c: 'Marketing',
    Action__c: 'Add',
    Quantity__c: 50,
    Reason_Code__c: 'Promotion',
    Reason__c: 'Trade fair in March',
  };
  const wrong = (more: RecordInput): readonly string[] => tried.creating({ ...input, ...more });
  const added = (more: RecordInput = {}): string => createOne(org, 'Takt_Demand_Input__c', { ...input, ...more });

  it('is written once and stays', () => {
    expect(wrong({})).toEqual([]);
    expect(tried.changing(added(), { Quantity__c: 60 })).toEqual(['Ledger_Rows_Stay']);
  });

  it('has exactly one measure: quantity, percent or amount', () => {
    const none = { Quantity__c: null };
    expect(wrong(none)).toEqual(['Exactly_One_Measure']);
    expect(wrong({ Percent_Change__c: 10 })).toEqual(['Exactly_One_Measure']);
    expect(wrong({ ...none, Percent_Change__c: 10 })).toEqual([]);
    expect(wrong({ ...none, Amount__c: 5000, Currency__c: 'EUR' })).toEqual([]);
    expect(wrong({ ...none, Amount__c: 5000 })).toEqual(['Amount_Goes_With_Currency']);
    expect(wrong({ ...none, Amount__c: 5000, Currency__c: 'E' })).toEqual(['Currency_Is_An_ISO_Code']);
  });

  it('takes off no more than everything, and replaces by 0 or more', () => {
    expect(wrong({ Quantity__c: -50 })).toEqual([]);
    expect(wrong({ Action__c: 'Replace', Quantity__c: -50 })).toEqual(['Replacement_Is_Not_Negative']);
    expect(wrong({ Quantity__c: null, Percent_Change__c: -101 })).toEqual(['Percent_Is_Added']);
    expect(wrong({ Quantity__c: null, Percent_Change__c: 10, Action__c: 'Replace' })).toEqual(['Percent_Is_Added']);
  });

  it('is about one of the 18 months of the plan', () => {
    expect(wrong({ Month__c: '2026-12-01' })).toEqual([]);
    expect(wrong({ Month__c: '2028-05-01' })).toEqual([]);
    expect(wrong({ Month__c: '2028-06-01' })).toEqual(['Month_Is_Within_The_Plan']);
    expect(wrong({ Month__c: '2026-11-01' })).toEqual(['Month_Is_Within_The_Plan']);
    expect(wrong({ Month__c: '2027-02-02' })).toEqual(['Month_Starts_On_Its_First_Day']);
  });

  it('has a reason in words that goes with its stream, and a chance', () => {
    expect(wrong({ Reason__c: null })).toEqual(['Reason_Is_Written']);
    expect(wrong({ Reason__c: 'gut' })).toEqual(['Reason_Is_Written']);
    expect(wrong({ Reason_Code__c: 'Budget' })).toEqual(['Reason_Fits_The_Stream']);
    expect(wrong({ Reason_Code__c: 'Budget', Stream__c: 'Finance' })).toEqual([]);
    expect(wrong({ Stream__c: 'Renewals' })).toEqual(['Reason_Fits_The_Stream']);
    expect(wrong({ Probability__c: 0 })).toEqual(['Probability_Is_Within_Bounds']);
  });

  it('is withdrawn by a row that names it, of the same month and stream', () => {
    const withdrawal = { Action__c: 'Withdraw', Quantity__c: null, Reason__c: null, Withdraws__c: added() };
    expect(wrong(withdrawal)).toEqual([]);
    expect(wrong({ ...withdrawal, Withdraws__c: null })).toEqual(['Withdrawal_Names_Its_Row']);
    expect(wrong({ ...withdrawal, Month__c: '2027-03-01' })).toEqual(['Withdrawal_Names_Its_Row']);
    expect(wrong({ ...withdrawal, Stream__c: 'Sales' })).toEqual(['Withdrawal_Names_Its_Row']);
    expect(wrong({ ...withdrawal, Withdraws__c: added(withdrawal) })).toEqual(['Withdrawal_Names_Its_Row']);
    expect(wrong({ Withdraws__c: added() })).toEqual(['Withdrawal_Names_Its_Row']);
  });

  it('is refused by a plan that is frozen, agreed or published', () => {
    for (const Status__c of ['Frozen', 'Agreed']) {
      expect(wrong({ Product_Plan__c: productPlan({ Status__c }) })).toEqual(['Plan_Is_Open_For_Inputs']);
    }
    const Plan__c = version('2028');
    const published = productPlan({ Plan__c });
    set('Takt_Plan__c', { Id: Plan__c, Status__c: 'Published' });
    expect(wrong({ Product_Plan__c: published })).toEqual(['Plan_Is_Open_For_Inputs']);
  });

  it('writes the consensus in the name of who leads the meeting', () => {
    const consensus = { ...input, Stream__c: 'Consensus' };
    expect(tried.creating(consensus, org.actor(marketer))).toEqual(['Consensus_Needs_Permission']);
    expect(tried.creating(consensus, org.actor(lead))).toEqual([]);
  });

  it('is withdrawn by its author, or by who leads the meeting', () => {
    const [Withdraws__c = ''] = ids(org.create(org.actor(marketer), 'Takt_Demand_Input__c', [input]));
    const withdrawal = { ...input, Action__c: 'Withdraw', Quantity__c: null, Withdraws__c };
    expect(tried.creating(withdrawal, org.actor(manager))).toEqual(['Withdrawn_By_Its_Author']);
    expect(tried.creating(withdrawal, org.actor(marketer))).toEqual([]);
    expect(tried.creating(withdrawal, org.actor(lead))).toEqual([]);
  });

  it('has no rule that never refuses', () => {
    expect(tried.untried()).toEqual([]);
  });
});
