import { forecasts } from 'c/forecastData';
import ForecastDeals from 'c/forecastDeals';
import {
  find,
  has,
  mount,
  settled,
  unmountAll,
  words,
} from '../../../../foundation/lwc/taktGraphql/__tests__/elements';
import { ANN, BEN, forecastNode, NORTH, rows } from '../../forecastData/__tests__/answers';
import { ownersOf } from '../owners';

const TEAM = forecasts(rows(forecastNode(ANN), forecastNode(BEN), forecastNode(NORTH)));
const PERIOD = { id: 'p4', name: 'Q4 2026', start: '2026-10-01', end: '2026-12-31' };
const rowOf = (id: string) => TEAM.find(({ scope }) => scope.id === id);

const open = async (id: string): Promise<HTMLElement> => {
  const element = mount('c-forecast-deals', ForecastDeals, { forecast: rowOf(id), forecasts: TEAM, period: PERIOD });
  await settled();
  return element;
};

describe('whose deals make up a scope', () => {
  it('is the person, or the people below the team wherever they stand', () => {
    expect(ownersOf('ann', TEAM)).toEqual(['005A']);
    expect(ownersOf('north', TEAM)).toEqual(['005A', '005B']);
    expect(ownersOf('nowhere', TEAM)).toEqual([]);
  });
  it('comes to an end in a ring of teams', () => {
    const ring = forecasts(
      rows(
        forecastNode({ id: 'a', name: 'A', type: 'Team', parent: 'b' }),
        forecastNode({ id: 'b', name: 'B', type: 'Team', parent: 'a' }),
      ),
    );
    expect(ownersOf('a', ring)).toEqual([]);
  });
});

describe('c-forecast-deals', () => {
  afterEach(unmountAll);

  it('shows the deals of a person at once', async () => {
    const element = await open('ann');
    expect(find(element, 'c-forecast-deal-table')).toHaveProperty('owners', ['005A']);
    expect(has(element, 'lightning-button')).toBe(false);
    await expect(element).toBeAccessible();
  });

  it('shows those of a team when asked, and not of the next one', async () => {
    const element = await open('north');
    expect(has(element, 'c-forecast-deal-table')).toBe(false);
    expect(find(element, 'lightning-button')).toHaveProperty('label', 'Show the deals of Team North');
    find(element, 'lightning-button').click();
    await settled();
    expect(find(element, 'c-forecast-deal-table')).toHaveProperty('owners', ['005A', '005B']);
    expect(words(find(element, '.card-head'))).toContain('Team North, Q4 2026');
    await expect(element).toBeAccessible();
  });

  it('asks anew, by a table of its own, when person or quarter change', async () => {
    const element = await open('ann');
    const before = find(element, 'c-forecast-deal-table');
    Object.assign(element, { forecast: rowOf('ben') });
    await settled();
    expect(find(element, 'c-forecast-deal-table')).not.toBe(before);
  });
});
