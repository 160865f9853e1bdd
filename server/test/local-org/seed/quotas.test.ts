import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf, quarterIndex, quarterStart } from '../../../local-org/import/calendar.ts';
import { openOrg } from '../../../local-org/open-org.ts';
import type { Org, RecordOutput } from '../../../local-org/org.ts';
import { drawSalesForce } from '../../../local-org/seed/company/sales-force.ts';
import { groundTruth, seedDemo } from '../../../local-org/seed/index.ts';
import { drawQuotas, inForce, monthsOf, teamQuota } from '../../../local-org/seed/quotas/draw-quotas.ts';
import { seededRandom } from '../../../local-org/seed/random.ts';

const today = '2026-11-24';
const end = dayOf(today);
const start = dayOf(quarterStart(quarterIndex(today, 1) - 12, 1));
const force = drawSalesForce(seededRandom(1, 'people'), start, today);
const draw = (year: number, deals = 6000) =>
  drawQuotas(seededRandom(1, 'quotas'), force, year, { start, today: end, deals });

describe('the quotas of a year', () => {
  it('are whole hundreds of euros, higher in March than in August, and grow with the company', () => {
    for (const { months } of draw(2026)) {
      for (const euros of months) expect((euros ?? 0) % 100).toBe(0);
    }
    const [, , march = 0, , , , , august = 0] = draw(2026)[0]?.months ?? [];
    expect(march).toBeGreaterThan(august * 1.4);
    const full = draw(2026).filter(({ from, to }) => from === undefined && to === undefined);
    const sum = (year: number): number =>
      full.reduce((all, { rep }) => {
        const own = draw(year).find((quota) => quota.rep === rep)?.months ?? [];
        return all + own.reduce<number>((months, euros) => months + (euros ?? 0), 0);
      }, 0);
    expect(sum(2026)).toBeGreaterThan(sum(2025) * 1.05);
    expect(draw(2026, 12_000)[0]?.months[0]).toBeGreaterThan((draw(2026)[0]?.months[0] ?? 0) * 1.9);
  });

  it('ask less of those who are new, and nothing of those who are not there', () => {
    const joined = draw(2026).find(({ from }) => from !== undefined && from > dayOf('2026-05-01'));
    const known = joined?.months.filter((euros) => euros !== undefined) ?? [];
    expect(known.length).toBeLessThan(12);
    const usual = draw(2026)[0]?.months ?? [];
    const first = joined?.months.findIndex((euros) => euros !== undefined) ?? 0;
    expect(known[0]).toBeLessThan((usual[first] ?? 0) * 0.7);
    const left = draw(2026).find(({ to }) => to !== undefined);
    expect(left?.months.at(-1)).toBeUndefined();
    const people = draw(2026).map(({ rep }) => rep);
    expect(people).toEqual(
      force.reps.filter(
        ({ hiredOn, leftOn }) => hiredOn <= dayOf('2026-12-31') && (leftOn < 0 || leftOn > dayOf('2026-01-01')),
      ),
    );
  });

  it('ask a team for a little more than its people together', () => {
    const people = draw(2026).slice(0, 5);
    for (const [index, euros] of teamQuota(people, 2026).entries()) {
      const month = monthsOf(2026)[index];
      const together = month === undefined ? 0 : people.reduce((sum, quota) => sum + inForce(quota, month), 0);
      expect(euros / together).toBeCloseTo(groundTruth.quotas.teamMargin, 2);
    }
  });
});

describe('the plans of the demo company', () => {
  let org: Org;
  const rows = (soql: string): readonly RecordOutput[] => org.query(org.system, soql).records;
  beforeAll(() => {
    org = openOrg({ data: ':memory:', today });
    seedDemo(org, { today, deals: 6000 });
  });
  afterAll(() => {
    org.close();
  });

  it('are published for the last fiscal year and for this one', () => {
    expect(
      rows('SELECT External_Key__c, Kind__c, Status__c, Version__c FROM Takt_Plan__c ORDER BY Fiscal_Year__c'),
    ).toMatchObject([
      { External_Key__c: 'quota|2025|v1', Kind__c: 'Quota', Status__c: 'Published', Version__c: 1 },
      { External_Key__c: 'quota|2026|v1', Kind__c: 'Quota', Status__c: 'Published', Version__c: 1 },
    ]);
  });

  it('have a row for each person, under a key that says whose, and one team with a row of its own', () => {
    const quotas = rows(
      'SELECT External_Key__c, Plan__r.External_Key__c, Person__c, OwnerId, Owner.Title, Person__r.IsActive FROM Takt_Quota__c',
    );
    const [team = ''] = rows("SELECT Id FROM UserRole WHERE Name = 'Team Leipzig'").map(({ Id }) => String(Id));
    for (const row of quotas) {
      const plan = String(Reflect.get(Object(row['Plan__r']), 'External_Key__c'));
      const person = row['Person__c'];
      const scope = typeof person === 'string' ? `person:${person}` : `team:${team}`;
      expect(row['External_Key__c']).toBe(`${plan}|${scope}`);
      if (row['Person__c'] === null) continue;
      const active = Reflect.get(Object(row['Person__r']), 'IsActive') === true;
      if (active) expect(row['OwnerId']).toBe(row['Person__c']);
      else expect(String(Reflect.get(Object(row['Owner']), 'Title'))).toMatch(/^Sales Manager/);
    }
    expect(quotas.filter((row) => row['Person__c'] === null)).toHaveLength(2);
    expect(quotas.length).toBeGreaterThan(80);
  });

  it('ask for some more than is won, and people reach them by very different shares', () => {
    const quotas = rows(
      "SELECT Person__c, Approved_Total__c FROM Takt_Quota__c WHERE Plan__r.Fiscal_Year__c = '2025' AND Effective_From__c = null AND Effective_To__c = null AND Person__c != null",
    );
    const won = new Map(
      rows(
        'SELECT OwnerId, SUM(Amount) won FROM Opportunity WHERE IsWon = true AND CloseDate >= 2025-01-01 AND CloseDate <= 2025-12-31 GROUP BY OwnerId',
      ).map((row) => [row['OwnerId'], Number(row['won'])]),
    );
    const attained = quotas.map((row) => (won.get(row['Person__c']) ?? 0) / Number(row['Approved_Total__c']));
    const mean = attained.reduce((sum, share) => sum + share, 0) / attained.length;
    expect(mean).toBeGreaterThan(0.8);
    expect(mean).toBeLessThan(1.05);
    expect(attained.some((share) => share > 1.2)).toBe(true);
    expect(attained.some((share) => share < 0.6)).toBe(true);
  });

  it('let a rep see the own quota only', () => {
    const [rep] = rows(
      "SELECT Id FROM User WHERE IsActive = true AND Title = 'Account Executive Hamburg' ORDER BY Id LIMIT 1",
    );
    const id = String(rep?.['Id']);
    const seen = org.query(org.actor(id), 'SELECT Person__c FROM Takt_Quota__c').records;
    expect(new Set(seen.map((row) => row['Person__c']))).toEqual(new Set([id]));
  });
});
