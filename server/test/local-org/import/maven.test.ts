import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { moveByQuarters } from '../../../local-org/import/calendar.ts';
import { emptyOrg, imported, rowsOf, today } from './workshop.ts';

const folder = path.resolve(import.meta.dirname, '../../../../../shared/data/maven-crm');
const present = existsSync(folder);
if (!present) {
  if (process.env['CI'] === 'true') throw new Error(`${folder} is missing, and CI must test with it.`);
  console.log(`skipped: the public set maven-crm is not at ${folder}`);
}

const source = (): readonly Record<string, string>[] =>
  parse(readFileSync(path.join(folder, 'sales_pipeline.csv')), { columns: true, bom: true });

/** Cents by key. */
const sums = (entries: Iterable<readonly [string, number]>): Record<string, number> => {
  const totals: Record<string, number> = {};
  for (const [key, euros] of entries) totals[key] = (totals[key] ?? 0) + Math.round(euros * 100);
  return totals;
};
const quarterOf = (date: string) => `${date.slice(0, 4)} Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;

describe.skipIf(!present)('importing the public set maven-crm', () => {
  it('loads whole: deals, accounts, products, people and roles', () => {
    const org = emptyOrg();
    const report = imported(org, folder);
    expect(report.rows).toMatchObject({
      Opportunity: 8800,
      OpportunityLineItem: 8800,
      OpportunityHistory: 8800 + 4238 + 2473,
      Account: 85,
      Product2: 7,
      UserRole: 1 + 3 + 6 + 6,
      User: 35 + 6 + 4,
    });
    expect(report.healed).toContainEqual({
      what: 'sales_pipeline.csv product: "GTXPro" read as "GTX Pro"',
      count: 1480,
    });
    expect(report.healed).toContainEqual({ what: 'accounts.csv sector: "technolgy" read as "technology"', count: 12 });
    const count = (where: string) => org.query(org.system, `SELECT COUNT() FROM Opportunity WHERE ${where}`).totalSize;
    expect(count('AccountId = null AND IsClosed = false')).toBe(1425);
    expect(count('AccountId = null AND IsClosed = true')).toBe(0);
    expect(
      ['Closed Won', 'Closed Lost', 'Engaging', 'Prospecting'].map((stage) => count(`StageName = '${stage}'`)),
    ).toEqual([4238, 2473, 1589, 500]);
    expect(count("StageName = 'Engaging' AND Probability = 40 AND ForecastCategoryName = 'Best Case'")).toBe(1589);
    expect(count('IsClosed = false AND CloseDate = 2026-12-31')).toBe(2089);
    expect(
      count("StageName = 'Prospecting' AND CreatedDate >= 2026-09-30T00:00:00Z AND CreatedDate < 2026-10-01T00:00:00Z"),
    ).toBe(500);
    expect(
      rowsOf(
        org,
        "SELECT Owner.Name, Owner.UserRole.ParentRole.ParentRole.Name FROM Opportunity WHERE Name LIKE '%1C1I7A6R'",
      ),
    ).toMatchObject([
      { Owner: { Name: 'Moses Frase', UserRole: { ParentRole: { ParentRole: { Name: 'Central' } } } } },
    ]);
  });

  it('has the sums of the CSV per quarter to the cent, moved by 35 quarters to end in the present', () => {
    const org = emptyOrg();
    const report = imported(org, folder);
    expect(report.moved).toEqual({ quarters: 35, firstDate: '2025-07-20', lastDate: '2026-09-30' });
    const won = source().filter((row) => row['deal_stage'] === 'Won');
    const expected = sums(
      won.map((row) => [quarterOf(moveByQuarters(row['close_date'] ?? '', 35, 1)), Number(row['close_value'])]),
    );
    const source2017 = sums(won.map((row) => [quarterOf(row['close_date'] ?? ''), Number(row['close_value'])]));
    expect(Object.values(expected)).toEqual(Object.values(source2017));
    const found = sums(
      rowsOf(org, 'SELECT CloseDate, Amount FROM Opportunity WHERE IsWon = true').map((row) => [
        quarterOf(String(row['CloseDate'])),
        Number(row['Amount']),
      ]),
    );
    expect(found).toEqual(expected);
    expect(rowsOf(org, 'SELECT Id FROM Opportunity WHERE IsClosed = true').length).toBe(4238 + 2473);
    const lines = sums(
      rowsOf(org, 'SELECT TotalPrice FROM OpportunityLineItem WHERE Opportunity.IsWon = true').map((row) => [
        'won',
        Number(row['TotalPrice']),
      ]),
    );
    expect(lines).toEqual({ won: 1_000_553_400 });
  });

  it('moves with the day: on the last day of a year it ends that day', () => {
    const org = emptyOrg();
    expect(imported(org, folder, { today: '2026-12-31' }).moved).toMatchObject({
      quarters: 36,
      lastDate: '2026-12-31',
    });
    expect(today).toBe('2026-11-24');
  });

  it('lets a rep see own deals alone, the manager the team, the vice president all', () => {
    const org = emptyOrg();
    imported(org, folder);
    const seen = (username: string) => {
      const [user] = rowsOf(org, `SELECT Id FROM User WHERE Username = '${username}'`);
      return org.query(org.actor(String(user?.['Id'])), 'SELECT COUNT() FROM Opportunity').totalSize;
    };
    const rows = source();
    const own = (agents: readonly string[]) => rows.filter((row) => agents.includes(row['sales_agent'] ?? '')).length;
    expect(seen('moses.frase@maven.example')).toBe(own(['Moses Frase']));
    const team = ['Anna Snelling', 'Cecily Lampkin', 'Versie Hillebrand', 'Lajuana Vencill', 'Moses Frase'];
    expect(seen('dustin.brinkmann@maven.example')).toBe(own(team));
    expect(seen('vp@maven.example')).toBe(8800);
  });
});
