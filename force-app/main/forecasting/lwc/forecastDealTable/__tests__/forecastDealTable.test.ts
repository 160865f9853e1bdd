import { forecasts } from 'c/forecastData';
import ForecastDealTable from 'c/forecastDealTable';
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
import { ANN, forecastNode, NORTH, rows } from '../../forecastData/__tests__/answers';
import { dealsOf, differences, groupsOf } from '../deals';

const mockVisited: unknown[] = [];
jest.mock('lightning/navigation', () => {
  const Navigate = Symbol('Navigate');
  const mixin = (Base: new () => object) =>
    class extends Base {
      [Navigate](page: unknown): void {
        mockVisited.push(page);
      }
    };
  return { NavigationMixin: Object.assign(mixin, { Navigate }) };
});

const PERIOD = { id: 'p4', name: 'Q4 2026', start: '2026-10-01', end: '2026-12-31' };
const FIGURES = { Won__c: 100.1, Commit__c: 40_000.2, Best_Case__c: 0, Pipeline__c: null };
const forecastOf = (scope: typeof ANN, fields: object = {}) =>
  forecasts(rows(forecastNode(scope, { ...FIGURES, ...fields })))[0];

const deal = (id: string, category: string, amount: number | null, isWon = false): object => ({
  ...node({
    Id: id,
    Name: `Deal ${id}`,
    StageName: 'Negotiation',
    ForecastCategoryName: category,
    IsWon: isWon,
    CloseDate: '2026-12-15',
    Amount: amount,
  }),
  Owner: node({ Name: 'Ann Ash' }),
});
const DEALS = [
  deal('006A', 'Commit', 40_000.1),
  deal('006B', 'Commit', 0.1),
  deal('006C', 'Closed', 100.1, true),
  deal('006D', 'Pipeline', null),
  deal('006E', 'Omitted', 5),
];
const CHANCES = connections({
  Takt_Deal_Insight__c: [node({ Id: 'i', Opportunity__c: '006A', Win_Probability__c: 54, Stale__c: true })],
});

const open = async (properties: Readonly<Record<string, unknown>> = {}): Promise<HTMLElement> => {
  const element = mount('c-forecast-deal-table', ForecastDealTable, {
    forecast: forecastOf(ANN),
    owners: ['005A'],
    period: PERIOD,
    asOf: '2026-11-24T06:10:00.000Z',
    ...properties,
  });
  await settled();
  return element;
};
const reply = async (operation: string, result: Parameters<typeof answer>[1]): Promise<void> => {
  answer(operation, result);
  await settled();
};
const filled = async (properties?: Readonly<Record<string, unknown>>): Promise<HTMLElement> => {
  const element = await open(properties);
  await reply('TaktForecastDeals(', { data: connections({ Opportunity: DEALS }) });
  await reply('TaktForecastDealChances', { data: CHANCES });
  return element;
};
const state = (element: Element): string | undefined => find(element, 'div').dataset['state'];

describe('how deals count', () => {
  const groups = groupsOf(dealsOf(connections({ Opportunity: DEALS })));
  it('groups them as the forecast does, without those it omits', () => {
    expect(groups.map(({ deals, kind }) => [kind, deals.map(({ id }) => id)])).toEqual([
      ['won', ['006C']],
      ['commit', ['006A', '006B']],
      ['bestCase', []],
      ['pipeline', ['006D']],
    ]);
  });
  it('adds to the cent, where floating point would not', () => {
    const tenth = groupsOf(dealsOf(connections({ Opportunity: [deal('a', 'Commit', 0.1), deal('b', 'Commit', 0.2)] })));
    expect(tenth[1]?.sum).toBe(0.3);
  });
  it('differs from the figures only where cents differ', () => {
    const figures = { won: 100.1, commit: 40_000.21, bestCase: undefined, pipeline: 0 };
    expect(differences(groups, figures)).toEqual([{ kind: 'commit', amount: -0.01 }]);
  });
});

describe('c-forecast-deal-table', () => {
  beforeEach(() => {
    mockVisited.length = 0;
    refresh.mockClear();
  });
  afterEach(unmountAll);

  it('shows a stencil while it loads', async () => {
    const element = await open();
    expect([state(element), has(element, 'c-takt-stencil')]).toEqual(['loading', true]);
    await expect(element).toBeAccessible();
  });

  it('shows groups with their sums, and says that they are the figures', async () => {
    const element = await filled();
    expect(findAll(element, '.group').map(words)).toEqual(
      ['Won 1 deal$100.10', 'Commit 2 deals$40,000.20', 'Pipeline 1 deal$0.00'].map((text) => text.replace('$', '€')),
    );
    expect(words(find(element, '.note'))).toContain('to the cent');
    const row = words(find(element, 'a[data-id="006A"]').closest('tr'));
    expect(row).toMatch(/Deal 006A quietNegotiationDec 15, 202654 %€40,000\.10/);
    expect(words(find(element, 'a[data-id="006D"]').closest('tr'))).toContain('—no amount');
    await expect(element).toBeAccessible();
  });

  it('says by how much the deals differ from the figures', async () => {
    const element = await filled({ forecast: forecastOf(ANN, { Commit__c: 39_000, Won__c: 200.1 }) });
    expect(words(find(element, '.note'))).toMatch(/Nov 24, 2026.*Won −€100\.00, Commit \+€1,000\.20\./);
  });

  it('says that the sums are not whole when there are more deals than one answer holds', async () => {
    const element = await open();
    await reply('TaktForecastDeals(', { data: connections({ Opportunity: DEALS }, true) });
    expect(words(find(element, '.note'))).toContain('more than 2,000 deals');
  });

  it('names the owners of a team’s deals', async () => {
    const element = await filled({ forecast: forecastOf(NORTH) });
    expect(findAll(element, 'thead th').map(words)).toContain('Owner');
    await expect(element).toBeAccessible();
  });

  it('shows the deals without chances to those who may not see those', async () => {
    const element = await open();
    await reply('TaktForecastDeals(', { data: connections({ Opportunity: DEALS }) });
    await reply('TaktForecastDealChances', { errors: [{ message: 'Cannot query field' }] });
    expect(state(element)).toBe('data');
    expect(findAll(element, 'thead th').map(words)).not.toContain('Chance');
  });

  it('leads to the deal', async () => {
    const element = await filled();
    const link = find(element, 'a[data-id="006A"]');
    expect(link.getAttribute('href')).toBe('/lightning/r/Opportunity/006A/view');
    link.click();
    expect(mockVisited).toEqual([
      {
        type: 'standard__recordPage',
        attributes: { recordId: '006A', objectApiName: 'Opportunity', actionName: 'view' },
      },
    ]);
  });

  it('shows 50 deals, and 50 more when asked', async () => {
    const element = await open();
    const many = Array.from({ length: 70 }, (_, at) => deal(`d${at}`, 'Commit', 1));
    await reply('TaktForecastDeals(', { data: connections({ Opportunity: many }) });
    expect(findAll(element, '.deal')).toHaveLength(50);
    expect(find(element, 'lightning-button')).toHaveProperty('label', 'Show 20 more');
    find(element, 'lightning-button').click();
    await settled();
    expect([findAll(element, '.deal').length, has(element, 'lightning-button')]).toEqual([70, false]);
  });

  it('reads the deals again when there are new figures', async () => {
    const element = await filled();
    Object.assign(element, { asOf: '2026-11-24T09:00:00.000Z' });
    await settled();
    expect(refresh).toHaveBeenCalledTimes(2);
  });

  it('says what it looked at when there is none', async () => {
    const element = await open();
    await reply('TaktForecastDeals(', { data: connections({ Opportunity: [] }) });
    expect(words(find(element, 'p'))).toBe('No deal of Ann Ash that is open to you closes in Q4 2026.');
    await expect(element).toBeAccessible();
  });

  it('says what happened, and tries again', async () => {
    const element = await open();
    await reply('TaktForecastDeals(', { errors: [{ message: 'Service unavailable' }] });
    expect(state(element)).toBe('error');
    await expect(element).toBeAccessible();
    find(element, 'c-takt-panel lightning-button').click();
    await settled();
    expect(refresh).toHaveBeenCalled();
  });

  it('says who may not see deals', async () => {
    const element = await open();
    await reply('TaktForecastDeals(', { errors: [{ message: 'Cannot query field "Opportunity"' }] });
    expect(state(element)).toBe('no-access');
    await expect(element).toBeAccessible();
  });
});
