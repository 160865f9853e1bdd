import { createRecord } from 'lightning/uiRecordApi';
import ActionItems from 'c/actionItems';
import { answer, refresh } from 'takt/test-wires';
import {
  connections,
  find,
  findAll,
  has,
  heard,
  mount,
  node,
  settled,
  unmountAll,
  words,
} from '../../../../foundation/lwc/taktGraphql/__tests__/elements';
import { actionNode, actionsAnswer } from '../../actionData/__tests__/answers';
import { described } from './metadata';

const HIDDEN = [{ message: 'Cannot query field "Takt_Action__c" on type "RecordQuery".' }];
const DEAD = [{ message: 'Service unavailable' }];
const ON_DEAL = { recordId: 'o1', objectApiName: 'Opportunity' };

const open = async (properties: object = {}, createable = true): Promise<HTMLElement> => {
  const list = mount('c-action-items', ActionItems, { ...properties });
  await settled();
  await described(createable);
  return list;
};
const reply = async (operation: string, result: Parameters<typeof answer>[1]): Promise<void> => {
  answer(operation, result);
  await settled();
};
const filled = async (properties: object = {}, rows = [actionNode()]): Promise<HTMLElement> => {
  const list = await open(properties);
  await reply('TaktActions(', { data: actionsAnswer(rows) });
  return list;
};
const state = (list: Element): string | undefined => find(list, 'section').dataset['state'];
const MEETINGS = {
  data: connections({
    Takt_Meeting__c: [node({ Id: 'm2', Name: 'November' }), node({ Id: 'm1', Name: 'October' })],
  }),
};

describe('c-action-items', () => {
  beforeEach(() => {
    refresh.mockClear();
    jest.mocked(createRecord).mockReset();
  });
  afterEach(unmountAll);

  it('shows a stencil while it loads', async () => {
    const list = await open();
    expect([state(list), has(list, 'c-takt-stencil')]).toEqual(['loading', true]);
    await expect(list).toBeAccessible();
  });

  it('lists one’s own at home, with how many are open and overdue', async () => {
    const late = actionNode({ Id: 'a2', Is_Overdue__c: true });
    const list = await filled({}, [actionNode(), late]);
    expect([state(list), words(find(list, 'h2'))]).toEqual(['data', 'Your actions']);
    expect(words(find(list, '.counts'))).toBe('2 open, 1 overdue');
    expect(findAll(list, 'c-action-row')).toHaveLength(2);
    expect(find(list, 'c-action-row')).toHaveProperty('showAbout', true);
    await expect(list).toBeAccessible();
  });

  it('says what it looked at when there is nothing', async () => {
    const list = await filled({}, []);
    expect(state(list)).toBe('empty');
    expect(words(find(find(list, 'c-takt-panel'), 'p'))).toContain('actions that you have to do');
    await expect(list).toBeAccessible();
  });

  it('says what happened when it cannot read, and tries again', async () => {
    const list = await open();
    await reply('TaktActions(', { errors: DEAD });
    expect(state(list)).toBe('error');
    await expect(list).toBeAccessible();
    find(list, 'c-takt-panel lightning-button').click();
    await settled();
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('keeps the rows and says so when a later answer fails', async () => {
    const list = await filled();
    await reply('TaktActions(', { errors: DEAD });
    expect([state(list), words(find(list, '.note'))]).toEqual(['data', expect.stringContaining('may be older')]);
  });

  it('names the permission to those who may not see actions', async () => {
    const list = await open(ON_DEAL);
    await reply('TaktActions(', { errors: HIDDEN });
    expect([state(list), has(list, '.add')]).toEqual(['no-access', false]);
    await expect(list).toBeAccessible();
  });

  it('says when there are more than it shows', async () => {
    const list = await open();
    await reply('TaktActions(', { data: actionsAnswer([actionNode()], [], true) });
    expect(words(find(list, '.note'))).toContain('Only the 200');
  });

  it('reads again after a row was changed', async () => {
    const list = await filled();
    find(list, 'c-action-row').dispatchEvent(new CustomEvent('actionchange'));
    await settled();
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  describe('for a meeting lead', () => {
    it('offers all of a meeting, latest first, beside one’s own', async () => {
      const list = await filled();
      await reply('TaktMeetings', MEETINGS);
      expect(findAll(list, 'option').map(words)).toEqual(['Mine', 'November', 'October']);
      const select = find(list, 'select') as HTMLSelectElement;
      select.value = 'm2';
      select.dispatchEvent(new CustomEvent('change'));
      await settled();
      expect([state(list), words(find(list, 'h2'))]).toEqual(['loading', 'Actions']);
      await reply('TaktActions(', { data: actionsAnswer([]) });
      expect(words(find(find(list, 'c-takt-panel'), 'p'))).toContain('actions of this meeting');
      await expect(list).toBeAccessible();
    });

    it('is nobody who may not see meetings, and misses nothing else', async () => {
      const list = await filled();
      await reply('TaktMeetings', { errors: HIDDEN });
      expect([state(list), has(list, 'select')]).toEqual(['data', false]);
    });
  });

  describe('adding', () => {
    const detail = {
      draft: {
        name: 'Call them',
        assignee: { id: 'u9', name: 'Olga Oak' },
        due: '2031-11-18',
        priority: 'Normal',
        money: '1200',
        meeting: '',
      },
    };
    const save = async (list: Element): Promise<void> => {
      find(list, '.add').click();
      await settled();
      find(list, 'c-action-editor').dispatchEvent(new CustomEvent('draftsave', { detail }));
      await settled();
    };

    it('is not offered to those who may not create, nor where no record is shown', async () => {
      const list = await open(ON_DEAL, false);
      await reply('TaktActions(', { data: actionsAnswer([]) });
      expect([has(list, '.add'), has(await filled(), '.add')]).toEqual([false, false]);
    });

    it('starts from the owner of the record and the usual priority', async () => {
      const list = await filled(ON_DEAL);
      const owner = { Id: 'u9', Name: { value: 'Olga Oak' }, IsActive: { value: true } };
      await reply('TaktActionPeople', { data: connections({ Opportunity: [{ Id: 'o1', Owner: owner }] }) });
      find(list, '.add').click();
      await settled();
      expect(find(list, 'c-action-editor')).toHaveProperty(
        'initial',
        expect.objectContaining({ assignee: { id: 'u9', name: 'Olga Oak' }, priority: 'Normal' }),
      );
      await expect(list).toBeAccessible();
    });

    it('creates the action about the record of the page and reads again', async () => {
      jest.mocked(createRecord).mockResolvedValue({ id: 'a9', apiName: 'Takt_Action__c', fields: {} });
      const list = await filled(ON_DEAL);
      const toasts = heard(list, 'lightning__showtoast');
      await save(list);
      expect(createRecord).toHaveBeenCalledWith({
        apiName: 'Takt_Action__c',
        fields: {
          Name: 'Call them',
          Assignee__c: 'u9',
          OwnerId: 'u9',
          Due_Date__c: '2031-11-18',
          Priority__c: 'Normal',
          Money_At_Risk__c: 1200,
          Opportunity__c: 'o1',
        },
      });
      expect([has(list, 'c-action-editor'), toasts.length, refresh.mock.calls.length]).toEqual([false, 1, 1]);
    });

    it('keeps the form open with the CRM’s refusal', async () => {
      const fieldErrors = { Due_Date__c: [{ message: 'Not on a holiday' }] };
      jest.mocked(createRecord).mockRejectedValue({ body: { message: 'x', output: { errors: [], fieldErrors } } });
      const list = await filled(ON_DEAL);
      await save(list);
      expect(find(list, 'c-action-editor')).toHaveProperty('refusal', {
        fields: { Due_Date__c: 'Not on a holiday' },
        general: [],
      });
    });
  });
});
