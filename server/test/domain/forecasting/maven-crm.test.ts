import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildScopes, DealStatus, planForecasts, type Role } from '../../../src/domain/forecasting/index.ts';
import { currencyOf, dayNumber, fromDecimalString, plainDate } from '../../../src/domain/shared/index.ts';
import { calendarYears, day } from './support/calendar.ts';
import { asKnownOn } from './support/company.ts';
import { dealTable, type DealRow } from './support/deals.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../../shared/data/maven-crm');
const present = existsSync(FOLDER);
if (!present) console.log(`Skipped: the public sample is not at ${FOLDER}`);

type Row = Readonly<Record<string, string>>;

/** The sample has no quoted fields. */
function table(file: string): readonly Row[] {
  const [head = '', ...lines] = readFileSync(path.join(FOLDER, file), 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [names[index] ?? '', value])));
}

const cents = (text: string): number => {
  const read = fromDecimalString(text, 'USD');
  if (!read.ok) throw new Error(`${text}: ${read.reason}`);
  return read.value.minor;
};

const STATUS: Readonly<Record<string, number>> = { Won: DealStatus.won, Lost: DealStatus.lost };

function sample() {
  const teams = table('sales_teams.csv');
  const column = (name: string): readonly string[] => [...new Set(teams.map((row) => row[name] ?? ''))];
  const roles: readonly Role[] = [
    ...column('regional_office').map((id) => ({ id, name: id })),
    ...column('manager').flatMap((id) => [
      { id, name: id, parentId: teams.find((row) => row['manager'] === id)?.['regional_office'] ?? '' },
      { id: `rep ${id}`, name: `Rep of ${id}`, parentId: id },
    ]),
  ];
  const people = teams.map((row) => {
    const id = row['sales_agent'] ?? '';
    return { id, name: id, active: true, roleId: `rep ${row['manager'] ?? ''}` };
  });
  const owners = new Map(people.map(({ id }, index) => [id, index]));
  const pipeline = table('sales_pipeline.csv');
  const rows = pipeline.map((row): DealRow => {
    const status = STATUS[row['deal_stage'] ?? ''] ?? DealStatus.open;
    const createdOn = dayNumber(plainDate(row['engage_date'] || '2017-12-27'));
    const closeOn = status === DealStatus.open ? createdOn + 90 : dayNumber(plainDate(row['close_date'] ?? ''));
    const value = row['close_value'] ?? '';
    const id = row['opportunity_id'] ?? '';
    const owner = owners.get(row['sales_agent'] ?? '') ?? -1;
    return { id, owner, status, createdOn, closeOn, amount: value === '' ? undefined : cents(value) };
  });
  return { people, roles, rows: rows.map((row) => ({ ...row, closedOn: row.closeOn })), pipeline };
}

describe.skipIf(!present && process.env['CI'] !== 'true')('the public sample (Maven CRM)', () => {
  const calendar = calendarYears(2016, 2018);
  const plan = (asOf: string) => {
    const { people, roles, rows } = sample();
    const today = day(asOf);
    const deals = dealTable(asKnownOn(rows, today));
    const { scopes } = buildScopes({ people, roles, companyName: 'Maven', dealOwners: deals.owner });
    return {
      scopes,
      forecasts: planForecasts({ deals, people, scopes, calendar, today, currency: currencyOf('USD') }),
    };
  };

  it('has won totals by quarter, person and team equal to the sums of the file, to the cent', () => {
    const { forecasts, scopes } = plan('2018-01-15');
    const { pipeline } = sample();
    const expected = new Map<string, number>();
    for (const row of pipeline) {
      if (row['deal_stage'] !== 'Won') continue;
      const [year = '', month = ''] = (row['close_date'] ?? '').split('-');
      const start = `${year}-${String(3 * Math.floor((Number(month) - 1) / 3) + 1).padStart(2, '0')}-01`;
      for (const scope of ['total', `person:${row['sales_agent'] ?? ''}`]) {
        const key = `${scope}|quarter:${start}`;
        expected.set(key, (expected.get(key) ?? 0) + cents(row['close_value'] ?? ''));
      }
    }
    const wonOf = new Map(forecasts.map((row) => [`${row.scopeKey}|${row.periodKey}`, row.won.minor]));
    for (const [key, sum] of expected) expect(wonOf.get(key), key).toBe(sum);
    expect(
      ['2017-01-01', '2017-04-01', '2017-07-01', '2017-10-01'].map((start) => wonOf.get(`total|quarter:${start}`)),
    ).toEqual([113_467_200, 308_611_100, 298_225_500, 280_249_600]);
    for (const quarter of ['2017-04-01', '2017-07-01', '2017-10-01']) {
      const regions = scopes.filter(({ parentKey }) => parentKey === 'total');
      const sum = regions.reduce((total, { key }) => total + (wonOf.get(`${key}|quarter:${quarter}`) ?? 0), 0);
      expect(sum).toBe(wonOf.get(`total|quarter:${quarter}`));
    }
  });

  it('does not take the quarter in whose midst the records begin for a quarter to learn from or to repeat', () => {
    // Closes begin on 2017-03-01: two complete quarters before the fourth, three after it.
    const at = (asOf: string) => plan(asOf).forecasts.find(({ method }) => method !== 'Actual');
    expect(at('2017-11-24')).toMatchObject({ method: 'Unknown', methodReason: '2 past quarters; 3 are needed.' });
    expect(at('2018-02-20')?.backtest?.count).toBe(2);
  });

  it('takes open deals without an amount for a mean won one, not for 0', () => {
    const total = plan('2018-02-20').forecasts.find(({ method }) => method !== 'Actual');
    expect(total).toMatchObject({ scopeKey: 'total', method: 'Model' });
    expect(total?.won.minor).toBe(0);
    expect(total?.dealsWithoutAmount).toBe(total?.openDeals);
    // 2,089 open deals, 2,361 a win: nearly a tenth of them is expected in what is left of the quarter.
    expect((total?.model?.mean.minor ?? 0) - (total?.model?.newBusiness.minor ?? 0)).toBeGreaterThan(40_000_000);
  });

  it('shows its back-test beside repeating the last quarter, and publishes the closer one', () => {
    for (const asOf of ['2018-01-15', '2018-02-20']) {
      const { forecasts } = plan(asOf);
      const shown = forecasts.filter(({ backtest, scopeKey }) => backtest && !scopeKey.startsWith('person:'));
      for (const { scopeKey, periodKey, method, methodReason, model, backtest } of shown) {
        const money = model
          ? [model.p10, model.p50, model.p90].map(({ minor }) => Math.round(minor / 100)).join(' / ')
          : '';
        console.log(
          `${asOf} ${scopeKey} ${periodKey.slice(8)}: ${money} ${method}: ${methodReason} n ${backtest?.count ?? 0}`,
        );
      }
      for (const { method, backtest } of forecasts) {
        const { wape, naiveWape } = backtest ?? {};
        if (method === 'Model' && wape !== undefined && naiveWape !== undefined) expect(wape).toBeLessThan(naiveWape);
      }
      expect(shown.length).toBeGreaterThan(0);
    }
  });
});
