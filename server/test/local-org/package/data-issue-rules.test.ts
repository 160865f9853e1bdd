import { afterAll, describe, expect, it } from 'vitest';
import { company, createOne, today } from '../support/company.ts';
import { RuleBook } from './rule-book.ts';

const { org, rep, peer } = company();
afterAll(() => {
  org.close();
});
const object = 'Takt_Data_Issue__c';
const issues = new RuleBook(org, 'foundation', object);
const issue = () => createOne(org, object, { OwnerId: rep, First_Seen_On__c: '2026-11-20', Severity__c: 'Blocking' });
const read = (id: string) => org.retrieve(org.system, object, id);

describe('a waiver of a data issue', () => {
  it('says why, and ends today or later', () => {
    const id = issue();
    const waived = { Waived__c: true, Waiver_Reason__c: 'Customer asked for it' };
    expect(issues.changing(id, { Waived__c: true }, org.actor(rep))).toEqual(['Waiver_Needs_A_Reason']);
    expect(issues.changing(id, { ...waived, Waived_Until__c: '2026-11-23' }, org.actor(rep))).toEqual([
      'Waiver_Ends_In_The_Future',
    ]);
    expect(issues.changing(id, { Waived_Until__c: today }, org.actor(rep))).toEqual(['End_Of_Waiver_Needs_A_Waiver']);
    expect(issues.changing(id, { ...waived, Waived_Until__c: today }, org.actor(rep))).toEqual([]);
    expect(read(id)).toMatchObject({ Needs_Work__c: false, Age_In_Days__c: 4 });
  });

  it('that has run out leaves the issue to be mended', () => {
    const id = issue();
    expect(read(id)).toMatchObject({ Needs_Work__c: true });
    expect(issues.changing(id, { Status__c: 'Resolved', Resolved_On__c: '2026-11-22' })).toEqual([]);
    expect(read(id)).toMatchObject({ Needs_Work__c: false, Age_In_Days__c: 2 });
  });

  it('is for whoever the issue belongs to, and touches nothing that the machine wrote', () => {
    const waived = { Waived__c: true, Waiver_Reason__c: 'So be it' };
    expect(issues.changing(issue(), waived, org.actor(peer)).join()).toMatch(
      /INSUFFICIENT_ACCESS|ENTITY_IS_DELETED|NO_ACCESS|INVALID_CROSS/,
    );
    expect(issues.changing(issue(), { Status__c: 'Resolved' }, org.actor(rep)).join()).toMatch(/INVALID_FIELD/);
  });
});

it('tries every rule', () => {
  expect(issues.untried()).toEqual([]);
});
