import type { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningOrg } from '../../../local-org/start.ts';
import { column, company, idOf, type Company } from '../support/company.ts';
import { connectAs, startOrg } from '../support/server.ts';

let running: RunningOrg;
let people: Company;
let admin: Connection;
beforeAll(async () => {
  running = await startOrg({ prepare: (org) => (people = company(org)) });
  admin = connectAs(running, 'admin@acme.example');
});
afterAll(() => running.close());

interface Columns {
  readonly columnMetadata: readonly {
    readonly columnName: string;
    readonly displayName: string;
    readonly aggregate: boolean;
    readonly apexType: string;
    readonly joinColumns: Columns['columnMetadata'];
  }[];
  readonly entityName: string;
  readonly groupBy: boolean;
}
const columns = (soql: string, connection = admin): Promise<Columns> =>
  connection.request<Columns>(`/query?q=${encodeURIComponent(soql)}&columns=true`);

describe('the columns of a query, which a command line lays its table out by', () => {
  it('are those of the record, its parents and its children', async () => {
    const found = await columns('SELECT Id, Name, UserRole.Name, (SELECT Id FROM PermissionSetAssignments) FROM User');
    expect(found).toMatchObject({ entityName: 'User', groupBy: false, idSelected: true, keyPrefix: '005' });
    expect(found.columnMetadata).toMatchObject([
      { columnName: 'Id', apexType: 'Id', aggregate: false, joinColumns: [] },
      { columnName: 'Name', apexType: 'String', textType: true },
      { columnName: 'UserRole', aggregate: false, joinColumns: [{ columnName: 'Name' }] },
      { columnName: 'PermissionSetAssignments', aggregate: true, joinColumns: [{ columnName: 'Id' }] },
    ]);
  });

  it('tell a sum from what it is grouped by', async () => {
    const { columnMetadata, groupBy } = await columns('SELECT ProfileId, COUNT(Id) FROM User GROUP BY ProfileId');
    expect(groupBy).toBe(true);
    expect(columnMetadata).toMatchObject([
      { columnName: 'ProfileId', aggregate: false },
      { columnName: 'expr0', displayName: 'COUNT(Id)', aggregate: true },
    ]);
  });

  it('are hidden from people who may not read the object', async () => {
    await expect(columns('SELECT Id FROM Account', connectAs(running, 'guest@acme.example'))).rejects.toThrow(
      /not supported/,
    );
  });
});

describe('what a command line asks of an org', () => {
  it('is told what kind of org it is', async () => {
    const { records } = await admin.query(
      'SELECT Name, InstanceName, IsSandbox, TrialExpirationDate, NamespacePrefix, OrganizationType FROM Organization',
    );
    expect(records).toMatchObject([{ IsSandbox: false, TrialExpirationDate: null, NamespacePrefix: null }]);
  });

  it('learns that the Tooling API has no objects of its own here', async () => {
    await expect(admin.tooling.query('SELECT Id FROM SandboxProcess')).rejects.toMatchObject({
      errorCode: 'INVALID_TYPE',
    });
  });
});

const setNamed = (name: string): string => idOf(people.org, `SELECT Id FROM PermissionSet WHERE Name = '${name}'`);

describe('assigning a permission set group', () => {
  const group = () => idOf(people.org, "SELECT Id FROM PermissionSetGroup WHERE DeveloperName = 'Takt_Rep_User'");

  it('goes by the permission set of its name, which stands for the group', async () => {
    expect(column(people.org, "SELECT Type FROM PermissionSet WHERE Name = 'Takt_Rep_User'", 'Type')).toEqual([
      'Group',
    ]);
    expect(people.org.actor(people.guest).may('read', 'Takt_Forecast__c')).toBe(false);
    const assignment = { AssigneeId: people.guest, PermissionSetId: setNamed('Takt_Rep_User') };
    const result = await admin.sobject('PermissionSetAssignment').create(assignment);
    expect(result.success).toBe(true);
    const where = `WHERE Id = '${String(result.id)}'`;
    expect(
      column(people.org, `SELECT PermissionSetGroupId FROM PermissionSetAssignment ${where}`, 'PermissionSetGroupId'),
    ).toEqual([group()]);
    expect(people.org.actor(people.guest).may('read', 'Takt_Forecast__c')).toBe(true);
  });

  it('goes by the group itself as well, and names its permission set', () => {
    const soql = `SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = '${people.rep}'`;
    expect(column(people.org, soql, 'PermissionSetId')).toEqual([setNamed('Takt_Rep_User')]);
  });

  it('is refused the second time, and goes again after it was taken back', () => {
    const assign = () =>
      people.org.create(people.org.system, 'PermissionSetAssignment', [
        { AssigneeId: people.peer, PermissionSetGroupId: group() },
      ])[0];
    expect(assign()?.errors).toMatchObject([{ statusCode: 'DUPLICATE_VALUE' }]);
    const soql = `SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = '${people.peer}'`;
    people.org.remove(people.org.system, [idOf(people.org, soql)]);
    expect(people.org.actor(people.peer).may('read', 'Takt_Forecast__c')).toBe(false);
    expect(assign()?.success).toBe(true);
  });
});
