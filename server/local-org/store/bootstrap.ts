import { defaultStages } from '../metadata/standard/stages.ts';
import type { Id, RecordInput } from '../org.ts';
import { profiles } from '../security/profiles.ts';
import type { Row } from './columns.ts';
import type { Database } from './database.ts';
import { ensurePeriods } from './fiscal/periods.ts';
import { makeId } from './ids.ts';
import { tableOf, type Kernel } from './kernel.ts';
import { fillCustomPermissions } from './custom-permissions.ts';
import { insertRecords } from './save/save.ts';

/** The organisation and its automated process always have the first ids of their kind. */
export const organizationId: Id = makeId('00D', 1);
export const automatedProcessId: Id = makeId('005', 1);

const insertRow = (kernel: Kernel, objectName: string, row: Row): void => {
  const table = tableOf(kernel, objectName);
  kernel.sequences.next(objectName);
  kernel.database.run(table.insertSql, table.insertValues(row));
};

/** What an org is born with: itself, the automated process, profiles, stages and the standard price book. */
const createOrg = (kernel: Kernel, timeZone: string): void => {
  const now = kernel.clock.now();
  const audit = {
    CreatedDate: now,
    CreatedById: automatedProcessId,
    LastModifiedDate: now,
    LastModifiedById: automatedProcessId,
    SystemModstamp: now,
  };
  insertRow(kernel, 'Organization', {
    Id: organizationId,
    Name: 'Local Org',
    DefaultLocaleSidKey: 'en_US',
    TimeZoneSidKey: timeZone,
    LanguageLocaleKey: 'en_US',
    FiscalYearStartMonth: 1,
    UsesStartDateAsFiscalYearName: 0,
    OrganizationType: 'Developer Edition',
    InstanceName: 'LOCAL',
    IsSandbox: 0,
    ...audit,
  });
  insertRow(kernel, 'User', {
    Id: automatedProcessId,
    Username: `autoproc@${organizationId.toLowerCase()}`,
    LastName: 'Automated Process',
    Name: 'Automated Process',
    Alias: 'autoproc',
    Email: 'autoproc@example.invalid',
    IsActive: 1,
    UserType: 'AutomatedProcess',
    TimeZoneSidKey: timeZone,
    LocaleSidKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: 'en_US',
    ForecastEnabled: 0,
    ...audit,
  });
  const create = (objectName: string, records: readonly RecordInput[]): void => {
    const table = tableOf(kernel, objectName);
    const results = insertRecords(kernel, kernel.actors.system(automatedProcessId), table, records, {});
    const wrong = results.flatMap((result) => result.errors);
    if (wrong.length > 0) throw new Error(`bootstrap of ${objectName}: ${wrong.map((one) => one.message).join('; ')}`);
  };
  create(
    'Profile',
    profiles.map(({ name, description }) => ({ Name: name, Description: description })),
  );
  create('OpportunityStage', defaultStages);
  create('Pricebook2', [{ Name: 'Standard Price Book', IsStandard: true, IsActive: true }]);
};

const namesIn = (database: Database, objectName: string, column: string): ReadonlySet<unknown> =>
  new Set(database.rows(`SELECT "${column}" AS name FROM "${objectName}"`).map((row) => row['name']));

/** Permission sets, their groups and public groups of the package get their records, once. */
const createPackageRecords = (kernel: Kernel): void => {
  const { database, metadata } = kernel;
  const system = kernel.actors.system(automatedProcessId);
  const create = (objectName: string, records: readonly RecordInput[]): void => {
    if (records.length > 0) insertRecords(kernel, system, tableOf(kernel, objectName), records, { allOrNone: true });
  };
  const sets = namesIn(database, 'PermissionSet', 'Name');
  create(
    'PermissionSet',
    metadata.permissionSets
      .filter((set) => !sets.has(set.name))
      .map((set) => ({ Name: set.name, Label: set.label, Description: set.description.slice(0, 255) })),
  );
  const setGroups = namesIn(database, 'PermissionSetGroup', 'DeveloperName');
  const newGroups = metadata.permissionSetGroups.filter((group) => !setGroups.has(group.name));
  create(
    'PermissionSetGroup',
    newGroups.map((group) => ({
      DeveloperName: group.name,
      MasterLabel: group.label,
      Description: group.description.slice(0, 255),
    })),
  );
  create(
    'PermissionSetGroupComponent',
    newGroups.flatMap((group) =>
      group.permissionSets.map((set) => ({
        PermissionSetGroup: { DeveloperName: group.name },
        PermissionSet: { Name: set },
      })),
    ),
  );
  const groups = namesIn(database, 'Group', 'DeveloperName');
  create(
    'Group',
    metadata.groups
      .filter((group) => !groups.has(group.name))
      .map((group) => ({
        Name: group.label,
        DeveloperName: group.name,
        Type: 'Regular',
        DoesIncludeBosses: group.includesBosses,
      })),
  );
};

/** Fills an empty database, and brings a filled one up to the package and to today. */
export const bootstrap = (kernel: Kernel, timeZone: string): void => {
  kernel.database.transaction(() => {
    if (kernel.database.row('SELECT 1 AS one FROM "Organization"') === undefined) createOrg(kernel, timeZone);
    createPackageRecords(kernel);
    fillCustomPermissions(kernel, automatedProcessId);
    ensurePeriods(kernel);
  });
};
