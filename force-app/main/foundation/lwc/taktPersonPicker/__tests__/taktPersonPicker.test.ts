import { answer } from 'takt/test-wires';
import TaktPersonPicker from 'c/taktPersonPicker';
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
} from '../../taktGraphql/__tests__/elements';

const people = (...names: readonly string[]): object =>
  connections({ User: names.map((name) => node({ Id: name, Name: name, Title: 'Rep' })) });

const input = (picker: Element): HTMLInputElement => find(picker, 'input') as HTMLInputElement;

const type = async (picker: Element, text: string): Promise<void> => {
  input(picker).value = text;
  input(picker).dispatchEvent(new CustomEvent('input'));
  jest.runAllTimers();
  await settled();
};
const press = async (picker: Element, key: string): Promise<KeyboardEvent> => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true });
  input(picker).dispatchEvent(event);
  await settled();
  return event;
};
const open = async (properties: object = {}): Promise<HTMLElement> => {
  const picker = mount('c-takt-person-picker', TaktPersonPicker, { label: 'Assignee', ...properties });
  await settled();
  return picker;
};
const found = async (...names: readonly string[]): Promise<HTMLElement> => {
  const picker = await open();
  await type(picker, 'a');
  answer('TaktPeopleByName', { data: people(...names) });
  await settled();
  return picker;
};

describe('c-takt-person-picker', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    unmountAll();
    jest.useRealTimers();
  });

  it('shows who is chosen, with the list closed', async () => {
    const picker = await open({ person: { id: 'u1', name: 'Ann Ash' } });
    expect([input(picker).value, input(picker).getAttribute('aria-expanded')]).toEqual(['Ann Ash', 'false']);
    jest.useRealTimers();
    await expect(picker).toBeAccessible();
  });

  it('lists people found by name for keyboard and screen reader', async () => {
    const picker = await found('Ann Ash', 'Anna Alder');
    expect(findAll(picker, '[role="option"]').map(words)).toEqual(['Ann AshRep', 'Anna AlderRep']);
    expect(input(picker).getAttribute('aria-expanded')).toBe('true');
    expect(findAll(picker, '[aria-selected="true"]').map(words)).toEqual(['Ann AshRep']);
    jest.useRealTimers();
    await expect(picker).toBeAccessible();
  });

  it('takes the one under the cursor by Enter, which the form around it does not hear', async () => {
    const picker = await found('Ann Ash', 'Anna Alder');
    const changes = heard(picker, 'personchange');
    const keys = heard(picker, 'keydown');
    await press(picker, 'ArrowDown');
    expect((await press(picker, 'Enter')).defaultPrevented).toBe(true);
    expect(changes).toEqual([{ id: 'Anna Alder', name: 'Anna Alder' }]);
    expect([input(picker).value, keys.length, has(picker, 'ul.open')]).toEqual(['Anna Alder', 0, false]);
  });

  it('goes around at both ends', async () => {
    const picker = await found('Ann', 'Ben', 'Cora');
    await press(picker, 'ArrowUp');
    expect(findAll(picker, '[aria-selected="true"]').map(words)).toEqual(['CoraRep']);
    await press(picker, 'ArrowDown');
    expect(findAll(picker, '[aria-selected="true"]').map(words)).toEqual(['AnnRep']);
  });

  it('takes the one that is clicked', async () => {
    const picker = await found('Ann', 'Ben');
    const changes = heard(picker, 'personchange');
    findAll(picker, 'li')[1]?.dispatchEvent(new CustomEvent('mousedown'));
    expect(changes).toEqual([{ id: 'Ben', name: 'Ben' }]);
  });

  it('closes the list by Escape and keeps what was typed; a second Escape is the form’s', async () => {
    const picker = await found('Ann');
    expect((await press(picker, 'Escape')).defaultPrevented).toBe(true);
    expect([has(picker, 'ul.open'), input(picker).value]).toEqual([false, 'a']);
    expect((await press(picker, 'Escape')).defaultPrevented).toBe(false);
  });

  it('has chosen nobody while somebody else is typed', async () => {
    const picker = await open({ person: { id: 'u1', name: 'Ann Ash' } });
    const changes = heard(picker, 'personchange');
    await type(picker, 'Ben');
    expect(changes).toHaveLength(1);
    expect(picker).toHaveProperty('person', undefined);
  });

  it('says when nobody is found, and when nobody could be looked up', async () => {
    const picker = await found();
    expect(words(find(picker, '[role="status"]'))).toContain('Nobody active');
    answer('TaktPeopleByName', { errors: [{ message: 'Service unavailable' }] });
    await settled();
    expect(words(find(picker, '[role="status"]'))).toContain('could not be looked up');
  });

  it('shows names as text', async () => {
    const picker = await found('<img src=x onerror=alert(1)>');
    expect(has(picker, 'img')).toBe(false);
    expect(words(find(picker, 'bdi'))).toBe('<img src=x onerror=alert(1)>');
  });

  it('shows why a choice was refused', async () => {
    const picker = await open({ error: 'Pick somebody active' });
    expect(input(picker).getAttribute('aria-invalid')).toBe('true');
    expect(words(find(picker, '.bad'))).toBe('Pick somebody active');
  });
});
