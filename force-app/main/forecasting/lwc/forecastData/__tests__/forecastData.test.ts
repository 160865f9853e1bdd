import { forecasts, isCut, openRun, periods, quarters, setting } from 'c/forecastData';
import { connections, node } from '../../../../foundation/lwc/taktGraphql/__tests__/elements';
import { ANN, AS_OF, board, forecastNode, history, NORTH, Q1, Q4, rows } from './answers';

const only = <Item>(list: readonly Item[]): Item => {
  const [item] = list;
  if (list.length !== 1 || item === undefined) throw new Error(`Expected one, got ${list.length}`);
  return item;
};

describe('forecasts of a period', () => {
  it('become typed rows', () => {
    expect(only(forecasts(rows(forecastNode(ANN))))).toEqual({
      id: 'f-ann',
      scope: {
        id: 'ann',
        name: 'Ann Ash',
        type: 'Person',
        parentId: 'north',
        personId: '005A',
        managerId: undefined,
      },
      currency: 'EUR',
      won: 120_000.5,
      commit: 40_000,
      bestCase: 30_000,
      pipeline: 80_000,
      weighted: 70_000,
      expected: { low: 200_000, middle: 250_000, high: 320_000 },
      openDeals: 14,
      wonDeals: 9,
      dealsWithoutAmount: 0,
      method: 'Model',
      methodReason: '',
      backtest: { error: 7.9, naiveError: 14.2, bias: 1.8, coverage: 81.25, count: 12, bandCount: 11 },
    });
  });

  it('have no expectation when one end of the band is unknown', () => {
    expect(only(forecasts(rows(forecastNode(ANN, { Model_P10__c: null })))).expected).toBeUndefined();
  });

  it('have no back-test without past quarters', () => {
    expect(only(forecasts(rows(forecastNode(ANN, { Backtest_Count__c: 0 })))).backtest).toBeUndefined();
    expect(only(forecasts(rows(forecastNode(ANN, { Backtest_Count__c: null })))).backtest).toBeUndefined();
  });

  it('keep unknown amounts unknown', () => {
    expect(only(forecasts(rows(forecastNode(ANN, { Won__c: null })))).won).toBeUndefined();
  });

  it('go by the name of the row where the scope may not be seen', () => {
    const { scope } = only(forecasts(rows({ ...forecastNode(ANN), Scope__r: null })));
    expect(scope).toMatchObject({ id: 'ann', name: 'Ann Ash · Q4 2026', parentId: undefined });
  });

  it('say when there are more than one answer holds', () => {
    expect(isCut(connections({ Takt_Forecast__c: [] }, true))).toBe(true);
    expect(isCut(rows())).toBe(false);
    expect(isCut(undefined)).toBe(false);
  });
});

describe('quarters', () => {
  it('stand in order of time', () => {
    expect(periods(board({ Takt_Period__c: [Q1, Q4] })).map(({ name }) => name)).toEqual(['Q4 2026', 'Q1 2027']);
    expect(quarters(history()).map(({ period }) => period.name)).toEqual(['Q3 2026', 'Q4 2026', 'Q1 2027']);
  });

  it('leave out what is no quarter or has no dates', () => {
    const month = { ...forecastNode(NORTH), Period__r: { ...Q4, Type__c: { value: 'Month' } } };
    expect(quarters(rows(month, { ...forecastNode(NORTH), Period__r: null }))).toEqual([]);
    expect(periods(board({ Takt_Period__c: [node({ Id: 'p', Name: 'Q9' })] }))).toEqual([]);
  });
});

describe('freshness and runs', () => {
  it('are known after the first run, and unknown before', () => {
    const requests = { state: 'Plenty', used: undefined, allowed: undefined };
    expect(setting(board())).toEqual({ asOf: AS_OF, heartbeat: AS_OF, requests });
    expect(setting(board({ Takt_Setting__c: [] }))).toEqual({ asOf: undefined, heartbeat: undefined, requests });
  });

  it('find a run that is open, but not one that has been open for hours', () => {
    const data = board({ Takt_Run__c: [node({ Id: 'run1', CreatedDate: '2026-11-24T06:00:00.000Z' })] });
    expect(openRun(data, new Date('2026-11-24T06:10:00Z'))).toBe('run1');
    expect(openRun(data, new Date('2026-11-24T09:10:00Z'))).toBeUndefined();
    expect(openRun(board(), new Date())).toBeUndefined();
  });
});
