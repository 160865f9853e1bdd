import { afterAll, describe, expect, it } from 'vitest';
import type { RecordInput } from '../../../local-org/org.ts';
import { company, createOne, idOf, today } from '../support/company.ts';
import { RuleBook } from './rule-book.ts';

const { org, boss, manager, rep } = company();
afterAll(() => {
  org.close();
});
const book = (object: string): RuleBook => new RuleBook(org, 'meeting', object);
const tomorrow = '2026-11-25';
const month = createOne(org, 'Takt_Period__c', { Name: 'November', Type__c: 'Month', Start_Date__c: '2026-11-01' });

const product = (Name: string) => createOne(org, 'Takt_Product__c', { Name, Safety_Stock_Method__c: 'None' });

const cycles = book('Takt_Cycle__c');
const cycle = (more: RecordInput = {}): RecordInput => ({
  Name: 'November 2026',
  Period__c: month,
  Starts_On__c: '2026-11-02',
  Gather_Due__c: '2026-11-06',
  Demand_Supply_Due__c: '2026-11-13',
  Kpis_Due__c: '2026-11-18',
  Meeting_On__c: '2026-11-25',
  Ends_On__c: '2026-11-30',
  ...more,
});

describe('the gate of a cycle', () => {
  const ready = { Gate_Tasks__c: 3, Gate_Tasks_Done__c: 3, Data_Errors__c: 0 };

  it('stays shut while nothing is counted, a task is open or a data error is left', () => {
    const id = cycles.make(cycle());
    const shut = ['Gate_Needs_Valid_Data'];
    expect(cycles.changing(id, { Status__c: 'Open' })).toEqual(shut);
    expect(cycles.changing(id, { ...ready, Gate_Tasks_Done__c: 2, Status__c: 'Open' })).toEqual(shut);
    expect(cycles.changing(id, { ...ready, Data_Errors__c: 1, Status__c: 'Open' })).toEqual(shut);
    expect(cycles.changing(id, { ...ready, Data_Errors__c: null, Status__c: 'Open' })).toEqual(shut);
    expect(cycles.changing(id, { ...ready, Status__c: 'Open' })).toEqual([]);
  });

  it('opens with a reason, and shuts nobody out later', () => {
    const id = cycles.make(cycle(ready));
    expect(cycles.changing(id, { Status__c: 'Open', Data_Errors__c: 4, Gate_Waiver__c: 'Closed plant' })).toEqual([]);
    expect(cycles.changing(id, { Gate_Waiver__c: null, Step__c: 'Kpis' })).toEqual([]);
  });

  it('comes before every step but the first', () => {
    const id = cycles.make(cycle(ready));
    expect(cycles.changing(id, { Step__c: 'Demand_Supply' })).toEqual(['Steps_Follow_The_Gate']);
    expect(cycles.changing(id, { Step__c: 'Demand_Supply', Status__c: 'Open' })).toEqual([]);
  });

  it('was passed by every cycle that is closed, in its last step', () => {
    const id = cycles.make(cycle(ready));
    expect(cycles.changing(id, { Status__c: 'Closed', Step__c: 'Execute_Report' })).toEqual(['Closes_From_Open']);
    expect(cycles.changing(id, { Status__c: 'Open' })).toEqual([]);
    expect(cycles.changing(id, { Status__c: 'Closed' })).toEqual(['Closes_After_The_Last_Step']);
    expect(cycles.changing(id, { Status__c: 'Closed', Step__c: 'Execute_Report' })).toEqual([]);
  });

  it('is ready, late and done so far by formula', () => {
    const id = cycles.make(cycle({ ...ready, Tasks__c: 8, Tasks_Done__c: 2 }));
    expect(org.retrieve(org.system, 'Takt_Cycle__c', id)).toMatchObject({
      Gate_Ready__c: true,
      Is_Late__c: true,
      Step_Due__c: '2026-11-06',
      Progress__c: 25,
    });
  });
});

describe('a cycle', () => {
  it.each([
    ['gathering ends before it starts', { Gather_Due__c: '2026-11-01' }],
    ['the meeting is before the KPIs', { Meeting_On__c: '2026-11-17' }],
    ['it ends before the meeting', { Ends_On__c: '2026-11-24' }],
  ])('is refused where %s', (_, days) => {
    expect(cycles.creating(cycle(days))).toEqual(['Dates_In_Order']);
  });

  it('may have two steps end on one day', () => {
    expect(cycles.creating(cycle({ Gather_Due__c: '2026-11-13' }))).toEqual([]);
  });

  it('plans a month', () => {
    const quarter = createOne(org, 'Takt_Period__c', { Name: 'Q4', Type__c: 'Quarter' });
    expect(cycles.creating(cycle({ Period__c: quarter }))).toEqual(['Is_Of_A_Month']);
  });
});

const tasks = book('Takt_Cycle_Task__c');
const november = cycles.make(cycle());
const task = (more: RecordInput = {}): RecordInput => ({
  Name: 'Load stocks',
  Cycle__c: november,
  Step__c: 'Gather',
  Due_Date__c: '2026-11-05',
  ...more,
});

describe('a task of a cycle', () => {
  it('is done exactly when its progress is 100 %', () => {
    const id = tasks.make(task({ Progress__c: 40 }));
    expect(tasks.changing(id, { Status__c: 'Done' })).toEqual(['Done_Is_All_Of_It']);
    expect(tasks.changing(id, { Progress__c: 100 })).toEqual(['Done_Is_All_Of_It']);
    expect(tasks.changing(id, { Status__c: 'Done', Progress__c: 100 })).toEqual([]);
    expect(tasks.creating(task({ Status__c: 'Done' }))).toEqual([]);
    expect(tasks.creating(task({ Progress__c: -1 }))).toEqual(['Progress_Within_Bounds']);
  });

  it('is dropped with a note', () => {
    expect(tasks.creating(task({ Status__c: 'Dropped' }))).toEqual(['Dropped_Needs_A_Note']);
    expect(tasks.creating(task({ Status__c: 'Dropped', Note__c: 'Plant is shut' }))).toEqual([]);
  });

  it('stands before the gate only where it gathers', () => {
    expect(tasks.creating(task({ Step__c: 'Kpis', Before_Gate__c: true }))).toEqual(['Gate_Tasks_Gather']);
    expect(tasks.creating(task({ Before_Gate__c: true }))).toEqual([]);
  });

  it('is due within its cycle, and is not locked when the cycle moves', () => {
    expect(tasks.creating(task({ Due_Date__c: '2026-12-01' }))).toEqual(['Due_Within_The_Cycle']);
    const moved = cycles.make(cycle());
    const id = tasks.make(task({ Cycle__c: moved }));
    expect(cycles.changing(moved, { Starts_On__c: '2026-11-06' })).toEqual([]);
    expect(tasks.changing(id, { Status__c: 'In_Progress' })).toEqual([]);
  });

  it('waits for the task it depends on, and never for itself', () => {
    const first = tasks.make(task());
    const second = tasks.make(task({ Depends_On__c: first }));
    expect(tasks.changing(second, { Status__c: 'Done' })).toEqual(['Done_After_What_It_Waits_For']);
    expect(tasks.changing(first, { Status__c: 'Done' })).toEqual([]);
    expect(tasks.changing(second, { Status__c: 'Done' })).toEqual([]);
    expect(tasks.changing(first, { Depends_On__c: first })).toEqual(['Does_Not_Wait_For_Itself']);
  });
});

const meetings = book('Takt_Meeting__c');
const meeting = (more: RecordInput = {}): RecordInput => ({ Name: 'S&OP', Held_On__c: today, ...more });

describe('a meeting', () => {
  it('is held on a day that has come, and stays held', () => {
    expect(meetings.creating({ Name: 'S&OP', Status__c: 'Held' })).toEqual(['Held_On_A_Day_That_Has_Come']);
    expect(meetings.creating(meeting({ Status__c: 'Held', Held_On__c: tomorrow }))).toEqual([
      'Held_On_A_Day_That_Has_Come',
    ]);
    const id = meetings.make(meeting({ Status__c: 'Held' }));
    expect(meetings.changing(id, { Status__c: 'Cancelled' })).toEqual(['Held_Stays_Held']);
    expect(meetings.changing(id, { Status__c: 'Planned' })).toEqual([]);
    expect(meetings.changing(id, { Status__c: 'Cancelled' })).toEqual([]);
  });

  it('ends after it starts', () => {
    const at = (hour: string) => `2026-11-24T${hour}:00:00.000Z`;
    expect(meetings.creating(meeting({ Starts_At__c: at('10'), Ends_At__c: at('10') }))).toEqual([
      'Ends_After_It_Starts',
    ]);
    expect(meetings.creating(meeting({ Starts_At__c: at('10'), Ends_At__c: at('11') }))).toEqual([]);
  });

  it('has a quorum of somebody', () => {
    expect(meetings.creating(meeting({ Quorum__c: 0 }))).toEqual(['Quorum_Is_Somebody']);
    const id = meetings.make(meeting({ Quorum__c: 3, Roles_Required__c: 4, Roles_Present__c: 3 }));
    const counted = { Attendance__c: 75, Has_Quorum__c: true };
    expect(org.retrieve(org.system, 'Takt_Meeting__c', id)).toMatchObject(counted);
  });

  it('sends its summary once there is one', () => {
    const id = meetings.make(meeting({ Status__c: 'Held' }));
    expect(meetings.changing(id, { Send_Summary__c: true })).toEqual(['Summary_Is_Of_A_Held_Meeting']);
    expect(meetings.changing(id, { Send_Summary__c: true, Summary__c: 'Two decisions.' })).toEqual([]);
  });

  it('lies within its cycle', () => {
    const outside = meeting({ Cycle__c: november, Held_On__c: '2026-12-02' });
    expect(meetings.creating(outside)).toEqual(['Within_Its_Cycle']);
    expect(meetings.creating(meeting({ Cycle__c: november }))).toEqual([]);
  });
});

const attendances = book('Takt_Attendance__c');
const planned = meetings.make(meeting());
const held = meetings.make(meeting({ Status__c: 'Held' }));
const invited = (more: RecordInput = {}): RecordInput => ({
  Meeting__c: planned,
  Person__c: rep,
  Role__c: 'Sales',
  ...more,
});

describe('an attendance', () => {
  it('names a delegate exactly when it is delegated, and another person', () => {
    const whole = ['Delegated_Names_The_Delegate'];
    expect(attendances.creating(invited({ Response__c: 'Delegated' }))).toEqual(whole);
    expect(attendances.creating(invited({ Response__c: 'Accepted', Delegate__c: manager }))).toEqual(whole);
    expect(attendances.creating(invited({ Response__c: 'Delegated', Delegate__c: rep }))).toEqual([
      'Delegate_Is_Another_Person',
    ]);
    expect(attendances.creating(invited({ Response__c: 'Delegated', Delegate__c: manager }))).toEqual([]);
  });

  it('says who came once the meeting is held', () => {
    const id = attendances.make(invited());
    expect(attendances.changing(id, { Attended__c: 'Present' })).toEqual(['Attended_Needs_The_Meeting_Held']);
    const present = attendances.make(invited({ Meeting__c: held }));
    expect(attendances.changing(present, { Attended__c: 'Delegate' })).toEqual(['Delegate_Present_Needs_A_Delegate']);
    expect(attendances.changing(present, { Attended__c: 'Absent' })).toEqual([]);
    expect(attendances.changing(present, { Attended__c: null })).toEqual([]);
  });

  it('is not asked for where the meeting is cancelled', () => {
    const cancelled = meetings.make(meeting({ Status__c: 'Cancelled' }));
    expect(attendances.creating(invited({ Meeting__c: cancelled }))).toEqual(['Meeting_Is_On']);
  });

  it('is answered by the invited person alone, who writes nothing else of it', () => {
    const mine = attendances.make(invited({ Person__c: manager }));
    const another = attendances.make(invited());
    const asManager = org.actor(manager);
    expect(attendances.changing(mine, { Response__c: 'Delegated', Delegate__c: boss }, asManager)).toEqual([]);
    expect(attendances.changing(mine, { Required__c: false }, asManager)).toEqual(['Invitation_Is_The_Leads']);
    expect(attendances.changing(another, { Response__c: 'Accepted' }, asManager)).toEqual([
      'Answer_Is_The_Invited_Persons',
    ]);
  });

  it('is written by who leads meetings, an answer by word of mouth too', () => {
    const PermissionSetId = idOf(org, "SELECT Id FROM PermissionSet WHERE Name = 'Takt_Meeting_Lead'");
    createOne(org, 'PermissionSetAssignment', { AssigneeId: boss, PermissionSetId });
    const asLead = org.actor(boss);
    expect(attendances.creating(invited(), asLead)).toEqual([]);
    const id = attendances.make(invited({ Meeting__c: held }));
    expect(attendances.changing(id, { Response__c: 'Declined', Attended__c: 'Absent' }, asLead)).toEqual([]);
  });
});

const decisions = book('Takt_Decision__c');
const decided: RecordInput = {
  Status__c: 'Decided',
  Choice__c: 'Option_A',
  Decided_By__c: manager,
  Decided_On__c: today,
};
const decision = (more: RecordInput = {}): RecordInput => ({
  Name: 'Second shift in May?',
  Option_A__c: 'Second shift',
  Option_A_Effect__c: 120_000,
  Option_B__c: 'Tell the customers',
  Option_B_Effect__c: -80_000,
  Currency__c: 'EUR',
  ...more,
});

describe('a decision', () => {
  it('is decided by somebody, on a day, for one of its options', () => {
    const id = decisions.make(decision());
    expect(decisions.changing(id, { ...decided, Choice__c: null })).toEqual(['Decided_Needs_A_Choice']);
    expect(decisions.changing(id, { ...decided, Choice__c: 'Option_C' })).toEqual(['Choice_Is_One_Of_Its_Options']);
    expect(decisions.changing(id, { ...decided, Decided_By__c: null })).toEqual(['Decided_Needs_Who_And_When']);
    expect(decisions.changing(id, { ...decided, Decided_On__c: tomorrow })).toEqual(['Decided_On_Has_Come']);
    expect(decisions.changing(id, decided)).toEqual([]);
    expect(org.retrieve(org.system, 'Takt_Decision__c', id)).toMatchObject({
      Chosen__c: 'Second shift',
      Effect_Expected__c: 120_000,
    });
  });

  it('stays as it was decided until it is reopened', () => {
    const id = decisions.make(decision(decided));
    expect(decisions.changing(id, { Choice__c: 'Option_B' })).toEqual(['What_Is_Decided_Stays']);
    expect(decisions.changing(id, { Option_B_Effect__c: -1 })).toEqual(['What_Is_Decided_Stays']);
    expect(decisions.changing(id, { Reason__c: 'The customer pays for it.' })).toEqual([]);
    expect(decisions.changing(id, { Status__c: 'Proposed', Choice__c: 'Option_B' })).toEqual([]);
  });

  it('has an effect, of a day after it was made', () => {
    const seen = { Effect_Seen__c: 90_000, Effect_Seen_On__c: today };
    expect(decisions.creating(decision(seen))).toEqual(['Effect_Needs_A_Decision']);
    expect(decisions.creating(decision({ ...decided, Effect_Seen__c: 1 }))).toEqual(['Effect_Needs_A_Decision']);
    expect(decisions.creating(decision({ ...decided, ...seen }))).toEqual([]);
    expect(decisions.creating(decision({ ...decided, Review_On__c: '2026-11-23' }))).toEqual([
      'Review_Follows_The_Decision',
    ]);
  });

  it('says the currency of its money', () => {
    expect(decisions.creating(decision({ Currency__c: null }))).toEqual(['Money_Needs_A_Currency']);
    expect(decisions.creating({ Name: 'Who speaks?', Option_A__c: 'Ann' })).toEqual([]);
  });

  it('is about one record at most', () => {
    const Initiative__c = createOne(org, 'Takt_Initiative__c', { Name: 'Train', Kind__c: 'Training' });
    const Product__c = product('Pump');
    expect(decisions.creating(decision({ Initiative__c }))).toEqual([]);
    expect(decisions.creating(decision({ Initiative__c, Product__c }))).toEqual(['About_At_Most_One_Record']);
  });
});

const actions = book('Takt_Action__c');

describe('an action', () => {
  const action = (more: RecordInput): RecordInput => ({
    Name: 'Call',
    Assignee__c: rep,
    OwnerId: rep,
    Due_Date__c: today,
    ...more,
  });
  const Initiative__c = createOne(org, 'Takt_Initiative__c', { Name: 'Tool', Kind__c: 'Tool' });
  const Product__c = product('Valve');
  const Decision__c = decisions.make(decision());
  const one = ['About_Exactly_One_Record'];

  it('is about exactly one record, beside which a decision may stand', () => {
    expect(actions.creating(action({ Product__c }))).toEqual([]);
    expect(actions.creating(action({ Initiative__c, Decision__c }))).toEqual([]);
    expect(actions.creating(action({ Decision__c }))).toEqual([]);
    expect(actions.creating(action({}))).toEqual(one);
    expect(actions.creating(action({ Product__c, Initiative__c }))).toEqual(one);
    expect(actions.creating(action({ Product__c, Initiative__c, Decision__c }))).toEqual(one);
  });

  it('cannot lose what it is about by a change', () => {
    const id = actions.make(action({ Decision__c }));
    expect(actions.changing(id, { Decision__c: null })).toEqual(one);
    expect(actions.changing(id, { Decision__c: null, Product__c })).toEqual([]);
  });
});

describe('every validation rule of the meeting area', () => {
  it('has refused something', () => {
    const untried = [cycles, tasks, meetings, attendances, decisions].flatMap((one) => one.untried());
    expect(untried).toEqual([]);
  });
});
