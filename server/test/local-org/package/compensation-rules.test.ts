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

const draft = { Name: 'AE 2027', Currency__c: 'EUR' };
const plan = (more: RecordInput = {}): string => createOne(org, 'Takt_Comp_Plan__c', { ...draft, ...more });
const update = (objectName: string, record: RecordInput): void => {
  expect(org.update(org.system, objectName, [record])[0]?.errors).toEqual([]);
};
const publishedPlan = (more: RecordInput = {}): string => {
  const Id = plan({ Role__c: 'Account executive', Effective_From__c: '2026-01-01', ...more });
  update('Takt_Comp_Plan__c', { Id, Status__c: 'Published' });
  return Id;
};

describe('a compensation plan', () => {
  const tried = new RuleBook(org, 'compensation', 'Takt_Comp_Plan__c');
  const wrong = (more: RecordInput): readonly string[] => tried.creating({ ...draft, ...more });

  it('is taken with floor, decelerator, cap and a recoverable draw', () => {
    const whole = {
      Floor__c: 50,
      Decelerator__c: 0.5,
      Minimum_Pay__c: 20,
      Cap__c: 200,
      Draw_Kind__c: 'Recoverable',
      Draw__c: 1000,
      Draw_Recovery_Limit__c: 50,
      Fiscal_Year__c: '2027',
    };
    expect(wrong(whole)).toEqual([]);
  });

  it('has readable dates, years, versions and currencies', () => {
    expect(wrong({ Effective_From__c: '2027-02-01', Effective_To__c: '2027-01-31' })).toEqual(['Ends_After_It_Starts']);
    expect(wrong({ Fiscal_Year__c: '27' })).toEqual(['Fiscal_Year_Has_Four_Digits']);
    expect(wrong({ Version__c: 0 })).toEqual(['Version_Starts_At_One']);
    expect(wrong({ Currency__c: '€' })).toEqual(['Currency_Is_An_ISO_Code']);
    const Id = plan();
    expect(tried.changing(Id, { Parent_Version__c: Id })).toEqual(['Version_Starts_At_One']);
  });

  it('has floor and decelerator together, each within bounds', () => {
    expect(wrong({ Floor__c: 50 })).toEqual(['Floor_And_Decelerator_Go_Together']);
    expect(wrong({ Decelerator__c: 0 })).toEqual(['Floor_And_Decelerator_Go_Together']);
    expect(wrong({ Floor__c: 5000, Decelerator__c: 0.5 })).toEqual(['Floor_Is_Within_Bounds']);
    expect(wrong({ Floor__c: 50, Decelerator__c: 1 })).toEqual(['Decelerator_Slows_Down']);
    expect(wrong({ Floor__c: 50, Decelerator__c: 0 })).toEqual([]);
  });

  it('caps at or above the floor and the minimum pay', () => {
    const floor = { Floor__c: 50, Decelerator__c: 0.5 };
    expect(wrong({ ...floor, Cap__c: 50 })).toEqual([]);
    expect(wrong({ ...floor, Cap__c: 49 })).toEqual(['Cap_Not_Below_Floor']);
    expect(wrong({ Minimum_Pay__c: 80, Cap__c: 79 })).toEqual(['Cap_Not_Below_Floor']);
    expect(wrong({ Cap__c: 0 })).toEqual(['Cap_Not_Below_Floor']);
    expect(wrong({ Minimum_Pay__c: 101 })).toEqual(['Minimum_Pay_Is_Within_Bounds']);
  });

  it('leaves limits empty rather than zero', () => {
    expect(wrong({ Deal_Cap__c: 0 })).toEqual(['Amounts_Are_Not_Negative']);
    expect(wrong({ Clawback_Days__c: -1 })).toEqual(['Amounts_Are_Not_Negative']);
  });

  it('has a draw exactly where its kind says so', () => {
    expect(wrong({ Draw__c: 1000 })).toEqual(['Draw_Fits_Its_Kind']);
    expect(wrong({ Draw_Kind__c: 'Non_Recoverable' })).toEqual(['Draw_Fits_Its_Kind']);
    expect(wrong({ Draw_Kind__c: 'Non_Recoverable', Draw__c: 1000 })).toEqual([]);
    expect(wrong({ Draw_Kind__c: 'Non_Recoverable', Draw__c: 1000, Draw_Recovery_Limit__c: 50 })).toEqual([
      'Recovery_Limit_Fits_The_Draw',
    ]);
  });

  it('begins as a draft, is published with its first day, and then only goes forward', () => {
    const first = { Role__c: 'AE', Effective_From__c: '2026-01-01' };
    expect(wrong({ ...first, Status__c: 'Published' })).toEqual(['New_Plan_Is_A_Draft']);
    expect(tried.changing(plan(), { Status__c: 'Published' })).toEqual(['Published_Has_A_First_Day']);
    const Id = plan(first);
    expect(tried.changing(Id, { Status__c: 'Published', Cap__c: 250 })).toEqual([]);
    expect(tried.changing(Id, { Status__c: 'Draft' })).toEqual(['Published_Goes_Forward_Only']);
    expect(tried.changing(Id, { Status__c: 'Retired' })).toEqual([]);
    expect(tried.changing(Id, { Status__c: 'Published' })).toEqual(['Published_Goes_Forward_Only']);
  });

  it('keeps its terms once published, but may be ended', () => {
    const Id = publishedPlan();
    expect(tried.changing(Id, { Cap__c: 300 })).toEqual(['Published_Keeps_Its_Terms']);
    expect(tried.changing(Id, { Method__c: 'Retroactive' })).toEqual(['Published_Keeps_Its_Terms']);
    expect(tried.changing(Id, { Effective_To__c: '2026-12-31' })).toEqual([]);
  });

  it('has no rule that never refuses', () => {
    expect(tried.untried()).toEqual([]);
  });
});

describe('a tier', () => {
  const tried = new RuleBook(org, 'compensation', 'Takt_Comp_Tier__c');
  const [byTarget, byAmount, byUnit] = [
    plan(),
    plan({ Rate_Basis__c: 'Amount' }),
    plan({ Rate_Basis__c: 'Unit', Measure__c: 'Units' }),
  ];
  const tier = { Comp_Plan__c: byTarget, From_Attainment__c: 100, To_Attainment__c: 150, Commission_Rate__c: 100 };

  it('goes from an attainment to a higher one, or on without an end', () => {
    expect(tried.creating({ ...tier, Accelerator__c: 1.5 })).toEqual([]);
    expect(tried.creating({ ...tier, To_Attainment__c: null })).toEqual([]);
    expect(tried.creating({ ...tier, To_Attainment__c: 100 })).toEqual(['Tier_Ends_Above_Its_Start']);
    expect(tried.creating({ ...tier, From_Attainment__c: -1 })).toEqual(['Tier_Ends_Above_Its_Start']);
  });

  it('has exactly one rate, of the kind that its plan pays by', () => {
    expect(tried.creating({ ...tier, Commission_Rate__c: null })).toEqual(['Exactly_One_Rate']);
    expect(tried.creating({ ...tier, Amount_Per_Unit__c: 5 })).toEqual(['Exactly_One_Rate', 'Rate_Fits_The_Plan']);
    expect(tried.creating({ ...tier, Comp_Plan__c: byUnit })).toEqual(['Rate_Fits_The_Plan']);
    expect(tried.creating({ ...tier, Comp_Plan__c: byUnit, Commission_Rate__c: null, Amount_Per_Unit__c: 5 })).toEqual(
      [],
    );
  });

  it('has rate and accelerator within bounds', () => {
    expect(tried.creating({ ...tier, Comp_Plan__c: byAmount, Commission_Rate__c: 8 })).toEqual([]);
    expect(tried.creating({ ...tier, Comp_Plan__c: byAmount, Commission_Rate__c: 101 })).toEqual([
      'Rate_Is_Within_Bounds',
    ]);
    expect(tried.creating({ ...tier, Commission_Rate__c: 1001 })).toEqual(['Rate_Is_Within_Bounds']);
    expect(tried.creating({ ...tier, Accelerator__c: 15 })).toEqual(['Accelerator_Is_Within_Bounds']);
  });

  it('is written to a draft only', () => {
    const Comp_Plan__c = plan({ Role__c: 'AE', Effective_From__c: '2026-01-01' });
    const Id = createOne(org, 'Takt_Comp_Tier__c', { ...tier, Comp_Plan__c });
    update('Takt_Comp_Plan__c', { Id: Comp_Plan__c, Status__c: 'Published' });
    expect(tried.creating({ ...tier, Comp_Plan__c })).toEqual(['Tiers_Are_Written_To_A_Draft']);
    expect(tried.changing(Id, { Set_Aside__c: true })).toEqual(['Tiers_Are_Written_To_A_Draft']);
  });

  it('names its kind and tells what it really pays', () => {
    const shown = (Accelerator__c: number): unknown =>
      org.retrieve(org.system, 'Takt_Comp_Tier__c', createOne(org, 'Takt_Comp_Tier__c', { ...tier, Accelerator__c }));
    expect(shown(1.5)).toMatchObject({ Kind__c: 'Accelerator', Effective_Rate__c: 150, Currency__c: 'EUR' });
    expect(shown(1)).toMatchObject({ Kind__c: 'Base', Effective_Rate__c: 100 });
    expect(shown(0.5)).toMatchObject({ Kind__c: 'Decelerator', Effective_Rate__c: 50 });
  });

  it('has no rule that never refuses', () => {
    expect(tried.untried()).toEqual([]);
  });
});

describe('an assignment', () => {
  const tried = new RuleBook(org, 'compensation', 'Takt_Comp_Assignment__c');
  const current = publishedPlan({ Effective_To__c: '2026-12-31' });
  const assigned = {
    Comp_Plan__c: current,
    Person__c: rep,
    Target_Pay__c: 40_000,
    Currency__c: 'EUR',
    Effective_From__c: '2026-02-01',
  };
  const wrong = (more: RecordInput): readonly string[] => tried.creating({ ...assigned, ...more });
  const made = (more: RecordInput = {}): string => createOne(org, 'Takt_Comp_Assignment__c', { ...assigned, ...more });

  it('has dates in order and within the plan', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ Effective_To__c: '2026-01-31' })).toEqual(['Ends_After_It_Starts']);
    expect(wrong({ Effective_From__c: '2025-12-31' })).toEqual(['Lies_Within_The_Plan']);
    expect(wrong({ Effective_From__c: '2027-01-01' })).toEqual(['Lies_Within_The_Plan']);
  });

  it('has pay, weight and currency within bounds', () => {
    expect(wrong({ Target_Pay__c: -1 })).toEqual(['Target_Pay_Is_Not_Negative']);
    expect(wrong({ Currency__c: 'eur' })).toEqual(['Currency_Is_An_ISO_Code']);
    expect(wrong({ Weight__c: 101 })).toEqual(['Weight_Is_Within_Bounds']);
    expect(wrong({ Weight__c: 0 })).toEqual(['Weight_Is_Within_Bounds']);
    expect(wrong({ Weight__c: 60 })).toEqual([]);
  });

  it('has a draw only where the plan has one, and within its own dates', () => {
    expect(wrong({ Draw__c: 500 })).toEqual(['Draw_Fits_The_Plan']);
    const Comp_Plan__c = publishedPlan({ Draw_Kind__c: 'Recoverable', Draw__c: 1000 });
    expect(wrong({ Comp_Plan__c, Draw__c: 500, Draw_Until__c: '2026-07-31' })).toEqual([]);
    expect(wrong({ Comp_Plan__c, Draw_Until__c: '2026-01-31' })).toEqual(['Draw_Ends_Within_The_Assignment']);
  });

  it('is not made to a retired plan', () => {
    const Comp_Plan__c = publishedPlan();
    update('Takt_Comp_Plan__c', { Id: Comp_Plan__c, Status__c: 'Retired' });
    expect(wrong({ Comp_Plan__c })).toEqual(['Retired_Plan_Takes_Nobody']);
  });

  it('stays with its person, who alone may own it', () => {
    const Id = made();
    expect(tried.changing(Id, { Person__c: peer })).toEqual(['Person_And_Plan_Stay']);
    expect(tried.changing(Id, { Effective_From__c: '2026-03-01' })).toEqual(['Person_And_Plan_Stay']);
    expect(tried.changing(Id, { OwnerId: peer })).toEqual(['Owner_Is_The_Person']);
    expect(tried.changing(Id, { OwnerId: rep })).toEqual([]);
  });

  it('may go to somebody else’s hands when the person has left', () => {
    const Id = made({ Person__c: peer });
    update('User', { Id: peer, IsActive: false });
    expect(tried.changing(Id, { OwnerId: rep })).toEqual([]);
    update('User', { Id: peer, IsActive: true });
  });

  it('changes pay with a fresh reason, and never one’s own', () => {
    const Id = made({ Reason__c: 'Hired' });
    expect(tried.changing(Id, { Target_Pay__c: 45_000 })).toEqual(['Pay_Change_Needs_A_Reason']);
    expect(tried.changing(Id, { Target_Pay__c: 45_000, Reason__c: 'Promoted' })).toEqual([]);
    expect(wrong({ Person__c: me })).toEqual(['Nobody_Sets_Their_Own_Pay']);
  });

  it('has no rule that never refuses', () => {
    expect(tried.untried()).toEqual([]);
  });
});
