import { afterAll, describe, expect, it } from 'vitest';
import type { Id, RecordInput } from '../../../local-org/org.ts';
import { company, createOne } from '../support/company.ts';
import { RuleBook } from './rule-book.ts';

const { org, manager, boss, rep, peer } = company();
afterAll(() => {
  org.close();
});
const calls = new RuleBook(org, 'forecasting', 'Takt_Forecast_Call__c');
const as = (id: Id) => org.actor(id);
const period = createOne(org, 'Takt_Period__c', { Name: 'Q4', Type__c: 'Quarter', Start_Date__c: '2026-10-01' });
const scope = createOne(org, 'Takt_Scope__c', { Name: 'Rep', Type__c: 'Person', OwnerId: rep, Person__c: rep });
const forecastOf = (more: RecordInput): Id =>
  createOne(org, 'Takt_Forecast__c', { Name: 'Q4', Scope__c: scope, Period__c: period, Currency__c: 'EUR', ...more });
const own = forecastOf({ OwnerId: rep, Person__c: rep });
const team = forecastOf({ OwnerId: manager });
const frozen = forecastOf({ OwnerId: rep, Person__c: rep, Call_Status__c: 'Frozen' });

const call = (more: RecordInput = {}): RecordInput => ({
  Forecast__c: own,
  Kind__c: 'Call',
  Layer__c: 'Rep',
  Amount__c: 100,
  Currency__c: 'EUR',
  ...more,
});
const above = (more: RecordInput = {}): RecordInput => call({ Layer__c: 'Manager', ...more });

describe('who speaks about a forecast', () => {
  it('is its person for the layer Rep, and nobody else', () => {
    expect(calls.creating(call(), as(rep))).toEqual([]);
    expect(calls.creating(call(), as(manager))).toEqual(['Rep_Layer_Is_The_Person']);
    expect(calls.creating(call({ Forecast__c: team }), as(manager))).toEqual(['Rep_Layer_Is_The_Person']);
  });

  it('is somebody else for the layers above, with the permission', () => {
    expect(calls.creating(above(), as(manager))).toEqual([]);
    expect(calls.creating(above({ Layer__c: 'Executive' }), as(boss))).toEqual([]);
    expect(calls.creating(above({ Forecast__c: team }), as(manager))).toEqual([]);
    expect(calls.creating(above(), as(rep))).toEqual([
      'Higher_Layer_Is_Somebody_Else',
      'Higher_Layer_Needs_Permission',
    ]);
  });

  it('is nobody who may not read the forecast', () => {
    expect(calls.creating(call(), as(peer)).join()).toMatch(/INSUFFICIENT_ACCESS|NO_ACCESS/);
  });
});

describe('what is said about a forecast', () => {
  it('names its amount, in the currency of the forecast', () => {
    expect(calls.creating(call({ Amount__c: null, Currency__c: null }), as(rep))).toEqual(['Call_Needs_An_Amount']);
    expect(calls.creating(call({ Amount__c: -1 }), as(rep))).toEqual(['Amount_Is_Not_Negative']);
    expect(calls.creating(call({ Currency__c: 'USD' }), as(rep))).toEqual(['Currency_Is_That_Of_The_Forecast']);
    expect(calls.creating(call({ Currency__c: null }), as(rep))).toEqual(['Currency_Is_That_Of_The_Forecast']);
    expect(calls.creating(call({ Kind__c: 'Submit', Amount__c: null, Currency__c: null }), as(rep))).toEqual([]);
  });

  it('is an override with a reason, and never by the rep', () => {
    const override = above({ Kind__c: 'Override' });
    expect(calls.creating(override, as(manager))).toEqual(['Override_Needs_A_Reason']);
    expect(calls.creating({ ...override, Reason__c: 'Timing' }, as(manager))).toEqual([]);
    expect(calls.creating({ ...override, Reason__c: 'Other' }, as(manager))).toEqual(['Other_Reason_Needs_A_Note']);
    expect(calls.creating({ ...override, Layer__c: 'Rep', Reason__c: 'Timing' }, as(rep))).toEqual([
      'Rep_Neither_Overrides_Nor_Freezes',
    ]);
  });

  it('stays as it was said, even for whoever may change everything', () => {
    const id = String(org.create(as(rep), 'Takt_Forecast_Call__c', [call()])[0]?.id);
    expect(calls.changing(id, { Note__c: 'No' })).toContain('Rows_Are_Only_Added');
  });
});

describe('a frozen forecast', () => {
  it('takes no further word but the withdrawal of the freeze from above', () => {
    expect(calls.creating(call({ Forecast__c: frozen }), as(rep))).toEqual(['Frozen_Takes_No_Further_Words']);
    expect(calls.creating(above({ Forecast__c: frozen }), as(manager))).toEqual(['Frozen_Takes_No_Further_Words']);
    const withdraw = { Forecast__c: frozen, Kind__c: 'Withdraw', Amount__c: null, Currency__c: null };
    expect(calls.creating(call(withdraw), as(rep))).toEqual(['Frozen_Takes_No_Further_Words']);
    expect(calls.creating(above(withdraw), as(manager))).toEqual([]);
  });
});

it('tries every rule', () => {
  expect(calls.untried()).toEqual([]);
});
