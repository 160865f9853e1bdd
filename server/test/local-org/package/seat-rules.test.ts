import { afterAll, describe, expect, it } from 'vitest';
import type { RecordInput } from '../../../local-org/org.ts';
import { company, createOne } from '../support/company.ts';
import { RuleBook } from './rule-book.ts';

const { org, rep } = company();
afterAll(() => {
  org.close();
});
const planFields = { Name: '2027', Kind__c: 'Quota', Fiscal_Year__c: '2027', Version__c: 1, Currency__c: 'EUR' };
const plan = createOne(org, 'Takt_Plan__c', planFields);
const seats = new RuleBook(org, 'quota', 'Takt_Seat__c');
const ramps = new RuleBook(org, 'quota', 'Takt_Ramp__c');
const plans = new RuleBook(org, 'quota', 'Takt_Plan__c');

const seat = (more: RecordInput = {}): RecordInput => ({
  Name: 'North 1',
  Plan__c: plan,
  Type__c: 'Person',
  Person__c: rep,
  Starts_On__c: '2027-01-01',
  ...more,
});

describe('a seat', () => {
  it('names its person, or nobody while somebody is still to be hired', () => {
    expect(seats.creating(seat())).toEqual([]);
    expect(seats.creating(seat({ Person__c: null }))).toEqual(['Person_Sits_On_A_Persons_Seat']);
    expect(seats.creating(seat({ Type__c: 'Open_Hire' }))).toEqual(['Person_Sits_On_A_Persons_Seat']);
    expect(seats.creating(seat({ Type__c: 'Open_Hire', Person__c: null }))).toEqual([]);
  });

  it('is a part of a full one, and lasts at least a day', () => {
    expect(seats.creating(seat({ Share__c: 50, Ends_On__c: '2027-01-01' }))).toEqual([]);
    expect(seats.creating(seat({ Share__c: 0 }))).toEqual(['Share_Is_A_Part']);
    expect(seats.creating(seat({ Share__c: 100.01 }))).toEqual(['Share_Is_A_Part']);
    expect(seats.creating(seat({ Ends_On__c: '2026-12-31' }))).toEqual(['Ends_After_It_Starts']);
  });

  it('counts in the currency of its plan', () => {
    expect(seats.creating(seat({ Cost__c: 90_000, Currency__c: 'EUR' }))).toEqual([]);
    expect(seats.creating(seat({ Cost__c: 90_000 }))).toEqual(['Currency_Is_That_Of_The_Plan']);
    expect(seats.creating(seat({ Expected_Attainment__c: -1 }))).toEqual(['Amounts_Are_Not_Negative']);
  });

  it('breaks each of its rules above', () => {
    expect(seats.untried()).toEqual([]);
  });
});

describe('a ramp', () => {
  it('begins with its first month, between nothing and twice a full quota', () => {
    expect(ramps.creating({ Name: 'Field', Month_1__c: 0, Month_6__c: 100 })).toEqual([]);
    expect(ramps.creating({ Name: 'Field', Month_2__c: 50 })).toEqual(['First_Month_Is_Given']);
    expect(ramps.creating({ Name: 'Field', Month_1__c: 0, Month_12__c: 201 })).toEqual(['Shares_Stay_In_Bounds']);
    expect(ramps.creating({ Name: 'Field', Month_1__c: -1 })).toEqual(['Shares_Are_Not_Negative']);
    expect(ramps.untried()).toEqual([]);
  });
});

describe('a plan', () => {
  it('assigns up to half more than its target', () => {
    expect(plans.changing(plan, { Over_Assignment__c: 5 })).toEqual([]);
    expect(plans.changing(plan, { Over_Assignment__c: 105 })).toEqual(['Over_Assignment_Is_A_Small_Share']);
  });

  it('is not its own parent', () => {
    expect(plans.changing(plan, { Parent_Version__c: plan })).toEqual(['A_Version_Is_Not_Its_Own_Parent']);
  });
});
