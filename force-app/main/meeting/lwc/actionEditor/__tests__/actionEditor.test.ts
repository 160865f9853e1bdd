import ActionEditor from 'c/actionEditor';
import { EMPTY_DRAFT } from 'c/actionData';
import {
  find,
  findAll,
  has,
  heard,
  mount,
  settled,
  unmountAll,
  words,
} from '../../../../foundation/lwc/taktGraphql/__tests__/elements';
import { action, INFO, WILD } from '../../actionData/__tests__/answers';

const MEETINGS = [{ id: 'm1', name: 'November', heldOn: '2026-11-20' }];

const open = async (properties: object = {}): Promise<HTMLElement> => {
  const editor = mount('c-action-editor', ActionEditor, {
    heading: 'Action',
    info: INFO,
    meetings: MEETINGS,
    action: action(),
    ...properties,
  });
  await settled();
  return editor;
};
const type = async (editor: Element, field: string, value: string): Promise<void> => {
  const input = find(editor, `[data-field="${field}"]`) as HTMLInputElement;
  input.value = value;
  input.dispatchEvent(new CustomEvent(input.tagName === 'SELECT' || input.type === 'date' ? 'change' : 'input'));
  await settled();
};
const press = (editor: Element, key: string): void => {
  find(editor, '[data-field="name"]').dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true }),
  );
};
const value = (editor: Element, field: string): string =>
  (find(editor, `[data-field="${field}"]`) as HTMLInputElement).value;

describe('c-action-editor', () => {
  afterEach(unmountAll);

  it('shows the action by the names, choices and lengths that the CRM gives', async () => {
    const editor = await open();
    expect(findAll(editor, 'label').map(words)).toEqual([
      'Subject',
      'Due Date',
      'Priority',
      'Money At Risk, EUR',
      'Meeting',
    ]);
    expect([value(editor, 'name'), value(editor, 'money')]).toEqual(['Confirm the delivery window', '52000']);
    expect(words(find(editor, '.counter'))).toBe('27 of 80');
    expect(findAll(editor, '#priority option, [data-field="priority"] option').map(words)).toEqual([
      'High',
      'Normal',
      'Low',
    ]);
    expect(find(editor, 'c-takt-person-picker')).toHaveProperty('person', { id: 'u1', name: 'Ann Ash' });
    await expect(editor).toBeAccessible();
  });

  it('asks for no meeting where the person sees none', async () => {
    expect(has(await open({ meetings: [] }), '[data-field="meeting"]')).toBe(false);
  });

  it('saves by Enter only what was changed, on the version that was read', async () => {
    const editor = await open();
    const saves = heard(editor, 'draftsave');
    await type(editor, 'name', 'Call them');
    await type(editor, 'priority', 'Low');
    press(editor, 'Enter');
    expect(saves).toEqual([
      expect.objectContaining({
        fields: { Name: 'Call them', Priority__c: 'Low' },
        modified: '2026-11-20T10:00:00.000Z',
      }),
    ]);
  });

  it('restores by Escape', async () => {
    const editor = await open();
    const cancels = heard(editor, 'draftcancel');
    await type(editor, 'name', 'Call them');
    press(editor, 'Escape');
    await settled();
    expect([cancels.length, value(editor, 'name')]).toEqual([1, 'Confirm the delivery window']);
  });

  it('says what cannot be left out before it asks the CRM', async () => {
    const editor = await open({ action: undefined, initial: EMPTY_DRAFT });
    const saves = heard(editor, 'draftsave');
    find(editor, '.save').click();
    await settled();
    expect(saves).toEqual([]);
    expect(findAll(editor, '[role="status"]').map(words).filter(Boolean)).toEqual(['Fill this in.', 'Fill this in.']);
    expect(find(editor, 'c-takt-person-picker')).toHaveProperty('error', 'Fill this in.');
    await expect(editor).toBeAccessible();
  });

  it('counts and refuses a name that is too long, and keeps it', async () => {
    const editor = await open();
    const saves = heard(editor, 'draftsave');
    await type(editor, 'name', WILD[3] ?? '');
    find(editor, '.save').click();
    await settled();
    expect([saves.length, words(find(editor, '.counter')), value(editor, 'name').length]).toEqual([
      0,
      '300 of 80',
      300,
    ]);
    expect(words(find(editor, '[role="status"]'))).toBe('At most 80 characters.');
  });

  it('shows the CRM’s refusal at its field and the rest above, and keeps what was typed', async () => {
    const editor = await open();
    await type(editor, 'due', '2031-12-24');
    Object.assign(editor, {
      refusal: { fields: { Due_Date__c: 'Not on a holiday' }, general: ['The record is deleted'] },
    });
    await settled();
    expect(find(editor, '[data-field="due"]').getAttribute('aria-invalid')).toBe('true');
    expect(words(find(editor, '.refused'))).toContain('The record is deleted');
    expect(value(editor, 'due')).toBe('2031-12-24');
    await expect(editor).toBeAccessible();
  });

  describe('when somebody else was faster', () => {
    const conflicted = async (): Promise<HTMLElement> => {
      const editor = await open();
      await type(editor, 'name', 'Call them');
      const now = action({
        Due_Date__c: '2031-12-01',
        Status__c: 'In_Progress',
        LastModifiedDate: '2026-11-20T10:05:00.000Z',
        by: 'Ben Birch',
      });
      Object.assign(editor, { action: now, conflict: true });
      await settled();
      return editor;
    };

    it('shows what they set beside what was typed', async () => {
      const editor = await conflicted();
      expect(words(find(editor, '.conflict p'))).toContain('Ben Birch changed this action');
      expect(findAll(editor, 'tbody tr').map((row) => [...row.children].map(words))).toEqual([
        ['Due Date', 'Nov 18, 2031', 'Dec 1, 2031', 'Nov 18, 2031'],
        ['Status', 'Open', 'In Progress', '—'],
      ]);
      await expect(editor).toBeAccessible();
    });

    it('saves mine over it when asked to, and nothing but mine', async () => {
      const editor = await conflicted();
      const saves = heard(editor, 'draftsave');
      find(editor, '.anyway').click();
      expect(saves).toEqual([
        expect.objectContaining({ fields: { Name: 'Call them' }, modified: '2026-11-20T10:05:00.000Z' }),
      ]);
    });

    it('takes theirs and keeps the rest of mine', async () => {
      const editor = await conflicted();
      const ends = heard(editor, 'conflictend');
      find(editor, '.theirs').click();
      await settled();
      expect([ends.length, value(editor, 'name'), value(editor, 'due')]).toEqual([1, 'Call them', '2031-12-01']);
    });
  });
});
