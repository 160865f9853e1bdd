import { forecasts } from 'c/forecastData';
import ForecastTeam from 'c/forecastTeam';
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
import { ANN, BEN, forecastNode, NORTH, rows } from '../../forecastData/__tests__/answers';

const TOTAL = { id: 'total', name: 'Sundial Pumps', type: 'Company' } as const;
const unknown = { Model_P10__c: null, Model_P50__c: null, Model_P90__c: null, Method__c: 'Unknown' };
const team = forecasts(
  rows(
    forecastNode(TOTAL),
    forecastNode(NORTH),
    forecastNode(ANN),
    forecastNode(BEN, { ...unknown, Method_Reason__c: 'Too few deals.' }),
  ),
);

const row = (table: Element, id: string): HTMLElement => find(table, `tr[data-id="${id}"]`);
const shown = (table: Element): readonly (string | undefined)[] =>
  findAll(table, 'tbody tr').map(({ dataset }) => dataset['id']);
const press = async (table: Element, id: string, key: string): Promise<void> => {
  row(table, id).dispatchEvent(new KeyboardEvent('keydown', { key }));
  await settled();
};
const focused = (table: Element): string | undefined =>
  (table.shadowRoot?.activeElement as HTMLElement | null | undefined)?.dataset['id'];

describe('c-forecast-team', () => {
  afterEach(unmountAll);

  it('is a treegrid that says level, place and what is open', async () => {
    const table = mount('c-forecast-team', ForecastTeam, { forecasts: team, selectedId: 'total' });
    expect(shown(table)).toEqual(['north', 'ann', 'ben', 'total']);
    const ann = row(table, 'ann');
    expect(['aria-level', 'aria-posinset', 'aria-setsize'].map((name) => ann.getAttribute(name))).toEqual([
      '2',
      '1',
      '2',
    ]);
    expect(ann.hasAttribute('aria-expanded')).toBe(false);
    expect(row(table, 'north').getAttribute('aria-expanded')).toBe('true');
    expect(row(table, 'total').getAttribute('aria-selected')).toBe('true');
    await expect(table).toBeAccessible();
  });

  it('states the unit once and shows plain digits', () => {
    const table = mount('c-forecast-team', ForecastTeam, { forecasts: team });
    expect(words(find(table, '.card-head .muted'))).toContain('€ thousand');
    expect([...row(table, 'ann').querySelectorAll('td.n')].map(words)).toEqual([
      '120',
      '40',
      '30',
      '80',
      '70',
      '250',
      '14',
    ]);
    expect(row(table, 'ann').querySelector('td')?.title).toBe('€120,000.50');
  });

  it('shows a dash with the reason where nothing is expected', () => {
    const table = mount('c-forecast-team', ForecastTeam, { forecasts: team });
    const cells = [...row(table, 'ben').querySelectorAll<HTMLElement>('td.n')];
    expect([words(cells[5]), cells[5]?.title]).toEqual(['—', 'Too few deals.']);
  });

  it('opens and closes by the arrow without selecting', async () => {
    const table = mount('c-forecast-team', ForecastTeam, { forecasts: team });
    const selected = heard(table, 'scopeselect');
    find(table, '.toggle[data-id="north"]').click();
    await settled();
    expect(shown(table)).toEqual(['north', 'total']);
    find(table, '.toggle[data-id="north"]').click();
    await settled();
    expect(shown(table)).toHaveLength(4);
    expect(selected).toEqual([]);
  });

  it('keeps what is closed when new numbers come', async () => {
    const table = mount('c-forecast-team', ForecastTeam, { forecasts: team });
    find(table, '.toggle[data-id="north"]').click();
    await settled();
    Object.assign(table, { forecasts: [...team] });
    await settled();
    expect(shown(table)).toEqual(['north', 'total']);
  });

  it('is one tab stop, on the selected row', () => {
    const table = mount('c-forecast-team', ForecastTeam, { forecasts: team, selectedId: 'ann' });
    expect(findAll(table, 'tr[tabindex="0"]').map(({ dataset }) => dataset['id'])).toEqual(['ann']);
  });

  it('walks by keys and moves the focus along', async () => {
    const table = mount('c-forecast-team', ForecastTeam, { forecasts: team, selectedId: 'north' });
    await press(table, 'north', 'ArrowDown');
    expect(focused(table)).toBe('ann');
    await press(table, 'ann', 'ArrowLeft');
    expect(focused(table)).toBe('north');
    await press(table, 'north', 'ArrowLeft');
    expect(shown(table)).toEqual(['north', 'total']);
    await press(table, 'north', 'ArrowRight');
    expect(shown(table)).toHaveLength(4);
    await press(table, 'north', 'End');
    expect(focused(table)).toBe('total');
  });

  it('selects by click, Enter and Space', async () => {
    const table = mount('c-forecast-team', ForecastTeam, { forecasts: team });
    const selected = heard(table, 'scopeselect');
    row(table, 'ann').click();
    await press(table, 'ben', 'Enter');
    await press(table, 'north', ' ');
    await press(table, 'north', 'x');
    expect(selected).toEqual(['ann', 'ben', 'north']);
  });

  it('adds up several roots in a row of totals, but not their bands', async () => {
    const roots = forecasts(rows(forecastNode(ANN), forecastNode(BEN, { Won__c: 30_000 })));
    const table = mount('c-forecast-team', ForecastTeam, { forecasts: roots });
    const cells = findAll(table, 'tfoot td.n');
    expect(cells.map(words)).toEqual(['150', '80', '60', '160', '140', '—', '28']);
    expect(cells[5]?.title).toContain('Bands do not add up');
    await expect(table).toBeAccessible();
  });

  it('has no extra row of totals when one root is the total', () => {
    expect(has(mount('c-forecast-team', ForecastTeam, { forecasts: team }), 'tfoot')).toBe(false);
  });
});
