import { afterAll, describe, expect, it } from 'vitest';
import type { Id, RecordInput } from '../../../local-org/org.ts';
import { company, createOne } from '../support/company.ts';
import { RuleBook } from './rule-book.ts';

const { org, manager, boss, rep, peer } = company();
afterAll(() => {
  org.close();
});
const as = (id: Id) => org.actor(id);
const object = 'Takt_Quota_Proposal__c';
const proposals = new RuleBook(org, 'quota', object);
const plan = createOne(org, 'Takt_Plan__c', { Name: '2027', Kind__c: 'Quota', Fiscal_Year__c: '2027', Version__c: 1 });
const quotaOf = (more: RecordInput): Id =>
  createOne(org, 'Takt_Quota__c', { Name: 'Quota', Plan__c: plan, Currency__c: 'EUR', ...more });
const own = quotaOf({ OwnerId: rep, Person__c: rep });
const team = quotaOf({ OwnerId: manager });

const proposal = (more: RecordInput = {}): RecordInput => ({
  Quota__c: own,
  Kind__c: 'Proposal',
  Layer__c: 'Rep',
  Total__c: 1200,
  Currency__c: 'EUR',
  ...more,
});
const made = (by: Id, more: RecordInput = {}): Id => String(org.create(as(by), object, [proposal(more)])[0]?.id);
const decision = (about: Id, more: RecordInput = {}): RecordInput => ({
  Quota__c: own,
  Kind__c: 'Approval',
  Layer__c: 'Manager',
  Proposal__c: about,
  ...more,
});

describe('a proposal', () => {
  it('is made by the person for the layer Rep, by others for the layers above', () => {
    expect(proposals.creating(proposal(), as(rep))).toEqual([]);
    expect(proposals.creating(proposal({ Layer__c: 'Manager' }), as(manager))).toEqual([]);
    expect(proposals.creating(proposal(), as(manager))).toEqual(['Rep_Layer_Is_The_Person']);
    expect(proposals.creating(proposal({ Quota__c: team }), as(manager))).toEqual(['Rep_Layer_Is_The_Person']);
    expect(proposals.creating(proposal({ Layer__c: 'Manager' }), as(rep))).toEqual(['Higher_Layer_Is_Somebody_Else']);
    expect(proposals.creating(proposal(), as(peer)).join()).toMatch(/INSUFFICIENT_ACCESS|NO_ACCESS/);
  });

  it('is a total in the currency of the quota, and names no other proposal', () => {
    expect(proposals.creating(proposal({ Total__c: null }), as(rep))).toEqual(['Proposal_Needs_A_Total']);
    expect(proposals.creating(proposal({ Total__c: -1 }), as(rep))).toEqual(['Total_Is_Not_Negative']);
    expect(proposals.creating(proposal({ Currency__c: 'USD' }), as(rep))).toEqual(['Currency_Is_That_Of_The_Quota']);
    const other = made(rep);
    expect(proposals.creating(proposal({ Proposal__c: other }), as(rep))).toEqual(['Proposal_Names_No_Other']);
  });

  it('stays as it was made, even for whoever may change everything', () => {
    expect(proposals.changing(made(rep), { Total__c: 1 })).toContain('Rows_Are_Only_Added');
  });
});

describe('a decision on a proposal', () => {
  it('is for somebody else than its author', () => {
    const fromBelow = made(rep);
    const fromAbove = made(manager, { Layer__c: 'Manager' });
    expect(proposals.creating(decision(fromBelow), as(manager))).toEqual([]);
    expect(proposals.creating(decision(fromAbove), as(manager))).toEqual(['Nobody_Decides_On_Their_Own']);
    const rejection = { Kind__c: 'Rejection', Comment__c: 'Too much' };
    expect(proposals.creating(decision(fromAbove, rejection), as(manager))).toEqual(['Nobody_Decides_On_Their_Own']);
    expect(proposals.creating(decision(fromAbove), as(boss))).toEqual([]);
  });

  it('is never for the person whose quota it is', () => {
    const fromAbove = made(manager, { Layer__c: 'Manager' });
    expect(proposals.creating(decision(fromAbove, { Layer__c: 'Rep' }), as(rep))).toEqual([
      'Rep_Decides_On_No_Proposal',
    ]);
    expect(proposals.creating(decision(fromAbove), as(rep))).toEqual(['Higher_Layer_Is_Somebody_Else']);
  });

  it('names a proposal for the very quota, and no other decision', () => {
    const about = made(rep);
    const elsewhere = made(manager, { Quota__c: team, Layer__c: 'Manager' });
    expect(proposals.creating({ ...decision(about), Proposal__c: null }, as(manager))).toEqual([
      'Decision_Names_A_Proposal',
    ]);
    expect(proposals.creating(decision(elsewhere), as(boss))).toEqual(['Decision_Is_About_A_Proposal']);
    const approval = String(org.create(as(manager), object, [decision(about)])[0]?.id);
    expect(proposals.creating(decision(approval), as(boss))).toEqual(['Decision_Is_About_A_Proposal']);
  });

  it('says why it rejects', () => {
    expect(proposals.creating(decision(made(rep), { Kind__c: 'Rejection' }), as(manager))).toEqual([
      'Rejection_Needs_A_Comment',
    ]);
  });
});

it('tries every rule', () => {
  expect(proposals.untried()).toEqual([]);
});
