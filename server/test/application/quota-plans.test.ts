import { describe, expect, it } from 'vitest';
import type { PeriodRow, QuotaRecord } from '../../src/application/ports/planning-source.ts';
import { quotaPlansOf } from '../../src/application/quota-plans.ts';
import { currencyOf, money } from '../../src/domain/shared/index.ts';
import { CALENDAR } from '../domain/quota/fiscal-2026.ts';

const lastDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const periods: readonly PeriodRow[] = lastDays.map((day, at) => {
  const month = `2026-${String(at + 1).padStart(2, '0')}`;
  return { type: 'Month', start: `${month}-01`, end: `${month}-${day}`, number: at + 1, fiscalYear: '2026' };
});
const quota: QuotaRecord = {
  key: 'quota|2026|v1|person:u1',
  scopeKey: null,
  personId: null,
  currency: null,
  months: ['100.5'],
  effectiveFrom: null,
  effectiveTo: null,
};
const read = (quotas: readonly Partial<QuotaRecord>[], calendarMonths = periods) => {
  const record = {
    key: 'quota|2026|v1',
    fiscalYear: '2026',
    currency: 'EUR',
    quotas: quotas.map((changed) => ({ ...quota, ...changed })),
  };
  const { plans, problems } = quotaPlansOf([record], calendarMonths, CALENDAR, 'USD');
  return { plans, problems, rows: plans.flatMap(({ rows }) => rows) };
};

describe('quotas as the CRM has them', () => {
  it('are exact amounts in their own currency, else the plan’s; blank months stay unknown', () => {
    const { rows, problems } = read([{ months: ['100.5', null, '0'] }, { currency: 'JPY', months: ['3'] }]);
    const [EUR, JPY] = [currencyOf('EUR'), currencyOf('JPY')];
    expect(rows).toEqual([
      { scopeKey: 'person:u1', currency: EUR, months: [money(10_050, EUR), undefined, money(0, EUR)] },
      { scopeKey: 'person:u1', currency: JPY, months: [money(3, JPY)] },
    ]);
    expect(problems).toEqual([]);
  });

  it('belong to whom their key says, else to their person, else to their scope', () => {
    const { rows, problems } = read([
      { key: 'quota|2026|v1|team:r1', personId: 'u9', scopeKey: 'total' },
      { key: 'quota|2026|v1|total', personId: 'u9' },
      { key: 'quota|2026|v11|person:u1', personId: 'u2', scopeKey: 'team:r1' },
      { key: 'quota|2026|v1|person:', personId: 'u3' },
      { key: null, scopeKey: 'team:r2' },
      { key: 'by hand' },
    ]);
    expect(rows.map(({ scopeKey }) => scopeKey)).toEqual(['team:r1', 'total', 'person:u2', 'person:u3', 'team:r2']);
    expect(problems).toEqual(['Quotas that name neither a person nor a team: 1, left out.']);
  });

  it('are in force on the days that they name', () => {
    const [row] = read([{ effectiveFrom: '2026-02-15', effectiveTo: '2026-10-31' }]).rows;
    expect(row).toMatchObject({ effectiveFrom: '2026-02-15', effectiveTo: '2026-10-31' });
  });

  it('are unknown, and counted, where an amount or a currency cannot be read', () => {
    const { rows, problems } = read([
      { months: ['1.005', '99999999999999999', '7'] },
      { currency: 'euro' },
      { currency: 'JPY', months: ['1.5'] },
    ]);
    expect(rows.map(({ months }) => months.map((amount) => amount?.minor))).toEqual([
      [undefined, undefined, 700],
      [undefined],
    ]);
    expect(problems).toEqual([
      'Quotas whose currency is no currency: 1, left out.',
      'Monthly quotas that are no exact amounts: 3, taken as unknown.',
    ]);
  });

  it.each([
    ['the CRM’s fiscal calendar has no months for it', []],
    ['its months leave a gap or overlap between 2026-01-01 and 2026-03-01', periods.toSpliced(1, 1)],
    [
      'its month from 2026-03-20 lies in no quarter wholly',
      [{ type: 'Month', start: '2026-03-20', end: '2026-04-20', number: 1, fiscalYear: '2026' }],
    ],
  ])('do not count, and say why, where %s', (why, calendarMonths) => {
    const { plans, problems } = read([{}], calendarMonths);
    expect(plans).toEqual([]);
    expect(problems).toEqual([`The quotas of fiscal year 2026 do not count: ${why}.`]);
  });
});
