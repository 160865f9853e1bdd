import { afterAll, describe, expect, it } from 'vitest';
import type { RecordInput } from '../../../local-org/org.ts';
import { company, createOne } from '../support/company.ts';
import { RuleBook } from './rule-book.ts';

const { org, rep, peer } = company();
afterAll(() => {
  org.close();
});
/** Whoever writes in these tests. */
const me = org.system.userId;

const period = createOne(org, 'Takt_Period__c', {
  Name: '2026 Q4',
  Type__c: 'Quarter',
  Fiscal_Year__c: '2026',
  Number__c: 4,
  Start_Date__c: '2026-10-01',
  End_Date__c: '2026-12-31',
});
describe('a credit', () => {
  const tried = new RuleBook(org, 'compensation', 'Takt_Credit__c');
  const credited = { Person__c: rep, OwnerId: rep, Status__c: 'Credited', Amount__c: 1000, Currency__c: 'EUR' };

  it('is of no more than the whole deal', () => {
    expect(tried.creating({ ...credited, Share__c: 100 })).toEqual([]);
    expect(tried.creating({ ...credited, Share__c: 100.01 })).toEqual(['Share_Is_Within_Bounds']);
  });

  it('is taken back by a row that names it', () => {
    const Reverses__c = createOne(org, 'Takt_Credit__c', credited);
    expect(tried.creating({ ...credited, Status__c: 'Reversal' })).toEqual(['Reversal_Names_What_It_Reverses']);
    expect(tried.creating({ ...credited, Reverses__c })).toEqual(['Reversal_Names_What_It_Reverses']);
    expect(tried.creating({ ...credited, Status__c: 'Reversal', Reverses__c, Amount__c: -1000 })).toEqual([]);
  });

  it('tells its rate of pay, unless there is nothing to divide by', () => {
    const shown = (Amount__c: number): unknown => {
      const id = createOne(org, 'Takt_Credit__c', { ...credited, Amount__c, Pay__c: 80 });
      return org.retrieve(org.system, 'Takt_Credit__c', id)['Pay_Rate__c'];
    };
    expect([1000, 0].map(shown)).toEqual([8, null]);
  });

  it('has no rule that never refuses', () => {
    expect(tried.untried()).toEqual([]);
  });
});

const computed = {
  Person__c: rep,
  OwnerId: rep,
  Period__c: period,
  Earned__c: 900,
  Payable__c: 900,
  Currency__c: 'EUR',
};
const statement = (more: RecordInput = {}): string => createOne(org, 'Takt_Earning__c', { ...computed, ...more });
const publish = (Id: string): string => {
  expect(org.update(org.system, 'Takt_Earning__c', [{ Id, Status__c: 'Published' }])[0]?.errors).toEqual([]);
  return Id;
};

describe('a statement', () => {
  const tried = new RuleBook(org, 'compensation', 'Takt_Earning__c');

  it('begins as a draft and is published once it is computed', () => {
    expect(tried.creating({ ...computed, Status__c: 'Published' })).toContain('New_Statement_Is_A_Draft');
    expect(tried.changing(statement({ Payable__c: null }), { Status__c: 'Published' })).toEqual([
      'Publish_What_Is_Computed',
    ]);
    expect(tried.changing(statement(), { Status__c: 'Published' })).toEqual([]);
  });

  it('moves while it is a draft, and never after, whoever writes', () => {
    const Id = statement();
    expect(tried.changing(Id, { Earned__c: 950, Payable__c: 950 })).toEqual([]);
    publish(Id);
    expect(tried.changing(Id, { Earned__c: 900 })).toEqual(['Published_Keeps_Its_Figures']);
    expect(tried.changing(Id, { Attainment__c: 90 })).toEqual(['Published_Keeps_Its_Figures']);
    expect(tried.changing(Id, { Status__c: 'Draft' })).toEqual(['Published_Stays_Published']);
  });

  it('adds the adjustments to what is payable, after publication too', () => {
    const Id = publish(statement());
    const total = (): unknown => org.retrieve(org.system, 'Takt_Earning__c', Id)['Total__c'];
    expect(total()).toBe(900);
    expect(tried.changing(Id, { Adjustments__c: -100 })).toEqual([]);
    expect(total()).toBe(800);
  });

  it('is paid when it stands still, and not by the person it is about', () => {
    const Id = statement();
    expect(tried.changing(Id, { Paid_On__c: '2026-11-24' })).toEqual(['Only_Published_Is_Paid']);
    expect(tried.changing(publish(Id), { Paid_On__c: '2026-11-24' })).toEqual([]);
    expect(tried.changing(statement({ Person__c: me }), { Status__c: 'Published' })).toEqual([
      'Nobody_Publishes_Their_Own',
    ]);
  });

  it('has a projection in order', () => {
    expect(tried.creating({ ...computed, Projected_P10__c: 1, Projected_P50__c: 2, Projected_P90__c: 3 })).toEqual([]);
    expect(tried.creating({ ...computed, Projected_P10__c: 3, Projected_P50__c: 2 })).toEqual([
      'Projection_Is_In_Order',
    ]);
  });

  it('has no rule that never refuses', () => {
    expect(tried.untried()).toEqual([]);
  });
});

describe('a line', () => {
  const tried = new RuleBook(org, 'compensation', 'Takt_Earning_Line__c');
  const run = createOne(org, 'Takt_Run__c', { Kind__c: 'Forecast' });
  const open = statement();
  const commission = { Earning__c: open, Kind__c: 'Commission', Amount__c: 900, Run__c: run };
  const adjustment = {
    Earning__c: open,
    Kind__c: 'Adjustment',
    Adjustment_Kind__c: 'Correction',
    Amount__c: -100,
    Reason__c: 'Deal was split',
  };

  it('is an adjustment with sort, amount and reason where a person writes it', () => {
    expect(tried.creating(adjustment)).toEqual([]);
    expect(tried.creating({ ...adjustment, Reason__c: null })).toEqual(['Adjustment_Needs_A_Reason']);
    expect(tried.creating({ ...adjustment, Adjustment_Kind__c: null })).toEqual(['Adjustment_Needs_A_Reason']);
    expect(tried.creating({ ...adjustment, Amount__c: 0 })).toEqual(['Adjustment_Is_Not_Zero']);
    expect(tried.creating({ ...commission, Run__c: null })).toEqual(['People_Write_Adjustments']);
  });

  it('is computed with its run, without a sort of adjustment', () => {
    expect(tried.creating(commission)).toEqual([]);
    expect(tried.creating({ ...commission, Adjustment_Kind__c: 'Bonus' })).toEqual(['Only_Adjustments_Have_A_Sort']);
  });

  it('may be computed anew while the statement is a draft; an adjustment never changes', () => {
    const Id = createOne(org, 'Takt_Earning_Line__c', commission);
    expect(tried.changing(Id, { Amount__c: 910 })).toEqual([]);
    const adjusted = createOne(org, 'Takt_Earning_Line__c', adjustment);
    expect(tried.changing(adjusted, { Amount__c: -50 })).toEqual(['Written_Lines_Stay']);
  });

  it('reaches a published statement as an adjustment only', () => {
    const Earning__c = statement();
    const Id = createOne(org, 'Takt_Earning_Line__c', { ...commission, Earning__c });
    publish(Earning__c);
    expect(tried.creating({ ...commission, Earning__c })).toEqual(['Published_Takes_Adjustments_Only']);
    expect(tried.changing(Id, { Amount__c: 910 })).toEqual(['Written_Lines_Stay']);
    expect(tried.creating({ ...adjustment, Earning__c })).toEqual([]);
  });

  it('is not written to one’s own statement', () => {
    expect(tried.creating({ ...adjustment, Earning__c: statement({ Person__c: me }) })).toEqual([
      'Nobody_Adjusts_Their_Own',
    ]);
  });

  it('corrects a line of the same person', () => {
    const Corrects__c = createOne(org, 'Takt_Earning_Line__c', commission);
    expect(tried.creating({ ...adjustment, Corrects__c })).toEqual([]);
    expect(tried.creating({ ...adjustment, Corrects__c, Earning__c: statement({ Person__c: peer }) })).toEqual([
      'Correction_Is_For_The_Same_Person',
    ]);
  });

  it('has no rule that never refuses', () => {
    expect(tried.untried()).toEqual([]);
  });
});
