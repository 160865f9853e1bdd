import { afterAll, describe, expect, it } from 'vitest';
import type { RecordInput } from '../../../local-org/org.ts';
import { company, createOne } from '../support/company.ts';
import { RuleBook } from './rule-book.ts';

const { org, rep, peer } = company();
afterAll(() => {
  org.close();
});

const plan = createOne(org, 'Takt_Plan__c', { Name: '2027', Kind__c: 'Quota', Fiscal_Year__c: '2027' });
const otherPlan = createOne(org, 'Takt_Plan__c', { Name: '2028', Kind__c: 'Quota', Fiscal_Year__c: '2028' });
const setPlan = (Status__c: string): void => {
  org.update(org.system, 'Takt_Plan__c', [{ Id: plan, Status__c }]);
};
const account = createOne(org, 'Account', { Name: 'Acme' });
const otherAccount = createOne(org, 'Account', { Name: 'Bolt' });

const north = { Name: 'North', Plan__c: plan, Person__c: rep, Effective_From__c: '2026-02-01' };
const territory = (more: RecordInput = {}): string => createOne(org, 'Takt_Territory__c', { ...north, ...more });

describe('a territory', () => {
  const tried = new RuleBook(org, 'territory', 'Takt_Territory__c');

  it('ends on or after its first day', () => {
    expect(tried.creating({ ...north, Effective_To__c: '2026-02-01' })).toEqual([]);
    expect(tried.creating({ ...north, Effective_To__c: '2026-01-31' })).toEqual(['Ends_After_It_Starts']);
  });

  it('has more than no capacity, or an unknown one', () => {
    expect(tried.creating({ ...north, Capacity__c: 1600 })).toEqual([]);
    expect(tried.creating({ ...north, Capacity__c: 0 })).toEqual(['Capacity_Is_Above_Zero']);
  });

  it('lies under another territory of its plan', () => {
    const top = territory({ Name: 'Top' });
    const elsewhere = territory({ Plan__c: otherPlan });
    expect(tried.creating({ ...north, Parent__c: top })).toEqual([]);
    expect(tried.creating({ ...north, Parent__c: elsewhere })).toEqual(['Parent_Is_Another_Of_The_Plan']);
    expect(tried.changing(top, { Parent__c: top })).toEqual(['Parent_Is_Another_Of_The_Plan']);
  });

  it('is approved with a first day only', () => {
    expect(tried.creating({ ...north, Status__c: 'Approved' })).toEqual([]);
    expect(tried.creating({ ...north, Status__c: 'Approved', Effective_From__c: null })).toEqual([
      'Approved_Has_A_First_Day',
    ]);
  });

  it('changes hands with a fresh reason once it is agreed, and freely before', () => {
    const draft = territory();
    expect(tried.changing(draft, { Person__c: peer })).toEqual([]);
    const agreed = territory({ Status__c: 'Approved', Reason__c: 'First cut' });
    expect(tried.changing(agreed, { Person__c: peer })).toEqual(['Change_Of_Hands_Needs_Reason']);
    expect(tried.changing(agreed, { Person__c: peer, Reason__c: 'Rep moved' })).toEqual([]);
  });

  it('stays in its plan', () => {
    expect(tried.changing(territory(), { Plan__c: otherPlan })).toEqual(['Plan_Stays']);
  });

  it('can only be ended once its plan is published', () => {
    const Id = territory();
    setPlan('Published');
    expect(tried.changing(Id, { Person__c: peer })).toEqual(['Published_Keeps_Its_Terms']);
    expect(tried.changing(Id, { Effective_To__c: '2026-12-31' })).toEqual([]);
    setPlan('Draft');
  });

  it('is in force while plan, agreement and dates say so', () => {
    const Id = territory({ Status__c: 'Approved' });
    const inForce = (): unknown => org.retrieve(org.system, 'Takt_Territory__c', Id)['In_Force__c'];
    expect(inForce()).toBe(false);
    setPlan('Published');
    expect(inForce()).toBe(true);
    org.update(org.system, 'Takt_Territory__c', [{ Id, Effective_To__c: '2026-11-23' }]);
    expect(inForce()).toBe(false);
    setPlan('Draft');
  });

  it('is heavy or light beyond a fifth of the average, and unknown before it is measured', () => {
    const balance = (Potential_Index__c: number | null): unknown =>
      org.retrieve(org.system, 'Takt_Territory__c', territory({ Potential_Index__c }))['Balance__c'];
    expect([121, 120, 80, 79, null].map(balance)).toEqual(['Heavy', 'Balanced', 'Balanced', 'Light', 'Unknown']);
  });

  it('tells no utilisation without a capacity', () => {
    const Id = territory({ Workload__c: 2000, Capacity__c: 1600, Potential__c: 0, Quota__c: 5 });
    expect(org.retrieve(org.system, 'Takt_Territory__c', Id)).toMatchObject({
      Utilisation__c: 125,
      Quota_To_Potential__c: null,
    });
  });

  it('has no rule that never refuses', () => {
    expect(tried.untried()).toEqual([]);
  });
});

describe('an account in a territory', () => {
  const tried = new RuleBook(org, 'territory', 'Takt_Territory_Account__c');
  const [from, to] = [territory({ Name: 'South' }), territory()];
  const stay = { Territory__c: to, Account__c: account };
  const move = { ...stay, From_Territory__c: from };
  const row = (more: RecordInput = {}): string => createOne(org, 'Takt_Territory_Account__c', { ...stay, ...more });

  it('is named when the row is made', () => {
    expect(tried.creating(stay)).toEqual([]);
    expect(tried.creating({ Territory__c: to })).toEqual(['Account_Is_Named']);
  });

  it('ends on or after its first day', () => {
    expect(tried.creating({ ...stay, Effective_From__c: '2026-03-01', Effective_To__c: '2026-02-28' })).toEqual([
      'Ends_After_It_Starts',
    ]);
  });

  it('moves for a reason, by hand or by proposal', () => {
    expect(tried.creating(move)).toEqual(['Move_Needs_A_Reason']);
    expect(tried.creating({ ...move, Reason__c: 'Nearer to the new office' })).toEqual([]);
    expect(tried.creating({ ...move, Proposal_Reason__c: 'Evens out the workload' })).toEqual([]);
    expect(tried.creating({ ...move, From_Territory__c: to })).toEqual([]);
  });

  it('comes from a territory of the same plan', () => {
    const elsewhere = territory({ Plan__c: otherPlan });
    expect(tried.creating({ ...move, Reason__c: 'x', From_Territory__c: elsewhere })).toEqual([
      'Both_Territories_Are_Of_One_Plan',
    ]);
  });

  it('is not turned into another account', () => {
    expect(tried.changing(row(), { Account__c: otherAccount })).toEqual(['Account_And_Origin_Stay']);
    expect(tried.changing(row(), { From_Territory__c: from })).toEqual(['Account_And_Origin_Stay']);
  });

  it('does not keep the account from being deleted', () => {
    const gone = createOne(org, 'Account', { Name: 'Gone' });
    const Id = row({ Account__c: gone });
    expect(org.remove(org.system, [gone])[0]?.success).toBe(true);
    expect(org.retrieve(org.system, 'Takt_Territory_Account__c', Id)['Account__c']).toBeNull();
    expect(tried.changing(Id, { Verdict__c: 'Accepted' })).toEqual([]);
  });

  it('is rejected with a reason, and not while it is locked', () => {
    const Id = row();
    expect(tried.changing(Id, { Verdict__c: 'Rejected' })).toEqual(['Rejection_Needs_A_Reason']);
    expect(tried.changing(Id, { Verdict__c: 'Rejected', Reason__c: 'Named account', Locked__c: true })).toEqual([
      'Locked_Is_Not_Rejected',
    ]);
    expect(tried.changing(Id, { Verdict__c: 'Rejected', Reason__c: 'Named account' })).toEqual([]);
  });

  it('can only be ended once the plan is published', () => {
    const Id = row();
    setPlan('Superseded');
    expect(tried.changing(Id, { Verdict__c: 'Accepted' })).toEqual(['Published_Keeps_Its_Accounts']);
    expect(tried.changing(Id, { Effective_To__c: '2026-12-31' })).toEqual([]);
    setPlan('Draft');
  });

  it('says whether it stays, moves or is new', () => {
    const moved = (From_Territory__c: string | null): unknown =>
      org.retrieve(org.system, 'Takt_Territory_Account__c', row({ From_Territory__c, Reason__c: 'x' }))['Move__c'];
    expect([null, from, to].map(moved)).toEqual(['New', 'Moves', 'Stays']);
  });

  it('has no rule that never refuses', () => {
    expect(tried.untried()).toEqual([]);
  });
});
