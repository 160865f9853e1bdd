import { describe, expect, it } from 'vitest';
import type { Org } from '../../../local-org/org.ts';
import { seedDemo } from '../../../local-org/seed/index.ts';
import { emptyOrg, folderOf, imported, problemsOf, rowsOf, today } from './workshop.ts';

const quoted = (value: unknown): string => {
  if (typeof value === 'object' && value !== null) throw new TypeError('An export has plain values only.');
  if (value === null || value === undefined) return '';
  // As an export guards text that a spreadsheet would run.
  const text =
    typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : `${value as string | number | boolean}`;
  return `"${text.replaceAll('"', '""')}"`;
};

/** All rows and columns of an object, as Data Loader's "Export All" writes them. */
const exported = (org: Org, object: string, where = ''): string => {
  const fields = [...(org.schema.object(object)?.fields.values() ?? [])].map(({ name }) => name);
  const rows = rowsOf(org, `SELECT ${fields.join(', ')} FROM ${object}${where}`);
  return [fields.join(','), ...rows.map((row) => fields.map((field) => quoted(row[field])).join(','))].join('\r\n');
};

const objects = [
  'Organization',
  'UserRole',
  'Profile',
  'Account',
  'Campaign',
  'Lead',
  'CampaignMember',
  'OpportunityStage',
  'Opportunity',
  'OpportunityHistory',
  'Product2',
  'Pricebook2',
  'PricebookEntry',
  'OpportunityLineItem',
  'Period',
  'PermissionSetAssignment',
];

const exportOf = (org: Org): Record<string, string> => ({
  ...Object.fromEntries(objects.map((object) => [`${object}.csv`, exported(org, object)])),
  'User.csv': exported(org, 'User', " WHERE Username LIKE '%nordlicht.example'"),
});

/** What must survive: by names instead of ids. */
const story = (org: Org) => ({
  deals: rowsOf(
    org,
    'SELECT Name, Account.Name, Owner.Username, Owner.IsActive, StageName, Amount, CloseDate, Probability, ForecastCategoryName, ' +
      'ExpectedRevenue, Fiscal, PushCount, LastStageChangeDate, CreatedDate, CreatedBy.Username, LeadSource, Campaign.Name FROM Opportunity ORDER BY CreatedDate, Name, Amount',
  ).map(withoutUrls),
  history: rowsOf(
    org,
    'SELECT Opportunity.Name, StageName, Amount, CloseDate, Probability, ForecastCategory, PrevAmount, PrevCloseDate, CreatedDate, CreatedBy.Username ' +
      'FROM OpportunityHistory ORDER BY CreatedDate, Opportunity.Name, StageName',
  ).map(withoutUrls),
  lines: rowsOf(
    org,
    'SELECT Opportunity.Name, Product2.ProductCode, Quantity, UnitPrice, TotalPrice, ListPrice FROM OpportunityLineItem ORDER BY Opportunity.Name, Product2.ProductCode, TotalPrice, Quantity',
  ).map(withoutUrls),
  accounts: rowsOf(org, 'SELECT Name, Industry, Owner.Username, AnnualRevenue FROM Account ORDER BY Name').map(
    withoutUrls,
  ),
  campaigns: rowsOf(
    org,
    'SELECT Name, Parent.Name, Type, Status, StartDate, BudgetedCost, ActualCost FROM Campaign ORDER BY Name',
  ).map(withoutUrls),
  leads: rowsOf(
    org,
    'SELECT Name, Company, Status, Owner.Username, IsConverted, ConvertedDate, ConvertedOpportunity.Name, ConvertedAccount.Name, CreatedDate FROM Lead ORDER BY Name, Company',
  ).map(withoutUrls),
  members: rowsOf(
    org,
    'SELECT Campaign.Name, Lead.Name, Lead.Company, Status, HasResponded, FirstRespondedDate FROM CampaignMember ORDER BY Lead.Name, Lead.Company',
  ).map(withoutUrls),
  roles: rowsOf(org, 'SELECT Name, ParentRole.Name FROM UserRole ORDER BY Name').map(withoutUrls),
});
const withoutUrls = (row: unknown): string =>
  JSON.stringify(row, (key, value: unknown) => (key === 'attributes' ? undefined : value));

describe('a whole export', () => {
  it('of the demo company, imported into another org, is the same company', () => {
    const source = emptyOrg();
    seedDemo(source, { today, deals: 300, randomSeed: 9 });
    const target = emptyOrg();
    const report = imported(target, folderOf(exportOf(source)));
    expect(report.rows['Opportunity']).toBe(300);
    expect(story(target)).toEqual(story(source));
    expect(rowsOf(target, 'SELECT Name FROM Organization')).toMatchObject([{ Name: 'Nordlicht Pumpen & Systeme' }]);
    expect(target.query(target.system, 'SELECT COUNT() FROM Pricebook2').totalSize).toBe(1);
  });

  it('may have more rows than a call has room for arguments', () => {
    const count = 130_000;
    const rows = Array.from({ length: count }, (_, index) => `P${index},x`);
    rows[count - 1] = 'P0,x';
    const folder = folderOf({ 'Product2.csv': `Id,Name\n${rows.join('\n')}\n` });
    expect(problemsOf(emptyOrg(), folder)).toEqual([
      `Product2.csv:${count + 1} Id: "P0" stands on line 2 of Product2.csv already. Keep one of the two rows; keys that differ only in case count as the same.`,
    ]);
  });

  it('names the file that is missing from a folder that is otherwise known', () => {
    const folder = folderOf({
      'sales_pipeline.csv': 'opportunity_id\n1\n',
      'products.csv': 'product,series,sales_price\nA,B,1\n',
      'sales_teams.csv': 'sales_agent,manager,regional_office\nA,B,C\n',
    });
    const problems = problemsOf(emptyOrg(), folder);
    expect(problems).toContainEqual(expect.stringMatching(/^accounts\.csv: the file is missing/));
    expect(problems).toContainEqual(expect.stringMatching(/^sales_pipeline\.csv sales_agent: the column is missing/));
  });
});
