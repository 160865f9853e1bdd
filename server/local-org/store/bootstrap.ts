import { defaultStages } from '../metadata/standard/stages.ts';
import type { Id, RecordInput } from '../org.ts';
import { profiles } from '../security/profiles.ts';
import { fillAggregatedSets } from './aggregated-sets.ts';
import type { Row } from './columns.ts';
import { giveCorporateCurrency } from './currencies.ts';
import { ensurePeriods } from './fiscal/periods.ts';
import { makeId } from './ids.ts';
import { tableOf, type Kernel } from './kernel.ts';
import { fillCustomPermissions } from './custom-permissions.ts';
import { fillPackageRecords } from './package-records.ts';
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

/** What features of the org begin with. */
const fillFeatures = (kernel: Kernel): void => {
  const system = kernel.actors.system(automatedProcessId);
  const isEmpty = (objectName: string): boolean =>
    kernel.tables.has(objectName) && kernel.database.row(`SELECT 1 AS one FROM "${objectName}"`) === undefined;
  if (isEmpty('CurrencyType')) {
    const org = kernel.database.row('SELECT "DefaultCurrencyIsoCode" AS code FROM "Organization"');
    const IsoCode = String(org?.['code'] ?? 'USD');
    const corporate = { IsoCode, ConversionRate: 1, IsActive: true, IsCorporate: true };
    insertRecords(kernel, system, tableOf(kernel, 'CurrencyType'), [corporate], {});
    giveCorporateCurrency(kernel, IsoCode);
  }
  if (isEmpty('OpportunitySplitType')) {
    const types = [
      { MasterLabel: 'Revenue', DeveloperName: 'Revenue', IsActive: true, IsTotalValidated: true },
      { MasterLabel: 'Overlay', DeveloperName: 'Overlay', IsActive: true, IsTotalValidated: false },
    ];
    insertRecords(kernel, system, tableOf(kernel, 'OpportunitySplitType'), types, {});
  }
};

/** Permission sets, groups and custom permissions of the metadata as records. */
export const fillFromMetadata = (kernel: Kernel): void => {
  fillPackageRecords(kernel, automatedProcessId);
  fillAggregatedSets(kernel, automatedProcessId);
  fillCustomPermissions(kernel, automatedProcessId);
};

/** Fills an empty database, and brings a filled one up to the package and to today. */
export const bootstrap = (kernel: Kernel, timeZone: string): void => {
  kernel.database.transaction(() => {
    if (kernel.database.row('SELECT 1 AS one FROM "Organization"') === undefined) createOrg(kernel, timeZone);
    fillFeatures(kernel);
    fillFromMetadata(kernel);
    ensurePeriods(kernel);
  });
};
