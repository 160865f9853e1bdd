import { issueToken } from '../../../local-org/auth/sessions.ts';
import { openOrg } from '../../../local-org/open-org.ts';
import type { Id, Org, RecordInput } from '../../../local-org/org.ts';
import { startLocalOrg } from '../../../local-org/start.ts';

/** Creates records as the org itself, and fails with the org's reasons. */
export const insert = (org: Org, objectName: string, records: readonly RecordInput[]): readonly Id[] =>
  org.create(org.system, objectName, records).map(({ id, errors }) => {
    if (id === null) throw new Error(`${objectName}: ${JSON.stringify(errors)}`);
    return id;
  });

const idOf = (org: Org, soql: string): Id => {
  const [row] = org.query(org.system, soql).records;
  if (typeof row?.['Id'] !== 'string') throw new Error(`Nothing found: ${soql}`);
  return row['Id'];
};

export interface Person {
  readonly id: Id;
  readonly username: string;
}

/** A company: Maya leads Ann and Ben; Sam administers; Nora has no permission set; a service user works by API. */
export interface Company {
  readonly org: Org;
  readonly maya: Person;
  readonly ann: Person;
  readonly ben: Person;
  readonly sam: Person;
  readonly nora: Person;
  readonly period: Id;
  /** Forecasts of Q4 2026: Ann's, Ben's, the team's. */
  readonly forecasts: readonly Id[];
}

const group = { maya: 'Takt_Manager_User', ann: 'Takt_Rep_User', ben: 'Takt_Rep_User', sam: 'Takt_Admin_User' };

const today = '2026-11-24';

/** Fills an org with the company. */
const fillCompany = (org: Org): Company => {
  const organization = idOf(org, 'SELECT Id FROM Organization');
  org.update(org.system, 'Organization', [{ Id: organization, Name: 'Acme Pumps', DefaultCurrencyIsoCode: 'USD' }]);
  const profile = (name: string): Id => idOf(org, `SELECT Id FROM Profile WHERE Name = '${name}'`);
  const [lead = ''] = insert(org, 'UserRole', [{ Name: 'Team North' }]);
  const [rep = ''] = insert(org, 'UserRole', [{ Name: 'Rep North', ParentRoleId: lead }]);
  const person = (first: string, last: string, title: string, profileName: string, roleId: Id | null): Person => {
    const username = `${first.toLowerCase()}@acme.example`;
    const [id = ''] = insert(org, 'User', [
      {
        FirstName: first,
        LastName: last,
        Title: title,
        Username: username,
        Email: username,
        Alias: first.toLowerCase(),
        IsActive: true,
        ProfileId: profile(profileName),
        UserRoleId: roleId,
        LocaleSidKey: 'en_US',
        TimeZoneSidKey: 'America/New_York',
      },
    ]);
    return { id, username };
  };
  const maya = person('Maya', 'Maple', 'Head of Team North', 'Standard User', lead);
  const ann = person('Ann', 'Ash', 'Account Executive', 'Standard User', rep);
  const ben = person('Ben', 'Birch', 'Account Executive', 'Standard User', rep);
  const sam = person('Sam', 'Spruce', 'Sales Operations', 'System Administrator', null);
  const nora = person('Nora', 'Null', 'Intern', 'Minimum Access', null);
  const robot = person('Robo', 'Tern', 'Service user', 'Minimum Access', null);
  insert(org, 'PermissionSetAssignment', [
    {
      AssigneeId: robot.id,
      PermissionSetId: idOf(org, "SELECT Id FROM PermissionSet WHERE Name = 'Takt_Integration'"),
    },
  ]);
  for (const [name, { id }] of Object.entries({ maya, ann, ben, sam })) {
    const groupName = group[name as keyof typeof group];
    insert(org, 'PermissionSetAssignment', [
      {
        AssigneeId: id,
        PermissionSetGroupId: idOf(org, `SELECT Id FROM PermissionSetGroup WHERE DeveloperName = '${groupName}'`),
      },
    ]);
  }
  const [period = ''] = insert(org, 'Takt_Period__c', [
    {
      Name: 'Q4 2026',
      External_Key__c: 'quarter:2026-10-01',
      Type__c: 'Quarter',
      Start_Date__c: '2026-10-01',
      End_Date__c: '2026-12-31',
      Number__c: 4,
      Fiscal_Year__c: '2026',
    },
  ]);
  const scopes = insert(org, 'Takt_Scope__c', [
    { Name: 'Ann Ash', External_Key__c: `person:${ann.id}`, Type__c: 'Person', Person__c: ann.id, OwnerId: ann.id },
    { Name: 'Ben Birch', External_Key__c: `person:${ben.id}`, Type__c: 'Person', Person__c: ben.id, OwnerId: ben.id },
    { Name: "Team 'North' \\ West", External_Key__c: `team:${lead}`, Type__c: 'Team', OwnerId: maya.id },
  ]);
  const amounts = [120_000.5, 80_000, 200_000.5];
  const owners = [ann, ben, maya];
  const forecasts = insert(
    org,
    'Takt_Forecast__c',
    scopes.map((scope, index) => ({
      Name: `Forecast ${index + 1}`,
      External_Key__c: `${index}|quarter:2026-10-01`,
      Scope__c: scope,
      Period__c: period,
      OwnerId: owners[index]?.id ?? null,
      Won__c: amounts[index] ?? null,
      Open_Deals__c: index + 1,
      Backtest_Wape__c: 14.2,
      Method__c: index === 0 ? 'Naive' : 'Model',
      As_Of__c: '2026-11-24T05:28:19.000Z',
    })),
  );
  return { org, maya, ann, ben, sam, nora, period, forecasts };
};

/** The company in memory, on 24 November 2026. */
export const openCompany = (): Company => fillCompany(openOrg({ data: ':memory:', today }));

export interface Served extends Company {
  readonly url: string;
  readonly token: (person: Person) => string;
  readonly close: () => Promise<void>;
}

/** The company behind all doors of the org, on a port of this machine (0: any free one). */
export const serveCompany = async (port = 0): Promise<Served> => {
  let company: Company | undefined;
  const running = await startLocalOrg({
    data: ':memory:',
    today,
    port,
    prepare: (org) => {
      company = fillCompany(org);
    },
  });
  if (company === undefined) throw new Error('The org was not prepared.');
  return {
    ...company,
    url: running.url,
    token: ({ username }) => issueToken(running.org, username).token,
    close: () => running.close(),
  };
};
