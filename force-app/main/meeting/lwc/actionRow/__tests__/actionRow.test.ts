import { updateRecord } from 'lightning/uiRecordApi';
import ActionRow from 'c/actionRow';
import {
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
import { action, INFO, WILD } from '../../actionData/__tests__/answers';

const open = async (fields: object = {}, properties: object = {}): Promise<HTMLElement> => {
  const row = mount('c-action-row', ActionRow, {
    action: action({ ...fields }),
    info: INFO,
    showAbout: true,
    ...properties,
  });
  await settled();
  return row;
};
const click = async (row: Element, selector: string): Promise<void> => {
  find(row, selector).click();
  await settled();
};
const say = async (row: Element, outcome: string): Promise<void> => {
  const area = find(row, 'textarea') as HTMLTextAreaElement;
  area.value = outcome;
  area.dispatchEvent(new CustomEvent('input'));
  await settled();
};
const buttons = (row: Element): readonly string[] => findAll(row, '.line button').map(words);
const VERSION = { ifUnmodifiedSince: '2026-11-20T10:00:00.000Z' };

describe('c-action-row', () => {
  beforeEach(() => jest.mocked(updateRecord).mockReset());
  afterEach(unmountAll);

  it('says what, about which record, who, how urgent, what is at risk, by when and how far', async () => {
    const row = await open();
    expect(words(find(row, '.title'))).toBe('Confirm the delivery window');
    expect(find(row, 'a').getAttribute('href')).toBe('/lightning/r/Opportunity/o1/view');
    expect([...find(row, '.facts').children].map(words)).toEqual([
      'Ann Ash',
      'High',
      '€52K at risk',
      'due Tue, Nov 18, 2031',
      'Open',
    ]);
    await expect(row).toBeAccessible();
  });

  it('marks an overdue one by word and colour, as the CRM’s formula says', async () => {
    const row = await open({ Is_Overdue__c: true });
    expect(words(find(row, '.late'))).toBe('overdue, Tue, Nov 18, 2031');
  });

  it('says that the record it was about is gone', async () => {
    const row = await open({ Opportunity__c: null });
    expect([has(row, 'a'), words(find(row, '.about'))]).toEqual([false, 'The record it was about has been deleted']);
  });

  it.each(WILD)('shows %s as text, isolated', async (wild) => {
    const row = await open({ Name: wild, Opportunity__r: node({ Name: wild }), Assignee__r: node({ Name: wild }) });
    expect(
      [find(row, 'bdi.title'), find(row, 'a bdi'), find(row, '.who bdi')].map(({ textContent }) => textContent),
    ).toEqual([wild, wild, wild]);
    expect(has(row, 'img')).toBe(false);
  });

  it('offers what fits how far it has come, and nothing to those who may not change it', async () => {
    expect(buttons(await open())).toEqual(['Done', 'Start', 'Edit', 'Drop']);
    expect(buttons(await open({ Status__c: 'In_Progress' }))).toEqual(['Done', 'Edit', 'Drop']);
    expect(buttons(await open({ Status__c: 'Dropped' }))).toEqual(['Reopen']);
    expect(buttons(await open({}, { info: { ...INFO, updateable: false } }))).toEqual([]);
  });

  it('is done only with an outcome', async () => {
    jest.mocked(updateRecord).mockResolvedValue({ id: 'a1', apiName: 'Takt_Action__c', fields: {} });
    const row = await open();
    const changes = heard(row, 'actionchange');
    await click(row, '.done');
    await expect(row).toBeAccessible();
    await click(row, '.set-done');
    expect(words(find(row, '.bad'))).toBe('Say what came of it.');
    expect(updateRecord).not.toHaveBeenCalled();
    await say(row, ' They confirmed ');
    await click(row, '.set-done');
    const fields = { Id: 'a1', Status__c: 'Done', Outcome__c: 'They confirmed' };
    expect(updateRecord).toHaveBeenCalledWith({ fields }, VERSION);
    expect([changes.length, has(row, 'textarea')]).toEqual([1, false]);
  });

  it('keeps the outcome when the CRM refuses it, and shows why at the field', async () => {
    const fieldErrors = { Outcome__c: [{ message: 'Say more' }] };
    jest.mocked(updateRecord).mockRejectedValue({ body: { message: 'x', output: { errors: [], fieldErrors } } });
    const row = await open();
    await click(row, '.done');
    await say(row, 'ok');
    await click(row, '.set-done');
    expect(words(find(row, '.bad'))).toContain('Say more');
    expect(find(row, 'textarea')).toHaveProperty('value', 'ok');
  });

  it.each([
    ['.drop', {}, 'Dropped'],
    ['.start', {}, 'In_Progress'],
    ['.reopen', { Status__c: 'Done' }, 'Open'],
  ])('%s changes nothing but the status', async (button, fields, status) => {
    jest.mocked(updateRecord).mockResolvedValue({ id: 'a1', apiName: 'Takt_Action__c', fields: {} });
    const row = await open(fields);
    await click(row, button);
    expect(updateRecord).toHaveBeenCalledWith({ fields: { Id: 'a1', Status__c: status } }, VERSION);
  });

  it('says that the record is deleted', async () => {
    jest.mocked(updateRecord).mockRejectedValue({ status: 404, body: { message: 'The record is deleted.' } });
    const row = await open();
    await click(row, '.drop');
    expect(words(find(row, '[role="alert"]'))).toContain('The record is deleted.');
    await expect(row).toBeAccessible();
  });

  describe('editing', () => {
    const edit = async (detail: object): Promise<HTMLElement> => {
      const row = await open();
      await click(row, '.edit');
      find(row, 'c-action-editor').dispatchEvent(new CustomEvent('draftsave', { detail }));
      await settled();
      return row;
    };

    it('sends what was changed and closes', async () => {
      jest.mocked(updateRecord).mockResolvedValue({ id: 'a1', apiName: 'Takt_Action__c', fields: {} });
      const row = await edit({ fields: { Name: 'Call' }, modified: VERSION.ifUnmodifiedSince });
      expect(updateRecord).toHaveBeenCalledWith({ fields: { Id: 'a1', Name: 'Call' } }, VERSION);
      expect(has(row, 'c-action-editor')).toBe(false);
    });

    it('sends nothing where nothing was changed', async () => {
      const row = await edit({ fields: {}, modified: VERSION.ifUnmodifiedSince });
      expect(updateRecord).not.toHaveBeenCalled();
      expect(has(row, 'c-action-editor')).toBe(false);
    });

    it('stays open with the CRM’s refusal', async () => {
      const fieldErrors = { Name: [{ message: 'Too long' }] };
      jest.mocked(updateRecord).mockRejectedValue({ body: { message: 'x', output: { errors: [], fieldErrors } } });
      const row = await edit({ fields: { Name: 'Call' } });
      expect(find(row, 'c-action-editor')).toHaveProperty('refusal', { fields: { Name: 'Too long' }, general: [] });
    });

    it('says who hands an action on, where the person may change it and not give it away', async () => {
      const errors = [{ errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message: 'insufficient access rights' }];
      jest.mocked(updateRecord).mockRejectedValue({ status: 403, body: { message: 'x', output: { errors } } });
      const general = async (fields: object): Promise<unknown> =>
        (find(await edit({ fields }), 'c-action-editor') as unknown as { refusal: { general: unknown } }).refusal
          .general;
      expect(await general({ Assignee__c: 'u2', OwnerId: 'u2' })).toEqual([
        expect.stringContaining('not give it to somebody else'),
      ]);
      expect(await general({ Name: 'Call' })).not.toEqual([expect.stringContaining('not give it to somebody else')]);
    });

    it('reads again and shows both when somebody else was faster', async () => {
      jest.mocked(updateRecord).mockRejectedValue({ status: 412, body: { message: 'modified' } });
      const row = await open();
      const changes = heard(row, 'actionchange');
      await click(row, '.edit');
      const detail = { fields: { Name: 'Call' }, modified: VERSION.ifUnmodifiedSince };
      find(row, 'c-action-editor').dispatchEvent(new CustomEvent('draftsave', { detail }));
      await settled();
      expect([changes.length, has(row, 'c-action-editor')]).toEqual([1, true]);
      expect(find(row, 'c-action-editor')).toHaveProperty('conflict', true);
    });
  });
});
