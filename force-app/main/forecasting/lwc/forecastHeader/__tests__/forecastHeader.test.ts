import { periods } from 'c/forecastData';
import ForecastHeader from 'c/forecastHeader';
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
import { AS_OF, board } from '../../forecastData/__tests__/answers';
import { choices } from '../periods';

const all = periods(board());
const properties = {
  scopeName: 'Team North',
  periods: all,
  currentPeriodId: 'p4',
  periodId: 'p4',
  asOf: AS_OF,
  canRecompute: true,
};

describe('quarters to pick', () => {
  it('has last, this and next quarter within one click, earlier ones in the menu', () => {
    expect(choices(all, 'p4', 'p4')).toEqual({
      near: [
        { id: 'p3', name: 'Q3 2026', checked: false },
        { id: 'p4', name: 'Q4 2026', checked: true },
        { id: 'p5', name: 'Q1 2027', checked: false },
      ],
      earlier: [{ id: 'p2', name: 'Q2 2026', checked: false }],
    });
  });

  it('brings an earlier quarter to the front once it is picked', () => {
    expect(choices(all, 'p4', 'p2').near.map(({ name }) => name)).toEqual(['Q2 2026', 'Q3 2026', 'Q4 2026', 'Q1 2027']);
  });
});

describe('c-forecast-header', () => {
  beforeEach(() => {
    jest.useFakeTimers({
      now: new Date('2026-11-24T11:10:00Z'),
      doNotFake: ['nextTick', 'setTimeout', 'setImmediate'],
    });
  });
  afterEach(() => {
    unmountAll();
    jest.useRealTimers();
  });

  it('says whose numbers, which quarter, which day of it, and how old they are', async () => {
    const header = mount('c-forecast-header', ForecastHeader, properties);
    expect(words(find(header, 'h1'))).toBe('Team North, Q4 2026');
    expect(words(find(header, '.names .muted'))).toMatch(/^Forecast · Oct\s–\sDec 2026 · day 55 of 92$/);
    expect(words(find(header, '.fresh'))).toMatch(/^As of Nov 24, 2026, 6:10\sAM, 5 hours ago$/);
    jest.useRealTimers();
    await expect(header).toBeAccessible();
  });

  it('marks old numbers by a word, not by colour alone', () => {
    const header = mount('c-forecast-header', ForecastHeader, { ...properties, asOf: '2026-11-22T06:10:00Z' });
    expect(words(find(header, '.flag'))).toBe('out of date');
    expect(has(mount('c-forecast-header', ForecastHeader, properties), '.flag')).toBe(false);
  });

  it('says so before the first run', async () => {
    const header = mount('c-forecast-header', ForecastHeader, { periods: [], canRecompute: false });
    expect([words(find(header, 'h1')), words(find(header, '.fresh'))]).toEqual(['Forecast', 'Not computed yet']);
    expect(has(header, '.recompute')).toBe(false);
    expect(has(header, 'fieldset')).toBe(false);
    jest.useRealTimers();
    await expect(header).toBeAccessible();
  });

  it('tells which quarter was picked, from the buttons and from the menu', async () => {
    const header = mount('c-forecast-header', ForecastHeader, properties);
    const picked = heard(header, 'periodchange');
    findAll(header, 'input[type="radio"]').at(2)?.click();
    find(header, 'lightning-button-menu').dispatchEvent(new CustomEvent('select', { detail: { value: 'p2' } }));
    await settled();
    expect(picked).toEqual(['p5', 'p2']);
  });

  it('asks for a recomputation, but not while one is open', async () => {
    const header = mount('c-forecast-header', ForecastHeader, properties);
    const asked = heard(header, 'recompute');
    find(header, '.recompute').click();
    expect(asked).toHaveLength(1);
    Object.assign(header, { busy: true });
    await settled();
    expect(find(header, '.recompute')).toHaveProperty('disabled', true);
  });
});
