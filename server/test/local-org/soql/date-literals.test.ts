import { describe, expect, it } from 'vitest';
import { dateRange } from '../../../local-org/soql/date-literals.ts';
import { startOfDay } from '../../../local-org/soql/time-zone.ts';

const calendar = { startMonth: 1, namedByStart: false };
const range = (literal: string, today = '2026-11-24', rule = calendar) => dateRange(literal, today, rule);

describe('date literals', () => {
  it.each([
    ['THIS_WEEK', '2026-11-22', '2026-11-29'],
    ['LAST_MONTH', '2026-10-01', '2026-11-01'],
    ['NEXT_QUARTER', '2027-01-01', '2027-04-01'],
    ['LAST_90_DAYS', '2026-08-26', '2026-11-25'],
    ['LAST_N_DAYS:1', '2026-11-23', '2026-11-25'],
    ['NEXT_N_DAYS:1', '2026-11-25', '2026-11-26'],
    ['LAST_N_QUARTERS:2', '2026-04-01', '2026-10-01'],
    ['N_YEARS_AGO:1', '2025-01-01', '2026-01-01'],
  ])('%s begins on %s and ends before %s', (literal, start, end) => {
    expect(range(literal)).toEqual({ start, end });
  });

  it('follow the fiscal year where they are fiscal', () => {
    const february = { startMonth: 2, namedByStart: false };
    expect(range('THIS_FISCAL_QUARTER', '2027-01-15', february)).toEqual({ start: '2026-11-01', end: '2027-02-01' });
    expect(range('THIS_FISCAL_YEAR', '2027-01-15', february)).toEqual({ start: '2026-02-01', end: '2027-02-01' });
  });

  it('that do not exist are none', () => {
    expect(range('SOMEDAY')).toBeUndefined();
    expect(range('LAST_N_DAYS:x')).toBeUndefined();
  });
});

describe('the start of a day', () => {
  it('is midnight where the person is, in summer and in winter', () => {
    expect(new Date(startOfDay('Europe/Berlin', '2026-11-24')).toISOString()).toBe('2026-11-23T23:00:00.000Z');
    expect(new Date(startOfDay('America/New_York', '2026-07-01')).toISOString()).toBe('2026-07-01T04:00:00.000Z');
  });

  it('is right on the days when clocks change', () => {
    expect(new Date(startOfDay('Europe/Berlin', '2026-03-29')).toISOString()).toBe('2026-03-28T23:00:00.000Z');
    expect(new Date(startOfDay('Europe/Berlin', '2026-03-30')).toISOString()).toBe('2026-03-29T22:00:00.000Z');
  });
});
