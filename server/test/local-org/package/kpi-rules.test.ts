import { afterAll, describe, expect, it } from 'vitest';
import type { RecordInput } from '../../../local-org/org.ts';
import { company, createOne, today } from '../support/company.ts';
import { RuleBook } from './rule-book.ts';

const { org, rep } = company();
afterAll(() => {
  org.close();
});
const book = (object: string): RuleBook => new RuleBook(org, 'kpi', object);
const yesterday = '2026-11-23';
const tomorrow = '2026-11-25';
const period = createOne(org, 'Takt_Period__c', { Name: 'Nov', Type__c: 'Month', Start_Date__c: '2026-11-01' });
const lastYear = createOne(org, 'Takt_Period__c', { Name: 'Nov 25', Type__c: 'Month', Start_Date__c: '2025-11-01' });
const scopeOf = (Type__c: string, more: RecordInput = {}) =>
  createOne(org, 'Takt_Scope__c', { Name: Type__c, Type__c, ...more });
const department = scopeOf('Department');
const person = scopeOf('Person', { Person__c: rep });

const definitions = book('Takt_Kpi_Definition__c');
const definition = (more: RecordInput = {}): RecordInput => ({
  Name: 'Attainment',
  Code__c: 'attainment',
  Version__c: 1,
  Unit__c: 'Percent',
  Direction__c: 'Higher_Is_Better',
  Effective_From__c: '2026-01-01',
  ...more,
});

describe('a definition of a KPI', () => {
  it('counts its versions from 1 and holds for a day at least', () => {
    expect(definitions.creating(definition({ Version__c: 0 }))).toEqual(['Version_Counts_From_One']);
    expect(definitions.creating(definition({ Effective_To__c: '2025-12-31' }))).toEqual(['Dates_In_Order']);
    expect(definitions.creating(definition({ Effective_To__c: '2026-01-01' }))).toEqual([]);
  });

  it('keeps its meaning for as long as it is, and can be ended', () => {
    const id = definitions.make(definition());
    const kept = ['A_Version_Keeps_Its_Meaning'];
    expect(definitions.changing(id, { Direction__c: 'Lower_Is_Better' })).toEqual(kept);
    expect(definitions.changing(id, { Effective_From__c: '2026-02-01' })).toEqual(kept);
    expect(definitions.changing(id, { Name: 'Quota reached' })).toEqual(kept);
    expect(definitions.changing(id, { Effective_To__c: '2026-12-31' })).toEqual([]);
  });

  it('says where its benchmark is from', () => {
    expect(definitions.creating(definition({ Benchmark__c: 95 }))).toEqual(['Benchmark_Needs_A_Source']);
    expect(definitions.creating(definition({ Benchmark__c: 95, Benchmark_Source__c: 'Survey 2026' }))).toEqual([]);
  });
});

const attainment = definitions.make(definition());
const pipeline = definitions.make(definition({ Name: 'Pipeline', Code__c: 'pipeline', Unit__c: 'Money' }));
const bias = definitions.make(definition({ Name: 'Bias', Code__c: 'bias', Direction__c: 'Closer_Is_Better' }));
const cycleDays = definitions.make(
  definition({ Name: 'Cycle', Code__c: 'cycle', Unit__c: 'Days', Direction__c: 'Lower_Is_Better' }),
);

const targets = book('Takt_Kpi_Target__c');
const target = (more: RecordInput = {}): RecordInput => ({
  Kpi__c: attainment,
  Scope__c: department,
  Scope_Type__c: 'Department',
  Period__c: period,
  Value__c: 100,
  ...more,
});

describe('a target', () => {
  it('can be a department’s', () => {
    expect(targets.creating(target())).toEqual([]);
  });

  it('repeats type and person of its scope', () => {
    expect(targets.creating(target({ Scope_Type__c: 'Team' }))).toEqual(['Scope_Type_Follows_Scope']);
    expect(targets.creating(target({ Person__c: rep }))).toEqual(['Person_Follows_Scope']);
    const personal = target({ Scope__c: person, Scope_Type__c: 'Person' });
    expect(targets.creating(personal)).toEqual(['Person_Follows_Scope']);
    expect(targets.creating({ ...personal, Person__c: rep })).toEqual([]);
  });

  it('has a tolerance of 0 or more, and a currency where it is money', () => {
    expect(targets.creating(target({ Tolerance__c: -0.1 }))).toEqual(['Tolerance_Is_Not_Negative']);
    expect(targets.creating(target({ Kpi__c: pipeline }))).toEqual(['Money_Needs_A_Currency']);
    expect(targets.creating(target({ Kpi__c: pipeline, Currency__c: 'EUR' }))).toEqual([]);
  });

  it('goes by the version that holds in its period', () => {
    expect(targets.creating(target({ Period__c: lastYear }))).toEqual(['Version_Holds_In_The_Period']);
  });
});

const values = book('Takt_Kpi_Value__c');
const value = (more: RecordInput = {}): RecordInput => ({
  Kpi__c: attainment,
  Scope__c: department,
  Period__c: period,
  Value__c: 90,
  ...more,
});

describe('a value', () => {
  it('is known, or says why it is not', () => {
    expect(values.creating(value({ Value__c: null }))).toEqual(['Value_Or_Reason']);
    expect(values.creating(value({ Not_Available_Reason__c: 'No quota' }))).toEqual(['Value_Or_Reason']);
    expect(values.creating(value({ Value__c: null, Not_Available_Reason__c: 'No quota' }))).toEqual([]);
    expect(values.creating(value({ Value__c: 0 }))).toEqual([]);
  });

  it('says its currency where it is money', () => {
    expect(values.creating(value({ Kpi__c: pipeline }))).toEqual(['Money_Needs_A_Currency']);
    expect(values.creating(value({ Kpi__c: pipeline, Currency__c: 'EUR' }))).toEqual([]);
  });

  it('is held against the target of its own cell', () => {
    const Target__c = targets.make(target());
    expect(values.creating(value({ Target__c }))).toEqual([]);
    expect(values.creating(value({ Target__c, Kpi__c: bias }))).toEqual(['Target_Is_Of_The_Same_Cell']);
    expect(values.creating(value({ Target__c, Period__c: lastYear }))).toEqual(['Target_Is_Of_The_Same_Cell']);
  });

  it.each([
    ['more than the target, more being better', attainment, 100, 5, 101, 'On Target'],
    ['less by the tolerance', attainment, 100, 5, 95, 'Near Target'],
    ['less by more than the tolerance', attainment, 100, 5, 94.9, 'Off Target'],
    ['less without a tolerance', attainment, 100, null, 99.9, 'Off Target'],
    ['less than the target, less being better', cycleDays, 60, 5, 50, 'On Target'],
    ['a little more, less being better', cycleDays, 60, 5, 64, 'Near Target'],
    ['within the tolerance below, closer being better', bias, 0, 2, -2, 'On Target'],
    ['within twice the tolerance above, closer being better', bias, 0, 2, 4, 'Near Target'],
    ['beyond twice the tolerance below, closer being better', bias, 0, 2, -4.1, 'Off Target'],
  ])('that is %s has its status', (_, Kpi__c, Target, Tolerance__c, Value__c, Status__c) => {
    const Target__c = targets.make(target({ Kpi__c, Value__c: Target, Tolerance__c }));
    const id = values.make(value({ Kpi__c, Target__c, Value__c }));
    expect(org.retrieve(org.system, 'Takt_Kpi_Value__c', id)).toMatchObject({ Status__c });
  });

  it('has no status of a colour where target or value is unknown', () => {
    const Target__c = targets.make(target());
    const open = values.make(value());
    const unknown = values.make(value({ Target__c, Value__c: null, Not_Available_Reason__c: 'No quota' }));
    const status = (id: string) => org.retrieve(org.system, 'Takt_Kpi_Value__c', id);
    expect(status(open)).toMatchObject({ Status__c: 'No Target', Shortfall__c: null });
    expect(status(unknown)).toMatchObject({ Status__c: 'Unknown', Shortfall__c: null, Change__c: null });
  });

  it('stands beside the period before and the year before', () => {
    const id = values.make(value({ Previous__c: 84.5, Last_Year__c: 96 }));
    const beside = { Change__c: 5.5, Change_On_Year__c: -6 };
    expect(org.retrieve(org.system, 'Takt_Kpi_Value__c', id)).toMatchObject(beside);
  });
});

const signals = book('Takt_Signal__c');
const signal = (more: RecordInput = {}): RecordInput => ({
  Headline__c: 'Win rate of the north fell from 31 % to 18 %',
  Kind__c: 'Drop',
  Severity__c: 'High',
  Scope__c: department,
  Scope_Type__c: 'Department',
  Period__c: period,
  Found_On__c: yesterday,
  ...more,
});

describe('a signal', () => {
  const meeting = (Status__c: string) =>
    createOne(org, 'Takt_Meeting__c', { Name: 'S&OP', Held_On__c: today, Status__c });

  it('waits for a verdict, ages, and says what, where and when', () => {
    const id = signals.make(signal({ Expected__c: 31, Seen__c: 18 }));
    const made = { Verdict__c: 'Waiting', Age_Days__c: 1, Difference__c: -13 };
    expect(org.retrieve(org.system, 'Takt_Signal__c', id)).toMatchObject(made);
    expect(signals.creating(signal({ Scope__c: null }))).toEqual(['Says_What_Where_And_When']);
    expect(signals.creating(signal({ Kind__c: null }))).toEqual(['Says_What_Where_And_When']);
    expect(signals.creating(signal({ Last_Seen_On__c: '2026-11-22' }))).toEqual(['Last_Seen_After_Found']);
  });

  it('is dismissed with a reason', () => {
    const id = signals.make(signal());
    expect(signals.changing(id, { Verdict__c: 'Dismissed' })).toEqual(['Dismissed_Needs_A_Reason']);
    expect(signals.changing(id, { Verdict__c: 'Dismissed', Verdict_Reason__c: 'One large deal' })).toEqual([]);
  });

  it('is kept for a meeting that is still to come, which may then be held', () => {
    const id = signals.make(signal());
    const Meeting__c = meeting('Planned');
    expect(signals.changing(id, { Meeting__c })).toEqual(['Only_Kept_Goes_To_A_Meeting']);
    expect(signals.changing(id, { Verdict__c: 'Kept', Meeting__c: meeting('Held') })).toEqual([
      'Kept_For_A_Meeting_To_Come',
    ]);
    expect(signals.changing(id, { Verdict__c: 'Kept', Meeting__c })).toEqual([]);
    org.update(org.system, 'Takt_Meeting__c', [{ Id: Meeting__c, Status__c: 'Held' }]);
    expect(signals.changing(id, { Last_Seen_On__c: today })).toEqual([]);
  });
});

const initiatives = book('Takt_Initiative__c');
const initiative = (more: RecordInput = {}): RecordInput => ({
  Name: 'Train discovery calls',
  Kind__c: 'Training',
  Kpi__c: attainment,
  Scope__c: department,
  Target_Value__c: 95,
  Currency__c: 'EUR',
  ...more,
});

describe('an initiative', () => {
  const measured = { Before__c: 84, After__c: 91, Measured_On__c: today };

  it('is done once it is measured before and after', () => {
    const id = initiatives.make(initiative({ Status__c: 'In_Progress' }));
    const needed = ['Done_Needs_Before_And_After'];
    expect(initiatives.changing(id, { Status__c: 'Done', ...measured, After__c: null })).toEqual(needed);
    expect(initiatives.changing(id, { Status__c: 'Done', ...measured, Before__c: null })).toEqual(needed);
    expect(initiatives.changing(id, { Status__c: 'Done', ...measured })).toEqual([]);
    expect(org.retrieve(org.system, 'Takt_Initiative__c', id)).toMatchObject({ Change__c: 7, Return__c: null });
  });

  it('names from its approval on what is to move, where and to what', () => {
    const id = initiatives.make({ Name: 'CRM hygiene', Kind__c: 'Process' });
    expect(initiatives.changing(id, { Status__c: 'Approved' })).toEqual(['Begun_Needs_A_Target']);
    expect(initiatives.changing(id, { ...initiative(), Status__c: 'Approved' })).toEqual([]);
  });

  it('says why it was stopped', () => {
    expect(initiatives.creating(initiative({ Status__c: 'Stopped' }))).toEqual(['Stopped_Needs_An_Outcome']);
    expect(initiatives.creating(initiative({ Status__c: 'Stopped', Outcome__c: 'No budget' }))).toEqual([]);
  });

  it.each([
    ['due before it starts', { Starts_On__c: today, Due_Date__c: yesterday }],
    ['measured before it starts', { Starts_On__c: today, Measured_On__c: yesterday }],
    ['measured tomorrow', { Measured_On__c: tomorrow }],
  ])('is refused where it is %s', (_, days) => {
    expect(initiatives.creating(initiative(days))).toEqual(['Dates_In_Order']);
  });

  it('has a return of gain on cost, in one currency', () => {
    expect(initiatives.creating(initiative({ Cost__c: -1 }))).toEqual(['Costs_Are_Not_Negative']);
    expect(initiatives.creating(initiative({ Cost__c: 1, Currency__c: null }))).toEqual(['Money_Needs_A_Currency']);
    const id = initiatives.make(initiative({ Cost__c: 20_000, Gain__c: 50_000 }));
    expect(org.retrieve(org.system, 'Takt_Initiative__c', id)).toMatchObject({ Return__c: 150 });
    const free = initiatives.make(initiative({ Cost__c: 0, Gain__c: 50_000 }));
    expect(org.retrieve(org.system, 'Takt_Initiative__c', free)).toMatchObject({ Return__c: null });
  });
});

describe('every validation rule of the KPI area', () => {
  it('has refused something', () => {
    const untried = [definitions, targets, values, signals, initiatives].flatMap((one) => one.untried());
    expect(untried).toEqual([]);
  });
});
