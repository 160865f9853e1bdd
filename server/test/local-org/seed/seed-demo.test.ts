import { createHash } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openOrg } from '../../../local-org/open-org.ts';
import type { Org, RecordOutput } from '../../../local-org/org.ts';
import type { Progress } from '../../../local-org/import/index.ts';
import { seedDemo, SeedOptionError } from '../../../local-org/seed/index.ts';
import { SeedError } from '../../../local-org/seed/saved.ts';

const today = '2026-11-24';
const opened: Org[] = [];
afterEach(() => {
  for (const org of opened.splice(0)) org.close();
});
const emptyOrg = (): Org => {
  const org = openOrg({ data: ':memory:', today });
  opened.push(org);
  return org;
};

const rowsOf = (org: Org, soql: string): readonly RecordOutput[] => {
  const rows: RecordOutput[] = [];
  for (let page = org.query(org.system, soql); ; page = org.queryMore(org.system, page.cursor)) {
    rows.push(...page.records);
    if (page.cursor === undefined) return rows;
  }
};
const count = (org: Org, from: string) => org.query(org.system, `SELECT COUNT() FROM ${from}`).totalSize;

/** Everything that the simulator decides; stamps that the org's clock sets are not among it. */
const contents = (org: Org): string => {
  const hash = createHash('sha256');
  for (const soql of [
    'SELECT Id, Name, ParentRoleId FROM UserRole',
    'SELECT Id, Username, Name, Title, IsActive, UserRoleId, ManagerId, CreatedDate FROM User WHERE CreatedById != null AND UserRoleId != null',
    'SELECT Id, Name, Industry, OwnerId, NumberOfEmployees, CreatedDate FROM Account',
    'SELECT Id, Name, AccountId, OwnerId, StageName, Amount, CloseDate, ForecastCategory, PushCount, CreatedDate FROM Opportunity',
    'SELECT Id, OpportunityId, Product2Id, Quantity, UnitPrice FROM OpportunityLineItem',
    'SELECT Id, OpportunityId, StageName, Amount, CloseDate, Probability, ForecastCategory, CreatedDate FROM OpportunityHistory',
    'SELECT Id, Name, ParentId, Type, Status, StartDate, BudgetedCost, ActualCost FROM Campaign',
    'SELECT Id, Name, Company, Status, OwnerId, ConvertedOpportunityId, CreatedDate FROM Lead',
    'SELECT Id, CampaignId, LeadId, Status, CreatedDate FROM CampaignMember',
    'SELECT Id, Name, External_Key__c, Status__c, Target__c, CreatedDate FROM Takt_Plan__c',
    'SELECT Id, Name, External_Key__c, OwnerId, Approved_1__c, Approved_12__c, Effective_From__c, CreatedDate FROM Takt_Quota__c',
    'SELECT Id, Name, Held_On__c, Lead__c FROM Takt_Meeting__c',
    'SELECT Id, Name, OwnerId, Opportunity__c, Account__c, Due_Date__c, Status__c, Completed_At__c, CreatedDate FROM Takt_Action__c',
  ]) {
    for (const row of rowsOf(org, soql)) hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
};

describe('seeding the demo company', () => {
  let org: Org;
  beforeAll(() => {
    org = openOrg({ data: ':memory:', today });
    seedDemo(org, { today, deals: 600, randomSeed: 2 });
    return () => {
      org.close();
    };
  });

  it('writes what it reports', () => {
    const fresh = emptyOrg();
    const seen: Progress[] = [];
    const report = seedDemo(fresh, { today, deals: 250, onProgress: (progress) => seen.push(progress) });
    expect(report.rows['Opportunity']).toBe(250);
    for (const object of [
      'Opportunity',
      'OpportunityLineItem',
      'OpportunityHistory',
      'Account',
      'Product2',
      'UserRole',
      'Campaign',
      'Lead',
      'CampaignMember',
      'Takt_Plan__c',
      'Takt_Quota__c',
      'Takt_Meeting__c',
      'Takt_Action__c',
    ]) {
      expect([object, count(fresh, object)]).toEqual([object, report.rows[object]]);
    }
    expect(seen.at(-1)).toEqual({ title: 'Simulating deals', done: 250, total: 250 });
    expect(rowsOf(fresh, 'SELECT Name, DefaultCurrencyIsoCode FROM Organization')).toMatchObject([
      { Name: 'Nordlicht Pumpen & Systeme', DefaultCurrencyIsoCode: 'EUR' },
    ]);
  });

  it('gives the same company for the same seed and day, and another for another', () => {
    const make = (randomSeed: number, day = today): string => {
      const fresh = openOrg({ data: ':memory:', today: day });
      opened.push(fresh);
      seedDemo(fresh, { today: day, deals: 200, randomSeed });
      return contents(fresh);
    };
    const first = make(5);
    expect(make(5)).toBe(first);
    expect(make(6)).not.toBe(first);
    expect(make(5, '2026-11-25')).not.toBe(first);
  });

  it('has deals whose amount is the sum of their products, and whose history ends as they stand', () => {
    const sums = new Map<string, number>();
    for (const row of rowsOf(org, 'SELECT OpportunityId, TotalPrice FROM OpportunityLineItem')) {
      const id = String(row['OpportunityId']);
      sums.set(id, (sums.get(id) ?? 0) + Math.round(Number(row['TotalPrice']) * 100));
    }
    const last = new Map<string, RecordOutput>();
    const fields = 'OpportunityId, StageName, Amount, CloseDate, Probability, ForecastCategory, CreatedDate';
    for (const row of rowsOf(org, `SELECT ${fields} FROM OpportunityHistory ORDER BY CreatedDate, Id`)) {
      last.set(String(row['OpportunityId']), row);
    }
    const deals = rowsOf(
      org,
      'SELECT Id, StageName, Amount, CloseDate, Probability, ForecastCategory, CreatedDate, HasOpportunityLineItem FROM Opportunity',
    );
    expect(deals).toHaveLength(600);
    for (const deal of deals) {
      const id = String(deal['Id']);
      const cents = deal['Amount'] === null ? undefined : Math.round(Number(deal['Amount']) * 100);
      expect(sums.get(id)).toBe(cents);
      expect(deal['HasOpportunityLineItem']).toBe(cents !== undefined);
      const history = last.get(id);
      for (const field of ['StageName', 'Amount', 'CloseDate', 'Probability', 'ForecastCategory']) {
        expect(history?.[field]).toEqual(deal[field]);
      }
      expect(String(deal['CreatedDate']) <= `${today}T23:59`).toBe(true);
    }
  });

  it('knows the stages of the process and no others', () => {
    expect(
      rowsOf(
        org,
        'SELECT MasterLabel, DefaultProbability, ForecastCategoryName FROM OpportunityStage WHERE IsActive = true ORDER BY SortOrder',
      ).map(
        (row) =>
          `${String(row['MasterLabel'])} ${String(row['DefaultProbability'])} ${String(row['ForecastCategoryName'])}`,
      ),
    ).toEqual([
      'Qualification 10 Pipeline',
      'Needs Analysis 25 Pipeline',
      'Technical Concept 45 Best Case',
      'Proposal 60 Best Case',
      'Negotiation 85 Commit',
      'Closed Won 100 Closed',
      'Closed Lost 0 Omitted',
    ]);
  });

  it('has a role tree in which everybody sees what they should', () => {
    const seen = (title: string) => {
      const [user] = rowsOf(
        org,
        `SELECT Id FROM User WHERE IsActive = true AND Title LIKE '${title}%' ORDER BY Id LIMIT 1`,
      );
      return org.query(org.actor(String(user?.['Id'])), 'SELECT COUNT() FROM Opportunity').totalSize;
    };
    const all = count(org, 'Opportunity');
    expect(seen('VP Sales')).toBe(all);
    const [director, manager, rep] = [
      seen('Regional Director'),
      seen('Sales Manager Hamburg'),
      seen('Account Executive Hamburg'),
    ];
    expect(director).toBeLessThan(all);
    expect(manager).toBeLessThan(director);
    expect(rep).toBeLessThan(manager);
    expect(rep).toBeGreaterThan(0);
    expect(count(org, 'User WHERE IsActive = false')).toBe(7);
  });

  it('offers a login for every persona', () => {
    const report = seedDemo(emptyOrg(), { today, deals: 20 });
    expect(report.demoUsers.map(({ persona }) => persona)).toEqual([
      'executive',
      'manager',
      'manager',
      'rep',
      'rep',
      'rep',
      'admin',
      'meetingLead',
      'none',
    ]);
    expect(new Set(report.demoUsers.map(({ username }) => username)).size).toBe(9);
    expect(count(org, "User WHERE Username = 'integration@takt.example'")).toBe(1);
  });

  it('refuses sizes and seeds that make no sense', () => {
    for (const options of [{ deals: 0 }, { deals: 1_000_001 }, { deals: 2.5 }, { deals: NaN }, { randomSeed: 0.5 }]) {
      expect(() => seedDemo(emptyOrg(), { today, ...options })).toThrow(SeedOptionError);
    }
  });

  it('leaves nothing behind when the org refuses a record half-way', () => {
    const fresh = emptyOrg();
    const before = fresh.schema.objects.map(({ name }) => count(fresh, name));
    const create: Org['create'] = (actor, object, records, options) =>
      object === 'OpportunityHistory'
        ? [
            {
              id: null,
              success: false,
              errors: [{ statusCode: 'STORAGE_LIMIT_EXCEEDED', message: 'full', fields: [] }],
            },
          ]
        : fresh.create(actor, object, records, options);
    const stubborn = new Proxy(fresh, {
      get: (target, name): unknown => {
        const value: unknown = name === 'create' ? create : Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    expect(() => seedDemo(stubborn, { today, deals: 50 })).toThrow(SeedError);
    expect(fresh.schema.objects.map(({ name }) => count(fresh, name))).toEqual(before);
  });
});
