import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, currencyOf, money, plainDate, sum } from '../../../src/domain/shared/index.ts';
import type { Money } from '../../../src/domain/shared/index.ts';
import type { Scope } from '../../../src/domain/forecasting/index.ts';
import { fiscalYearOf, inForce, quotaTable, type QuotaRow } from '../../../src/domain/quota/index.ts';
import { CALENDAR, MONTHS, Q1, Q2, Q3, Q4, usd, USD, YEAR_2026 } from './fiscal-2026.ts';

const scopes: readonly Scope[] = [
  { key: 'total', type: 'Company', name: 'Acme' },
  { key: 'team:none', type: 'Team', name: 'Unassigned', parentKey: 'total' },
  { key: 'team:north', type: 'Team', name: 'North', parentKey: 'total' },
  { key: 'person:ann', type: 'Person', name: 'Ann', parentKey: 'team:north', personId: 'ann' },
  { key: 'person:ben', type: 'Person', name: 'Ben', parentKey: 'team:north', personId: 'ben' },
];

const even = (amount: string): readonly Money[] => Array.from({ length: 12 }, () => usd(amount));
const row = (scopeKey: string, months: readonly (Money | undefined)[], dates: Partial<QuotaRow> = {}): QuotaRow => ({
  scopeKey,
  currency: USD,
  months,
  ...dates,
});
const table = (rows: readonly QuotaRow[]) => quotaTable({ plans: [{ year: YEAR_2026, rows }], scopes, currency: USD });

describe('fiscal year', () => {
  it('finds the quarter of every month', () => {
    expect(YEAR_2026.quarterKeys).toEqual([Q1, Q1, Q1, Q2, Q2, Q2, Q3, Q3, Q3, Q4, Q4, Q4]);
  });

  it('refuses gaps, months across quarters, years without months and more than thirteen', () => {
    const without = MONTHS.filter(({ key }) => key !== 'month:2026-05-01');
    expect(fiscalYearOf(without, CALENDAR, '2026')).toMatchObject({ reason: 'gap-or-overlap' });
    expect(fiscalYearOf(MONTHS, CALENDAR, '2030')).toMatchObject({ reason: 'no-months' });
    const across = MONTHS.slice(12, 14).map((month) => ({ ...month, end: plainDate('2026-04-02') }));
    expect(fiscalYearOf(across.slice(0, 1), CALENDAR, '2026')).toMatchObject({ reason: 'not-within-a-quarter' });
    const many = MONTHS.map((month) => ({ ...month, fiscalYear: '2026' }));
    expect(fiscalYearOf(many, CALENDAR, '2026')).toMatchObject({ reason: 'too-many-months', months: 36 });
  });
});

describe('quotas by quarter and scope', () => {
  it('a team’s quota is the sum of its people, the company’s the sum of its teams', () => {
    const quotas = table([row('person:ann', even('100')), row('person:ben', even('200.10'))]);
    expect(quotas.of('person:ann', Q4)).toMatchObject({ amount: usd('300'), source: 'Given' });
    expect(quotas.of('team:north', Q4)).toMatchObject({ amount: usd('900.30'), source: 'Sum' });
    expect(quotas.of('total', Q1)).toMatchObject({ amount: usd('900.30'), source: 'Sum' });
    expect(quotas.problems).toEqual([]);
  });

  it('a team’s own row counts, and its difference to the people is told', () => {
    const quotas = table([
      row('team:north', even('290')),
      row('person:ann', even('100')),
      row('person:ben', even('200')),
    ]);
    expect(quotas.of('team:north', Q2)).toMatchObject({ amount: usd('870'), children: usd('900'), source: 'Given' });
    expect(quotas.of('total', Q2)?.amount).toEqual(usd('870'));
    expect(quotas.problems).toHaveLength(4);
    expect(quotas.problems[0]).toMatchObject({
      reason: 'children-differ',
      scopeKey: 'team:north',
      difference: usd('-30'),
    });
    expect(quotas.problems[0]?.text).toBe('North has 870.00, those below have 900.00: -30.00 apart.');
  });

  it('an unknown quota stays unknown, a quota of 0 is one', () => {
    const months = even('0').map((zero, index) => (index < 3 ? undefined : zero));
    const quotas = table([row('person:ann', months)]);
    expect(quotas.of('person:ann', Q1)).toBeUndefined();
    expect(quotas.of('team:north', Q1)).toBeUndefined();
    expect(quotas.of('person:ann', Q2)?.amount).toEqual(usd('0'));
    expect(quotas.of('person:ben', Q2)).toBeUndefined();
  });

  it('a quarter with a blank month counts the other months and says so', () => {
    const quotas = table([
      row(
        'person:ann',
        even('100').map((amount, index) => (index === 1 ? undefined : amount)),
      ),
    ]);
    expect(quotas.of('person:ann', Q1)?.amount).toEqual(usd('200'));
    expect(quotas.problems).toMatchObject([{ reason: 'blank-months', scopeKey: 'person:ann', periodKey: Q1 }]);
  });

  it('people who are not in the tree count as unassigned, so that the total ties out', () => {
    const quotas = table([row('person:gone', even('10')), row('person:ann', even('100'))]);
    expect(quotas.of('team:none', Q3)?.amount).toEqual(usd('30'));
    expect(quotas.of('total', Q3)?.amount).toEqual(usd('330'));
    expect(quotas.problems).toMatchObject([{ reason: 'not-in-the-tree', scopeKey: 'person:gone' }]);
  });

  it('a quota in another currency is left out and named, never counted at a rate of 1', () => {
    const euro = currencyOf('EUR');
    const quotas = table([{ scopeKey: 'person:ann', currency: euro, months: [money(100, euro)] }]);
    expect(quotas.figures).toEqual([]);
    expect(quotas.problems).toMatchObject([{ reason: 'other-currency' }]);
  });

  it('a person given twice counts once and is named', () => {
    const quotas = table([row('person:ann', even('1')), row('person:ann', even('5'))]);
    expect(quotas.of('person:ann', Q1)?.amount).toEqual(usd('3'));
    expect(quotas.problems).toMatchObject([{ reason: 'given-twice' }]);
  });
});

describe('a change of person within the year', () => {
  it('splits the month of the hand-over by days, and other months wholly', () => {
    const quotas = table([
      row('person:ann', even('100'), { effectiveTo: plainDate('2026-11-12') }),
      row('person:ben', even('100'), { effectiveFrom: plainDate('2026-11-13') }),
    ]);
    expect(quotas.of('person:ann', Q4)?.amount).toEqual(usd('140'));
    expect(quotas.of('person:ben', Q4)?.amount).toEqual(usd('160'));
    expect(quotas.of('person:ben', Q3)).toBeUndefined();
    expect(quotas.of('team:north', Q4)?.amount).toEqual(usd('300'));
  });

  it('loses no cent, whatever the day', () => {
    const march = MONTHS[14];
    if (!march) throw new Error('no March');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 30 }), (minor, day) => {
        const amount = money(minor, USD);
        const date = (of: number) => plainDate(`2026-03-${String(of).padStart(2, '0')}`);
        const before = inForce(amount, march, { effectiveTo: date(day) });
        const after = inForce(amount, march, { effectiveFrom: date(day + 1) });
        expect(add(before, after)).toEqual(amount);
      }),
    );
  });
});

it('quarters of a person add up to the months, and teams to their people', () => {
  const cells = fc.array(fc.option(fc.integer({ min: 0, max: 1e10 }), { nil: undefined }), {
    minLength: 12,
    maxLength: 12,
  });
  fc.assert(
    fc.property(cells, cells, (ann, ben) => {
      const asMoney = (months: readonly (number | undefined)[]) =>
        months.map((minor) => (minor === undefined ? undefined : money(minor, USD)));
      const quotas = table([row('person:ann', asMoney(ann)), row('person:ben', asMoney(ben))]);
      const known = [...ann, ...ben].reduce<number>((all, minor) => all + (minor ?? 0), 0);
      const company = [Q1, Q2, Q3, Q4].flatMap((quarter) => quotas.of('total', quarter)?.amount ?? []);
      expect(sum(company, USD).minor).toBe(known);
    }),
  );
});
