import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { emptyOrg, fingerprint, folderOf, imported, problemsOf, rowsOf } from './workshop.ts';

const good = {
  'UserRole.csv': `Id,Name,ParentRoleId
00E000000000003,Reps,00E000000000002EAA
00E000000000002,Team,00E000000000001
00E000000000001,Company,
`,
  'User.csv': `ID,FirstName,LastName,Username,IsActive,UserRoleId,ManagerId,ProfileId
005000000000003,Ria,Rep,ria@x.example,true,00E000000000003,005000000000002,00e000000000009
005000000000002,Max,Manager,max@x.example,true,00E000000000002,005000000000001,00e000000000009
005000000000001,Vera,Vice,vera@x.example,true,00E000000000001,,00e000000000009
005000000000004,Gus,Gone,gus@x.example,false,00E000000000003,005000000000002,00e000000000009
`,
  'Account.csv': `Id,Name,Industry,OwnerId,ParentId,IsDeleted,SystemModstamp
001000000000002,"Daughter, Ltd.",Retail,005000000000003,001000000000001,false,2026-01-01T00:00:00.000Z
001000000000001,'=Mother,Retail,005000000000003,,false,2026-01-01T00:00:00.000Z
001000000000009,Deleted,Retail,005000000000003,,true,2026-01-01T00:00:00.000Z
`,
  'OpportunityStage.csv': `Id,MasterLabel,ApiName,IsActive,SortOrder,IsClosed,IsWon,ForecastCategory,ForecastCategoryName,DefaultProbability
01J000000000001,Offen,Offen,true,1,false,false,Pipeline,Pipeline,30
01J000000000002,Gewonnen,Gewonnen,true,2,true,true,Closed,Closed,100
`,
  'Opportunity.csv': `Id,Name,AccountId,OwnerId,StageName,Amount,CloseDate,IsClosed,IsWon,ExpectedRevenue,FiscalQuarter,Probability,CreatedDate,CreatedById,LastModifiedDate
006000000000001,Alpha,001000000000002AAA,005000000000003,Offen,1000.10,2026-12-31,false,false,300.03,4,30,2026-08-01T10:00:00.000Z,005000000000003,2026-08-02T10:00:00.000Z
006000000000002,"Beta
two lines",001000000000001,005000000000004,Gewonnen,0.10,2026-09-30,true,true,0.10,3,100,2026-07-01T10:00:00.000Z,005000000000777,2026-09-30T10:00:00.000Z
`,
  'OpportunityHistory.csv': `Id,OpportunityId,CreatedDate,CreatedById,StageName,Amount,CloseDate,Probability,ForecastCategory
008000000000001,006000000000001,2026-08-01T10:00:00.000Z,005000000000003,Offen,1000.10,2026-12-31,30,Pipeline
008000000000002,006000000000002,2026-07-01T10:00:00.000Z,005000000000003,Offen,0.20,2026-09-15,30,Pipeline
008000000000003,006000000000002,2026-09-30T10:00:00.000Z,005000000000003,Gewonnen,0.10,2026-09-30,100,Closed
`,
};
type Files = Record<string, string>;
const without = (name: keyof typeof good): Files =>
  Object.fromEntries(Object.entries(good).filter(([file]) => file !== name));
const withFile = (name: string, content: string): Files => ({ ...good, [name]: content });
const changed = (name: keyof typeof good, from: string, to: string): Files => {
  if (!good[name].includes(from)) throw new Error(`${name} does not hold ${from}`);
  return withFile(name, good[name].replace(from, to));
};

describe('importing a Salesforce export', () => {
  it('gives records new ids and keeps what points to what', () => {
    const org = emptyOrg();
    const report = imported(org, folderOf(good));
    expect(report.rows).toEqual({
      OpportunityStage: 2,
      UserRole: 3,
      User: 8,
      Account: 2,
      Opportunity: 2,
      OpportunityHistory: 3,
    });
    const [alpha] = rowsOf(
      org,
      "SELECT Id, Account.Name, Account.Parent.Name, Owner.Name, Owner.UserRole.Name, Owner.Manager.Name FROM Opportunity WHERE Name = 'Alpha'",
    );
    expect(alpha).toMatchObject({
      Account: { Name: 'Daughter, Ltd.', Parent: { Name: '=Mother' } },
      Owner: { Name: 'Ria Rep', UserRole: { Name: 'Reps' }, Manager: { Name: 'Max Manager' } },
    });
    expect(rowsOf(org, 'SELECT Name, ParentRole.Name FROM UserRole ORDER BY Name')).toMatchObject([
      { Name: 'Company', ParentRole: null },
      { Name: 'Reps', ParentRole: { Name: 'Team' } },
      { Name: 'Team', ParentRole: { Name: 'Company' } },
    ]);
  });

  it('keeps dates of creation and the history, and leaves derived columns to the org', () => {
    const org = emptyOrg();
    const report = imported(org, folderOf(good));
    const deals = rowsOf(
      org,
      'SELECT Name, CreatedDate, CreatedBy.Name, IsWon, ExpectedRevenue, Amount, Probability FROM Opportunity ORDER BY Name',
    );
    expect(deals).toMatchObject([
      {
        Name: 'Alpha',
        CreatedDate: '2026-08-01T10:00:00.000+0000',
        IsWon: false,
        ExpectedRevenue: 300.03,
        Probability: 30,
      },
      { Name: 'Beta\ntwo lines', IsWon: true, ExpectedRevenue: 0.1, Amount: 0.1 },
    ]);
    expect(deals[0]?.['CreatedBy']).toMatchObject({ Name: 'Ria Rep' });
    expect(org.query(org.system, 'SELECT COUNT() FROM OpportunityHistory').totalSize).toBe(3);
    expect(
      rowsOf(org, 'SELECT StageName, CreatedDate FROM OpportunityHistory ORDER BY CreatedDate LIMIT 1'),
    ).toMatchObject([{ StageName: 'Offen', CreatedDate: '2026-07-01T10:00:00.000+0000' }]);
    expect(report.leftOut).toContain('Opportunity.csv: IsClosed, IsWon, ExpectedRevenue, FiscalQuarter');
    expect(report.leftOut).toContain('Account.csv: 1 deleted rows');
    expect(rowsOf(org, 'SELECT MasterLabel FROM OpportunityStage WHERE IsActive = true')).toHaveLength(2);
  });

  it('writes a first history row for each deal where the export has no history', () => {
    const files = without('OpportunityHistory.csv');
    const org = emptyOrg();
    imported(org, folderOf(files));
    expect(org.query(org.system, 'SELECT COUNT() FROM OpportunityHistory').totalSize).toBe(2);
  });

  it('gives people what their place in the role tree needs, and nothing to those who left', () => {
    const org = emptyOrg();
    const report = imported(org, folderOf(good));
    const granted = rowsOf(
      org,
      'SELECT Assignee.Username, PermissionSetGroup.DeveloperName, PermissionSet.Name FROM PermissionSetAssignment ORDER BY Assignee.Username',
    ).map((row) => JSON.stringify(row));
    expect(granted.find((row) => row.includes('ria@x.example'))).toContain('Takt_Rep_User');
    expect(granted.find((row) => row.includes('max@x.example'))).toContain('Takt_Manager_User');
    expect(granted.find((row) => row.includes('integration@takt.example'))).toContain('Takt_Integration');
    expect(granted.some((row) => row.includes('gus@x.example') || row.includes('guest@takt.example'))).toBe(false);
    expect(report.demoUsers.map(({ persona }) => persona)).toEqual(['executive', 'manager', 'rep', 'admin', 'none']);
    const id = (username: string) =>
      String(rowsOf(org, `SELECT Id FROM User WHERE Username = '${username}'`)[0]?.['Id']);
    const seen = (username: string) => {
      const actor = org.actor(id(username));
      return actor.may('read', 'Takt_Forecast__c');
    };
    expect([seen('ria@x.example'), seen('vera@x.example'), seen('guest@takt.example')]).toEqual([true, true, false]);
  });

  it('names an unknown column with its file, and leaves it out where a mapping says so', () => {
    const files = changed('Account.csv', 'Industry', 'Shoe_Size__c');
    expect(problemsOf(emptyOrg(), folderOf(files))).toEqual([
      'Account.csv Shoe_Size__c: Account has no such field. Take the column out, or list it in a mapping: "ignoreColumns": {"Account.csv": ["Shoe_Size__c"]}.',
    ]);
    const mapping = JSON.stringify({ form: 'salesforce-export', ignoreColumns: { 'Account.csv': ['Shoe_Size__c'] } });
    const folder = folderOf({ ...files, 'mapping.json': mapping });
    expect(imported(emptyOrg(), folder, { mapping: `${folder}/mapping.json` }).rows['Account']).toBe(2);
  });

  it('lists everything that is wrong at once, by file and line, and imports nothing', () => {
    const org = emptyOrg();
    const before = fingerprint(org);
    const folder = folderOf({
      ...good,
      'Account.csv': `Id,Name,OwnerId,AnnualRevenue
001000000000001,${'x'.repeat(256)},005000000000003,1
001000000000002,"two
lines",005000000000099,NaN
001000000000002,Twice,005000000000003,1e308
a-1,Lower,005000000000003,
A-1,Upper,005000000000003,-0
`,
      'Opportunity.csv': `Id,Name,AccountId,OwnerId,StageName,Amount,CloseDate
006000000000001,Alpha,001000000000001,005000000000003,Offen,"1,5",2026-02-30
006000000000002,Beta,001000000000001,005000000000003,Nirgends,Infinity,03/04/26
`,
      'OpportunityHistory.csv': good['OpportunityHistory.csv'].split('\n').slice(0, 2).join('\n'),
    });
    const problems = problemsOf(org, folder);
    for (const expected of [
      'Account.csv:2 Name: 256 characters where Name holds 255',
      'Account.csv:3 AnnualRevenue: "NaN" is not a number',
      'Account.csv:3 OwnerId: "005000000000099" is not among the imported User records',
      'Account.csv:5 Id: "001000000000002" stands on line 3 of Account.csv already',
      'Account.csv:5 AnnualRevenue: "1e308" has more than 16 digits',
      'Account.csv:7 Id: "A-1" stands on line 6 of Account.csv already',
      'Opportunity.csv:2 Amount: "1,5" has a decimal comma',
      'Opportunity.csv:2 CloseDate: "2026-02-30" does not exist in the calendar',
      'Opportunity.csv:3 Amount: "Infinity" is not a number',
      'Opportunity.csv:3 CloseDate: "03/04/26" is not a date of the form yyyy-MM-dd',
      'Opportunity.csv:3 StageName: "Nirgends" is not a stage of this org',
    ]) {
      expect(problems.filter((problem) => problem.startsWith(expected))).toHaveLength(1);
    }
    expect(problems).toHaveLength(11);
    expect(fingerprint(org)).toBe(before);
  });

  it('takes ids of 15 characters that differ in case for two records, as Salesforce does', () => {
    const org = emptyOrg();
    const files = changed(
      'Account.csv',
      '001000000000009,Deleted,Retail,005000000000003,,true',
      '00100000000000a,a,Retail,005000000000003,,false',
    );
    const more = '00100000000000A,A,Retail,005000000000003,,false,2026-01-01T00:00:00.000Z\n';
    files['Account.csv'] = `${files['Account.csv'] ?? ''}${more}`;
    expect(imported(org, folderOf(files)).rows['Account']).toBe(4);
  });

  it('rolls everything back when the org itself refuses a row, and names the row', () => {
    const org = emptyOrg();
    const before = fingerprint(org);
    const problems = problemsOf(org, folderOf(changed('Opportunity.csv', '2026-12-31', '')));
    expect(problems).toEqual([
      expect.stringMatching(/^Opportunity\.csv:2 CloseDate: the org refuses the Opportunity: /),
    ]);
    expect(fingerprint(org)).toBe(before);
  });

  it('names roles that stand above each other in a circle', () => {
    const files = changed('UserRole.csv', '00E000000000001,Company,', '00E000000000001,Company,00E000000000003');
    const [problem] = problemsOf(emptyOrg(), folderOf(files));
    expect(problem).toMatch(
      /UserRole records form a circle: (Reps → Team → Company → Reps|Team → Company → Reps → Team|Company → Reps → Team → Company)/,
    );
  });

  it('tells a missing object once, not once per row', () => {
    const files = without('Account.csv');
    expect(problemsOf(emptyOrg(), folderOf(files))).toEqual([
      expect.stringContaining('Opportunity.csv AccountId: 2 rows point to Account, but there is no Account.csv'),
    ]);
  });

  it('says what is wrong with a folder that is not there, is empty, or holds other files', () => {
    expect(problemsOf(emptyOrg(), '/no/such/folder')[0]).toContain('the folder does not exist');
    expect(problemsOf(emptyOrg(), folderOf({ 'readme.txt': 'hello' }))[0]).toContain('the folder holds no CSV file');
    expect(problemsOf(emptyOrg(), folderOf(withFile('Shoes.csv', 'Id\n1\n')))).toEqual([
      expect.stringContaining('Shoes.csv: the org has no object Shoes'),
    ]);
    expect(problemsOf(emptyOrg(), folderOf(withFile('Account.csv', '')))).toContainEqual(
      expect.stringContaining('Account.csv: the file is empty'),
    );
  });

  it('is never half done: with any byte damaged it is whole, or refused and nothing is left', () => {
    const names = fc.constantFrom(...Object.keys(good));
    fc.assert(
      fc.property(names, fc.nat(), fc.constantFrom('"', ',', '\n', 'x', '\0', '9', ''), (name, at, sign) => {
        const files: Files = { ...good };
        const text = files[name] ?? '';
        const place = at % text.length;
        files[name] = text.slice(0, place) + sign + text.slice(place + 1);
        const org = emptyOrg();
        const before = fingerprint(org);
        let problems: readonly string[] = [];
        try {
          problems = problemsOf(org, folderOf(files));
        } catch (error) {
          expect(String(error)).toContain('The import succeeded');
          expect(org.query(org.system, 'SELECT COUNT() FROM UserRole').totalSize).toBeGreaterThan(0);
          return;
        }
        expect(problems.every((problem) => problem.includes('.csv'))).toBe(true);
        expect(fingerprint(org)).toBe(before);
      }),
      { numRuns: 40 },
    );
  });
});
