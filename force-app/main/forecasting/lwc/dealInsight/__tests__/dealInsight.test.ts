import DealInsight from 'c/dealInsight';
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
import { driversOf } from '../insight';
import { closeSentence, driverRows, meter, pushesText } from '../view';

const DRIVERS = JSON.stringify([
  { text: 'Bought before', points: 21 },
  { text: '52 days in Negotiation; usual is 21', points: -28 },
]);

const insight = (fields: Readonly<Record<string, unknown>> = {}): object => ({
  ...node({
    Id: 'i1',
    Win_Probability__c: 54,
    Win_By__c: '2026-12-31',
    Stage_Probability__c: 61,
    Drivers__c: DRIVERS,
    Days_In_Stage__c: 52,
    Pushes__c: 3,
    Expected_Close__c: '2026-12-14',
    Stale__c: false,
    Suggestion__c: 'Confirm the close date with the customer.',
    As_Of__c: '2026-11-24T06:10:00.000Z',
    ...fields,
  }),
  Run__r: node({ Name: 'RUN-0042' }),
});
const deal = (fields: Readonly<Record<string, unknown>> = {}): object =>
  node({ Id: '006A', CloseDate: '2026-11-30', IsClosed: false, IsWon: false, ...fields });
const data = (insights: readonly object[], deals: readonly object[] = [deal()]): object =>
  connections({
    Takt_Deal_Insight__c: insights,
    Opportunity: deals,
    Takt_Setting__c: [node({ Id: 's', Forecast_As_Of__c: '2026-11-24T06:10:00.000Z' })],
  });

const open = async (result?: Parameters<typeof answer>[1]): Promise<HTMLElement> => {
  const element = mount('c-deal-insight', DealInsight, { recordId: '006A', objectApiName: 'Opportunity' });
  await settled();
  if (result) answer('TaktDealInsight', result);
  await settled();
  return element;
};
const state = (element: Element): string | undefined => find(element, 'section').dataset['state'];
const panel = (element: Element, selector: string): string => words(find(find(element, 'c-takt-panel'), selector));

describe('drivers as a record holds them', () => {
  it('reads texts with points', () => {
    expect(driversOf(DRIVERS).map(({ points }) => points)).toEqual([21, -28]);
  });
  it.each([
    undefined,
    '',
    'not JSON',
    '{"text":"a","points":1}',
    '[1, null, "x", {"text":5,"points":1}, {"text":"a"}]',
  ])('leaves out whatever is none: %s', (json) => {
    expect(driversOf(json)).toEqual([]);
  });
});

describe('what is shown of an insight', () => {
  it('draws points for to the one side and points against to the other, on one scale', () => {
    const rows = driverRows(driversOf(DRIVERS));
    expect(rows.map(({ class: name, points }) => [name, points])).toEqual([
      ['driver for', '+21'],
      ['driver against', '−28'],
    ]);
    expect(rows.map(({ bar }) => bar)).toEqual(['width:37.5%', 'width:50.0%']);
  });
  it('keeps the bar within 0 to 100 %, and has none where no chance is known', () => {
    const plain = { drivers: [], isStale: false, daysInStage: undefined, pushes: undefined } as const;
    const known = { ...plain, expectedClose: undefined, suggestion: undefined, changedAsOf: undefined, run: undefined };
    expect(meter({ ...known, chance: 140, usual: -3, winBy: undefined })).toMatchObject({
      title: 'Wins by —',
      bar: 'width:100%',
      mark: 'inset-inline-start:0%',
    });
    expect(meter({ ...known, chance: undefined, usual: 61, winBy: undefined })).toBeUndefined();
  });
  it('says how often the date was pushed', () => {
    expect([undefined, 0, 1, 3].map(pushesText)).toEqual([undefined, 'never', 'once', '3 times']);
  });
  it('sets the expected close beside the date in the record', () => {
    expect(closeSentence('2026-11-30', '2026-12-14')).toBe('Expected 14 days after the date in the record.');
    expect(closeSentence('2026-12-14', '2026-11-30')).toBe('Expected 14 days before the date in the record.');
    expect(closeSentence('2026-12-14', '2026-12-15')).toBe('Expected within a day of the date in the record.');
    expect(closeSentence(undefined, '2026-12-15')).toBeUndefined();
  });
});

describe('c-deal-insight', () => {
  afterEach(unmountAll);

  it('shows a stencil while it loads', async () => {
    const element = await open();
    expect([state(element), has(element, 'c-takt-stencil')]).toEqual(['loading', true]);
    await expect(element).toBeAccessible();
  });

  it('says the chance, what is usual, why, and when it will close', async () => {
    const element = await open({ data: data([insight()]) });
    expect(state(element)).toBe('data');
    expect(find(element, '.meter').getAttribute('aria-label')).toBe(
      'Wins by Dec 31, 2026: 54\u00a0%, usual for this stage: 61\u00a0%',
    );
    expect(words(find(element, '.why'))).toBe('Why, in points on top of 61 %');
    expect(findAll(element, '.driver').map((row) => words(row.querySelector('.slds-assistive-text')))).toEqual([
      '21 points for it',
      '28 points against it',
    ]);
    expect(words(find(element, '.close'))).toBe('Expected 14 days after the date in the record.');
    expect(words(find(element, '.facts'))).toContain('Days in stage52');
    expect(words(find(element, '.facts'))).toContain('Close date pushed3 times');
    expect(words(find(element, '.suggestion'))).toBe('Next: Confirm the close date with the customer.');
    expect(words(find(element, '.fresh'))).toMatch(/^As of Nov 24, 2026.*last changed by RUN-0042$/);
    expect(has(element, '.stale')).toBe(false);
    await expect(element).toBeAccessible();
  });

  it('says in words that a deal has gone quiet', async () => {
    const element = await open({ data: data([insight({ Stale__c: true })]) });
    expect(words(find(element, '.stale'))).toMatch(/^Gone quiet\. .*nine in ten/);
    await expect(element).toBeAccessible();
  });

  it('says what is not known instead of showing 0', async () => {
    const unknown = { Days_In_Stage__c: null, Pushes__c: null, Expected_Close__c: null, Drivers__c: 'broken' };
    const element = await open({
      data: data([insight({ ...unknown, Win_Probability__c: null, Suggestion__c: null })]),
    });
    expect(has(element, '.meter')).toBe(false);
    expect(words(find(element, '.body'))).toContain('Nothing known of this deal');
    expect(findAll(element, 'dd.muted')).toHaveLength(3);
    await expect(element).toBeAccessible();
  });

  it('shows a driver’s text as text', async () => {
    const drivers = JSON.stringify([{ text: '<img src=x onerror=alert(1)>', points: 2 }]);
    const element = await open({ data: data([insight({ Drivers__c: drivers })]) });
    expect(words(find(element, '.words'))).toBe('<img src=x onerror=alert(1)>');
    expect(has(element, 'img')).toBe(false);
  });

  it.each([
    [true, 'It is won.'],
    [false, 'It is lost.'],
  ])('says that a closed deal has nothing left to expect (won: %s)', async (isWon, sentence) => {
    const element = await open({ data: data([insight()], [deal({ IsClosed: true, IsWon: isWon })]) });
    expect(state(element)).toBe('closed');
    expect(panel(element, 'p')).toContain(sentence);
    await expect(element).toBeAccessible();
  });

  it('says that an open deal waits for its first planning run', async () => {
    const element = await open({ data: data([]) });
    expect(state(element)).toBe('waiting');
    expect(panel(element, 'p')).toContain('next run');
    await expect(element).toBeAccessible();
  });

  it('says what happened, and tries again', async () => {
    const element = await open({ errors: [{ message: 'Service unavailable' }] });
    expect(state(element)).toBe('error');
    await expect(element).toBeAccessible();
    find(element, 'c-takt-panel lightning-button').click();
    expect(refresh).toHaveBeenCalled();
  });

  it('names the permission set to those who may not see insights', async () => {
    const message = 'Cannot query field "Takt_Deal_Insight__c" on type "RecordQuery".';
    const element = await open({ errors: [{ message }] });
    expect(state(element)).toBe('no-access');
    expect(panel(element, 'p')).toContain('"Takt Rep"');
    await expect(element).toBeAccessible();
  });
});
