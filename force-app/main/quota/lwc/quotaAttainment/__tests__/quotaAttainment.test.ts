import QuotaAttainment from 'c/quotaAttainment';
import { answer, refresh } from 'takt/test-wires';
import {
  find,
  findAll,
  has,
  mount,
  settled,
  unmountAll,
  words,
} from '../../../../foundation/lwc/taktGraphql/__tests__/elements';
import { ANN, board, forecastNode, rows } from '../../../../forecasting/lwc/forecastData/__tests__/answers';
import { ann, ben, NO_QUOTA, north } from '../../quotaData/__tests__/quota-answers';

const HIDDEN = [{ message: 'Cannot query field "Takt_Forecast__c" on type "RecordQuery".' }];
const DEAD = [{ message: 'Service unavailable' }];

const reply = async (operation: string, result: Parameters<typeof answer>[1]): Promise<void> => {
  answer(operation, result);
  await settled();
};
const open = async (): Promise<HTMLElement> => {
  const element = mount('c-quota-attainment', QuotaAttainment);
  await settled();
  return element;
};
const filled = async (...nodes: readonly object[]): Promise<HTMLElement> => {
  const element = await open();
  await reply('TaktForecastBoard', { data: board() });
  await reply('TaktQuotaAttainment', { data: rows(...nodes) });
  return element;
};
const state = (element: Element): string | undefined => find(element, '.attainment').dataset['state'];
const fact = (element: Element, key: string): string => words(find(element, `[data-fact="${key}"] dd`));
const bar = (element: Element): HTMLElement => find(element, 'c-takt-bullet-bar');

describe('c-quota-attainment', () => {
  beforeEach(() => {
    refresh.mockClear();
  });
  afterEach(unmountAll);

  it('shows a stencil while it loads', async () => {
    const element = await open();
    expect([state(element), has(element, 'c-takt-stencil')]).toEqual(['loading', true]);
    await reply('TaktForecastBoard', { data: board() });
    expect(state(element)).toBe('loading');
    await expect(element).toBeAccessible();
  });

  it('gives a person the answer, one bar and its figures', async () => {
    const element = await filled(ann());
    expect(words(find(element, '.sentence'))).toBe('42 % of the quota is won; 28 % chance to reach it; €238K to go.');
    expect(find(bar(element), '[role="img"]').getAttribute('aria-label')).toBe(
      'Won 172, Commit 126, Best case 104, Pipeline 204, Quota 410, ' +
        'should be here today: 48\u00a0% of the quota, model 200–320, expects 250',
    );
    expect(['reached', 'gap', 'a', 'b'].map((key) => fact(element, key))).toEqual([
      '42 %',
      '−€238K short',
      '1.1×',
      '1.8×',
    ]);
    expect(words(find(element, '.as-of'))).toContain('Nov 24, 2026');
    expect(has(element, 'c-quota-team')).toBe(false);
    await expect(element).toBeAccessible();
  });

  it('puts the pace at its share of the quota', async () => {
    const element = bar(await filled(ann({ Pace_Expected__c: 50 })));
    const left = (part: string): number => parseFloat(find(element, part).getAttribute('style')?.split(':')[1] ?? '');
    expect(left('.triangle')).toBeCloseTo(left('.line') / 2, 1);
  });

  it('has the same numbers as a table, to the cent', async () => {
    const element = await filled(ann({ Won__c: 172_000.55 }));
    find(bar(element), 'lightning-button-icon-stateful').click();
    await settled();
    const lines = findAll(bar(element), 'tbody tr').map(words);
    expect(lines).toEqual(expect.arrayContaining(['Won€172,000.55', 'Quota€410,000.00']));
    expect(lines).toHaveLength(12);
  });

  it('gives whoever leads a team a row for each', async () => {
    const element = await filled(north(), ann(), ben());
    expect(words(find(element, '.sentence'))).toContain('< 1 % chance');
    expect(findAll(find(element, 'c-quota-team'), 'tbody th').map(words)).toEqual(['Ann Ash', 'Ben Birch']);
    await expect(element).toBeAccessible();
  });

  it('says why there is no share without a quota, and where an administrator turns', async () => {
    const element = await filled(ann(NO_QUOTA));
    expect(words(find(element, '.advice'))).toContain('import the quotas and publish the plan');
    expect(fact(element, 'reached')).toBe('—no quota is known for this quarter');
    expect(has(bar(element), '.line') || has(bar(element), '.triangle')).toBe(false);
    await expect(element).toBeAccessible();
  });

  it('never shows a share of a quota of 0', async () => {
    const element = await filled(ann({ Quota__c: 0, Attainment__c: 0, Gap__c: 172_000 }));
    expect(fact(element, 'reached')).toBe('—the quota is 0, and nothing is a share of 0');
    expect(has(bar(element), '.line')).toBe(false);
    expect(words(element.shadowRoot?.querySelector('.body'))).not.toMatch(/\b0 %|∞/);
  });

  it('names the permission where the quota fields are hidden', async () => {
    const element = await filled(forecastNode(ANN));
    expect(words(find(element, '.advice'))).toContain('Ask your administrator');
    expect(fact(element, 'chance')).toBe('—quotas are not open to you');
  });

  it('draws no band when the quarter is over', async () => {
    const element = await filled(ann({ Method__c: 'Actual', Pace_Expected__c: null }));
    expect(words(find(element, '.sentence'))).toContain('The quarter is over');
    expect(has(bar(element), '.band')).toBe(false);
  });

  it('says that nothing was found', async () => {
    const element = await filled();
    expect(state(element)).toBe('empty');
    await expect(element).toBeAccessible();
  });

  it('tells a closed door from a broken one, which can be tried again', async () => {
    const closed = await open();
    await reply('TaktForecastBoard', { errors: HIDDEN });
    expect(state(closed)).toBe('no-access');
    await expect(closed).toBeAccessible();
    unmountAll();
    const broken = await open();
    await reply('TaktForecastBoard', { errors: DEAD });
    expect(state(broken)).toBe('error');
    find(broken, 'lightning-button').click();
    await settled();
    expect(refresh).toHaveBeenCalled();
    await expect(broken).toBeAccessible();
  });

  it('keeps numbers when the next ones fail', async () => {
    const element = await filled(ann());
    await reply('TaktQuotaAttainment', { errors: DEAD });
    expect([state(element), words(find(element, '.note'))]).toEqual([
      'data',
      'The latest numbers could not be read. What you see is what was read before.',
    ]);
  });
});
