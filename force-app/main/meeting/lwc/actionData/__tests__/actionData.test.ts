import { connections, node } from '../../../../foundation/lwc/taktGraphql/__tests__/elements';
import {
  aboutRecord,
  actions,
  changes,
  describe as described,
  draftOf,
  EMPTY_DRAFT,
  isConflict,
  meetings,
  mine,
  newFields,
  owner,
  refusal,
} from '../actionData';
import { action, actionNode, actionsAnswer, INFO } from './answers';

describe('reading actions', () => {
  it('puts open ones before those that are over', () => {
    const data = actionsAnswer([actionNode()], [actionNode({ Id: 'a2', Status__c: 'Done', Outcome__c: 'won' })]);
    expect(actions(data).map(({ id, status }) => [id, status])).toEqual([
      ['a1', 'Open'],
      ['a2', 'Done'],
    ]);
    expect(actions(undefined)).toEqual([]);
  });

  it('knows which record an action is about, and that there may be none any more', () => {
    expect(action().about).toEqual({ id: 'o1', object: 'Opportunity', name: 'Pump retrofit' });
    const account = { Opportunity__c: null, Account__c: 'c1', Account__r: node({ Name: 'Halvorn' }) };
    expect(action(account).about).toEqual({ id: 'c1', object: 'Account', name: 'Halvorn' });
    expect(action({ Opportunity__c: null }).about).toBeUndefined();
  });

  it('reads meetings', () => {
    const data = connections({ Takt_Meeting__c: [node({ Id: 'm1', Name: 'November', Held_On__c: '2026-11-20' })] });
    expect(meetings(data)).toEqual([{ id: 'm1', name: 'November', heldOn: '2026-11-20' }]);
  });

  it('gives a new action to the owner of the record, or to who asks where the owner has left', () => {
    const user = (id: string, active: boolean): object => node({ Id: id, Name: id, IsActive: active });
    const data = (active: boolean): object =>
      connections({ Opportunity: [{ Id: 'o1', Owner: user('u1', active) }], User: [user('me', true)] });
    expect(owner(data(true))).toEqual({ id: 'u1', name: 'u1' });
    expect(owner(data(false))).toEqual({ id: 'me', name: 'me' });
    expect(owner(undefined)).toBeUndefined();
  });
});

describe('which actions', () => {
  it('asks on an account for its open deals as well', () => {
    expect(JSON.stringify(aboutRecord('Account', 'c1').open)).toContain('"AccountId":{"eq":"c1"}');
    expect(JSON.stringify(aboutRecord('Opportunity', 'o1').open)).not.toContain('AccountId');
  });
  it('asks apart for those that are over', () => {
    expect(mine('u1')).toEqual({
      open: { and: [{ Assignee__c: { eq: 'u1' } }, { Status__c: { nin: ['Done', 'Dropped'] } }] },
      closed: { and: [{ Assignee__c: { eq: 'u1' } }, { Status__c: { in: ['Done', 'Dropped'] } }] },
    });
  });
});

describe('what a form changes', () => {
  const base = draftOf(action());

  it('is nothing where nothing was typed', () => {
    expect(changes(base, { ...base, name: ` ${base.name} `, money: '52000.00' })).toEqual({});
  });
  it('is only what was typed', () => {
    expect(changes(base, { ...base, due: '2031-12-01', money: '' })).toEqual({
      Due_Date__c: '2031-12-01',
      Money_At_Risk__c: null,
    });
  });
  it('keeps owner and assignee, and meeting and its mark, together', () => {
    expect(changes(base, { ...base, assignee: { id: 'u2', name: 'Ben' }, meeting: 'm1' })).toEqual({
      Assignee__c: 'u2',
      OwnerId: 'u2',
      Meeting__c: 'm1',
      From_Meeting__c: true,
    });
  });
  it('makes a new action about exactly one record', () => {
    const draft = { ...EMPTY_DRAFT, name: 'Call', assignee: { id: 'u1', name: 'Ann' }, due: '2031-11-18' };
    const fields = { Name: 'Call', Assignee__c: 'u1', OwnerId: 'u1', Due_Date__c: '2031-11-18' };
    expect(newFields(draft, { object: 'Account', id: 'c1' })).toEqual({ ...fields, Account__c: 'c1' });
    expect(newFields(draft, { object: 'Opportunity', id: 'o1' })).toEqual({ ...fields, Opportunity__c: 'o1' });
  });
});

describe('why the CRM refused', () => {
  const error = {
    status: 400,
    body: {
      message: 'An error occurred',
      output: {
        errors: [{ message: 'Not today' }],
        fieldErrors: { Name: [{ message: 'Too long' }], Hidden__c: [{ message: 'Hidden is wrong' }] },
      },
    },
  };
  it('stands at the fields that the form has, and else above it', () => {
    expect(refusal(error, ['Name'])).toEqual({
      fields: { Name: 'Too long' },
      general: ['Not today', 'Hidden is wrong'],
    });
  });
  it('tells a change by somebody else from any other refusal', () => {
    expect(isConflict({ status: 412, body: { message: 'changed' } })).toBe(true);
    expect(isConflict({ body: { errorCode: 'PRECONDITION_FAILED' } })).toBe(true);
    expect([isConflict(error), isConflict(undefined)]).toEqual([false, false]);
  });
});

describe('what the CRM says of the object', () => {
  it('allows nothing until it has come', () => {
    expect(described(undefined, undefined, undefined)).toMatchObject({ createable: false, updateable: false });
  });
  it('names fields, lengths and choices', () => {
    expect(INFO).toMatchObject({ createable: true, nameLength: 80, usualPriority: 'Normal' });
    expect(INFO.labels.name).toBe('Subject');
  });
});
