import { afterAll, describe, expect, it } from 'vitest';
import { column, createOne, deal, emptyOrg, ids } from '../support/company.ts';

const org = emptyOrg();
afterAll(() => {
  org.close();
});
const acme = createOne(org, 'Account', { Name: 'Acme', Industry: 'Energy' });
const arger = createOne(org, 'Account', { Name: 'Ärger & Söhne' });
ids(
  org.create(org.system, 'Opportunity', [
    deal({ Name: 'a', Amount: 10, AccountId: acme, CloseDate: '2026-10-01', StageName: 'Closed Won' }),
    deal({ Name: 'b', Amount: 20.5, AccountId: acme, CloseDate: '2026-11-24' }),
    deal({ Name: 'c', AccountId: arger, CloseDate: '2026-12-31' }),
    deal({ Name: 'd_1', Amount: 30, CloseDate: '2027-01-01' }),
    deal({ Name: 'd%1', Amount: -5, CloseDate: '2026-09-30', StageName: 'Closed Lost' }),
    deal({ Name: "o'Neil \\ Sons", CloseDate: '2025-11-24' }),
  ]),
);
const query = (soql: string) => org.query(org.system, soql);
const names = (where: string, order = 'Name') =>
  column(org, `SELECT Name FROM Opportunity WHERE ${where} ORDER BY ${order}`, 'Name');

describe('conditions', () => {
  it('compare text without regard to case, beyond ASCII too', () => {
    expect(column(org, "SELECT Name FROM Account WHERE Name = 'äRGER & sÖHNE'", 'Name')).toEqual(['Ärger & Söhne']);
    expect(column(org, "SELECT Name FROM Account WHERE Name LIKE 'ÄRG%'", 'Name')).toEqual(['Ärger & Söhne']);
    expect(column(org, "SELECT Name FROM Account WHERE Name IN ('ACME')", 'Name')).toEqual(['Acme']);
  });

  it('hold for != where there is no value, and for no other comparison', () => {
    expect(names('Amount != 10')).toEqual(['b', 'c', 'd_1', 'd%1', "o'Neil \\ Sons"].toSorted());
    expect(names('Amount <> 10')).toEqual(names('Amount != 10'));
    expect(names('CloseDate <> THIS_YEAR')).toEqual(names('CloseDate != THIS_YEAR'));
    expect(names('Amount < 10')).toEqual(['d%1']);
    expect(names('Amount NOT IN (10, 20.5, 30, -5)')).toEqual(['c', "o'Neil \\ Sons"]);
    expect(names('Amount = null')).toEqual(['c', "o'Neil \\ Sons"]);
    expect(names('(NOT Amount > 5)')).toEqual(['c', 'd%1', "o'Neil \\ Sons"]);
  });

  it('understand escapes in texts and patterns', () => {
    expect(names("Name LIKE 'd\\_1'")).toEqual(['d_1']);
    expect(names("Name LIKE 'd\\%1'")).toEqual(['d%1']);
    expect(names("Name LIKE 'd_1'")).toEqual(['d%1', 'd_1']);
    expect(names("Name = 'o\\'Neil \\\\ Sons'")).toEqual(["o'Neil \\ Sons"]);
  });

  it('nest by parentheses, and refuse AND beside OR without them, as Salesforce does', () => {
    expect(names("(Name = 'a' OR (Name = 'b' AND Amount > 100)) AND IsWon = true")).toEqual(['a']);
    expect(() => names("Name = 'a' OR Name = 'b' AND Amount > 100")).toThrow('unexpected token');
  });

  it('follow paths to parents', () => {
    expect(names("Account.Industry = 'energy' AND Account.Owner.Name = 'Automated Process'")).toEqual(['a', 'b']);
    expect(names('Account.Name = null')).toEqual(['d%1', 'd_1', "o'Neil \\ Sons"]);
  });

  it('join semi and anti', () => {
    const accounts = (where: string) => column(org, `SELECT Name FROM Account WHERE ${where} ORDER BY Name`, 'Name');
    expect(accounts("Id IN (SELECT AccountId FROM Opportunity WHERE StageName = 'Closed Won')")).toEqual(['Acme']);
    expect(accounts("Id NOT IN (SELECT AccountId FROM Opportunity WHERE StageName = 'Closed Won')")).toEqual([
      'Ärger & Söhne',
    ]);
  });

  it('take ids of 15 and of 18 characters', () => {
    expect(names(`AccountId = '${acme.slice(0, 15)}'`)).toEqual(['a', 'b']);
    expect(() => names("AccountId = 'acme'")).toThrow('invalid ID field: acme');
  });

  it('know the days that date literals mean on 24 November 2026', () => {
    expect(names('CloseDate = TODAY')).toEqual(['b']);
    expect(names('CloseDate = THIS_QUARTER')).toEqual(['a', 'b', 'c']);
    expect(names('CloseDate = LAST_FISCAL_QUARTER')).toEqual(['d%1']);
    expect(names('CloseDate > THIS_YEAR')).toEqual(['d_1']);
    expect(names('CloseDate = LAST_N_DAYS:54')).toEqual(['a', 'b']);
    expect(names('CloseDate = NEXT_N_MONTHS:2')).toEqual(['c', 'd_1']);
    expect(names('CloseDate = LAST_N_MONTHS:2')).toEqual(['a', 'd%1']);
    expect(names('CloseDate IN (TODAY, NEXT_YEAR)')).toEqual(['b', 'd_1']);
    expect(names('CloseDate != THIS_YEAR')).toEqual(['d_1', "o'Neil \\ Sons"]);
  });

  it('compare moments by the person’s own day', () => {
    expect(query('SELECT COUNT() FROM Opportunity WHERE CreatedDate = TODAY').totalSize).toBe(6);
    expect(query('SELECT COUNT() FROM Opportunity WHERE CreatedDate < 2026-11-24T00:00:00+01:00').totalSize).toBe(0);
  });
});

describe('order', () => {
  it('puts what has no value first, up and down, unless told otherwise', () => {
    const amounts = (order: string) => column(org, `SELECT Amount FROM Opportunity ORDER BY ${order}`, 'Amount');
    expect(amounts('Amount')).toEqual([null, null, -5, 10, 20.5, 30]);
    expect(amounts('Amount DESC')).toEqual([null, null, 30, 20.5, 10, -5]);
    expect(amounts('Amount DESC NULLS LAST')).toEqual([30, 20.5, 10, -5, null, null]);
  });

  it('goes with LIMIT and OFFSET', () => {
    expect(column(org, 'SELECT Name FROM Opportunity ORDER BY Name LIMIT 2 OFFSET 1', 'Name')).toEqual(['b', 'c']);
    expect(query("SELECT Name FROM Opportunity WHERE Name != '' OFFSET 4").totalSize).toBe(2);
    expect(() => query('SELECT Id FROM Opportunity LIMIT 1 OFFSET 2001')).toThrow(
      'Maximum SOQL offset allowed is 2000',
    );
  });
});

describe('aggregates', () => {
  it('are named expr0, expr1 … unless they have an alias', () => {
    const { records } = query(
      'SELECT StageName, COUNT(Id), SUM(Amount) total, MAX(CloseDate) FROM Opportunity GROUP BY StageName ORDER BY COUNT(Id) DESC, StageName',
    );
    expect(records).toEqual([
      { attributes: { type: 'AggregateResult' }, StageName: 'Prospecting', expr0: 4, total: 50.5, expr1: '2027-01-01' },
      { attributes: { type: 'AggregateResult' }, StageName: 'Closed Lost', expr0: 1, total: -5, expr1: '2026-09-30' },
      { attributes: { type: 'AggregateResult' }, StageName: 'Closed Won', expr0: 1, total: 10, expr1: '2026-10-01' },
    ]);
  });

  it('obey HAVING and group by functions of dates', () => {
    const soql =
      'SELECT CALENDAR_YEAR(CloseDate) y, COUNT(Id) n FROM Opportunity GROUP BY CALENDAR_YEAR(CloseDate) HAVING COUNT(Id) > 1';
    expect(query(soql).records).toMatchObject([{ y: 2026, n: 4 }]);
  });

  it('average over what has a value', () => {
    expect(query('SELECT AVG(Amount) a, COUNT_DISTINCT(StageName) s FROM Opportunity').records).toMatchObject([
      { a: 13.875, s: 3 },
    ]);
  });

  it('refuse a field that is neither grouped nor aggregated', () => {
    expect(() => query('SELECT Name, COUNT(Id) FROM Opportunity GROUP BY StageName')).toThrow(
      'Field must be grouped or aggregated: Name',
    );
  });

  it('count without records', () => {
    expect(query('SELECT COUNT() FROM Opportunity')).toEqual({ totalSize: 6, done: true, records: [] });
  });
});

describe('children', () => {
  it('come as a page of their own, or as null when there are none', () => {
    const lonely = createOne(org, 'Account', { Name: 'Lonely' });
    const soql = `SELECT Name, (SELECT Name FROM Opportunities ORDER BY Name DESC LIMIT 1) FROM Account WHERE Id IN ('${acme}', '${lonely}') ORDER BY Name`;
    expect(query(soql).records).toMatchObject([
      { Name: 'Acme', Opportunities: { totalSize: 1, done: true, records: [{ Name: 'b' }] } },
      { Name: 'Lonely', Opportunities: null },
    ]);
  });
});

describe('mistakes', () => {
  it('are pointed at as Salesforce points at them', () => {
    expect(() => query('SELECT Id, Nmae FROM Opportunity')).toThrow(
      "\nSELECT Id, Nmae FROM Opportunity\n           ^\nERROR at Row:1:Column:12\nNo such column 'Nmae' on entity 'Opportunity'.",
    );
  });

  it.each([
    ['SELECT Id FROM Opportunitys', 'INVALID_TYPE', "sObject type 'Opportunitys' is not supported."],
    ['SELECT Acount.Name FROM Opportunity', 'INVALID_FIELD', "Didn't understand relationship 'Acount' in field path."],
    [
      'SELECT Id, (SELECT Id FROM Deals) FROM Account',
      'INVALID_TYPE',
      "Didn't understand relationship 'Deals' in FROM",
    ],
    [
      'SELECT Id FROM Account WHERE Name = 5',
      'INVALID_FIELD',
      'must be of type string and should be enclosed in quotes',
    ],
    ["SELECT Id FROM Opportunity WHERE Amount = '5'", 'INVALID_FIELD', 'should not be enclosed in quotes'],
    ["SELECT Id FROM Account WHERE Description = 'x'", 'INVALID_FIELD', "field 'Description' can not be filtered"],
    ['SELECT Id FROM', 'MALFORMED_QUERY', "unexpected token: '<EOF>'"],
    ['SELECT Id, Id FROM Account', 'MALFORMED_QUERY', 'duplicate field selected: Id'],
    ['', 'MALFORMED_QUERY', 'SOQL statements cannot be empty or null'],
    ['SELECT COUNT(Id) FROM Account GROUP BY ROLLUP(Industry)', 'MALFORMED_QUERY', 'not supported by the local org'],
  ])('%s → %s', (soql, errorCode, message) => {
    expect(() => query(soql)).toThrow(
      expect.objectContaining({ errorCode, message: expect.stringContaining(message) as string, status: 400 }),
    );
  });
});
