import { TextDecoder } from 'node:util';
import { createRecord, deleteRecord, updateRecord } from 'lightning/uiRecordApi';
import QuotaImport from 'c/quotaImport';
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

Object.assign(globalThis, { TextDecoder });

const ANN = '005000000000001AAA';
const BEN = '005000000000002AAA';
const CAT = '005000000000003AAA';
const user = (Id: string, name: string, more: object = {}): object =>
  node({ Id, Name: name, Username: `${name.toLowerCase()}@takt.test`, IsActive: true, ...more });
const PEOPLE = [
  user(ANN, 'Ann'),
  user(BEN, 'Ben', { ManagerId: ANN }),
  user(CAT, 'Cat', { IsActive: false, ManagerId: BEN }),
];
const SCOPES = [
  node({ Id: 's0', Name: 'Company', Type__c: 'Company', External_Key__c: 'total' }),
  node({
    Id: 's1',
    Name: 'North',
    Type__c: 'Team',
    External_Key__c: 'team:00E000000000001AAA',
    Parent__c: 's0',
    Manager__c: ANN,
  }),
  node({ Id: 's2', Name: 'Ben', Type__c: 'Person', External_Key__c: `person:${BEN}`, Parent__c: 's1' }),
];
const QUARTERS = [
  ['2026-01-01', '2026-03-31'],
  ['2026-04-01', '2026-06-30'],
  ['2026-07-01', '2026-09-30'],
  ['2026-10-01', '2026-12-31'],
].map(([Start_Date__c, End_Date__c]) =>
  node({ Id: Start_Date__c, Type__c: 'Quarter', Fiscal_Year__c: '2026', Start_Date__c, End_Date__c }),
);
const setup = (more: Readonly<Record<string, readonly object[]>> = {}): object =>
  connections({
    Takt_Setting__c: [node({ Id: 'set', Currency__c: 'EUR' })],
    Takt_Period__c: QUARTERS,
    Takt_Plan__c: [node({ Id: 'p1', Name: 'Old', Fiscal_Year__c: '2026', Version__c: 1, Status__c: 'Published' })],
    ...more,
  });

const filled = async (data: object = setup()): Promise<HTMLElement> => {
  const element = mount('c-quota-import', QuotaImport);
  await settled();
  answer('TaktQuotaImportSetup', { data });
  answer('TaktQuotaImportPeople', { data: connections({ User: PEOPLE }) });
  answer('TaktQuotaImportScopes', { data: connections({ Takt_Scope__c: SCOPES }) });
  await settled();
  return element;
};
const pick = async (element: Element, field: string, value: string): Promise<void> => {
  find(element, `.${field}`).dispatchEvent(new CustomEvent('change', { detail: { value } }));
  await settled();
};
const choose = async (element: Element, text: string | Uint8Array, size?: number): Promise<void> => {
  const bytes = typeof text === 'string' ? Uint8Array.from(new TextEncoder().encode(text)) : text;
  const file = { name: 'quotas.csv', size: size ?? bytes.length, arrayBuffer: () => Promise.resolve(bytes.buffer) };
  const input = find(element, 'input');
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  input.dispatchEvent(new CustomEvent('change'));
  await settled();
};
/** A screen that has checked a file. */
const checked = async (text: string, numbers = '1234.50', dates = 'YYYY-MM-DD'): Promise<HTMLElement> => {
  const element = await filled();
  await pick(element, 'numbers', numbers);
  await pick(element, 'dates', dates);
  await choose(element, text);
  return element;
};
const preview = (element: Element): HTMLElement => find(element, 'c-quota-import-preview');
const errors = (element: Element): readonly string[] => findAll(preview(element), '.errors tbody tr').map(words);
const importFile = async (element: Element): Promise<void> => {
  find(element, '.import').dispatchEvent(new CustomEvent('click'));
  await settled();
  await settled();
};
const state = (element: Element): string | undefined => find(element, '.screen').dataset['state'];

const GOOD = 'Person,Team,Month 1,Month 2\r\nben@takt.test,,100.25,0\r\n,North,150,\r\n';

beforeAll(async () => {
  const { TextEncoder } = await import('node:util');
  Object.assign(globalThis, { TextEncoder });
});
beforeEach(() => {
  refresh.mockClear();
  let made = 0;
  jest.mocked(createRecord).mockReset();
  jest
    .mocked(createRecord)
    .mockImplementation(({ apiName }) => Promise.resolve({ id: `new${made++}`, apiName, fields: {} }));
  jest.mocked(updateRecord).mockReset();
  jest.mocked(deleteRecord).mockReset();
  jest.mocked(deleteRecord).mockResolvedValue(undefined);
});
afterEach(unmountAll);

describe('the faces of the screen', () => {
  it('shows a stencil while it loads', async () => {
    const element = mount('c-quota-import', QuotaImport);
    await settled();
    expect([state(element), has(element, 'c-takt-stencil')]).toEqual(['loading', true]);
    await expect(element).toBeAccessible();
  });
  it('offers to try again when reading failed', async () => {
    const element = mount('c-quota-import', QuotaImport);
    answer('TaktQuotaImportSetup', { errors: [{ message: 'Service unavailable' }] });
    await settled();
    expect(state(element)).toBe('error');
    find(element, 'lightning-button').dispatchEvent(new CustomEvent('click'));
    expect(refresh).toHaveBeenCalled();
    await expect(element).toBeAccessible();
  });
  it('says who may import to those who may not', async () => {
    const element = mount('c-quota-import', QuotaImport);
    answer('TaktQuotaImportSetup', {
      errors: [{ message: 'Cannot query field "Takt_Plan__c" on type "RecordQuery".' }],
    });
    await settled();
    expect([state(element), find(element, 'c-takt-panel')]).toMatchObject(['no-access', { kind: 'no-access' }]);
    await expect(element).toBeAccessible();
  });
  it('says where fiscal years come from when there are none', async () => {
    expect(state(await filled(setup({ Takt_Period__c: [] })))).toBe('empty');
  });
  it('waits for every page of people', async () => {
    const element = mount('c-quota-import', QuotaImport);
    await settled();
    answer('TaktQuotaImportSetup', { data: setup() });
    answer('TaktQuotaImportScopes', { data: connections({ Takt_Scope__c: SCOPES }) });
    const pages = {
      edges: PEOPLE.slice(0, 1).map((one) => ({ node: one })),
      pageInfo: { hasNextPage: true, endCursor: 'c1' },
    };
    answer('TaktQuotaImportPeople', { data: { uiapi: { query: { User: pages } } } });
    await settled();
    expect(state(element)).toBe('loading');
    answer('TaktQuotaImportPeople', { data: connections({ User: PEOPLE.slice(1) }) });
    await settled();
    expect(state(element)).toBe('data');
  });
  it('says plainly that months of a four-week calendar have to be there first', async () => {
    const [first, ...others] = QUARTERS;
    const element = await filled(
      setup({ Takt_Period__c: [{ ...first, End_Date__c: { value: '2026-03-28' } }, ...others] }),
    );
    expect(words(find(element, '.no-months'))).toContain('fiscal year 2026 are not known');
  });
});

describe('declaring the format', () => {
  it('proposes the delimiter, and checks nothing before amounts and dates are declared', async () => {
    const element = await filled();
    await choose(element, 'Person;Month 1\nben@takt.test;1,5\n');
    expect(find(element, '.delimiter')).toHaveProperty('value', ';');
    expect([has(element, '.declare'), has(element, 'c-quota-import-preview')]).toEqual([true, false]);
    await pick(element, 'numbers', '1.234,50');
    await pick(element, 'dates', 'DD.MM.YYYY');
    expect(words(find(preview(element), '.total'))).toBe('People together, EUR: €1.50');
  });
  it('checks anew when another format is declared, and keeps the file', async () => {
    const element = await checked('Person;Month 1\nben@takt.test;1.234,50\n');
    expect(errors(element)[0]).toContain('no amount in the declared format');
    await pick(element, 'numbers', '1.234,50');
    expect(errors(element)).toEqual([]);
  });
  it('refuses 03/04/26: the year has four digits', async () => {
    const element = await checked('Person,Month 1,Effective From\nben@takt.test,1,03/04/26\n', '1234.50', 'DD/MM/YYYY');
    expect(errors(element)[0]).toContain('"03/04/26" is no date');
  });
  it('reads 03/04/2026 as it was declared', async () => {
    const element = await checked(
      'Person,Month 1,Effective From\nben@takt.test,1,03/04/2026\n',
      '1234.50',
      'MM/DD/YYYY',
    );
    await importFile(element);
    expect(jest.mocked(createRecord).mock.calls[1]?.[0].fields).toMatchObject({ Effective_From__c: '2026-03-04' });
  });
});

describe('bad files', () => {
  it.each([
    ['bytes that are no text', Uint8Array.from([0x4d, 0xfc, 0x6c]), undefined, 'UTF-8'],
    ['a file above 5 MB', 'a', 6_000_000, 'larger than 5 MB'],
    ['a million rows', 'a\n'.repeat(1_000_000), 10, '20,000 rows'],
    ['a quote that never ends', 'Person\n"ben', undefined, 'line 2'],
  ])('refuses %s with the reason', async (_, content, size, reason) => {
    const element = await filled();
    await pick(element, 'numbers', '1234.50');
    await pick(element, 'dates', 'YYYY-MM-DD');
    await choose(element, content, size);
    expect(words(find(element, '.problem'))).toContain(reason);
    expect(has(element, '.import')).toBe(false);
  });
  it.each([
    ['a wrong delimiter', 'Person|Month 1\nben@takt.test|1\n', 'one single column'],
    ['blank headers', 'Person,,Month 1\nben@takt.test,,1\n', 'has no header'],
    ['duplicate headers', 'Person,Month 1,month 1\nben@takt.test,1,1\n', 'two columns'],
    ['a negative quota', 'Person,Month 1\nben@takt.test,-1\n', 'is negative'],
    ['NaN and 1e308', 'Person,Month 1,Month 2\nben@takt.test,NaN,1e308\n', 'no amount'],
    ['a person twice', 'Person,Month 1\nben@takt.test,1\nBEN@takt.test,2\n', 'line 2 too'],
    ['nobody', 'Person,Month 1\n,1\n', 'belongs to nobody'],
    ['an unknown currency', 'Person,Currency,Month 1\nben@takt.test,XXX,1\n', 'no currency'],
    ["another org's user", 'Person,Month 1\n005999999999999AAA,1\n', 'another org'],
  ])('names line, column and remedy of %s', async (_, content, reason) => {
    const element = await checked(content);
    expect(errors(element).join('\n')).toContain(reason);
    expect(find(element, '.import')).toHaveProperty('disabled', true);
  });
  it('shows markup and right-to-left names as text, isolated', async () => {
    const element = await checked('Person,Month 1\n<img src=x onerror=alert(1)>,1\nשלום,1\n');
    expect(errors(element).join()).toContain('<img src=x onerror=alert(1)>');
    expect([has(preview(element), 'img'), findAll(preview(element), '.errors bdi').length]).toEqual([false, 6]);
    await expect(preview(element)).toBeAccessible();
  });
  it('gives the errors as a file that no spreadsheet takes for a formula', async () => {
    const element = await checked('Person,=HYPERLINK(),Month 1\nben@takt.test,1,1\n');
    const href = find(preview(element), '.download').getAttribute('href') ?? '';
    expect(decodeURIComponent(href)).toContain("1,'=HYPERLINK(),");
  });
  it('tells how a team differs from its people', async () => {
    const element = await checked(GOOD);
    expect(words(find(preview(element), '.differences tbody tr'))).toBe('North€150.00€100.25€49.75');
  });
});

describe('importing', () => {
  it('writes the plan first, then its rows, and makes it a draft at the end', async () => {
    const element = await checked(GOOD);
    await expect(element).toBeAccessible();
    await importFile(element);
    const made = jest.mocked(createRecord).mock.calls.map(([{ fields }]) => fields);
    expect(made).toEqual([
      expect.objectContaining({ External_Key__c: 'quota|2026|v2', Status__c: 'Importing', Currency__c: 'EUR' }),
      expect.objectContaining({
        External_Key__c: `quota|2026|v2|person:${BEN}`,
        Plan__c: 'new0',
        Person__c: BEN,
        OwnerId: BEN,
        Approved_1__c: 100.25,
        Approved_2__c: 0,
      }),
      expect.objectContaining({ External_Key__c: 'quota|2026|v2|team:00E000000000001AAA', OwnerId: ANN }),
    ]);
    expect(updateRecord).toHaveBeenCalledWith({ fields: { Id: 'new0', Status__c: 'Draft' } });
    expect(find(element, '.imported a').getAttribute('href')).toBe('/lightning/r/Takt_Plan__c/new0/view');
    await expect(element).toBeAccessible();
  });
  it('gives a row of somebody who has left to the nearest active manager', async () => {
    const element = await checked('Person,Month 1\ncat@takt.test,5\n');
    await importFile(element);
    expect(jest.mocked(createRecord).mock.calls[1]?.[0].fields).toMatchObject({ Person__c: CAT, OwnerId: BEN });
  });
  it('takes everything back when the CRM refuses a row, names its line, and keeps the file', async () => {
    const element = await checked(GOOD);
    jest.mocked(createRecord).mockReset();
    jest
      .mocked(createRecord)
      .mockResolvedValueOnce({ id: 'plan', apiName: '', fields: {} })
      .mockResolvedValueOnce({ id: 'row', apiName: '', fields: {} })
      .mockRejectedValueOnce({ body: { message: 'UNABLE_TO_LOCK_ROW' } });
    await importFile(element);
    expect(words(find(element, '.refused'))).toContain('Line 3, North: UNABLE_TO_LOCK_ROW');
    expect(jest.mocked(deleteRecord).mock.calls).toEqual([['row'], ['plan']]);
    expect([updateRecord, find(element, '.import')]).toMatchObject([expect.anything(), { disabled: false }]);
    expect(updateRecord).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
  });
  it('says so when not everything could be taken back', async () => {
    const element = await checked(GOOD);
    jest.mocked(updateRecord).mockRejectedValue({ body: { message: 'Server unavailable' } });
    jest.mocked(deleteRecord).mockRejectedValue({ body: { message: 'Server unavailable' } });
    await importFile(element);
    expect(words(find(element, '.refused'))).toContain('counts nowhere');
  });
  it('offers to remove what an import left behind, rows before the plan', async () => {
    const left = node({
      Id: 'half',
      Name: 'Quotas 2026, version 3',
      Status__c: 'Importing',
      Fiscal_Year__c: '2026',
      Version__c: 3,
    });
    const element = await filled(setup({ Takt_Plan__c: [left] }));
    expect(words(find(element, '.left'))).toContain('Quotas 2026, version 3');
    await expect(element).toBeAccessible();
    find(element, '.left lightning-button').dispatchEvent(new CustomEvent('click'));
    await settled();
    answer('TaktQuotaImportLeftRows', {
      data: connections({ Takt_Quota__c: [node({ Id: 'r1' }), node({ Id: 'r2' })] }),
    });
    await settled();
    await settled();
    expect(jest.mocked(deleteRecord).mock.calls).toEqual([['r1'], ['r2'], ['half']]);
    expect(refresh).toHaveBeenCalled();
  });
});
