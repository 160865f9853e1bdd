import { forecasts, type Forecast } from 'c/forecastData';
import { expandedAtFirst, forest, moved, ownScope, totals, visibleRows, type Branch } from 'c/forecastTree';
import { ANN, BEN, forecastNode, NORTH, rows, USER } from '../../forecastData/__tests__/answers';

const TOTAL = { id: 'total', name: 'Sundial Pumps', type: 'Company' } as const;
const SOUTH = { id: 'south', name: 'Team South', type: 'Team', parent: 'total' } as const;

const read = (...scopes: readonly Parameters<typeof forecastNode>[0][]): readonly Forecast[] =>
  forecasts(rows(...scopes.map((scope) => forecastNode(scope))));
const outline = (branches: readonly Branch[]): readonly string[] =>
  branches.flatMap(({ children, forecast }) => [
    forecast.scope.id,
    ...outline(children).map((line) => `${forecast.scope.id}/${line}`),
  ]);
const all = new Set(['total', 'north', 'south', 'ann', 'ben']);

describe('the forest', () => {
  it('hangs scopes under their parents, teams before people, then by name', () => {
    const branches = forest(read(BEN, SOUTH, ANN, TOTAL, NORTH));
    expect(outline(branches)).toEqual(['total', 'total/north', 'total/north/ann', 'total/north/ben', 'total/south']);
  });

  it('makes a scope a root when its parent may not be seen', () => {
    expect(outline(forest(read(ANN, BEN)))).toEqual(['ann', 'ben']);
  });

  it('loses nobody in a ring of parents', () => {
    const ring = read({ ...NORTH, parent: 'south' }, { ...SOUTH, parent: 'north' }, ANN);
    expect(
      outline(forest(ring))
        .map((path) => path.split('/').at(-1))
        .sort(),
    ).toEqual(['ann', 'north', 'south']);
  });
});

describe('rows to show', () => {
  it('put the one root last, as the total', () => {
    const visible = visibleRows(forest(read(TOTAL, NORTH, SOUTH, ANN)), all);
    expect(visible.map(({ forecast, level, total }) => [forecast.scope.id, level, total])).toEqual([
      ['north', 1, false],
      ['ann', 2, false],
      ['south', 1, false],
      ['total', 1, true],
    ]);
    expect(visible.map(({ position, size }) => `${position} of ${size}`)).toEqual([
      '1 of 3',
      '1 of 1',
      '2 of 3',
      '3 of 3',
    ]);
  });

  it('hide what hangs under a closed scope', () => {
    const visible = visibleRows(forest(read(TOTAL, NORTH, ANN)), new Set());
    expect(visible.map(({ forecast, expandable, expanded }) => [forecast.scope.id, expandable, expanded])).toEqual([
      ['north', true, false],
      ['total', false, false],
    ]);
  });

  it('show a single person as a row of its own', () => {
    expect(visibleRows(forest(read(ANN)), all)).toMatchObject([{ level: 1, total: false, expandable: false }]);
  });

  it('are all open at first in a small team', () => {
    expect([...expandedAtFirst(forest(read(TOTAL, NORTH, SOUTH, ANN)))]).toEqual(['total', 'north', 'south']);
  });

  it('are open in a large team as far down as one screen goes', () => {
    const many = Array.from({ length: 80 }, (_, n) => ({ ...ANN, id: `p${n}` }));
    expect([...expandedAtFirst(forest(read(TOTAL, NORTH, SOUTH, ...many)))]).toEqual(['total']);
  });
});

describe('totals', () => {
  it('add roots up to the cent', () => {
    const pennies = Array.from({ length: 10 }, (_, n) => forecastNode({ ...ANN, id: `p${n}` }, { Won__c: 0.1 }));
    expect(totals(forest(forecasts(rows(...pennies))))?.won).toBe(1);
  });

  it('are unknown when one part is', () => {
    const list = forecasts(rows(forecastNode(ANN, { Won__c: null }), forecastNode(BEN)));
    expect(totals(forest(list))).toMatchObject({ won: undefined, openDeals: 28 });
  });

  it('need more than one root: a single one is the total itself', () => {
    expect(totals(forest(read(NORTH, ANN)))).toBeUndefined();
  });
});

describe('the scope that a person comes for', () => {
  it('is the company, else the team led, else oneself, else the first', () => {
    expect(ownScope(forest(read(TOTAL, NORTH)), USER)).toBe('total');
    expect(ownScope(forest(read(SOUTH, NORTH)), USER)).toBe('north');
    expect(ownScope(forest(read(ANN, { ...BEN, person: USER })), USER)).toBe('ben');
    expect(ownScope(forest(read(ANN, BEN)), USER)).toBe('ann');
    expect(ownScope([], USER)).toBeUndefined();
  });
});

describe('keys', () => {
  const open = visibleRows(forest(read(TOTAL, NORTH, ANN, BEN)), all);
  const closed = visibleRows(forest(read(TOTAL, NORTH, ANN, BEN)), new Set());

  it.each([
    ['ArrowDown', 'north', { focus: 'ann', toggle: undefined }],
    ['ArrowUp', 'ann', { focus: 'north', toggle: undefined }],
    ['Home', 'total', { focus: 'north', toggle: undefined }],
    ['End', 'north', { focus: 'total', toggle: undefined }],
    ['ArrowRight', 'north', { focus: 'ann', toggle: undefined }],
    ['ArrowLeft', 'north', { focus: 'north', toggle: 'north' }],
    ['ArrowLeft', 'ben', { focus: 'north', toggle: undefined }],
    ['ArrowUp', 'north', undefined],
    ['ArrowDown', 'total', undefined],
    ['ArrowRight', 'ann', undefined],
    ['x', 'ann', undefined],
    ['ArrowDown', 'nobody', undefined],
  ])('%s on %s', (key, focus, move) => {
    expect(moved(open, focus, key)).toEqual(move);
  });

  it('ArrowRight opens a closed scope, ArrowLeft does nothing there', () => {
    expect(moved(closed, 'north', 'ArrowRight')).toEqual({ focus: 'north', toggle: 'north' });
    expect(moved(closed, 'north', 'ArrowLeft')).toBeUndefined();
  });
});
