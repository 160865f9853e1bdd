import { createRecord } from 'lightning/uiRecordApi';
import QuotaPlan from 'c/quotaPlan';
import { answer, refresh } from 'takt/test-wires';
import {
  connections,
  find,
  findAll,
  has,
  mount,
  node,
  settled,
  unmountAll,
  words,
} from '../../../../foundation/lwc/taktGraphql/__tests__/elements';
import { mayPublish } from '../rights';

jest.mock('../rights', () => ({ mayPublish: jest.fn(() => true) }));

const plan = (more: object = {}): object =>
  node({
    Id: 'p2',
    Name: 'Quotas 2026, version 2',
    External_Key__c: 'quota|2026|v2',
    Fiscal_Year__c: '2026',
    Version__c: 2,
    Status__c: 'Draft',
    Currency__c: 'EUR',
    ...more,
  });
const quota = (key: string, Name: string, months: readonly number[], more: object = {}): object =>
  node({
    Id: key,
    Name,
    External_Key__c: `quota|2026|v2|${key}`,
    Currency__c: 'EUR',
    ...Object.fromEntries(months.map((amount, index) => [`Approved_${index + 1}__c`, amount])),
    ...more,
  });
const SCOPES = [
  node({ Id: 's1', Name: 'North', External_Key__c: 'team:n' }),
  node({ Id: 's2', Name: 'Ann', External_Key__c: 'person:a', Parent__c: 's1' }),
  node({ Id: 's3', Name: 'Ben', External_Key__c: 'person:b', Parent__c: 's1' }),
];
const ROWS = [quota('person:a', 'Ann', [0.1]), quota('person:b', 'Ben', [0.2, 5]), quota('team:n', 'North', [10])];

const open = async (
  plans = [plan()],
  rows: readonly object[] = ROWS,
  others: readonly object[] = [],
): Promise<HTMLElement> => {
  const element = mount('c-quota-plan', QuotaPlan, { recordId: 'p2' });
  await settled();
  answer('TaktQuotaPlan(', { data: connections({ Takt_Plan__c: plans, Takt_Quota__c: rows, Takt_Scope__c: SCOPES }) });
  await settled();
  if (plans.length > 0) answer('TaktQuotaPlansInForce', { data: connections({ Takt_Plan__c: others }) });
  await settled();
  return element;
};
const click = async (element: Element, selector: string): Promise<void> => {
  find(element, selector).dispatchEvent(new CustomEvent('click'));
  await settled();
};
const cells = (element: Element, row: string): readonly string[] =>
  [...find(element, row).children].slice(0, 5).map(words);
const state = (element: Element): string | undefined => find(element, '.plan').dataset['state'];

beforeEach(() => {
  jest.mocked(mayPublish).mockReturnValue(true);
  jest.mocked(createRecord).mockReset();
  refresh.mockClear();
});
afterEach(unmountAll);

describe('c-quota-plan', () => {
  it('shows a stencil while it loads', async () => {
    const element = mount('c-quota-plan', QuotaPlan, { recordId: 'p2' });
    await settled();
    expect([state(element), has(element, 'c-takt-stencil')]).toEqual(['loading', true]);
    await expect(element).toBeAccessible();
  });
  it('shows teams before people, the difference, and a sum exact to the cent', async () => {
    const element = await open();
    expect(cells(element, 'tbody tr')).toEqual(['North', '€10.00', '€4.70', '€10.00', '—']);
    expect(cells(element, 'tfoot tr')).toEqual(['People together', '€5.30', '', '€0.30', '€5.00']);
    expect(words(find(element, '.facts'))).toBe('Draft · people together €5.30');
    await expect(element).toBeAccessible();
  });
  it('leaves a month that nobody has given unknown in the sum too, which is not 0', async () => {
    const element = await open([plan()], [quota('person:a', 'Ann', [0])]);
    expect(cells(element, 'tfoot tr').slice(3)).toEqual(['€0.00', '—']);
  });
  it('keeps rows of another currency out of the sum, and says so', async () => {
    const element = await open([plan()], [...ROWS, quota('person:c', 'Cat', [100], { Currency__c: 'USD' })]);
    expect(cells(element, 'tfoot tr')[1]).toBe('€5.30');
    expect(words(find(element, '.warn'))).toContain('another currency');
  });
  it('shows names as text, isolated', async () => {
    const element = await open([plan()], [quota('person:a', '<img src=x> שלום', [1])]);
    expect([words(find(element, 'tbody bdi')), has(element, 'img')]).toEqual(['<img src=x> שלום', false]);
  });
  it('says where quotas come from when there are none', async () => {
    const element = await open([plan()], []);
    expect(state(element)).toBe('empty');
    await expect(element).toBeAccessible();
  });
  it('tells a closed door from a broken one', async () => {
    const broken = mount('c-quota-plan', QuotaPlan, { recordId: 'p2' });
    await settled();
    answer('TaktQuotaPlan(', { errors: [{ message: 'Service unavailable' }] });
    await settled();
    expect(state(broken)).toBe('error');
    await click(broken, 'lightning-button');
    expect(refresh).toHaveBeenCalled();
    unmountAll();
    const closed = await open([]);
    expect(state(closed)).toBe('no-access');
    await expect(closed).toBeAccessible();
  });
  it.each([
    ['without the permission', false, 'Draft'],
    ['for a plan that is published', true, 'Published'],
    ['for an import that never ended', true, 'Importing'],
  ])('does not offer to publish %s', async (_, may, Status__c) => {
    jest.mocked(mayPublish).mockReturnValue(may);
    expect(has(await open([plan({ Status__c })]), '.publish')).toBe(false);
  });
  it('says what will be replaced, then asks for the run and follows it', async () => {
    jest.mocked(createRecord).mockResolvedValue({ id: 'run1', apiName: 'Takt_Run__c', fields: {} });
    const element = await open([plan()], ROWS, [node({ Id: 'p1', Name: 'Quotas 2026, version 1' })]);
    await click(element, '.publish');
    expect(words(find(element, '.confirm'))).toContain('replaces Quotas 2026, version 1');
    expect(createRecord).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
    await click(element, '.confirmed');
    expect(createRecord).toHaveBeenCalledWith({
      apiName: 'Takt_Run__c',
      fields: { Kind__c: 'Quota_Publish', Parameters__c: '{"planId":"p2"}' },
    });
    const run = find(element, 'c-takt-run-progress');
    expect(run).toHaveProperty('runId', 'run1');
    run.dispatchEvent(new CustomEvent('runend', { detail: { status: 'Succeeded', message: '3 rows' } }));
    await settled();
    expect([words(find(element, '.good')), findAll(element, 'c-takt-run-progress').length]).toEqual([
      'Published. 3 rows',
      0,
    ]);
    expect(refresh).toHaveBeenCalled();
  });
  it('says what stays in force when the CRM refuses the run or the run fails', async () => {
    jest.mocked(createRecord).mockRejectedValue({ body: { message: 'You may not ask for this.' } });
    const element = await open();
    await click(element, '.publish');
    expect(words(find(element, '.confirm'))).toContain('no other version is in force');
    await click(element, '.confirmed');
    expect(words(find(element, '.bad'))).toBe(
      'Not published; what was in force stays in force. You may not ask for this.',
    );
  });
});
